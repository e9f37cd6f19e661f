package org.radiloom.infer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.radiloom.model.SliceSkip;

/** Tells by a look at the values which working slices are worth running a network on. */
public final class SliceScreen {
    private SliceScreen() {}

    /** The working slices to run, in order; all of them if the rule skips none. */
    public static int[] worthRunning(WorkingVolume volume, SliceSkip skip) {
        if (skip.runsAll()) {
            return IntStream.range(0, volume.slices()).toArray();
        }
        boolean[] shows = new boolean[volume.finePlanes()];
        double pixelMm2 =
                volume.geometry().columnSpacingMm() * volume.geometry().rowSpacingMm();
        long least = (long) Math.ceil(skip.lessThanMm2() / pixelMm2);
        for (int at = 0; at < shows.length; at++) {
            shows[at] = reaching(volume.finePlane(at), (float) skip.atLeast()) >= least;
        }
        int margin = (int) Math.ceil(skip.marginMm() / volume.finePlaneMm() - 1e-6);
        boolean[] near = new boolean[shows.length];
        for (int at = 0; at < shows.length; at++) {
            if (shows[at]) {
                Arrays.fill(near, Math.max(0, at - margin), Math.min(shows.length, at + margin + 1), true);
            }
        }
        return IntStream.range(0, volume.slices())
                .filter(slice -> near[slice * volume.finePlanesPerSlice()])
                .toArray();
    }

    private static long reaching(float[] plane, float value) {
        long count = 0;
        for (float each : plane) {
            count += each >= value ? 1 : 0;
        }
        return count;
    }
}
