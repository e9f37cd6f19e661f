package org.radiloom.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data elements of DICOM PS3.6: representation, multiplicity, keyword and name of each tag.
 *
 * <p>The table is {@code dictionary.tsv} beside this class; {@code docs/dicom-conformance.md} says how it is made.
 */
public final class Dictionary {
    /**
     * What the standard says about a tag.
     *
     * @param vr representation as printed, sometimes with a choice ("US or SS")
     * @param multiplicity for instance "1", "2-n"
     */
    public record Entry(String vr, String multiplicity, String keyword, String name) {
        /** The representation to assume where the file does not say: words before bytes, unsigned before signed. */
        Vr assumed() {
            return switch (vr) {
                case "OB or OW", "US or OW", "US or SS or OW" -> Vr.OW;
                case "US or SS" -> Vr.US;
                case "NONE" -> Vr.UN;
                default -> Vr.valueOf(vr);
            };
        }
    }

    /** A family of tags with free digits: overlays, curves. */
    private record Repeating(int bits, int mask, Entry entry) {}

    private static final Map<Integer, Entry> ENTRIES = new HashMap<>(8192);
    private static final Map<String, Integer> TAGS = new HashMap<>(8192);
    private static final List<Repeating> REPEATING = new ArrayList<>();

    static {
        load();
    }

    private Dictionary() {}

    private static void load() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Dictionary.class.getResourceAsStream("dictionary.tsv")),
                StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(Dictionary::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line) {
        String[] column = line.split("\t");
        var entry = new Entry(column[1], column[2], column[3], column[4]);
        String digits = column[0];
        if (digits.indexOf('x') < 0) {
            int tag = Integer.parseUnsignedInt(digits, 16);
            ENTRIES.put(tag, entry);
            TAGS.put(entry.keyword(), tag);
        } else {
            int bits = Integer.parseUnsignedInt(digits.replace('x', '0'), 16);
            int mask = Integer.parseUnsignedInt(digits.replaceAll("[^x]", "F").replace('x', '0'), 16);
            REPEATING.add(new Repeating(bits, mask, entry));
        }
    }

    /** What the standard says about a tag; empty for private and unknown ones. */
    public static Optional<Entry> entry(int tag) {
        return Optional.ofNullable(find(tag));
    }

    private static @Nullable Entry find(int tag) {
        Entry entry = ENTRIES.get(tag);
        if (entry != null || Tag.isPrivate(tag)) {
            return entry;
        }
        for (Repeating family : REPEATING) {
            if ((tag & family.mask()) == family.bits()) {
                return family.entry();
            }
        }
        return null;
    }

    /** The tag with this keyword ("PatientName"). */
    public static Optional<Integer> tag(String keyword) {
        return Optional.ofNullable(TAGS.get(keyword));
    }

    /** The representation to assume where the file does not say one; UN for unknown tags. */
    public static Vr vr(int tag) {
        if (Tag.isGroupLength(tag)) {
            return Vr.UL;
        }
        if (Tag.isPrivate(tag)) {
            boolean creator = Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF;
            return creator ? Vr.LO : Vr.UN;
        }
        Entry entry = find(tag);
        return entry == null ? Vr.UN : entry.assumed();
    }

    /** Whether the representation is US or SS, as the pixels are unsigned or signed. */
    static boolean signDependent(int tag) {
        Entry entry = find(tag);
        return entry != null && entry.vr().startsWith("US or SS");
    }
}
