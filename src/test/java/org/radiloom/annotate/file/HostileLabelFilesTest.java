package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.radiloom.annotate.Segmentation;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Files that are damaged, or made to do harm, end in a problem: never in another exception, and never without memory. */
class HostileLabelFilesTest {
    private static final Segmentation PHANTOM = LabelPhantom.on(LabelPhantom.grid(3));
    private static final Geometry GRID = PHANTOM.map().geometry();

    @TempDir
    private Path folder;

    /** Reads, and fails on anything but a result or a problem. */
    private static boolean read(RoundTripTest.Format format, Path file) {
        try {
            Imported read = format.read(file, GRID);
            assertEquals(GRID, read.segmentation().map().geometry());
            return true;
        } catch (Problem problem) {
            assertFalse(problem.getMessage().isBlank());
            return false;
        }
    }

    private static boolean same(RoundTripTest.Format format, Path file) throws Problem {
        return LabelPhantom.differences(
                        PHANTOM.map(), format.read(file, GRID).segmentation().map())
                .isEmpty();
    }

    /** The file whose bytes are spoilt: of folders, one in them. */
    private static Path victim(RoundTripTest.Format format, Path file) {
        return switch (format) {
            case PNG -> file.resolve("slice-0003.png");
            case LABELME -> file.resolve("slice-0003.json");
            default -> file;
        };
    }

    @ParameterizedTest
    @EnumSource
    void filesCutAtAnyPlaceAreAProblemOrComeBackWhole(RoundTripTest.Format format) throws Exception {
        Path file = folder.resolve(format.name);
        format.write(file, PHANTOM);
        Path victim = victim(format, file);
        byte[] whole = Files.readAllBytes(victim);
        for (int n = 0; n < 40; n++) {
            Files.write(victim, Arrays.copyOf(whole, (int) ((long) whole.length * n / 40)));
            // a picture that lacks no more than its last mark is whole
            assertTrue(!read(format, file) || same(format, file), "cut at " + n + "/40");
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesWithSpoiltBytesAreReadOrAProblem(RoundTripTest.Format format) throws Exception {
        Path file = folder.resolve(format.name);
        format.write(file, PHANTOM);
        Path victim = victim(format, file);
        byte[] whole = Files.readAllBytes(victim);
        var random = new Random(format.name.length());
        int problems = 0;
        for (int n = 0; n < 60; n++) {
            byte[] spoilt = whole.clone();
            for (int b = 0; b < 1 + n % 4; b++) {
                // where the headers are, mostly
                int at = random.nextInt(n % 2 == 0 ? Math.min(400, spoilt.length) : spoilt.length);
                spoilt[at] = (byte) random.nextInt(256);
            }
            Files.write(victim, spoilt);
            problems += read(format, file) ? 0 : 1;
        }
        assertTrue(problems > 0, "some of them matter");
    }

    @ParameterizedTest
    @EnumSource
    void emptyMissingAndForeignFilesAreAProblem(RoundTripTest.Format format) throws Exception {
        Path missing = folder.resolve("missing");
        assertFalse(read(format, missing));
        Path file = folder.resolve("x");
        Files.writeString(
                file, "%PDF-1.7 no segmentation at all, but long enough to be looked at by every reader there is");
        assertFalse(read(format, file));
        assertFalse(read(format, Files.createDirectory(folder.resolve("empty"))));
    }

    @Test
    void aRegionThatClaimsMillionsOfPointsIsRefusedBeforeMemoryIsAskedFor() throws Exception {
        Path file = folder.resolve("a.zip");
        RoiZip.write(file, PHANTOM);
        byte[] region;
        try (var zip = new ZipFile(file.toFile())) {
            region = zip.getInputStream(zip.stream().findFirst().orElseThrow()).readAllBytes();
        }
        byte[] traced = region.clone();
        traced[6] = 8;
        ByteBuffer.wrap(traced).putShort(16, (short) 0).putInt(18, Integer.MAX_VALUE);
        byte[] shape = region.clone();
        ByteBuffer.wrap(shape).putInt(36, Integer.MAX_VALUE);
        byte[] box = Arrays.copyOf(region, 64);
        box[6] = 1;
        ByteBuffer.wrap(box).putInt(36, 0).putInt(56, 1).putInt(60, 0);
        ByteBuffer.wrap(box).putShort(8, (short) -5000).putShort(10, (short) -5000);
        ByteBuffer.wrap(box).putShort(12, (short) 32767).putShort(14, (short) 32767);
        for (byte[] each : new byte[][] {traced, shape, box}) {
            Path one = folder.resolve("one.roi");
            Files.write(one, each);
            assertEquals(
                    "roi.damaged",
                    assertThrows(Problem.class, () -> RoiZip.read(one, GRID)).code());
        }
    }

    @Test
    void namesInAnArchiveAreNeverTakenForPaths() throws Exception {
        Path good = folder.resolve("a.zip");
        RoiZip.write(good, PHANTOM);
        byte[] region;
        try (var zip = new ZipFile(good.toFile())) {
            region = zip.getInputStream(zip.stream().findFirst().orElseThrow()).readAllBytes();
        }
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path evil = inside.resolve("evil.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(evil))) {
            out.putNextEntry(new ZipEntry("../../escaped.roi"));
            out.write(region);
            out.putNextEntry(new ZipEntry("../big.roi"));
            out.write(region);
            out.write(new byte[1 << 20]);
        }
        RoiZip.read(evil, GRID);
        try (var files = Files.walk(folder)) {
            assertEquals(2, files.filter(Files::isRegularFile).count());
        }
        assertFalse(Files.exists(folder.resolve("escaped.roi")));
        // what grows beyond 16 MiB when unpacked is not unpacked further
        Path bomb = inside.resolve("bomb.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(bomb))) {
            out.putNextEntry(new ZipEntry("bomb.roi"));
            out.write(region);
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n < 20; n++) {
                out.write(zeros);
            }
        }
        assertEquals(
                "roi.damaged",
                assertThrows(Problem.class, () -> RoiZip.read(bomb, GRID)).code());
    }

    @Test
    void sizesBeyondAllMemoryAreAProblem() throws Exception {
        Path nrrd = folder.resolve("a.nrrd");
        for (String sizes : new String[] {"60000 60000 60000", "2147483647 1 1", "99999999999 1 1", "-1 2 2"}) {
            Files.writeString(
                    nrrd,
                    "NRRD0004\ntype: uchar\ndimension: 3\nspace: LPS\nsizes: " + sizes
                            + "\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nencoding: raw\nspace origin: (0,0,0)\n\n");
            assertFalse(read(RoundTripTest.Format.NRRD, nrrd), sizes);
        }
        Files.writeString(
                nrrd,
                "NRRD0004\ntype: uchar\ndimension: 4\nspace: LPS\nsizes: 1000000000 1 1 1"
                        + "\nspace directions: none (1,0,0) (0,1,0) (0,0,1)\nencoding: raw\nspace origin: (0,0,0)\n\n");
        assertFalse(read(RoundTripTest.Format.NRRD, nrrd));
        Path labelme = Files.createDirectory(folder.resolve("l"));
        Files.writeString(
                labelme.resolve("slice-0001.json"),
                "{\"shapes\": [], \"radiloom\": {\"columns\": 50000, \"rows\": 50000, \"slices\": 50000, \"originMm\": [0,0,0],"
                        + "\"columnStepMm\": [1,0,0], \"rowStepMm\": [0,1,0], \"sliceStepMm\": [0,0,1], \"slice\": 1}}");
        assertFalse(read(RoundTripTest.Format.LABELME, labelme));
        Files.writeString(labelme.resolve("slice-0001.json"), "[".repeat(5000));
        assertFalse(read(RoundTripTest.Format.LABELME, labelme));
        Path png = Files.createDirectory(folder.resolve("p"));
        PngStack.write(png, PHANTOM);
        byte[] huge = Files.readAllBytes(png.resolve("slice-0001.png"));
        // width and height of the header, without its checksum
        ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000);
        Files.write(png.resolve("slice-0001.png"), huge);
        assertFalse(read(RoundTripTest.Format.PNG, png));
        Files.write(png.resolve("labels.json"), "{\"columns\": 1e300}".getBytes(StandardCharsets.UTF_8));
        assertFalse(read(RoundTripTest.Format.PNG, png));
    }
}
