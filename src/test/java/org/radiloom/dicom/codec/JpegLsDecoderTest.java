package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class JpegLsDecoderTest {
    private final JpegLsDecoder decoder = new JpegLsDecoder();

    @Test
    void theExampleOfTheStandardIsDecoded() throws Problem {
        assertArrayEquals(Streams.JPEG_LS_SAMPLES, decode(4, Streams.jpegLs(4, "", Streams.JPEG_LS_DATA)));
    }

    @Test
    void aRestartForgetsContextsAndTheRowAbove() throws Problem {
        // the example twice, with a restart every four rows: its second half only comes out if everything starts over
        byte[] stream = Streams.jpegLs(8, "ffdd00040004", Streams.JPEG_LS_DATA + "ffd0" + Streams.JPEG_LS_DATA);
        int[] twice = Arrays.copyOf(Streams.JPEG_LS_SAMPLES, 32);
        System.arraycopy(Streams.JPEG_LS_SAMPLES, 0, twice, 16, 16);
        assertArrayEquals(twice, decode(8, stream));
    }

    @Test
    void aFlatPictureIsOneRunARow() throws Problem {
        // all zero as the imagined row above: row 1 takes four runs of 1 (1111), row 2 two runs of 2 (11), then padding
        assertArrayEquals(new int[8], decode(2, Streams.jpegLs(2, "", "fc")));
    }

    @Test
    void aMissingRestartMarkerIsDamage() {
        assertDamaged(8, Streams.jpegLs(8, "ffdd00040004", Streams.JPEG_LS_DATA));
    }

    @Test
    void cutOffDataIsDamage() {
        byte[] whole = Streams.jpegLs(4, "", Streams.JPEG_LS_DATA);
        for (int length = 0; length < whole.length - 6; length++) {
            assertDamaged(4, Arrays.copyOf(whole, length));
        }
    }

    @Test
    void anotherSizeThanAnnouncedIsRefusedBeforeItIsAllocated() {
        byte[] stream = Streams.jpegLs(0xFFFF, "", Streams.JPEG_LS_DATA);
        assertDamaged(4, stream);
    }

    @Test
    void defaultThresholdsAreThoseOfTheStandard() throws Problem {
        // ISO/IEC 14495-1, table C.3, and C.2.4.1.1 by hand for 12 bits: FACTOR = (4095 + 128) / 256 = 16
        assertEquals(new JpegLsPreset(255, 0, 3, 7, 21, 64), JpegLsPreset.of(8, 0, 0, 0, 0, 0, 0));
        assertEquals(new JpegLsPreset(4095, 0, 18, 67, 276, 64), JpegLsPreset.of(12, 0, 0, 0, 0, 0, 0));
        assertEquals(new JpegLsPreset(65535, 0, 18, 67, 276, 64), JpegLsPreset.of(16, 0, 0, 0, 0, 0, 0));
    }

    private int[] decode(int rows, byte[] stream) throws Problem {
        return Streams.samples(decoder.decode(Streams.buffer(stream), Streams.grey(rows, 4, 8)));
    }

    private void assertDamaged(int rows, byte[] stream) {
        Problem problem = assertThrows(Problem.class, () -> decode(rows, stream));
        assertEquals("dicom.codec.damaged", problem.code());
    }
}
