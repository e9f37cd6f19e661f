package org.radiloom.dicom.deident;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.ConfidentialityTable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.Vr;

/**
 * What in a file names somebody: names of persons and their parts, numbers, addresses, institutions, the date of birth, UIDs;
 * as far as nobody asked to retain them. Kept in memory only, to look for them where they must not be.
 */
final class Identifiers {
    /** Shorter ones would be found by chance. */
    private static final int SHORTEST = 3;

    private static final Pattern BETWEEN = Pattern.compile("[\\s^=,;]+");

    /** Words in names that are nobody's, and what the cleaning itself writes. */
    private static final Set<String> NOBODY =
            Set.of("removed", "prof", "mrs", "phd", "anonymous", "anonymized", "unknown", "none", "null");

    /** Attributes whose whole value is looked for; retained with the option beside them. */
    private static final Map<Integer, Set<ConfidentialityOption>> VALUES = Map.ofEntries(
            Map.entry(0x00100020, Set.of()), // patient ID
            Map.entry(0x00101000, Set.of()), // other patient IDs
            Map.entry(0x00100030, Set.of()), // birth date
            Map.entry(0x00101040, Set.of()), // address
            Map.entry(0x00102154, Set.of()), // telephone numbers
            Map.entry(0x00102155, Set.of()),
            Map.entry(0x00101090, Set.of()), // medical record locator
            Map.entry(0x00380010, Set.of()), // admission ID
            Map.entry(0x00080050, Set.of()), // accession number
            Map.entry(0x00402016, Set.of()), // order numbers
            Map.entry(0x00402017, Set.of()),
            Map.entry(0x00080092, Set.of()), // referring physician's address and telephone numbers
            Map.entry(0x00080094, Set.of()),
            Map.entry(0x00401102, Set.of()), // a person's address and telephone numbers
            Map.entry(0x00401103, Set.of()),
            Map.entry(0x00080080, Set.of(ConfidentialityOption.INSTITUTION)),
            Map.entry(0x00080081, Set.of(ConfidentialityOption.INSTITUTION)),
            Map.entry(0x00081040, Set.of(ConfidentialityOption.INSTITUTION)),
            Map.entry(0x00081010, Set.of(ConfidentialityOption.DEVICE)), // station name
            Map.entry(0x00181000, Set.of(ConfidentialityOption.DEVICE))); // serial number

    private static final String STANDARD_UIDS = "1.2.840.10008.";

    /**
     * Where an identifier comes from.
     *
     * @param tag its attribute
     * @param whole whether it is all of the value, not one word of a name
     */
    record Source(int tag, boolean whole) {}

    private final Set<ConfidentialityOption> retained;
    private final Map<String, Source> found = new LinkedHashMap<>();

    private Identifiers(Set<ConfidentialityOption> retained) {
        this.retained = retained;
    }

    /** Those of a data set and its sequences. */
    static Identifiers of(DicomDataset dataset, Set<ConfidentialityOption> retained) {
        var identifiers = new Identifiers(retained);
        identifiers.collect(dataset);
        return identifiers;
    }

    /** How texts are compared: lower case, one form of each character. */
    static String comparable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Each identifier, {@link #comparable}, with where it stood. */
    Map<String, Source> found() {
        return found;
    }

    private void collect(DicomDataset dataset) {
        for (DicomElement element : dataset.elements()) {
            int tag = element.tag();
            Set<ConfidentialityOption> unless = VALUES.get(tag);
            if (element instanceof DicomElement.Sequence sequence) {
                sequence.items().forEach(this::collect);
            } else if (element.vr() == Vr.PN) {
                dataset.strings(tag).forEach(name -> name(tag, name));
            } else if (element.vr() == Vr.UI) {
                uids(tag, dataset.strings(tag));
            } else if (unless != null && unless.stream().noneMatch(retained::contains)) {
                dataset.strings(tag).forEach(value -> add(new Source(tag, true), value));
            }
        }
    }

    private void name(int tag, String name) {
        String[] parts = BETWEEN.split(name.strip(), -1);
        add(new Source(tag, true), name);
        add(new Source(tag, true), String.join(" ", parts));
        if (parts.length > 1) {
            add(new Source(tag, true), parts[1] + " " + parts[0]);
        }
        for (String part : parts) {
            add(new Source(tag, false), part);
        }
    }

    private void uids(int tag, Collection<String> uids) {
        boolean replaced = ConfidentialityTable.row(tag)
                .map(row -> row.allows('U') && row.kept().stream().noneMatch(retained::contains))
                .orElse(false);
        if (!replaced || retained.contains(ConfidentialityOption.UIDS)) {
            return;
        }
        for (String uid : uids) {
            if (!uid.startsWith(STANDARD_UIDS) && uid.indexOf('.') > 0) {
                add(new Source(tag, true), uid);
            }
        }
    }

    private void add(Source source, String value) {
        String text = comparable(value.strip());
        boolean longEnough = text.length() >= SHORTEST || (text.length() >= 2 && text.charAt(0) > 0x2E80);
        if (longEnough && !NOBODY.contains(text)) {
            found.merge(text, source, (old, other) -> old.whole() ? old : other);
        }
    }
}
