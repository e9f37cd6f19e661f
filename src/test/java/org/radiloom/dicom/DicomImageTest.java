package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

class DicomImageTest {
    /** One row of samples. */
    private static DicomDatasetBuilder image(String photometric, int columns, int samples, int bits, byte[] pixels) {
        return DicomDataset.builder()
                .string(Tag.PHOTOMETRIC_INTERPRETATION, photometric)
                .integer(Tag.SAMPLES_PER_PIXEL, samples)
                .integer(Tag.ROWS, 1)
                .integer(Tag.COLUMNS, columns)
                .integer(Tag.BITS_ALLOCATED, bits)
                .integer(Tag.BITS_STORED, bits)
                .integer(Tag.HIGH_BIT, bits - 1)
                .integer(Tag.PIXEL_REPRESENTATION, 0)
                .bytes(Tag.PIXEL_DATA, Vr.OW, pixels);
    }

    private static DicomImage open(DicomDatasetBuilder dataset) throws Problem {
        return new DicomFile(Path.of("test"), DicomDataset.empty(), dataset.build(), TransferSyntax.EXPLICIT_LITTLE)
                .image();
    }

    private static GreySlice grey(DicomImage image, int frame) throws Problem {
        return assertInstanceOf(GreySlice.class, image.slice(frame));
    }

    @Test
    void rescaleGivesModalityValues() throws Problem {
        DicomImage image = open(image("MONOCHROME2", 2, 1, 16, new byte[] {0, 0, (byte) 0xE8, 3})
                .decimal(Tag.RESCALE_SLOPE, 2)
                .decimal(Tag.RESCALE_INTERCEPT, -1024));
        assertEquals(-1024, grey(image, 0).valueAt(0, 0));
        assertEquals(976, grey(image, 0).valueAt(1, 0));
    }

    @Test
    void eachFrameMayHaveItsOwnRescaleAndWindow() throws Problem {
        DicomDataset first = DicomDataset.builder()
                .items(
                        Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.RESCALE_SLOPE, 3)
                                .decimal(Tag.RESCALE_INTERCEPT, 1)
                                .build())
                .build();
        DicomDataset shared = DicomDataset.builder()
                .items(
                        Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.RESCALE_SLOPE, 10)
                                .decimal(Tag.RESCALE_INTERCEPT, 0)
                                .build())
                .items(
                        Tag.FRAME_VOI_LUT_SEQUENCE,
                        DicomDataset.builder()
                                .decimal(Tag.WINDOW_CENTER, 40)
                                .decimal(Tag.WINDOW_WIDTH, 400)
                                .build())
                .build();
        DicomImage image = open(image("MONOCHROME2", 1, 1, 8, new byte[] {5, 7})
                .integer(Tag.NUMBER_OF_FRAMES, 2)
                .items(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
                .items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, first, DicomDataset.empty()));
        assertEquals(2, image.frames());
        assertEquals(16, grey(image, 0).valueAt(0, 0));
        assertEquals(70, grey(image, 1).valueAt(0, 0));
        assertEquals(Optional.of(new Window(40, 400)), image.window(1));
        assertThrows(IndexOutOfBoundsException.class, () -> image.rawFrame(2));
    }

    @Test
    void aModalityTableReplacesTheRescale() throws Problem {
        DicomImage image = open(image("MONOCHROME2", 3, 1, 8, new byte[] {0, 11, 99})
                .items(
                        Tag.MODALITY_LUT_SEQUENCE,
                        DicomDataset.builder()
                                .integer(Tag.LUT_DESCRIPTOR, 2, 10, 16)
                                .integer(Tag.LUT_DATA, 300, 4000)
                                .build()));
        assertEquals(300, grey(image, 0).valueAt(0, 0), "below the first entry");
        assertEquals(4000, grey(image, 0).valueAt(1, 0));
        assertEquals(4000, grey(image, 0).valueAt(2, 0), "above the last entry");
    }

    @Test
    void invertedGreyKeepsItsValues() throws Problem {
        DicomImage image = open(image("MONOCHROME1", 1, 1, 8, new byte[] {9}));
        assertTrue(image.inverted());
        assertEquals(9, grey(image, 0).valueAt(0, 0));
        assertEquals(Optional.empty(), image.window(0));
        assertFalse(open(image("MONOCHROME2", 1, 1, 8, new byte[] {9})).inverted());
    }

    private static DicomDatasetBuilder withPalette(DicomDatasetBuilder image, int bits, byte[] red, byte[] others) {
        int entries = bits == 8 ? red.length : red.length / 2;
        return image.integer(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, entries, 4, bits)
                .integer(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, entries, 4, bits)
                .integer(Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR, entries, 4, bits)
                .bytes(Tag.RED_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, red)
                .bytes(Tag.GREEN_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, others)
                .bytes(Tag.BLUE_PALETTE_COLOR_LOOKUP_TABLE_DATA, Vr.OW, others);
    }

    @Test
    void palettesOfBytesAndWordsGiveTheSameColours() throws Problem {
        DicomImage bytes = open(withPalette(
                image("PALETTE COLOR", 2, 1, 8, new byte[] {3, 5}), 8, new byte[] {1, (byte) 0xFE}, new byte[] {2, 3}));
        ColourSlice slice = assertInstanceOf(ColourSlice.class, bytes.slice(0));
        assertEquals(0x010202, slice.rgbAt(0, 0), "below the first entry");
        assertEquals(0xFE0303, slice.rgbAt(1, 0));
        DicomImage words = open(withPalette(
                image("PALETTE COLOR", 2, 1, 8, new byte[] {3, 5}),
                16,
                new byte[] {0x77, 1, 0x77, (byte) 0xFE},
                new byte[] {0x77, 2, 0x77, 3}));
        assertEquals(
                0xFE0303, assertInstanceOf(ColourSlice.class, words.slice(0)).rgbAt(1, 0));
    }

    /** Discrete 10; line of 2 to 30, so 20 and 30; indirect: the first segment again, so 10. */
    @Test
    void segmentedPalettesAreExpanded() throws Problem {
        int[] words = {0, 1, 10, 1, 2, 30, 2, 1, 0, 0};
        assertEquals(
                java.util.List.of(10, 20, 30, 10),
                java.util.Arrays.stream(new SegmentedTable("test", words, 4).expand())
                        .boxed()
                        .toList());
        assertThrows(Problem.class, () -> new SegmentedTable("test", words, 5).expand());
        assertThrows(Problem.class, () -> new SegmentedTable("test", new int[] {2, 9, 500, 0}, 5).expand());
        assertThrows(Problem.class, () -> new SegmentedTable("test", new int[] {1, 2, 3}, 5).expand());
        assertThrows(Problem.class, () -> new SegmentedTable("test", new int[] {0, 9, 3}, 5).expand());
    }

    /** Rec. 601 primaries in full range: red is Y 76, Cb 85, Cr 255 (PS3.3 C.7.6.3.1.2). */
    @Test
    void luminanceAndChromaBecomeRgb() throws Problem {
        byte[] pixels = {76, 85, (byte) 255, (byte) 255, (byte) 128, (byte) 128};
        DicomImage image = open(image("YBR_FULL", 2, 3, 8, pixels));
        ColourSlice slice = assertInstanceOf(ColourSlice.class, image.slice(0));
        assertEquals(0xFE0000, slice.rgbAt(0, 0));
        assertEquals(0xFFFFFF, slice.rgbAt(1, 0));
    }

    @Test
    void rgbOfSixteenBitsIsShownByItsUpperEight() throws Problem {
        DicomImage image = open(image("RGB", 1, 3, 16, new byte[] {0x77, 1, 0x77, 2, 0x77, 3}));
        assertEquals(
                0x010203, assertInstanceOf(ColourSlice.class, image.slice(0)).rgbAt(0, 0));
    }

    @Test
    void colourThatIsNotKnownIsAProblem() throws Problem {
        DicomImage image = open(image("HSV", 1, 3, 8, new byte[] {1, 2, 3, 0}));
        assertEquals(
                "dicom.pixels.invalid",
                assertThrows(Problem.class, () -> image.slice(0)).code());
    }

    @Test
    void statisticsAreThoseOfStoredValues() throws Problem {
        DicomImage image =
                open(image("MONOCHROME2", 2, 1, 16, new byte[] {1, 0, 4, 0}).decimal(Tag.RESCALE_SLOPE, 9));
        assertEquals(new PixelStatistics(1, 4, 2.5), PixelStatistics.of(image));
    }

    @Test
    void whatHasNoPixelsIsNoImage() {
        assertEquals(
                "dicom.pixels.none",
                assertThrows(Problem.class, () -> open(DicomDataset.builder().integer(Tag.ROWS, 5)))
                        .code());
    }
}
