package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

/** Fragments of two frames, A and B, cut in different ways. Rules: DICOM PS3.5, A.4. */
class EncapsulatedFramesTest {
    private static final byte[] A1 = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
    private static final byte[] A2 = {2, 2, (byte) 0xFF, (byte) 0xD9};
    private static final byte[] B1 = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 3};
    private static final byte[] B2 = {4, (byte) 0xFF, (byte) 0xD9, 0};
    private static final byte[] A = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 2, (byte) 0xFF, (byte) 0xD9};
    private static final byte[] B = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 3, 4, (byte) 0xFF, (byte) 0xD9, 0};

    private static EncapsulatedFrames frames(int count, byte[] table, DicomDataset dataset, byte[]... fragments)
            throws Problem {
        var pixels = new DicomElement.Fragments(
                Tag.PIXEL_DATA,
                Vr.OB,
                ByteRange.of(table),
                Stream.of(fragments).map(ByteRange::of).toList());
        return EncapsulatedFrames.of("test", dataset, pixels, count);
    }

    private static byte[] offsets(int... offsets) {
        ByteBuffer table = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int offset : offsets) {
            table.putInt(offset);
        }
        return table.array();
    }

    private static void assertTwoFrames(EncapsulatedFrames frames) throws Problem {
        assertEquals(2, frames.count());
        assertArrayEquals(A, frames.read(0));
        assertArrayEquals(B, frames.read(1));
    }

    @Test
    void oneFrameTakesAllFragments() throws Problem {
        EncapsulatedFrames frames = frames(1, new byte[0], DicomDataset.empty(), A1, A2);
        assertArrayEquals(A, frames.read(0));
    }

    @Test
    void oneFragmentAFrame() throws Problem {
        assertTwoFrames(frames(2, new byte[0], DicomDataset.empty(), A, B));
    }

    /** Each fragment has an item header of 8 bytes, so B begins at 8 + 4 + 8 + 4. */
    @Test
    void theBasicOffsetTableSaysWhereFramesBegin() throws Problem {
        assertTwoFrames(frames(2, offsets(0, 24), DicomDataset.empty(), A1, A2, B1, B2));
    }

    @Test
    void theExtendedOffsetTableGoesFirst() throws Problem {
        byte[] table = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0)
                .putLong(24)
                .array();
        DicomDataset dataset = DicomDataset.builder()
                .bytes(Tag.EXTENDED_OFFSET_TABLE, Vr.OV, table)
                .build();
        assertTwoFrames(frames(2, new byte[0], dataset, A1, A2, B1, B2));
    }

    @Test
    void aTableThatFitsNoFragmentIsNotBelieved() throws Problem {
        assertTwoFrames(frames(2, offsets(0, 23), DicomDataset.empty(), A1, A2, B1, B2));
        assertTwoFrames(frames(2, offsets(24, 0), DicomDataset.empty(), A1, A2, B1, B2));
        assertTwoFrames(frames(2, offsets(0, -1), DicomDataset.empty(), A1, A2, B1, B2));
    }

    @Test
    void startMarksSeparateFramesWhereThereIsNoTable() throws Problem {
        assertTwoFrames(frames(2, new byte[0], DicomDataset.empty(), A1, A2, B1, B2));
    }

    @Test
    void endMarksSeparateFramesThatHaveNoStartMarks() throws Problem {
        byte[] odd = {0, 1, 2, 3};
        EncapsulatedFrames frames = frames(2, new byte[0], DicomDataset.empty(), odd, A2, odd, B2);
        assertEquals(2, frames.count());
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, (byte) 0xFF, (byte) 0xD9, 0}, frames.read(1));
    }

    @Test
    void aFrameWithoutFragmentsIsAProblem() throws Problem {
        for (EncapsulatedFrames frames : List.of(
                frames(1, new byte[0], DicomDataset.empty()), frames(3, new byte[0], DicomDataset.empty(), A))) {
            assertEquals(
                    "dicom.pixels.invalid",
                    assertThrows(Problem.class, () -> frames.read(frames.count()))
                            .code());
        }
    }
}
