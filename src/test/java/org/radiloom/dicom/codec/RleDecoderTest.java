package org.radiloom.dicom.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

/** Streams are laid out by hand after DICOM PS3.5 annex G. */
class RleDecoderTest {
    private final RleDecoder rle = new RleDecoder();

    @Test
    void aLiteralAndARunFollowEachOther() throws Problem {
        // control 2: three literal bytes; control -2 (0xFE): three times the next byte
        RawFrame frame = rle.decode(stream(bytes(2, 10, 20, 30, 0xFE, 7)), grey(2, 3, 8));
        assertArrayEquals(bytes(10, 20, 30, 7, 7, 7), (byte[]) frame.data());
    }

    @Test
    void aSixteenBitSampleIsMadeOfTheHighSegmentAndTheLowSegment() throws Problem {
        RawFrame frame = rle.decode(stream(bytes(1, 0x01, 0xFF), bytes(1, 0x02, 0xFE)), grey(1, 2, 16));
        assertArrayEquals(new short[] {0x0102, (short) 0xFFFE}, (short[]) frame.data());
    }

    @Test
    void colourPlanesComeOutPixelByPixel() throws Problem {
        RawFrame frame = rle.decode(
                stream(bytes(1, 1, 2), bytes(1, 3, 4), bytes(1, 5, 6)),
                new FrameDescriptor(1, 2, 3, 8, 8, false, false, "RGB"));
        assertArrayEquals(bytes(1, 3, 5, 2, 4, 6), (byte[]) frame.data());
    }

    @Test
    void aThirtyTwoBitSampleTakesFourSegments() throws Problem {
        RawFrame frame = rle.decode(stream(bytes(0, 1), bytes(0, 2), bytes(0, 3), bytes(0, 4)), grey(1, 1, 32));
        assertArrayEquals(new int[] {0x01020304}, (int[]) frame.data());
    }

    @Test
    void oneBitSamplesAreUnpackedLeastSignificantFirst() throws Problem {
        // 0b00000101 then 0b00000001: pixels 0, 2 and 8 are set
        RawFrame frame = rle.decode(stream(bytes(1, 0b101, 1)), grey(3, 3, 1));
        assertArrayEquals(bytes(1, 0, 1, 0, 0, 0, 0, 0, 1), (byte[]) frame.data());
    }

    @Test
    void theControlByteMinus128IsSkipped() throws Problem {
        RawFrame frame = rle.decode(stream(bytes(0x80, 1, 8, 9)), grey(1, 2, 8));
        assertArrayEquals(bytes(8, 9), (byte[]) frame.data());
    }

    @Test
    void bytesBeyondTheFrameAreIgnored() throws Problem {
        RawFrame frame = rle.decode(stream(bytes(0xFD, 5, 0, 0)), grey(1, 2, 8));
        assertArrayEquals(bytes(5, 5), (byte[]) frame.data());
    }

    @Test
    void aSegmentThatEndsTooEarlyIsDamage() {
        assertDamaged(stream(bytes(2, 10, 20)), grey(1, 3, 8));
        assertDamaged(stream(bytes(1, 10, 20)), grey(1, 3, 8));
        assertDamaged(stream(bytes(0xFE)), grey(1, 3, 8));
    }

    @Test
    void aWrongNumberOfSegmentsIsDamage() {
        assertDamaged(stream(bytes(1, 10, 20)), grey(1, 2, 16));
    }

    @Test
    void aSegmentOutsideTheDataIsDamage() {
        ByteBuffer stream = stream(bytes(1, 10, 20));
        stream.order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1000);
        assertDamaged(stream, grey(1, 2, 8));
        assertDamaged(ByteBuffer.allocate(10), grey(1, 2, 8));
    }

    @Test
    void aFrameTooLargeForMemoryIsRefusedBeforeItIsAllocated() {
        assertDamaged(stream(bytes(0, 1)), grey(65535, 65535, 8));
    }

    private void assertDamaged(ByteBuffer stream, FrameDescriptor frame) {
        assertEquals(
                "dicom.codec.damaged",
                assertThrows(Problem.class, () -> rle.decode(stream, frame)).code());
    }

    private static FrameDescriptor grey(int rows, int columns, int bits) {
        return new FrameDescriptor(rows, columns, 1, bits, bits, false, false, "MONOCHROME2");
    }

    private static ByteBuffer stream(byte[]... segments) {
        ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(segments.length);
        int at = 64;
        for (byte[] segment : segments) {
            out.putInt(at);
            at += segment.length;
        }
        out.position(64);
        for (byte[] segment : segments) {
            out.put(segment);
        }
        return out.flip();
    }

    private static byte[] bytes(int... values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) values[i];
        }
        return out;
    }
}
