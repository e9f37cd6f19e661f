package org.radiloom.dicom.deident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.DicomWriter;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.TransferSyntax;
import org.radiloom.dicom.Vr;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.dicom.deident.PixelMask.Box;
import org.radiloom.dicom.deident.PixelMask.Fan;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.problem.Problem;

class MaskingTest {
    private static final Class<?> COLOURS = DicomFile.class;

    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    private Deidentifier.Written deidentify(Path in, Optional<PixelMask> mask) throws Problem {
        var settings = new DeidentificationSettings(
                Set.of(), DeidentificationKey.random(), mask, new ScannerMasks(folder.resolve("data")));
        return new Deidentifier(settings, out()).deidentify(in);
    }

    private DicomFile masked(Path in, PixelMask mask) throws Problem {
        return DicomFile.read(out().resolve(deidentify(in, Optional.of(mask)).name()), ReadOptions.LENIENT);
    }

    private static PixelMask box(int x, int y, int width, int height) {
        return new PixelMask(List.of(new Box(x, y, width, height)), Optional.empty());
    }

    private Path file(DicomDatasetBuilder d) throws Problem {
        Path file = folder.resolve("in.dcm");
        DicomWriter.write(file, d.build(), TransferSyntax.EXPLICIT_LITTLE);
        return file;
    }

    private static DicomDatasetBuilder ultrasound() {
        return DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, Planted.US_FILM)
                .string(Tag.SOP_INSTANCE_UID, "1.2.3.78.1")
                .string(Tag.STUDY_INSTANCE_UID, "1.2.3.78.2")
                .string(Tag.SERIES_INSTANCE_UID, "1.2.3.78.3")
                .string(Tag.MODALITY, "US")
                .string(Tag.MANUFACTURER, "Maker")
                .string(Tag.MANUFACTURER_MODEL_NAME, "Model 1")
                .string(Tag.STATION_NAME, "ROOM-17")
                .string(Tag.PATIENT_ID, "PID-4711-X");
    }

    private static byte[] noise(int n) {
        byte[] bytes = new byte[n];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aBoxHidesItsPixelsAndAFanAllOthers() {
        boolean[] hidden = box(1, 0, 2, 1).hidden(4, 2);
        assertEquals("[false, true, true, false, false, false, false, false]", Arrays.toString(hidden));
        boolean[] beyond = box(-5, 1, 6, 40).hidden(4, 2);
        assertEquals("[false, false, false, false, true, false, false, false]", Arrays.toString(beyond));
        // apex above the middle of the first row, radii 1 to 2.3, 45 degrees to either side: of row 1 the middle three
        // pixels are at 0 and 45 degrees; of row 2 those at 0 and 26.6 degrees are within 2.3, those at 45 (2.83) are
        // not
        var fan = new PixelMask(List.of(), Optional.of(new Fan(2, 0, 1, 2.3, -45.01, 45.01)));
        boolean[] outside = fan.hidden(5, 3);
        var rows = new StringBuilder();
        for (int at = 0; at < outside.length; at++) {
            rows.append(outside[at] ? '#' : '.').append(at % 5 == 4 ? "/" : "");
        }
        assertEquals("#####/#...#/#...#/", rows.toString());
    }

    static Stream<String> colours() throws IOException {
        return new String(bytes("manifest.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = COLOURS.getResourceAsStream("colour/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @ParameterizedTest
    @MethodSource("colours")
    void everyCodecAndColourIsTheSameOutsideAndBlackInside(String name) throws Exception {
        DicomFile original = DicomFile.parse(Path.of(name), bytes(name + ".dcm"), ReadOptions.LENIENT);
        Path in = folder.resolve("in.dcm");
        Files.write(in, bytes(name + ".dcm"));
        DicomFile after = masked(in, box(2, 3, 9, 4));
        assertEquals(TransferSyntax.EXPLICIT_LITTLE, after.transferSyntax());
        // this palette has no black; its darkest entry is read from the file
        int black = name.endsWith("segmented") ? 0x7F8001 : 0;
        assertSame(original.image(), after.image(), black, 2, 3, 9, 4);
        assertEquals("NO", after.dataset().string(Tag.BURNED_IN_ANNOTATION).orElseThrow());
    }

    private static void assertSame(DicomImage was, DicomImage is, int black, int x, int y, int width, int height)
            throws Problem {
        assertEquals(was.frames(), is.frames());
        for (int f = 0; f < was.frames(); f++) {
            RawFrame a = was.rawFrame(f);
            RawFrame b = is.rawFrame(f);
            ColourSlice seen = (ColourSlice) was.slice(f);
            ColourSlice masked = (ColourSlice) is.slice(f);
            for (int at = 0; at < a.rows() * a.columns(); at++) {
                int column = at % a.columns();
                int row = at / a.columns();
                boolean inside = column >= x && column < x + width && row >= y && row < y + height;
                if (inside) {
                    assertEquals(black, masked.rgbAt(column, row) & 0xFFFFFF, "hidden");
                } else {
                    assertEquals(seen.rgbAt(column, row), masked.rgbAt(column, row), "colour at " + at);
                    for (int s = 0; s < a.samples(); s++) {
                        assertEquals(a.sample(at * a.samples() + s), b.sample(at * a.samples() + s), "stored");
                    }
                }
            }
        }
    }

    @Test
    void everyFrameOfAFilmIsMasked() throws Exception {
        byte[] pixels = noise(3 * 20 * 10 * 5);
        Path in = file(Planted.grey(ultrasound(), 20, 10, pixels)
                .string(Tag.NUMBER_OF_FRAMES, "5")
                .integer(Tag.SAMPLES_PER_PIXEL, 3)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")
                .integer(Tag.PLANAR_CONFIGURATION, 1)
                .string(Tag.BURNED_IN_ANNOTATION, "YES"));
        DicomFile after = masked(in, box(0, 0, 20, 2));
        assertSame(DicomFile.read(in, ReadOptions.LENIENT).image(), after.image(), 0, 0, 0, 20, 2);
        assertEquals(
                List.of("113100", "113101"),
                after.dataset().items(0x00120064).stream()
                        .map(code -> code.string(Tag.CODE_VALUE).orElse(""))
                        .toList());
        assertEquals(0, after.dataset().integer(Tag.PLANAR_CONFIGURATION).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONOCHROME2 0", "MONOCHROME1 0", "MONOCHROME2 1", "MONOCHROME1 1"})
    void greyIsBlackWhateverItsSignAndSense(String kind) throws Exception {
        String photometric = kind.substring(0, 11);
        int signed = kind.charAt(12) - '0';
        byte[] pixels = noise(2 * 8 * 8);
        for (int at = 1; at < pixels.length; at += 2) {
            pixels[at] &= 0x0F;
        }
        Path in = file(Planted.grey(ultrasound(), 8, 8, new byte[0])
                .string(Tag.PHOTOMETRIC_INTERPRETATION, photometric)
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 12)
                .integer(Tag.HIGH_BIT, 11)
                .integer(Tag.PIXEL_REPRESENTATION, signed)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels));
        RawFrame a = DicomFile.read(in, ReadOptions.LENIENT).image().rawFrame(0);
        RawFrame b = masked(in, box(0, 0, 8, 1)).image().rawFrame(0);
        int least = 9999;
        int most = -9999;
        for (int at = 0; at < 64; at++) {
            least = Math.min(least, a.sample(at));
            most = Math.max(most, a.sample(at));
            if (at >= 8) {
                assertEquals(a.sample(at), b.sample(at));
            }
        }
        boolean one = photometric.equals("MONOCHROME1");
        int black = signed == 1 ? (one ? most : least) : one ? 4095 : 0;
        for (int at = 0; at < 8; at++) {
            assertEquals(black, b.sample(at), kind);
        }
    }

    @Test
    void singleBitsStaySingleBits() throws Exception {
        // three frames of 5 x 3 bits: 45 bits, not on borders of bytes
        byte[] bits = noise(6);
        Path in = file(Planted.grey(ultrasound(), 5, 3, bits)
                .string(Tag.NUMBER_OF_FRAMES, "3")
                .integer(Tag.BITS_ALLOCATED, 1)
                .integer(Tag.BITS_STORED, 1)
                .integer(Tag.HIGH_BIT, 0));
        DicomFile after = masked(in, box(0, 0, 2, 1));
        assertEquals(1, after.dataset().integer(Tag.BITS_ALLOCATED).orElseThrow());
        DicomImage was = DicomFile.read(in, ReadOptions.LENIENT).image();
        for (int f = 0; f < 3; f++) {
            for (int at = 0; at < 15; at++) {
                int expected = at < 2 ? 0 : was.rawFrame(f).sample(at);
                assertEquals(expected, after.image().rawFrame(f).sample(at), f + " " + at);
            }
        }
    }

    @Test
    void aDrawingInUnusedBitsIsGone() throws Exception {
        byte[] pixels = new byte[2 * 4 * 4];
        Arrays.fill(pixels, (byte) 0x71);
        Path in = file(Planted.grey(ultrasound(), 4, 4, new byte[0])
                .integer(Tag.BITS_ALLOCATED, 16)
                .integer(Tag.BITS_STORED, 12)
                .integer(Tag.HIGH_BIT, 11)
                .integer(0x60000100, Vr.US, 16)
                .integer(0x60000102, Vr.US, 12)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels));
        Path name = deidentify(in, Optional.empty()).name();
        DicomDataset after =
                DicomFile.read(out().resolve(name), ReadOptions.LENIENT).dataset();
        byte[] stored = after.bytes(Tag.PIXEL_DATA).orElseThrow();
        assertEquals(0x71, stored[0]);
        assertEquals(0x01, stored[1], "the upper four bits are clear");
        assertFalse(after.contains(0x60000102));
    }

    @Test
    void aScannerRemembersItsMaskAndItsStationByHashOnly() throws Exception {
        Path in = file(Planted.grey(ultrasound(), 8, 8, noise(64)));
        var mask = new PixelMask(List.of(new Box(0, 0, 8, 2)), Optional.of(new Fan(4, 0, 0.5, 7.25, -60, 60)));
        assertTrue(deidentify(in, Optional.of(mask)).masked());
        Deidentifier.Written again = deidentify(in, Optional.empty());
        assertTrue(again.masked(), "without being told");
        assertEquals(List.of(), again.warnings());
        var scanner = Scanner.of(DicomFile.read(in, ReadOptions.LENIENT).dataset());
        assertEquals(Optional.of(mask), new ScannerMasks(folder.resolve("data")).find(scanner));
        for (DicomDatasetBuilder other : List.of(
                Planted.grey(ultrasound(), 8, 4, noise(32)),
                Planted.grey(ultrasound(), 8, 8, noise(64)).string(Tag.MANUFACTURER_MODEL_NAME, "Model 2"),
                Planted.grey(ultrasound(), 8, 8, noise(64)).string(Tag.STATION_NAME, "ROOM-18"))) {
            Deidentifier.Written unknown = deidentify(file(other), Optional.empty());
            assertFalse(unknown.masked());
            assertEquals(List.of("pixels may carry writing and were not masked"), unknown.warnings());
        }
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            List<Path> kept = files.filter(Files::isRegularFile).toList();
            assertEquals(1, kept.size());
            assertFalse(Files.readString(kept.getFirst()).contains("ROOM-17"));
            Files.writeString(kept.getFirst(), "{\"boxes\":[[1]]}");
        }
        assertEquals(
                "deident.mask",
                org.junit.jupiter.api.Assertions.assertThrows(
                                Problem.class,
                                () -> deidentify(file(Planted.grey(ultrasound(), 8, 8, noise(64))), Optional.empty()))
                        .code());
    }

    @Test
    void nothingOfThePixelsIsLeftBehind() throws Exception {
        masked(file(Planted.grey(ultrasound(), 8, 8, noise(64))), box(0, 0, 1, 1));
        try (Stream<Path> files = Files.walk(out())) {
            assertEquals(
                    1,
                    files.filter(Files::isRegularFile)
                            .peek(file -> assertTrue(file.toString().endsWith(".dcm"), file.toString()))
                            .count());
        }
    }
}
