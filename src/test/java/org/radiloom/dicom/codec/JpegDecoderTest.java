package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.problem.Problem;

class JpegDecoderTest {
    private final JpegDecoder decoder = new JpegDecoder();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void everyPredictorOfLosslessJpegIsUndone(int predictor) throws Problem {
        int[][] samples = noise(9, 13, 65536);
        byte[] stream = new LosslessJpegBuilder(16, predictor, 0, 0).code(samples, 1);
        assertArrayEquals(flat(samples), decode(stream, Streams.grey(9, 13, 16)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void lossLessRestartsStartFromTheMiddleOfTheRange(int predictor) throws Problem {
        int[][] samples = noise(40, 5, 4096);
        byte[] stream = new LosslessJpegBuilder(12, predictor, 0, 2).code(samples, 1);
        assertArrayEquals(flat(samples), decode(stream, Streams.grey(40, 5, 12)));
    }

    @Test
    void componentsOfLosslessColourComePixelByPixel() throws Problem {
        int[][] samples = noise(6, 21, 256);
        byte[] stream = new LosslessJpegBuilder(8, 5, 0, 0).code(samples, 3);
        FrameDescriptor rgb = new FrameDescriptor(6, 7, 3, 8, 8, false, false, "RGB");
        assertArrayEquals(flat(samples), decode(stream, rgb));
    }

    @Test
    void thePointTransformLeavesLowBitsZero() throws Problem {
        int[][] samples = {{0, 4, 8, 252}, {128, 64, 4, 0}};
        byte[] stream = new LosslessJpegBuilder(8, 1, 2, 0).code(samples, 1);
        assertArrayEquals(flat(samples), decode(stream, Streams.grey(2, 4, 8)));
    }

    @Test
    void signedSamplesAreExtendedFromThePrecisionOfTheStream() throws Problem {
        int[][] samples = {{0xFFF, 0x800, 0x7FF, 1}};
        byte[] stream = new LosslessJpegBuilder(12, 1, 0, 0).code(samples, 1);
        FrameDescriptor signed = new FrameDescriptor(1, 4, 1, 16, 12, true, false, "MONOCHROME2");
        assertArrayEquals(new int[] {-1, -2048, 2047, 1}, decode(stream, signed));
    }

    @Test
    void aTwelveBitBlockWithOnlyItsMeanIsFlat() throws Problem {
        // quantised mean 8 times quantiser 16: 128 / 8 = 16 above the middle 2048; size class 4 has code 0, end of
        // block 0
        // bits: 0 (class 4) 1000 (8) 0 (end of block) 11: 0100 0011
        byte[] stream = Streams.hex("ffd8"
                + "ffdb004300" + "10".repeat(64)
                + "ffc1000b0c0008000801011100"
                + "ffc400140001" + "00".repeat(15) + "04"
                + "ffc400141001" + "00".repeat(15) + "00"
                + "ffda00080101000 03f00".replace(" ", "")
                + "43ffd9");
        int[] expected = new int[64];
        Arrays.fill(expected, 2064);
        assertArrayEquals(expected, decode(stream, Streams.grey(8, 8, 12)));
    }

    @Test
    void cutOffDataIsDamage() {
        byte[] whole = new LosslessJpegBuilder(16, 1, 0, 0).code(noise(9, 13, 65536), 1);
        for (int length = 0; length < whole.length - 3; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            Problem problem = assertThrows(Problem.class, () -> decode(part, Streams.grey(9, 13, 16)));
            assertEquals("dicom.codec.damaged", problem.code());
        }
    }

    @Test
    void theAdobeMarkTellsTheColoursOfTheSamples() {
        assertEquals("YBR_FULL", header(1).photometric("RGB"));
        assertEquals("RGB", header(0).photometric("YBR_FULL_422"));
        assertEquals("YBR_FULL", header(-1).photometric("YBR_FULL_422"));
        assertEquals("RGB", header(-1).photometric("RGB"));
    }

    @Test
    void aJfifMarkOrSmallerChromaSaysYbrWhateverTheDataSetSays() {
        var whole = new JpegHeader.Component(1, 2, 1, 0);
        var half = new JpegHeader.Component(2, 1, 1, 0);
        var marked = new JpegHeader(0xC0, 8, 1, 1, java.util.List.of(half, half, half), -1, true);
        assertEquals("YBR_FULL", marked.photometric("RGB"));
        var smaller = new JpegHeader(0xC0, 8, 1, 1, java.util.List.of(whole, half, half), -1, false);
        assertEquals("YBR_FULL", smaller.photometric("RGB"));
        var lossless = new JpegHeader(0xC3, 8, 1, 1, java.util.List.of(half, half, half), -1, true);
        assertEquals("RGB", lossless.photometric("RGB"));
    }

    @Test
    void aProcessThatDicomDoesNotKnowIsNamed() {
        byte[] stream = new LosslessJpegBuilder(16, 1, 0, 0).code(noise(2, 2, 65536), 1);
        stream[3] = (byte) 0xC9; // arithmetic coding
        Problem problem = assertThrows(Problem.class, () -> decode(stream, Streams.grey(2, 2, 16)));
        assertEquals("dicom.codec.unsupported", problem.code());
        assertTrue(problem.sentence().contains("c9"), problem.sentence());
    }

    private static JpegHeader header(int adobe) {
        var part = new JpegHeader.Component(1, 1, 1, 0);
        return new JpegHeader(0xC0, 8, 1, 1, java.util.List.of(part, part, part), adobe, false);
    }

    private int[] decode(byte[] stream, FrameDescriptor frame) throws Problem {
        return Streams.samples(decoder.decode(Streams.buffer(stream), frame));
    }

    private static int[][] noise(int rows, int columns, int values) {
        Random random = new Random(rows * 31L + columns);
        int[][] out = new int[rows][columns];
        for (int[] row : out) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextInt(values);
            }
        }
        return out;
    }

    private static int[] flat(int[][] rows) {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }
}
