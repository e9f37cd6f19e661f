package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.problem.Problem;

/** Files damaged on purpose, with a fixed seed: each ends in data or in a problem, soon, and without much memory. */
class HostileFilesTest {
    private static final int[] WILD = {0, 1, 7, 0x7F, 0x80, 0xFE, 0xFF};

    /** Reads everything that can be read of a file, in both modes. */
    private static void readAll(byte[] file, String what) {
        for (ReadOptions options : List.of(ReadOptions.LENIENT, ReadOptions.STRICT, ReadOptions.HEADER)) {
            try {
                DicomFile read = DicomFile.parse(Path.of("hostile"), file, options);
                texts(read.meta());
                texts(read.dataset());
                DicomImage image = read.image();
                for (int frame = 0; frame < Math.min(3, image.frames()); frame++) {
                    image.window(frame);
                    image.slice(frame);
                }
            } catch (Problem expected) {
                assertTrue(!expected.sentence().isBlank());
            } catch (RuntimeException | Error defect) {
                throw new AssertionError(what + " with " + options, defect);
            }
        }
    }

    private static void texts(DicomDataset dataset) {
        for (DicomElement element : dataset.elements()) {
            dataset.strings(element.tag());
            dataset.integers(element.tag());
            dataset.decimals(element.tag());
            dataset.personName(element.tag());
            dataset.items(element.tag()).forEach(HostileFilesTest::texts);
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int start = random.nextInt(4) == 0 ? 0 : Math.min(132, file.length - 1);
        switch (random.nextInt(4)) {
            case 0 -> file = java.util.Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> {
                for (int n = 1 + random.nextInt(20); n > 0; n--) {
                    file[start + random.nextInt(file.length - start)] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                int at = start + random.nextInt(Math.max(1, file.length - start - 4));
                for (int n = 0; n < 4 && at + n < file.length; n++) {
                    file[at + n] = (byte) WILD[random.nextInt(WILD.length)];
                }
            }
            default -> {
                int from = start + random.nextInt(file.length - start);
                int to = start + random.nextInt(file.length - start);
                int n = Math.min(random.nextInt(64), file.length - Math.max(from, to));
                System.arraycopy(whole, from, file, to, n);
            }
        }
        return file;
    }

    private static void assertSurvives(List<byte[]> files, int rounds, Duration limit) {
        var random = new Random(20_260_101);
        assertTimeoutPreemptively(limit, () -> {
            for (int round = 0; round < rounds; round++) {
                for (int at = 0; at < files.size(); at++) {
                    readAll(damaged(files.get(at), random), "file " + at + ", round " + round);
                }
            }
        });
    }

    /** One file of each encoding, with all that the reader has a branch for. */
    private static List<byte[]> built() throws Problem {
        DicomDatasetBuilder image = DicomDataset.builder()
                .string(Tag.SPECIFIC_CHARACTER_SET, "ISO 2022 IR 100", "ISO 2022 IR 87")
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .string(Tag.PATIENT_NAME, "Doe^John")
                .integer(Tag.ROWS, 4)
                .integer(Tag.COLUMNS, 4)
                .integer(Tag.SAMPLES_PER_PIXEL, 1)
                .integer(Tag.BITS_ALLOCATED, 8)
                .integer(Tag.BITS_STORED, 8)
                .integer(Tag.NUMBER_OF_FRAMES, 2)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR")
                .integer(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, 2, 0, 16)
                .integer(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, 2, 0, 16)
                .integer(Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, 2, 0, 16)
                .integer(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, 5, 6)
                .integer(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA, 5, 6)
                .integer(Tag.SEGMENTED_BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, 0, 1, 5, 1, 1, 9)
                .items(
                        Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE,
                        DicomDataset.builder()
                                .items(
                                        Tag.FRAME_VOI_LUT_SEQUENCE,
                                        DicomDataset.builder()
                                                .decimal(Tag.WINDOW_CENTER, 5)
                                                .decimal(Tag.WINDOW_WIDTH, 5)
                                                .build())
                                .build());
        DicomDataset nativePixels =
                image.bytes(Tag.PIXEL_DATA, Vr.OB, new byte[32]).build();
        byte[] rle = new byte[72];
        rle[0] = 1;
        rle[4] = 64;
        rle[64] = -15;
        DicomDataset coded = image.element(new DicomElement.Fragments(
                        Tag.PIXEL_DATA,
                        Vr.OB,
                        ByteRange.of(new byte[] {0, 0, 0, 0, 80, 0, 0, 0}),
                        List.of(ByteRange.of(rle), ByteRange.of(rle))))
                .build();
        byte[] undefined = DicomBytes.little()
                .explicitHeader(Tag.SEGMENT_SEQUENCE, "SQ", DicomBytes.UNDEFINED)
                .header(Tag.ITEM, DicomBytes.UNDEFINED)
                .explicitHeader(0x00091001, "UN", DicomBytes.UNDEFINED)
                .header(Tag.ITEM, 10)
                .implicit(Tag.MODALITY, "CT")
                .header(Tag.SEQUENCE_DELIMITATION, 0)
                .header(Tag.ITEM_DELIMITATION, 0)
                .header(Tag.SEQUENCE_DELIMITATION, 0)
                .bytes();
        byte[] bigEndian = DicomBytes.big()
                .explicit(Tag.MODALITY, "CS", "CT")
                .explicit(Tag.ROWS, "US", new byte[] {0, 1})
                .explicit(Tag.COLUMNS, "US", new byte[] {0, 1})
                .explicit(Tag.PIXEL_DATA, "OW", new byte[2])
                .bytes();
        return List.of(
                written(nativePixels, TransferSyntax.EXPLICIT_LITTLE),
                written(nativePixels, TransferSyntax.IMPLICIT_LITTLE),
                written(coded, TransferSyntax.RLE),
                DicomBytes.file(TransferSyntax.EXPLICIT_LITTLE, undefined),
                DicomBytes.file(TransferSyntax.EXPLICIT_BIG, bigEndian));
    }

    private static byte[] written(DicomDataset dataset, TransferSyntax syntax) throws Problem {
        var out = new java.io.ByteArrayOutputStream();
        try {
            new ElementWriter(out, syntax.order().explicit()).dataset(dataset);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return DicomBytes.file(syntax, out.toByteArray());
    }

    @Test
    void damagedFilesOfEachEncodingEndInDataOrAProblem() throws Problem {
        List<byte[]> files = built();
        for (byte[] file : files) {
            DicomFile.parse(Path.of("whole"), file, ReadOptions.STRICT);
        }
        assertSurvives(files, 1500, Duration.ofSeconds(60));
    }

    @Test
    void everyCutEndsInDataOrAProblem() throws Problem {
        for (byte[] file : built()) {
            for (int length = 0; length < file.length; length++) {
                readAll(java.util.Arrays.copyOf(file, length), "cut at " + length);
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Tag("realdata")
    void damagedRealFilesEndInDataOrAProblem() throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(SharedData.find("dicom-conformance"))) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(path) < 20_000 && Files.size(path) > 200) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        assertTrue(files.size() > 50, "small files to damage");
        assertSurvives(files, 5, Duration.ofSeconds(90));
    }

    /** A header of a few bytes may claim gigabytes; what is allocated follows what is there. */
    @Test
    void wildClaimsCostNoMemory() {
        Runtime runtime = Runtime.getRuntime();
        byte[] claim = DicomBytes.file(
                TransferSyntax.EXPLICIT_LITTLE,
                DicomBytes.little()
                        .explicit(Tag.ROWS, "US", new byte[] {(byte) 0xFF, 0x3F})
                        .explicit(Tag.COLUMNS, "US", new byte[] {(byte) 0xFF, 0x3F})
                        .explicitHeader(Tag.PIXEL_DATA, "OW", 0xFFFFFFFEL)
                        .bytes());
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (int n = 0; n < 100; n++) {
            readAll(claim, "claim");
        }
        long after = runtime.totalMemory() - runtime.freeMemory();
        assertTrue(after - before < 100 << 20, (after - before) + " bytes more");
    }
}
