package org.radiloom.dicom.deident;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.dicom.ConfidentialityTable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;

/**
 * Data sets in which a made-up identifier stands in every attribute that the table of PS3.15 names, at the top and in items of
 * a sequence that it does not name, and in private attributes.
 */
final class Planted {
    /** Begins every planted text. */
    static final String TOKEN = "ZQPLANTED";

    static final String UID_ROOT = "1.2.3.77.";
    static final String DATE = "19471103";
    static final String TIME = "134759";

    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String US_FILM = "1.2.840.10008.5.1.4.1.1.3.1";
    static final String SR = "1.2.840.10008.5.1.4.1.1.88.33";

    private Planted() {}

    /** The value that stands in an attribute. */
    static String value(int tag, Vr vr) {
        String number = "%08X".formatted(tag);
        return switch (vr) {
            case DA -> DATE;
            case TM -> TIME;
            case DT -> DATE + TIME;
            case UI -> UID_ROOT + Integer.toUnsignedString(tag);
            case DS, IS -> "774413";
            case AS -> "077Y";
            case CS -> "ZQ" + number;
            default -> TOKEN + number;
        };
    }

    /** Every row of the table, but for documents, which are refused. */
    static List<Integer> tags() {
        List<Integer> tags = new ArrayList<>(ConfidentialityTable.tags());
        tags.removeIf(tag -> tag == 0x00420011 || tag == Tag.SOP_INSTANCE_UID || Tag.group(tag) <= 4);
        tags.sort(Integer::compareUnsigned);
        return tags;
    }

    /** A data set with all of it. */
    static DicomDatasetBuilder dataset(String sopClass, String uid) {
        DicomDatasetBuilder d = DicomDataset.builder().string(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        plant(d);
        return d.string(Tag.SOP_CLASS_UID, sopClass)
                .string(Tag.SOP_INSTANCE_UID, uid)
                // no attribute of the table: items are cleaned one by one
                .items(0x00082218, plant(DicomDataset.builder()).build());
    }

    private static DicomDatasetBuilder plant(DicomDatasetBuilder d) {
        for (int tag : tags()) {
            Vr vr = ConfidentialityTable.row(tag).orElseThrow().vr();
            if (vr == Vr.SQ) {
                d.items(
                        tag,
                        DicomDataset.builder()
                                .string(Tag.STUDY_DESCRIPTION, TOKEN)
                                .string(Tag.PATIENT_NAME, TOKEN + "N^NESTED")
                                .string(Tag.REFERENCED_SOP_INSTANCE_UID, UID_ROOT + "5")
                                .build());
            } else if (vr.isText()) {
                d.string(tag, vr, value(tag, vr));
            } else if (vr == Vr.US) {
                d.integer(tag, vr, 0x4D4D);
            } else {
                d.bytes(tag, vr, (TOKEN + "BYTES000").getBytes(StandardCharsets.US_ASCII));
            }
        }
        return d.string(0x00290010, Vr.LO, "ZQPLANTED PRIVATE")
                .string(0x00291001, Vr.LO, TOKEN)
                .bytes(0x00291002, Vr.UN, TOKEN.getBytes(StandardCharsets.US_ASCII))
                .items(
                        0x00291003,
                        DicomDataset.builder()
                                .string(Tag.PATIENT_ID, TOKEN + "P")
                                .build())
                .bytes(0x60003000, Vr.OW, (TOKEN + "0").getBytes(StandardCharsets.US_ASCII))
                .string(0x60004000, Vr.LT, TOKEN)
                .bytes(0x50003000, Vr.OW, (TOKEN + "0").getBytes(StandardCharsets.US_ASCII))
                .string(0x00131300, Vr.LO, TOKEN)
                // an even group that nobody knows
                .string(0x00187FF0, Vr.LO, TOKEN)
                .string(Tag.MANUFACTURER, "Maker of " + value(Tag.PATIENT_ID, Vr.LO));
    }

    /** A few pixels of grey. */
    static DicomDatasetBuilder grey(DicomDatasetBuilder d, int columns, int rows, byte[] bytes) {
        return d.integer(Tag.SAMPLES_PER_PIXEL, 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integer(Tag.ROWS, rows)
                .integer(Tag.COLUMNS, columns)
                .integer(Tag.BITS_ALLOCATED, 8)
                .integer(Tag.BITS_STORED, 8)
                .integer(Tag.HIGH_BIT, 7)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .bytes(Tag.PIXEL_DATA, Vr.OB, bytes);
    }
}
