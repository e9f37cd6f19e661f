package org.radiloom.dicom.deident;

import java.util.List;
import java.util.Set;
import org.radiloom.dicom.ConfidentialityOption;
import org.radiloom.dicom.ConfidentialityTable;
import org.radiloom.dicom.ConfidentialityTable.Row;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.Dictionary;
import org.radiloom.dicom.IdentifyingAttributes;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.dicom.deident.ActionCounts.Action;

/**
 * Does to each attribute of a data set what the {@link ConfidentialityTable} asks for, in sequences too. Source: DICOM PS3.15,
 * E.1 to E.3.
 *
 * <p>Where the table leaves a choice, the one is taken that no object can require to be otherwise: a dummy value rather than
 * none, an empty one rather than no attribute. Beside the table: what is private or unknown is removed, and so are overlays;
 * names, dates, UIDs and addresses of devices that the table does not know are treated as those that it knows.
 */
final class AttributeCleaner {
    private static final int ACQUISITION_CONTEXT_SEQUENCE = 0x00400555;
    private static final int CONTENT_SEQUENCE = 0x0040A730;
    private static final int PERSON_IDENTIFICATION_CODE_SEQUENCE = 0x00401101;

    /** Sequences to be replaced whose items hold nothing but attributes that are cleaned one by one. */
    private static final Set<Integer> WALKED = Set.of(0x00081111, 0x0040A073, 0x00340001);

    /** Drawings: replacing them by others would only mislead. */
    private static final int GRAPHIC_ANNOTATION_SEQUENCE = 0x00700001;

    private static final String STANDARD_UIDS = "1.2.840.10008.";

    private final Set<ConfidentialityOption> retained;
    private final DeidentificationKey key;
    private final String patient;
    private final DateShift shift;
    private final IdentifierSearch identifiers;
    private final ActionCounts counts;

    /**
     * @param patient whose file it is: everything that tells one patient from another
     * @param identifiers those of the file; free texts that the table does not know and that hold one are replaced
     */
    AttributeCleaner(
            DeidentificationSettings settings, String patient, IdentifierSearch identifiers, ActionCounts counts) {
        this.retained = settings.retained();
        this.key = settings.key();
        this.identifiers = identifiers;
        this.patient = patient;
        this.shift = new DateShift(key.shiftDays(patient));
        this.counts = counts;
    }

    /** The data set without identities; pixels are left as they are. */
    DicomDataset cleaned(DicomDataset dataset) {
        DicomDatasetBuilder out = dataset.toBuilder();
        for (DicomElement element : dataset.elements()) {
            clean(dataset, element, out);
        }
        return out.build();
    }

    private void clean(DicomDataset in, DicomElement element, DicomDatasetBuilder out) {
        int tag = element.tag();
        if (tag == Tag.SPECIFIC_CHARACTER_SET || Tag.isGroupLength(tag)) {
            return;
        }
        Row row = ConfidentialityTable.row(tag).orElse(null);
        if (hidden(tag) || (row == null && Dictionary.entry(tag).isEmpty())) {
            remove(tag, out);
        } else if (tag == Tag.PATIENT_NAME || tag == Tag.PATIENT_ID) {
            out.string(tag, element.vr().isText() ? element.vr() : Dictionary.vr(tag), key.pseudonym(patient));
            counts.add(tag, Action.REPLACED);
        } else if (row != null) {
            listed(in, element, row, out);
        } else {
            unlisted(in, element, out);
        }
    }

    /** Private, drawn over the image, or of a header that is not this data set's. */
    private static boolean hidden(int tag) {
        int group = Tag.group(tag);
        return Tag.isPrivate(tag) || group >>> 8 == 0x60 || group >>> 8 == 0x50 || group == 0 || group == 2;
    }

    private void listed(DicomDataset in, DicomElement element, Row row, DicomDatasetBuilder out) {
        int tag = element.tag();
        if (row.kept().stream().anyMatch(retained::contains)) {
            counts.add(tag, Action.RETAINED);
            walk(element, out);
        } else if (retained.contains(ConfidentialityOption.SHIFTED_DATES)
                && row.cleaned().contains(ConfidentialityOption.SHIFTED_DATES)
                && isDate(element.vr())) {
            shift(in, element, out);
        } else if (element instanceof DicomElement.Sequence sequence) {
            sequence(sequence, row, out);
        } else if (row.basic().equals("X")) {
            remove(tag, out);
        } else if (empty(element)) {
            return;
        } else if (row.allows('U') || (row.allows('D') && element.vr() == Vr.UI)) {
            uids(in, element, out);
        } else if (row.allows('D')) {
            replace(element, out);
        } else {
            out.bytes(tag, element.vr(), new byte[0]);
            counts.add(tag, Action.EMPTIED);
        }
    }

    private void unlisted(DicomDataset in, DicomElement element, DicomDatasetBuilder out) {
        if (element instanceof DicomElement.Sequence) {
            walk(element, out);
            return;
        }
        if (!IdentifyingAttributes.hold(element.tag(), element.vr()) || empty(element)) {
            if (freeText(element.vr())
                    && !IdentifierSearch.coded(in)
                    && in.strings(element.tag()).stream().anyMatch(identifiers::in)) {
                replace(element, out);
            }
            return;
        }
        switch (element.vr()) {
            case UI -> {
                if (!retained.contains(ConfidentialityOption.UIDS)) {
                    uids(in, element, out);
                }
            }
            case DA, DT, TM -> {
                if (retained.contains(ConfidentialityOption.SHIFTED_DATES)) {
                    shift(in, element, out);
                } else if (!retained.contains(ConfidentialityOption.DATES)) {
                    replace(element, out);
                }
            }
            case AE -> remove(element.tag(), out);
            default -> replace(element, out);
        }
    }

    private static boolean freeText(Vr vr) {
        return vr.kind() == Vr.Kind.TEXT || vr.kind() == Vr.Kind.PARAGRAPH || vr == Vr.UR;
    }

    private void walk(DicomElement element, DicomDatasetBuilder out) {
        if (element instanceof DicomElement.Sequence sequence) {
            out.items(
                    sequence.tag(), sequence.items().stream().map(this::cleaned).toList());
        }
    }

    private void sequence(DicomElement.Sequence sequence, Row row, DicomDatasetBuilder out) {
        int tag = sequence.tag();
        // an acquisition context may be required and empty; other sequences have items or are not there
        boolean droppable = row.allows('X') && tag != ACQUISITION_CONTEXT_SEQUENCE;
        if (row.allows('U') || WALKED.contains(tag)) {
            walk(sequence, out);
            counts.add(tag, Action.REPLACED);
        } else if (droppable || tag == GRAPHIC_ANNOTATION_SEQUENCE) {
            remove(tag, out);
        } else if (!row.allows('D')) {
            out.items(tag, List.of());
            counts.add(tag, Action.EMPTIED);
        } else if (!sequence.items().isEmpty()) {
            DicomDataset item = tag == CONTENT_SEQUENCE
                    ? DummyItems.content()
                    : tag == PERSON_IDENTIFICATION_CODE_SEQUENCE ? DummyItems.code() : DicomDataset.empty();
            out.items(tag, item);
            counts.add(tag, Action.REPLACED);
        }
    }

    private void remove(int tag, DicomDatasetBuilder out) {
        out.remove(tag);
        counts.add(tag, Action.REMOVED);
    }

    private void replace(DicomElement element, DicomDatasetBuilder out) {
        if (element.vr().isText()) {
            out.string(element.tag(), element.vr(), Dummy.text(element.vr()));
        } else {
            out.bytes(element.tag(), element.vr(), Dummy.bytes(element.vr()));
        }
        counts.add(element.tag(), Action.REPLACED);
    }

    private void uids(DicomDataset in, DicomElement element, DicomDatasetBuilder out) {
        int tag = element.tag();
        List<String> uids = in.strings(tag);
        String[] mapped = uids.stream().map(this::uid).toArray(String[]::new);
        if (!List.of(mapped).equals(uids)) {
            counts.add(tag, Action.NEW_UID);
        }
        // whatever it is called in the file, text or not
        out.string(tag, Vr.UI, mapped);
    }

    private String uid(String uid) {
        return uid.isEmpty() || uid.startsWith(STANDARD_UIDS) ? uid : key.uid(uid);
    }

    /** Times stay; dates that cannot be read are replaced. */
    private void shift(DicomDataset in, DicomElement element, DicomDatasetBuilder out) {
        if (element.vr() == Vr.TM || empty(element)) {
            counts.add(element.tag(), Action.RETAINED);
            return;
        }
        List<String> values = in.strings(element.tag());
        String[] moved = values.stream()
                .map(value -> value.isEmpty() ? "" : shift.moved(value).orElse(Dummy.text(element.vr())))
                .toArray(String[]::new);
        out.string(element.tag(), element.vr(), moved);
        counts.add(element.tag(), Action.SHIFTED);
    }

    private static boolean isDate(Vr vr) {
        return vr == Vr.DA || vr == Vr.DT || vr == Vr.TM;
    }

    private static boolean empty(DicomElement element) {
        return element instanceof DicomElement.Value value && value.length() == 0;
    }

    /** How the reader of a file knows what was done: attributes of PS3.15, E.1.1 and E.3. */
    DicomDataset marked(DicomDataset cleaned, boolean pixelsCleaned) {
        DicomDatasetBuilder out = cleaned.toBuilder()
                .string(Tag.PATIENT_NAME, key.pseudonym(patient))
                .string(Tag.PATIENT_ID, key.pseudonym(patient))
                .string(Method.PATIENT_IDENTITY_REMOVED, Vr.CS, "YES")
                .string(Method.TEMPORAL_INFORMATION, Vr.CS, Method.temporal(retained));
        if (pixelsCleaned) {
            out.string(Tag.BURNED_IN_ANNOTATION, "NO");
        }
        return out.string(Method.METHOD, Vr.LO, Method.lines(retained, pixelsCleaned))
                .items(Method.METHOD_CODES, Method.codes(retained, pixelsCleaned))
                .build();
    }
}
