package org.radiloom.dicom.seg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;

/** A binary segmentation of 1,000 frames of 512 x 512, cold: processor time of the thread, with twice the room of the goal. */
class SegmentationSpeedTest {
    private static final int FRAMES = 1000;
    private static final int SIZE = 512;
    private static final double WRITE_SECONDS = 3;
    private static final double READ_SECONDS = 2;
    private static final double ROOM = 2;

    @TempDir
    private Path folder;

    @Test
    void aThousandFramesAreWrittenAndReadWithinSeconds() throws Exception {
        Geometry grid = Geometry.axial(SIZE, SIZE, FRAMES, 0.5, 0.5, 0.5);
        byte[] disc = disc();
        var content = new SegmentationContent(
                grid,
                new TreeMap<>(Map.of(1, SegmentDescription.mandible("m", "1"))),
                // a disc that moves down by a row a slice
                (k, into) -> {
                    int from = k % 64 * SIZE;
                    System.arraycopy(disc, from, into, 0, into.length - from);
                    System.arraycopy(disc, 0, into, into.length - from, from);
                },
                Map.of());
        SourceSeries ct = SegPhantom.ct(grid);
        Path file = folder.resolve("seg.dcm");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        SegmentationWriter.write(file, content, ct, SegmentationEncoding.BINARY, SegFixture.HEADER);
        double writing = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        double writingWall = (System.nanoTime() - wall) / 1e9;
        start = threads.getCurrentThreadCpuTime();
        wall = System.nanoTime();
        SegmentVolume read = SegmentationReader.read(SegPhantom.open(file), ct);
        double reading = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                "SEG of %d frames: written in %.2f s (%.2f s of processor), read in %.2f s (%.2f s)%n",
                FRAMES, writingWall, writing, (System.nanoTime() - wall) / 1e9, reading);
        byte[] expected = new byte[SIZE * SIZE];
        for (int k : new int[] {0, 63, 500, FRAMES - 1}) {
            content.labels().copySlice(k, expected);
            assertArrayEquals(expected, read.slices()[k]);
        }
        assertEquals(1, read.segments().size());
        assertTrue(writing < ROOM * WRITE_SECONDS, "written in " + writing + " s of processor time");
        assertTrue(reading < ROOM * READ_SECONDS, "read in " + reading + " s of processor time");
    }

    private static byte[] disc() {
        byte[] slice = new byte[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                slice[x + SIZE * y] = (byte) (Math.hypot(x - 250, y - 200) < 150 ? 1 : 0);
            }
        }
        return slice;
    }
}
