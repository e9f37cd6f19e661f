package org.radiloom.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.PlaneStack;
import org.radiloom.imaging.plane.PlaneVolume;
import org.radiloom.imaging.plane.Slab;

/** How often a second a coronal plane that is dragged through 512 x 512 x 512 voxels is cut and drawn at 800 x 800. */
final class PlaneBench {
    private static final int SIDE = 512;
    private static final int PIXELS = 800;
    private static final int PLANES = 60;
    private static final int ROUNDS = 3;

    private PlaneBench() {}

    static double framesPerSecond() {
        var body = new BodyCt(SIDE);
        List<GreySlice> slices = new ArrayList<>();
        for (int k = 0; k < SIDE; k++) {
            if (body.slice(k) instanceof GreySlice grey) {
                slices.add(grey);
            }
        }
        Geometry grid = Geometry.axial(SIDE, SIDE, SIDE, 0.7, 0.7, 0.7);
        VolumeStack stack = VolumeStack.of(slices, Optional.of(grid), ValueUnit.HOUNSFIELD);
        PlaneStack planes = PlaneVolume.onGrid(stack, grid).planes(Plane.CORONAL, Slab.NONE);
        int[] argb = new int[PIXELS * PIXELS];
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int n = 0; n < PLANES; n++) {
                Slice plane = planes.ifLoaded((n * 7 + 50) % planes.slices()).orElseThrow();
                var place = ViewTransform.fit(plane.columns(), plane.rows(), 1, 1, PIXELS, PIXELS);
                var view = new SliceView(plane, new Window(40, 400), false, Optional.empty(), place, PIXELS, PIXELS);
                new SliceRenderer(view).render(argb);
            }
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return PLANES / seconds[ROUNDS / 2];
    }
}
