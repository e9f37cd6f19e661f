package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.radiloom.dicom.DicomBytes.big;
import static org.radiloom.dicom.DicomBytes.little;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/** Layouts are derived by hand from DICOM PS3.5, section 8 and annex D. */
class NativePixelsTest {
    /** An image description for a file of the given byte order; the pixel element is added by each test. */
    private record Layout(int rows, int columns, int samples, int allocated, int stored, int highBit, boolean signed) {
        private DicomBytes in(DicomBytes out) {
            return out.explicit(Tag.SAMPLES_PER_PIXEL, "US", us(out, samples))
                    .explicit(Tag.ROWS, "US", us(out, rows))
                    .explicit(Tag.COLUMNS, "US", us(out, columns))
                    .explicit(Tag.BITS_ALLOCATED, "US", us(out, allocated))
                    .explicit(Tag.BITS_STORED, "US", us(out, stored))
                    .explicit(Tag.HIGH_BIT, "US", us(out, highBit))
                    .explicit(Tag.PIXEL_REPRESENTATION, "US", us(out, signed ? 1 : 0));
        }

        private static byte[] us(DicomBytes like, int n) {
            return like.isBigEndian()
                    ? big().int16(n).bytes()
                    : little().int16(n).bytes();
        }
    }

    private static Layout grey(int rows, int columns, int allocated, boolean signed) {
        return new Layout(rows, columns, 1, allocated, allocated, allocated - 1, signed);
    }

    private static DicomImage image(DicomBytes dataset) throws Problem {
        TransferSyntax syntax = dataset.isBigEndian() ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
        return DicomBytes.parse(DicomBytes.file(syntax, dataset.bytes())).image();
    }

    private static int[] samples(RawFrame frame) {
        return IntStream.range(0, frame.rows() * frame.columns() * frame.samples())
                .map(frame::sample)
                .toArray();
    }

    private static int[] samples(DicomBytes dataset) throws Problem {
        return samples(image(dataset).rawFrame(0));
    }

    @Test
    void bytes() throws Problem {
        byte[] pixels = {0, 127, (byte) 128, (byte) 255};
        assertArrayEquals(
                new int[] {0, 127, 128, 255},
                samples(grey(2, 2, 8, false).in(little()).explicit(Tag.PIXEL_DATA, "OB", pixels)));
        assertArrayEquals(
                new int[] {0, 127, -128, -1},
                samples(grey(2, 2, 8, true).in(little()).explicit(Tag.PIXEL_DATA, "OB", pixels)));
    }

    @Test
    void wordsInEitherByteOrder() throws Problem {
        byte[] little = {1, 2, (byte) 0xFE, (byte) 0xFF};
        byte[] big = {2, 1, (byte) 0xFF, (byte) 0xFE};
        assertArrayEquals(
                new int[] {513, 65534},
                samples(grey(1, 2, 16, false).in(little()).explicit(Tag.PIXEL_DATA, "OW", little)));
        assertArrayEquals(
                new int[] {513, -2}, samples(grey(1, 2, 16, true).in(little()).explicit(Tag.PIXEL_DATA, "OW", little)));
        assertArrayEquals(
                new int[] {513, -2}, samples(grey(1, 2, 16, true).in(big()).explicit(Tag.PIXEL_DATA, "OW", big)));
    }

    @Test
    void thirtyTwoBits() throws Problem {
        assertArrayEquals(
                new int[] {0x04030201},
                samples(grey(1, 1, 32, false).in(little()).explicit(Tag.PIXEL_DATA, "OW", new byte[] {1, 2, 3, 4})));
        assertArrayEquals(
                new int[] {0x01020304},
                samples(grey(1, 1, 32, false).in(big()).explicit(Tag.PIXEL_DATA, "OW", new byte[] {1, 2, 3, 4})));
    }

    /** 16-bit words of a big endian file hold two pixels each, the first in the low byte. */
    @Test
    void bytesInBigEndianWordsAreSwappedInPairs() throws Problem {
        byte[] pixels = {2, 1, 4, 3, 6, 5};
        DicomBytes words = grey(1, 3, 8, false)
                .in(big().explicit(Tag.NUMBER_OF_FRAMES, "IS", "2 "))
                .explicit(Tag.PIXEL_DATA, "OW", pixels);
        assertArrayEquals(new int[] {1, 2, 3}, samples(image(words).rawFrame(0)));
        assertArrayEquals(new int[] {4, 5, 6}, samples(image(words).rawFrame(1)));
        DicomBytes bytes = grey(1, 6, 8, false).in(big()).explicit(Tag.PIXEL_DATA, "OB", pixels);
        assertArrayEquals(new int[] {2, 1, 4, 3, 6, 5}, samples(bytes));
    }

    /** 12 bits at the bottom, foreign bits above: 0xF123 is 0x123, 0x0FFF is -1. */
    @Test
    void bitsOutsideTheStoredOnesAreDropped() throws Problem {
        byte[] pixels = {0x23, (byte) 0xF1, (byte) 0xFF, 0x0F};
        assertArrayEquals(
                new int[] {0x123, 0xFFF},
                samples(new Layout(1, 2, 1, 16, 12, 11, false).in(little()).explicit(Tag.PIXEL_DATA, "OW", pixels)));
        assertArrayEquals(
                new int[] {0x123, -1},
                samples(new Layout(1, 2, 1, 16, 12, 11, true).in(little()).explicit(Tag.PIXEL_DATA, "OW", pixels)));
    }

    /** 12 bits at the top: 0x1234 is 0x123, 0xFFF7 is -1. */
    @Test
    void storedBitsMayLieAtTheTop() throws Problem {
        byte[] pixels = {0x34, 0x12, (byte) 0xF7, (byte) 0xFF};
        assertArrayEquals(
                new int[] {0x123, -1},
                samples(new Layout(1, 2, 1, 16, 12, 15, true).in(little()).explicit(Tag.PIXEL_DATA, "OW", pixels)));
    }

    /** Two frames of 5 bits, least significant first, without a gap: 10110 01101 is 0x0D | 0b10 << 5 ... */
    @Test
    void singleBitsArePackedAcrossFrames() throws Problem {
        // bit string 1 0 1 1 0 | 0 1 1 0 1 -> byte 0: bits 1 0 1 1 0 0 1 1 = 0xCD, byte 1: bits 0 1 = 0x02
        DicomBytes dataset = grey(1, 5, 1, false)
                .in(little().explicit(Tag.NUMBER_OF_FRAMES, "IS", "2 "))
                .explicit(Tag.PIXEL_DATA, "OB", new byte[] {(byte) 0xCD, 0x02});
        assertArrayEquals(new int[] {1, 0, 1, 1, 0}, samples(image(dataset).rawFrame(0)));
        assertArrayEquals(new int[] {0, 1, 1, 0, 1}, samples(image(dataset).rawFrame(1)));
    }

    /** Retired packing of 12 bits: 0x123 and 0xABC make the bytes 23 C1 AB. */
    @Test
    void twelveBitsArePacked() throws Problem {
        assertArrayEquals(
                new int[] {0x123, 0xABC},
                samples(new Layout(1, 2, 1, 12, 12, 11, false)
                        .in(little())
                        .explicit(Tag.PIXEL_DATA, "OW", new byte[] {0x23, (byte) 0xC1, (byte) 0xAB, 0})));
    }

    @Test
    void coloursByPlaneBecomeColoursByPixel() throws Problem {
        DicomBytes dataset = new Layout(1, 2, 3, 8, 8, 7, false)
                .in(little().explicit(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "RGB ")
                        .explicit(Tag.PLANAR_CONFIGURATION, "US", new byte[] {1, 0}))
                .explicit(Tag.PIXEL_DATA, "OB", new byte[] {1, 2, 3, 4, 5, 6});
        assertArrayEquals(new int[] {1, 3, 5, 2, 4, 6}, samples(dataset));
    }

    @Test
    void sharedChromaIsGivenToBothPixels() throws Problem {
        DicomBytes dataset = new Layout(1, 2, 3, 8, 8, 7, false)
                .in(little().explicit(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "YBR_FULL_422"))
                .explicit(Tag.PIXEL_DATA, "OB", new byte[] {10, 20, 30, 40});
        assertArrayEquals(new int[] {10, 30, 40, 20, 30, 40}, samples(dataset));
        assertEquals("YBR_FULL", image(dataset).rawFrame(0).photometric());
    }

    @Test
    void realNumbersAreKept() throws Problem {
        DicomImage image = image(grey(1, 1, 32, false)
                .in(little())
                .explicit(Tag.FLOAT_PIXEL_DATA, "OF", new byte[] {0, 0, (byte) 0xC0, 0x3F}));
        assertArrayEquals(new double[] {1.5}, image.realFrame(0));
        assertThrows(Problem.class, () -> image.rawFrame(0));
    }

    @Test
    void missingBytesAreAProblemBeforeAnythingIsAllocated() throws Problem {
        DicomImage image =
                image(grey(20_000, 20_000, 8, false).in(little()).explicit(Tag.PIXEL_DATA, "OB", new byte[10]));
        assertEquals(
                "dicom.pixels.invalid",
                assertThrows(Problem.class, () -> image.rawFrame(0)).code());
    }

    @Test
    void impossibleShapesAreRefused() {
        for (Layout bad : new Layout[] {
            grey(0, 5, 8, false),
            grey(65535, 65535, 8, false),
            grey(1, 1, 64, false),
            new Layout(1, 1, 2, 8, 8, 7, false)
        }) {
            assertThrows(Problem.class, () -> image(bad.in(little()).explicit(Tag.PIXEL_DATA, "OB", new byte[8])));
        }
    }
}
