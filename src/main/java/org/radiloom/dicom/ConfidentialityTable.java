package org.radiloom.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of each attribute under the Basic Application Level Confidentiality Profile and its options. Source: DICOM
 * PS3.15, table E.1-1 (edition 2026d; columns of the options of edition 2025b).
 *
 * <p>The table is {@code confidentiality.tsv} beside this class. Its columns for cleaning (descriptors, structured content,
 * graphics) are left out: cleaning texts and drawings needs somebody who reads them, and is not offered.
 */
public final class ConfidentialityTable {
    /**
     * A row.
     *
     * @param vr representation of the attribute
     * @param basic action of the Basic Profile: X remove, Z empty, D dummy value, U new UID; more than one, separated by a
     *     slash, where the choice is left to what the object requires
     * @param kept options under which the value stays
     * @param cleaned options under which the value is to be replaced by one of similar meaning
     */
    public record Row(
            Vr vr, String keyword, String basic, Set<ConfidentialityOption> kept, Set<ConfidentialityOption> cleaned) {
        /** Whether the Basic Profile lets an action be taken. */
        public boolean allows(char action) {
            return basic.indexOf(action) >= 0;
        }
    }

    private static final int FIRST_OPTION = 4;
    /** In the order of the columns. */
    private static final List<ConfidentialityOption> OPTIONS = List.of(
            ConfidentialityOption.UIDS,
            ConfidentialityOption.DEVICE,
            ConfidentialityOption.INSTITUTION,
            ConfidentialityOption.PATIENT,
            ConfidentialityOption.DATES,
            ConfidentialityOption.SHIFTED_DATES);

    private static final Map<Integer, Row> ROWS = new HashMap<>(2048);
    private static final Map<String, Row> REPEATING = new HashMap<>();

    static {
        load();
    }

    private ConfidentialityTable() {}

    private static void load() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ConfidentialityTable.class.getResourceAsStream("confidentiality.tsv")),
                StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(ConfidentialityTable::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line) {
        String[] column = line.split("\t", -1);
        Set<ConfidentialityOption> kept = EnumSet.noneOf(ConfidentialityOption.class);
        Set<ConfidentialityOption> cleaned = EnumSet.noneOf(ConfidentialityOption.class);
        for (int n = 0; n < OPTIONS.size(); n++) {
            switch (column[FIRST_OPTION + n]) {
                case "K" -> kept.add(OPTIONS.get(n));
                case "C" -> cleaned.add(OPTIONS.get(n));
                default -> {}
            }
        }
        var row = new Row(Vr.valueOf(column[1]), column[2], column[3], Set.copyOf(kept), Set.copyOf(cleaned));
        if (column[0].indexOf('x') < 0) {
            ROWS.put(Integer.parseUnsignedInt(column[0], 16), row);
        } else {
            REPEATING.put(column[0], row);
        }
    }

    /** The row of an attribute; empty if the table does not name it. Private attributes have none: they are removed. */
    public static Optional<Row> row(int tag) {
        Row row = ROWS.get(tag);
        if (row == null && tag >>> 24 == 0x50) {
            row = REPEATING.get("50xxxxxx");
        } else if (row == null && tag >>> 24 == 0x60) {
            row = REPEATING.get("60xx" + "%04x".formatted(Tag.element(tag)));
        }
        return Optional.ofNullable(row);
    }

    /** Tags with a row of their own, repeating groups left out. */
    public static Set<Integer> tags() {
        return Set.copyOf(ROWS.keySet());
    }
}
