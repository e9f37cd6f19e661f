package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class DicomWriterTest {
    @TempDir
    private Path folder;

    private static DicomDatasetBuilder instance() {
        return DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .string(Tag.SOP_INSTANCE_UID, "1.2.3");
    }

    private DicomFile roundTrip(DicomDataset dataset, TransferSyntax syntax) throws Problem {
        Path path = folder.resolve("out.dcm");
        DicomWriter.write(path, dataset, syntax);
        return DicomFile.read(path, ReadOptions.STRICT);
    }

    /** Byte for byte after PS3.10, section 7.1 and PS3.5, section 7.1.2. */
    @Test
    void bytesStandWhereTheStandardPutsThem() throws Problem, IOException {
        Path path = folder.resolve("out.dcm");
        DicomWriter.write(
                path,
                instance()
                        .string(Tag.MODALITY, "OT")
                        .string(Tag.STUDY_ID, "odd")
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE);
        byte[] file = Files.readAllBytes(path);
        byte[] expected = DicomBytes.little()
                .explicit(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.2")
                .explicit(Tag.SOP_INSTANCE_UID, "UI", "1.2.3")
                .explicit(Tag.MODALITY, "CS", "OT")
                .explicit(Tag.STUDY_ID, "SH", "odd ")
                .bytes();
        int groupLength = file[140] & 0xFF | (file[141] & 0xFF) << 8;
        assertEquals(file.length - expected.length, 132 + 12 + groupLength);
        assertArrayEquals(expected, java.util.Arrays.copyOfRange(file, file.length - expected.length, file.length));
        assertArrayEquals(new byte[] {'D', 'I', 'C', 'M'}, java.util.Arrays.copyOfRange(file, 128, 132));
    }

    @Test
    void whatIsWrittenIsReadBackStrictlyInBothSyntaxes() throws Problem {
        DicomDataset dataset = instance()
                .string(Tag.PATIENT_NAME, "Müller^Käthe")
                .integer(Tag.ROWS, 512)
                .decimal(Tag.PIXEL_SPACING, 0.5, 0.25)
                .items(
                        Tag.SEGMENT_SEQUENCE,
                        DicomDataset.builder()
                                .string(Tag.SEGMENT_LABEL, "Mandible")
                                .items(
                                        Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                                        DicomDataset.builder()
                                                .string(Tag.CODE_VALUE, "91609006")
                                                .build())
                                .build(),
                        DicomDataset.empty())
                .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[5000])
                .build();
        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.IMPLICIT_LITTLE)) {
            DicomFile file = roundTrip(dataset, syntax);
            assertEquals(syntax, file.transferSyntax());
            DicomDataset read = file.dataset();
            assertEquals(Optional.of("Müller^Käthe"), read.string(Tag.PATIENT_NAME));
            assertArrayEquals(
                    new double[] {0.5, 0.25}, read.decimals(Tag.PIXEL_SPACING).orElseThrow());
            List<DicomDataset> segments = read.items(Tag.SEGMENT_SEQUENCE);
            assertEquals(2, segments.size());
            assertEquals(
                    Optional.of("91609006"),
                    segments.getFirst()
                            .item(Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE)
                            .flatMap(code -> code.string(Tag.CODE_VALUE)));
            assertEquals(0, segments.getLast().size());
            assertEquals(5000, read.bytes(Tag.PIXEL_DATA).orElseThrow().length);
            assertEquals(dataset.size(), read.size());
        }
    }

    @Test
    void fragmentsAreWrittenWithTheirTable() throws Problem {
        var pixels = new DicomElement.Fragments(
                Tag.PIXEL_DATA, Vr.OB, ByteRange.of(new byte[] {0, 0, 0, 0}), List.of(ByteRange.of(new byte[] {1, 2, 3
                })));
        DicomFile file = roundTrip(instance().element(pixels).build(), TransferSyntax.RLE);
        var read = assertInstanceOf(
                DicomElement.Fragments.class,
                file.dataset().element(Tag.PIXEL_DATA).orElseThrow());
        assertArrayEquals(new byte[] {1, 2, 3, 0}, read.fragments().getFirst().read());
        assertEquals(4, read.offsetTable().length());
    }

    @Test
    void aBigEndianFileIsWrittenAnewInLittleEndian() throws Problem {
        DicomBytes big = DicomBytes.big()
                .explicit(Tag.SOP_CLASS_UID, "UI", "1.2")
                .explicit(Tag.SOP_INSTANCE_UID, "UI", "1.3")
                .explicit(Tag.ROWS, "US", new byte[] {1, 2})
                .explicit(Tag.PIXEL_DATA, "OW", new byte[] {1, 2, 3, 4});
        DicomDataset source = DicomBytes.dataset(TransferSyntax.EXPLICIT_BIG, big);
        DicomDataset read = roundTrip(source, TransferSyntax.EXPLICIT_LITTLE).dataset();
        assertEquals(258, read.integer(Tag.ROWS).orElseThrow());
        assertArrayEquals(new byte[] {2, 1, 4, 3}, read.bytes(Tag.PIXEL_DATA).orElseThrow());
    }

    @Test
    void aValueTooLongForItsRepresentationIsWrittenAsUnknown() throws Problem {
        String longText = "x".repeat(70_000);
        DicomDataset read = roundTrip(
                        instance().string(Tag.STUDY_DESCRIPTION, longText).build(), TransferSyntax.EXPLICIT_LITTLE)
                .dataset();
        assertEquals(Optional.of(longText), read.string(Tag.STUDY_DESCRIPTION));
    }

    @Test
    void nothingIsLeftBehindWhenWritingFails() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.createDirectories(blocked.resolve("inside"));
        assertEquals(
                "dicom.unwritable",
                assertThrows(
                                Problem.class,
                                () -> DicomWriter.write(blocked, instance().build(), TransferSyntax.EXPLICIT_LITTLE))
                        .code());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(blocked), left.toList());
        }
    }

    @Test
    void newIdentifiersAreValid() {
        String uid = DicomWriter.newUid();
        assertTrue(uid.matches("2\\.25\\.[1-9][0-9]*") && uid.length() <= 64, uid);
    }
}
