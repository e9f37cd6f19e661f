package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.annotate.tool.MaskOperations;
import org.radiloom.fixtures.LargeMask;
import org.radiloom.imaging.surface.MarchingCubes;

/**
 * What a mask of 512 x 512 x 200 voxels takes, in processor time of one thread; twice what an idle machine is to take, so that only a real
 * loss fails. {@code MorphologyPeersTest} stands beside other programs.
 */
class MaskSpeedTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Cost(double seconds, double bytesPerVoxel) {}

    @Test
    void geometryOfALargeMaskTakesFractionsOfASecondAndLittleMemory() throws Exception {
        Mask mask = LargeMask.ellipsoidsAndSpecks();
        assertEquals(0.11, mask.count() / (double) LargeMask.GRID.voxels(), 0.005);
        within("largest component", 0.06, 4, () -> Components.of(mask, Neighbours.SIX)
                .largest());
        within("dilation", 0.1, 4, () -> FaceNeighbours.grow(mask));
        within("marching cubes", 0.25, 3, () -> MarchingCubes.of(mask));
        within("distances", 1.5, 1, () -> DistanceTransform.toMask(mask));
        within("median", 0.5, 2, () -> MaskOperations.median(mask));
        within("margin of 2 mm", 1, 1, () -> MaskOperations.grow(mask, 2));
    }

    private static void within(String what, double goalSeconds, int rounds, Supplier<?> work) throws Exception {
        // streams that run in parallel stay in the pool that they are started from
        try (var pool = new ForkJoinPool(1)) {
            Cost best = pool.submit(() -> IntStream.range(0, rounds)
                            .mapToObj(n -> cost(work))
                            .reduce((a, b) -> a.seconds < b.seconds ? a : b)
                            .orElseThrow())
                    .get();
            System.out.printf("%s: %.3f s, %.1f bytes a voxel%n", what, best.seconds, best.bytesPerVoxel);
            assertTrue(best.seconds <= 2 * goalSeconds, what + " took " + best.seconds + " s");
            assertTrue(best.bytesPerVoxel <= 6, what + " took " + best.bytesPerVoxel + " bytes a voxel");
        }
    }

    private static Cost cost(Supplier<?> work) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        Object result = work.get();
        long end = THREADS.getCurrentThreadCpuTime();
        assertNotNull(result);
        return new Cost(
                (end - start) / 1e9,
                (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) LargeMask.GRID.voxels());
    }
}
