package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.model.SliceSkip;
import org.radiloom.problem.Problem;

class SliceScreenTest {
    /** 40 slices of tissue, 30 x 30 voxels of 4 x 4 x 3 mm, with a cube of bone in slices 20 to 22. */
    private static WorkingVolume volume(int side) throws Problem {
        Geometry grid = Geometry.axial(30, 30, 40, 4, 4, 3);
        short[] hu = new short[30 * 30 * 40];
        Arrays.fill(hu, (short) 60);
        for (int k = 20; k < 23; k++) {
            for (int j = 10; j < 10 + side; j++) {
                Arrays.fill(hu, 900 * k + 30 * j + 10, 900 * k + 30 * j + 10 + side, (short) 1000);
            }
        }
        return WorkingVolume.of(VolumeStack.ofShorts(grid, hu, ValueUnit.HOUNSFIELD), TinyModel.INPUT, Progress.NONE);
    }

    @Test
    void onlySlicesWithinTheMarginOfEnoughBoneAreRun() throws Problem {
        // 3 x 3 voxels are 144 mm²; a margin of 7 mm reaches three slices of 3 mm at either side
        assertArrayEquals(
                IntStream.rangeClosed(17, 25).toArray(),
                SliceScreen.worthRunning(volume(3), new SliceSkip(200, 100, 7)));
    }

    @Test
    void aSpeckSmallerThanTheLimitIsNoReasonToRunASlice() throws Problem {
        assertArrayEquals(new int[0], SliceScreen.worthRunning(volume(1), new SliceSkip(200, 100, 7)));
    }

    @Test
    void withoutALimitEverySliceIsRun() throws Problem {
        assertArrayEquals(IntStream.range(0, 40).toArray(), SliceScreen.worthRunning(volume(1), SliceSkip.NONE));
    }
}
