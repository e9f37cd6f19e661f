package org.radiloom.ui.edit;

import java.util.BitSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.annotate.tool.PlaneValues;
import org.radiloom.annotate.tool.Reach;
import org.radiloom.annotate.tool.RegionGrow;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/**
 * Region grow: a click fills what is connected to the point and has about its value, or erases it if Ctrl was held. On the plane
 * at once; through all slices as a preview that Enter takes.
 */
final class GrowHand implements Hand {
    /** Larger regions have leaked. */
    private static final int MOST_ON_PLANE = 4_000_000;

    private static final int MOST = 12_000_000;

    private final EditModel model;

    GrowHand(EditModel model) {
        this.model = model;
    }

    @Override
    public void press(EditCase of, Spot at) {
        EditPlane plane = at.plane();
        Geometry g = of.grid();
        boolean inside =
                at.voxelX() >= 0 && at.voxelY() >= 0 && at.voxelX() < plane.width(g) && at.voxelY() < plane.height(g);
        if (!inside || !model.valuesFor(of, plane, 0)) {
            return;
        }
        int width = plane.width(g);
        float seed = PlaneValues.of(of.images(), plane).orElseThrow()[at.voxelX() + width * at.voxelY()];
        double tolerance = model.options().growth().tolerance().orElse(of.usualTolerance());
        double low = seed - tolerance;
        double high = seed + tolerance;
        int label = at.inverse() ? 0 : of.label();
        if (model.options().growth().volume()) {
            int[] from = {
                plane.i(at.voxelX(), at.voxelY()), plane.j(at.voxelX(), at.voxelY()), plane.k(at.voxelX(), at.voxelY())
            };
            through(of, from, low, high, label);
            return;
        }
        Reach within = Reach.values(of.images(), low, high).and(of.reach(model.options()));
        int[] found = new int[1];
        of.begin();
        of.paint(canvas ->
                found[0] = RegionGrow.grow(canvas, plane, at.voxelX(), at.voxelY(), label, within, MOST_ON_PLANE));
        of.end(AreaPaint.step(EditTool.GROW));
        if (found[0] < 0) {
            model.refuse("correct.refused.large");
        } else if (found[0] == 0) {
            model.refuse("correct.refused.beyond");
        }
    }

    private void through(EditCase of, int[] from, double low, double high, int label) {
        EditOptions how = model.options();
        ImageStack images = of.images();
        Geometry g = of.grid();
        double least = how.limit().map(l -> Math.max(low, l.low())).orElse(low);
        double most = how.limit().map(l -> Math.min(high, l.high())).orElse(high);
        String step = AreaPaint.step(EditTool.GROW);
        model.background()
                .submit(
                        step,
                        progress -> {
                            var slices = new Slices(images);
                            Reach within = Reach.values(images.slices(), slices::read, least, most);
                            Optional<BitSet> region = RegionGrow.region(
                                    g,
                                    from[0],
                                    from[1],
                                    from[2],
                                    (i, j, k) -> {
                                        if ((i & 31) == 0) {
                                            progress.check();
                                        }
                                        return within.allows(i, j, k);
                                    },
                                    MOST);
                            slices.check();
                            return region.map(r -> bySlice(r, g.columns() * g.rows()));
                        },
                        found -> {
                            if (found.isEmpty()) {
                                model.refuse("correct.refused.large");
                            } else if (found.get().isEmpty()) {
                                model.refuse("correct.refused.beyond");
                            } else {
                                model.show(of, new Preview(step, label, found.get(), false));
                            }
                        });
    }

    private static NavigableMap<Integer, boolean[]> bySlice(BitSet region, int plane) {
        NavigableMap<Integer, boolean[]> slices = new TreeMap<>();
        region.stream().forEach(at -> slices.computeIfAbsent(at / plane, k -> new boolean[plane])[at % plane] = true);
        return slices;
    }

    /** Slices that are read when they are asked for; what goes wrong is told at the end. */
    private static final class Slices {
        private final ImageStack images;
        private @Nullable Problem wrong;

        Slices(ImageStack images) {
            this.images = images;
        }

        @Nullable
        Slice read(int k) {
            try {
                return images.slice(k);
            } catch (Problem problem) {
                wrong = problem;
                return null;
            }
        }

        void check() throws Problem {
            if (wrong != null) {
                throw wrong;
            }
        }
    }
}
