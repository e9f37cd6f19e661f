package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttributeRowsTest {
    private static List<AttributeRow> rows(DicomDataset dataset, int frame) {
        var file = new DicomFile(Path.of("test"), DicomDataset.empty(), dataset, TransferSyntax.EXPLICIT_LITTLE);
        return AttributeRows.of(file, frame);
    }

    private static String line(AttributeRow row) {
        return row.tag() + " " + row.vr() + " " + row.name() + ": " + row.value();
    }

    @Test
    void everyKindOfValueIsReadable() {
        DicomDataset d = DicomDataset.builder()
                .string(Tag.PATIENT_NAME, "Doe^Jane")
                .decimal(Tag.PIXEL_SPACING, 0.5, 0.75)
                .integer(Tag.ROWS, 512)
                .string(0x00091001, Vr.LO, "secret")
                .string(0x00090010, Vr.LO, "ACME 1.1")
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[5000])
                .bytes(0x00420011, Vr.OB, new byte[] {1, 2, (byte) 0xAB, 4})
                .build();
        assertEquals(
                List.of(
                        "(0009,0010) LO Private: ACME 1.1",
                        "(0009,1001) LO Private (ACME 1.1): secret",
                        "(0010,0010) PN Patient's Name: Doe^Jane",
                        "(0028,0010) US Rows: 512",
                        "(0028,0030) DS Pixel Spacing: 0.5 \\ 0.75",
                        "(0042,0011) OB Encapsulated Document: 01 02 ab 04",
                        "(7FE0,0010) OW Pixel Data: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 … (5000 bytes)"),
                rows(d, 0).stream().map(AttributeRowsTest::line).toList());
    }

    @Test
    void sequencesHoldTheirItemsAndOfFramesOnlyTheOneOnScreen() {
        DicomDataset[] frames = new DicomDataset[4];
        for (int f = 0; f < 4; f++) {
            frames[f] = DicomDataset.builder()
                    .items(
                            Tag.PLANE_POSITION_SEQUENCE,
                            DicomDataset.builder()
                                    .decimal(Tag.IMAGE_POSITION_PATIENT, 0, 0, f)
                                    .build())
                    .build();
        }
        DicomDataset d = DicomDataset.builder()
                .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames)
                .build();
        AttributeRow groups = rows(d, 2).get(0);
        assertEquals("4 items", groups.value());
        assertEquals(1, groups.children().size());
        AttributeRow item = groups.children().get(0);
        assertEquals("Item 3 of 4", item.name());
        AttributeRow place = item.children().get(0).children().get(0).children().get(0);
        assertEquals("0 \\ 0 \\ 2", place.value());
        assertFalse(place.toString().contains("0 \\"));
    }

    @Test
    void namesDatesNumbersAndEverythingPrivateAreIdentifying() {
        Stream.of(
                        "PatientName",
                        "PatientID",
                        "PatientBirthDate",
                        "StudyDate",
                        "SeriesTime",
                        "AccessionNumber",
                        "InstitutionName",
                        "StudyInstanceUID",
                        "SOPInstanceUID",
                        "FrameOfReferenceUID",
                        "ReferringPhysicianName",
                        "OperatorsName",
                        "StationName",
                        "DeviceSerialNumber",
                        "StudyDescription",
                        "PatientAge",
                        "OtherPatientIDsSequence")
                .forEach(keyword -> assertTrue(identifying(keyword), keyword));
        assertTrue(IdentifyingAttributes.hold(0x00091001, Vr.LO), "private");
        Stream.of("Rows", "Modality", "SOPClassUID", "PixelSpacing", "TransferSyntaxUID", "BodyPartExamined", "KVP")
                .forEach(keyword -> assertFalse(identifying(keyword), keyword));
    }

    private static boolean identifying(String keyword) {
        int tag = Dictionary.tag(keyword).orElseThrow();
        return IdentifyingAttributes.hold(tag, Dictionary.vr(tag));
    }
}
