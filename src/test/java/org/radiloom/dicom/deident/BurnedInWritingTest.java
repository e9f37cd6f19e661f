package org.radiloom.dicom.deident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.radiloom.fixtures.Phantoms;

/** Names planted into films of 20 made-up scanners: other places, sizes, colours and counts of frames. */
class BurnedInWritingTest {
    private static final int COLUMNS = 240;
    private static final int ROWS = 160;

    /** Letters of 5 x 7 pixels, a row after the other, five bits each. */
    private static final int[][] LETTERS = {
        {14, 17, 17, 31, 17, 17, 17}, // A
        {30, 17, 17, 17, 17, 17, 30}, // D
        {31, 16, 16, 30, 16, 16, 31}, // E
        {17, 25, 21, 19, 17, 17, 17}, // N
        {14, 17, 17, 17, 17, 17, 14}, // O
        {31, 4, 4, 4, 4, 4, 4}, // T
        {4, 12, 4, 4, 4, 4, 14}, // 1
        {14, 17, 1, 6, 8, 16, 31}, // 2
    };

    private static final int[] COLOURS = {0xFFFFFF, 0xFFFF40, 0x40E0FF, 0xA0A0A0, 0x60FF60};

    /**
     * @param zoom pixels of the picture a pixel of a letter
     * @param x of the first letter
     */
    record Layout(int number, int x, int y, int zoom, int letters, int colour, int frames) {
        static Layout of(int number) {
            int zoom = 1 + number % 3;
            int letters = 4 + number % 5;
            Random random = new Random(number);
            int x = 2 + random.nextInt(COLUMNS - 4 - 6 * zoom * letters);
            // above and below the sector
            int y = number % 2 == 0 ? 2 + random.nextInt(4) : ROWS - 3 - 7 * zoom - random.nextInt(4);
            return new Layout(number, x, y, zoom, letters, COLOURS[number % COLOURS.length], 1 + number % 4);
        }

        PixelMask.Box box() {
            return new PixelMask.Box(x, y, 6 * zoom * letters, 7 * zoom);
        }
    }

    static List<Layout> layouts() {
        return IntStream.range(0, 20).mapToObj(Layout::of).toList();
    }

    @TempDir
    private Path folder;

    /** Tissue between rows 30 and 130, and writing where the layout has it. */
    private static byte[] pixels(Layout layout, boolean written) {
        byte[] pixels = new byte[3 * COLUMNS * ROWS * layout.frames()];
        for (int f = 0; f < layout.frames(); f++) {
            var tissue = Phantoms.ultrasound(COLUMNS, ROWS, f);
            for (int at = 0; at < COLUMNS * ROWS; at++) {
                int y = at / COLUMNS;
                int rgb = y >= 30 && y < 130 ? tissue.rgbAt(at % COLUMNS, y) : 0;
                put(pixels, f, at, rgb);
            }
            for (int n = 0; written && n < layout.letters(); n++) {
                int[] letter = LETTERS[(layout.number() + n) % LETTERS.length];
                for (int p = 0; p < 35 * layout.zoom() * layout.zoom(); p++) {
                    int lx = p % (5 * layout.zoom());
                    int ly = p / (5 * layout.zoom());
                    if ((letter[ly / layout.zoom()] >> (4 - lx / layout.zoom()) & 1) == 1) {
                        int x = layout.x() + 6 * layout.zoom() * n + lx;
                        put(pixels, f, (layout.y() + ly) * COLUMNS + x, layout.colour());
                    }
                }
            }
        }
        return pixels;
    }

    private static void put(byte[] pixels, int frame, int at, int rgb) {
        int to = 3 * (frame * COLUMNS * ROWS + at);
        pixels[to] = (byte) (rgb >> 16);
        pixels[to + 1] = (byte) (rgb >> 8);
        pixels[to + 2] = (byte) rgb;
    }

    private Path write(Layout layout, boolean written) throws Exception {
        DicomDatasetBuilder d = Planted.grey(DicomDataset.builder(), COLUMNS, ROWS, new byte[0])
                .string(Tag.SOP_CLASS_UID, Planted.US_FILM)
                .string(Tag.SOP_INSTANCE_UID, "1.2.3.79." + layout.number())
                .string(Tag.MODALITY, "US")
                .string(Tag.MANUFACTURER_MODEL_NAME, "Model " + layout.number())
                .string(Tag.NUMBER_OF_FRAMES, String.valueOf(layout.frames()))
                .integer(Tag.SAMPLES_PER_PIXEL, 3)
                .integer(Tag.PLANAR_CONFIGURATION, 0)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, "RGB")
                .bytes(Tag.PIXEL_DATA, Vr.OB, pixels(layout, written));
        Path file = folder.resolve("film.dcm");
        DicomWriter.write(file, d.build(), TransferSyntax.EXPLICIT_LITTLE);
        return file;
    }

    private Deidentifier.Written deidentify(Path in, Optional<PixelMask> mask) throws Exception {
        var settings = new DeidentificationSettings(
                Set.of(), DeidentificationKey.random(), mask, new ScannerMasks(folder.resolve("data")));
        return new Deidentifier(settings, folder.resolve("out")).deidentify(in);
    }

    private static DicomImage image(Path file) throws Exception {
        return DicomFile.read(file, ReadOptions.LENIENT).image();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPlantedNameIsFoundAndGoneBehindTheMask(Layout layout) throws Exception {
        Path in = write(layout, true);
        List<PixelMask.Box> found = BurnedInWriting.in(image(in));
        assertEquals(1, found.size(), found + " for " + layout);
        PixelMask.Box line = found.getFirst();
        PixelMask.Box planted = layout.box();
        assertTrue(line.x() >= planted.x() && line.y() >= planted.y(), line + " in " + planted);
        assertTrue(line.width() >= planted.width() - 3 * layout.zoom(), line + " is all of " + planted);
        assertTrue(deidentify(in, Optional.empty())
                .warnings()
                .toString()
                .contains("%d,%d,%d,%d".formatted(line.x(), line.y(), line.width(), line.height())));
        Deidentifier.Written hidden = deidentify(in, Optional.of(new PixelMask(List.of(planted), Optional.empty())));
        assertEquals(List.of(), hidden.warnings());
        DicomImage after = image(folder.resolve("out").resolve(hidden.name()));
        DicomImage before = image(write(layout, false));
        for (int f = 0; f < layout.frames(); f++) {
            RawFrame is = after.rawFrame(f);
            RawFrame was = before.rawFrame(f);
            for (int at = 0; at < 3 * COLUMNS * ROWS; at++) {
                assertEquals(was.sample(at), is.sample(at), "as if nothing had been written");
            }
        }
    }

    @Test
    void tissueAloneIsNoWriting() throws Exception {
        List<Layout> alarms = new ArrayList<>();
        for (Layout layout : layouts()) {
            if (!BurnedInWriting.in(image(write(layout, false))).isEmpty()) {
                alarms.add(layout);
            }
        }
        assertEquals(List.of(), alarms);
    }
}
