package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.radiloom.dicom.DicomBytes.UNDEFINED;
import static org.radiloom.dicom.DicomBytes.big;
import static org.radiloom.dicom.DicomBytes.dataset;
import static org.radiloom.dicom.DicomBytes.file;
import static org.radiloom.dicom.DicomBytes.little;
import static org.radiloom.dicom.DicomBytes.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

/** Streams are laid out by hand after DICOM PS3.5, sections 7 and A, and PS3.10, section 7. */
class DicomFileTest {
    private static final int PRIVATE = 0x00091001;

    @Test
    void explicitLittleEndianIsRead() throws Problem {
        DicomFile file = parse(file(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicit(Tag.MODALITY, "CS", "CT")
                        .explicit(Tag.ROWS, "US", new byte[] {2, 1})
                        .bytes()));
        assertEquals(TransferSyntax.EXPLICIT_LITTLE, file.transferSyntax());
        assertEquals(Optional.of("CT"), file.dataset().string(Tag.MODALITY));
        assertEquals(OptionalInt.of(258), file.dataset().integer(Tag.ROWS));
        assertEquals(Optional.of("1.2.840.10008.1.2.1"), file.meta().string(Tag.TRANSFER_SYNTAX_UID));
    }

    @Test
    void implicitLittleEndianTakesRepresentationsFromTheDictionary() throws Problem {
        DicomDataset dataset = dataset(
                TransferSyntax.IMPLICIT_LITTLE,
                little().implicit(Tag.MODALITY, "MR").implicit(Tag.ROWS, new byte[] {2, 1}));
        assertEquals(Optional.of("MR"), dataset.string(Tag.MODALITY));
        assertEquals(OptionalInt.of(258), dataset.integer(Tag.ROWS));
    }

    @Test
    void implicitSmallestValueIsSignedWhenPixelsAre() throws Problem {
        DicomDataset dataset = dataset(
                TransferSyntax.IMPLICIT_LITTLE,
                little().implicit(Tag.PIXEL_REPRESENTATION, new byte[] {1, 0})
                        .implicit(Tag.SMALLEST_IMAGE_PIXEL_VALUE, new byte[] {(byte) 0xFF, (byte) 0xFF}));
        assertEquals(OptionalInt.of(-1), dataset.integer(Tag.SMALLEST_IMAGE_PIXEL_VALUE));
    }

    @Test
    void explicitBigEndianIsRead() throws Problem {
        DicomDataset dataset = dataset(
                TransferSyntax.EXPLICIT_BIG,
                big().explicit(Tag.MODALITY, "CS", "US").explicit(Tag.ROWS, "US", new byte[] {1, 2}));
        assertEquals(Optional.of("US"), dataset.string(Tag.MODALITY));
        assertEquals(OptionalInt.of(258), dataset.integer(Tag.ROWS));
    }

    @Test
    void deflatedDataSetsAreInflated() throws Problem {
        byte[] plain = little().explicit(Tag.MODALITY, "CS", "CT").bytes();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] deflated = new byte[100];
        int n = deflater.deflate(deflated);
        deflater.end();
        DicomFile file = parse(file(TransferSyntax.DEFLATED, java.util.Arrays.copyOf(deflated, n)));
        assertEquals(Optional.of("CT"), file.dataset().string(Tag.MODALITY));
    }

    @Test
    void aDeflateBombIsRefused() {
        byte[] zeros = new byte[1 << 20];
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(zeros);
        deflater.finish();
        byte[] deflated = new byte[1 << 12];
        int n = deflater.deflate(deflated);
        deflater.end();
        byte[] bomb = file(TransferSyntax.DEFLATED, java.util.Arrays.copyOf(deflated, n));
        var limited = new ReadOptions(ReadOptions.WHOLE, true, 64, 1000, 1 << 16);
        assertEquals(
                "dicom.limit",
                assertThrows(Problem.class, () -> DicomFile.parse(Path.of("x"), bomb, limited))
                        .code());
    }

    @Test
    void aFileWithoutPreambleOrMetaHeaderIsReadLeniently() throws Problem {
        byte[] explicit = little().explicit(0x00080005, "CS", "ISO_IR 100")
                .explicit(Tag.MODALITY, "CS", "CT")
                .bytes();
        assertEquals(TransferSyntax.EXPLICIT_LITTLE, parse(explicit).transferSyntax());
        byte[] implicit = little().implicit(0x00080005, "ISO_IR 100")
                .implicit(Tag.MODALITY, "CT")
                .bytes();
        assertEquals(TransferSyntax.IMPLICIT_LITTLE, parse(implicit).transferSyntax());
        byte[] bigEndian = big().explicit(0x00080005, "CS", "ISO_IR 100")
                .explicit(Tag.MODALITY, "CS", "CT")
                .bytes();
        assertEquals(TransferSyntax.EXPLICIT_BIG, parse(bigEndian).transferSyntax());
        assertEquals(Optional.of("CT"), parse(bigEndian).dataset().string(Tag.MODALITY));
        assertThrows(Problem.class, () -> DicomFile.parse(Path.of("x"), explicit, ReadOptions.STRICT));
    }

    @Test
    void theMagicWordMayStandAtTheVeryBeginning() throws Problem {
        byte[] file = little().ascii("DICM")
                .explicit(0x00020010, "UI", "1.2.840.10008.1.2")
                .implicit(Tag.MODALITY, "CT")
                .bytes();
        assertEquals(Optional.of("CT"), parse(file).dataset().string(Tag.MODALITY));
    }

    @Test
    void theMagicWordWithinADataSetIsNoMagicWord() throws Problem {
        byte[] file = little().explicit(0x00080005, "CS", "ISO_IR 100")
                .explicit(0x00081030, "LO", "x".repeat(102))
                .ascii("DICM")
                .bytes();
        file[126] = 0;
        DicomFile read = parse(little().raw(java.util.Arrays.copyOf(file, 128))
                .ascii("DICM")
                .ascii("yyyyyyyy")
                .bytes());
        assertEquals(List.of("ISO_IR 100"), read.dataset().strings(Tag.SPECIFIC_CHARACTER_SET));
    }

    @Test
    void theFirstElementCorrectsAWrongTransferSyntax() throws Problem {
        DicomFile file = parse(file(
                TransferSyntax.JPEG_BASELINE,
                little().implicit(Tag.MODALITY, "OT")
                        .implicit(Tag.STUDY_ID, "12")
                        .bytes()));
        assertEquals(Optional.of("OT"), file.dataset().string(Tag.MODALITY));
        assertEquals(TransferSyntax.JPEG_BASELINE.uid(), file.transferSyntax().uid());
    }

    @Test
    void sequencesOfDefinedAndUndefinedLengthHoldTheSame() throws Problem {
        byte[] item = little().explicit(Tag.CODE_VALUE, "SH", "T-11180").bytes();
        DicomDataset defined = dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicitHeader(Tag.ANATOMIC_REGION_SEQUENCE, "SQ", item.length + 8)
                        .header(Tag.ITEM, item.length)
                        .raw(item)
                        .explicit(Tag.STUDY_ID, "SH", "after"));
        DicomDataset undefined = dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicitHeader(Tag.ANATOMIC_REGION_SEQUENCE, "SQ", UNDEFINED)
                        .header(Tag.ITEM, UNDEFINED)
                        .raw(item)
                        .header(Tag.ITEM_DELIMITATION, 0)
                        .header(Tag.SEQUENCE_DELIMITATION, 0)
                        .explicit(Tag.STUDY_ID, "SH", "after"));
        for (DicomDataset dataset : List.of(defined, undefined)) {
            assertEquals(1, dataset.items(Tag.ANATOMIC_REGION_SEQUENCE).size());
            assertEquals(
                    Optional.of("T-11180"),
                    dataset.item(Tag.ANATOMIC_REGION_SEQUENCE).flatMap(i -> i.string(Tag.CODE_VALUE)));
            assertEquals(Optional.of("after"), dataset.string(Tag.STUDY_ID));
        }
    }

    @Test
    void anUnknownSequenceIsImplicitWhateverSurroundsIt() throws Problem {
        DicomDataset dataset = dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicitHeader(PRIVATE, "UN", UNDEFINED)
                        .header(Tag.ITEM, UNDEFINED)
                        .implicit(Tag.MODALITY, "CT")
                        .header(Tag.ITEM_DELIMITATION, 0)
                        .header(Tag.SEQUENCE_DELIMITATION, 0)
                        .explicit(Tag.STUDY_ID, "SH", "after"));
        assertEquals(Optional.of("CT"), dataset.item(PRIVATE).flatMap(i -> i.string(Tag.MODALITY)));
        assertEquals(Optional.of("after"), dataset.string(Tag.STUDY_ID));
    }

    @Test
    void aPublicAttributeWrittenAsUnknownGetsItsRepresentationBack() throws Problem {
        byte[] item = little().implicit(Tag.CODE_VALUE, "T1").bytes();
        DicomDataset dataset = dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicit(Tag.MODALITY, "UN", "CT")
                        .explicitHeader(Tag.ANATOMIC_REGION_SEQUENCE, "UN", item.length + 8)
                        .header(Tag.ITEM, item.length)
                        .raw(item));
        assertEquals(Optional.of("CT"), dataset.string(Tag.MODALITY));
        assertEquals(
                Optional.of("T1"), dataset.item(Tag.ANATOMIC_REGION_SEQUENCE).flatMap(i -> i.string(Tag.CODE_VALUE)));
    }

    @Test
    void anImpossibleRepresentationIsReadAsAnImplicitHeader() throws Problem {
        DicomBytes odd = little().explicit(Tag.MODALITY, "CS", "CT")
                .implicit(Tag.STUDY_ID, "4711")
                .explicit(Tag.ROWS, "US", new byte[] {5, 0});
        DicomDataset dataset = dataset(TransferSyntax.EXPLICIT_LITTLE, odd);
        assertEquals(Optional.of("4711"), dataset.string(Tag.STUDY_ID));
        assertEquals(OptionalInt.of(5), dataset.integer(Tag.ROWS));
        byte[] file = file(TransferSyntax.EXPLICIT_LITTLE, odd.bytes());
        assertEquals(
                "dicom.damaged",
                assertThrows(Problem.class, () -> DicomFile.parse(Path.of("x"), file, ReadOptions.STRICT))
                        .code());
    }

    @Test
    void aValueThatClaimsMoreThanThereIsEndsWithTheFile() throws Problem {
        byte[] file = file(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicitHeader(Tag.STUDY_DESCRIPTION, "LO", 60000)
                        .ascii("short")
                        .bytes());
        assertEquals(Optional.of("short"), parse(file).dataset().string(Tag.STUDY_DESCRIPTION));
        assertEquals(
                "dicom.truncated",
                assertThrows(Problem.class, () -> DicomFile.parse(Path.of("x"), file, ReadOptions.STRICT))
                        .code());
    }

    @Test
    void nestingBeyondTheLimitIsRefused() {
        DicomBytes nested = little();
        for (int depth = 0; depth < 1000; depth++) {
            nested.explicitHeader(Tag.ANATOMIC_REGION_SEQUENCE, "SQ", UNDEFINED).header(Tag.ITEM, UNDEFINED);
        }
        byte[] file = file(TransferSyntax.EXPLICIT_LITTLE, nested.bytes());
        assertEquals(
                "dicom.limit", assertThrows(Problem.class, () -> parse(file)).code());
    }

    @Test
    void moreElementsThanTheLimitAreRefused() {
        DicomBytes many = little();
        for (int n = 0; n < 200; n++) {
            many.explicit(0x00091000 + n, "CS", "");
        }
        byte[] file = file(TransferSyntax.EXPLICIT_LITTLE, many.bytes());
        var limited = new ReadOptions(ReadOptions.WHOLE, true, 64, 100, 1 << 20);
        assertEquals(
                "dicom.limit",
                assertThrows(Problem.class, () -> DicomFile.parse(Path.of("x"), file, limited))
                        .code());
    }

    @Test
    void readingStopsBeforeTheAskedTag() throws Problem {
        byte[] file = file(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicit(Tag.MODALITY, "CS", "CT")
                        .explicit(Tag.PIXEL_DATA, "OW", new byte[100])
                        .bytes());
        DicomDataset dataset =
                DicomFile.parse(Path.of("x"), file, ReadOptions.HEADER).dataset();
        assertEquals(1, dataset.size());
    }

    @Test
    void elementsOutOfOrderAreSortedAndTheLastOfTwoStays() throws Problem {
        DicomDataset dataset = dataset(
                TransferSyntax.EXPLICIT_LITTLE,
                little().explicit(Tag.STUDY_ID, "SH", "one ")
                        .explicit(Tag.MODALITY, "CS", "CT")
                        .explicit(Tag.STUDY_ID, "SH", "two "));
        assertEquals(2, dataset.size());
        assertEquals(Optional.of("two"), dataset.string(Tag.STUDY_ID));
        assertEquals(Optional.of("CT"), dataset.string(Tag.MODALITY));
    }

    @Test
    void largeValuesStayInTheFileUntilAskedFor(@TempDir Path folder) throws Problem, IOException {
        byte[] pixels = new byte[200_000];
        pixels[199_999] = 42;
        Path path = folder.resolve("big.dcm");
        Files.write(
                path,
                file(
                        TransferSyntax.EXPLICIT_LITTLE,
                        little().explicit(Tag.MODALITY, "CS", "CT")
                                .explicit(Tag.PIXEL_DATA, "OB", pixels)
                                .explicit(Tag.DATA_SET_TRAILING_PADDING, "OB", new byte[] {7, 8})
                                .bytes()));
        DicomDataset dataset = DicomFile.read(path, ReadOptions.LENIENT).dataset();
        assertInstanceOf(
                DicomElement.Bulk.class, dataset.element(Tag.PIXEL_DATA).orElseThrow());
        assertArrayEquals(pixels, dataset.bytes(Tag.PIXEL_DATA).orElseThrow());
        assertArrayEquals(
                new byte[] {7, 8}, dataset.bytes(Tag.DATA_SET_TRAILING_PADDING).orElseThrow());
        Files.write(path, new byte[10]);
        assertEquals(
                "dicom.truncated",
                assertThrows(Problem.class, () -> dataset.bytes(Tag.PIXEL_DATA)).code());
    }

    @Test
    void otherFilesAreNotDicom(@TempDir Path folder) throws IOException {
        for (byte[] other : new byte[][] {{}, {8, 0}, "Read me first, please.".getBytes(), new byte[1000]}) {
            assertEquals(
                    "dicom.not-dicom",
                    assertThrows(Problem.class, () -> parse(other)).code());
        }
        Path missing = folder.resolve("missing.dcm");
        assertEquals(
                "dicom.missing",
                assertThrows(Problem.class, () -> DicomFile.read(missing, ReadOptions.LENIENT))
                        .code());
        assertEquals(
                "dicom.unreadable",
                assertThrows(Problem.class, () -> DicomFile.read(folder, ReadOptions.LENIENT))
                        .code());
        assertFalse(Files.exists(missing));
    }
}
