package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All attributes of a file as people read them, sequences with their items. */
public final class AttributeRows {
    private static final int LONGEST_VALUE = 400;
    private static final int SHOWN_BYTES = 16;
    private static final int MOST_ITEMS = 1000;

    private AttributeRows() {}

    /**
     * The meta header and the data set.
     *
     * @param frame 0-based; of the functional groups of frames only those of this one are listed
     */
    public static List<AttributeRow> of(DicomFile file, int frame) {
        List<AttributeRow> all = new ArrayList<>(rows(file.meta(), -1));
        all.addAll(rows(file.dataset(), frame));
        return all;
    }

    private static List<AttributeRow> rows(DicomDataset dataset, int frame) {
        List<AttributeRow> rows = new ArrayList<>();
        for (DicomElement element : dataset.elements()) {
            rows.add(row(dataset, element, frame));
        }
        return rows;
    }

    private static AttributeRow row(DicomDataset in, DicomElement element, int frame) {
        int tag = element.tag();
        String creator = Tag.isPrivate(tag) ? creator(in, tag) : "";
        return new AttributeRow(
                Tag.format(tag),
                Dictionary.entry(tag).map(Dictionary.Entry::name).orElse(name(tag, creator)),
                Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElse(""),
                element.vr().name(),
                value(in, element),
                IdentifyingAttributes.hold(tag, element.vr()),
                element instanceof DicomElement.Sequence sequence ? items(sequence, frame) : List.of());
    }

    private static String name(int tag, String creator) {
        if (Tag.isGroupLength(tag)) {
            return "Group Length";
        }
        return !Tag.isPrivate(tag) ? "Unknown" : creator.isEmpty() ? "Private" : "Private (" + creator + ")";
    }

    /** Who reserved the block that a private attribute lies in (PS3.5 7.8.1). */
    private static String creator(DicomDataset in, int tag) {
        int block = Tag.element(tag) >>> 8;
        return block < 0x10 ? "" : in.string(Tag.group(tag) << 16 | block).orElse("");
    }

    private static List<AttributeRow> items(DicomElement.Sequence sequence, int frame) {
        List<DicomDataset> items = sequence.items();
        boolean perFrame = sequence.tag() == Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE && frame >= 0;
        List<AttributeRow> rows = new ArrayList<>();
        for (int n = perFrame ? frame : 0; n < items.size(); n++) {
            if (rows.size() == (perFrame ? 1 : MOST_ITEMS)) {
                break;
            }
            String name = "Item " + (n + 1) + " of " + items.size();
            rows.add(new AttributeRow("", name, "", "", "", false, rows(items.get(n), -1)));
        }
        return rows;
    }

    private static String value(DicomDataset in, DicomElement element) {
        return switch (element) {
            case DicomElement.Sequence sequence ->
                sequence.items().size() == 1 ? "1 item" : sequence.items().size() + " items";
            case DicomElement.Fragments fragments ->
                fragments.fragments().size() + " compressed pieces, "
                        + fragments.fragments().stream()
                                .mapToLong(ByteRange::length)
                                .sum() + " bytes";
            case DicomElement.Bulk bulk -> bulk.range().length() + " bytes";
            case DicomElement.Value value -> text(in, value);
        };
    }

    private static String text(DicomDataset in, DicomElement.Value value) {
        String text = String.join(" \\ ", in.strings(value.tag()));
        if (text.isEmpty() && value.length() > 0 && value.vr().kind() == Vr.Kind.BULK) {
            byte[] bytes = value.littleEndian();
            int shown = Math.min(SHOWN_BYTES, bytes.length);
            String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown);
            return bytes.length > shown ? hex + " … (" + bytes.length + " bytes)" : hex;
        }
        return text.length() > LONGEST_VALUE
                ? text.substring(0, LONGEST_VALUE) + " … (" + value.length() + " bytes)"
                : text;
    }
}
