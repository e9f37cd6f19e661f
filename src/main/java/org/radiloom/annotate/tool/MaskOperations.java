package org.radiloom.annotate.tool;

import java.util.function.Function;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.DistanceTransform;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VoxelBox;

/**
 * What can be done to a whole structure at once. Margins are balls in millimetres, whatever the spacing of the grid; nothing lies
 * beyond the grid.
 */
public final class MaskOperations {
    private MaskOperations() {}

    /** What lies within {@code mm} of the mask. */
    public static Mask grow(Mask mask, double mm) {
        return near(mask, mm, part -> {
            float[] distance = DistanceTransform.toMask(part, mm);
            byte[] out = new byte[distance.length];
            for (int at = 0; at < out.length; at++) {
                out[at] = (byte) (distance[at] <= mm ? 1 : 0);
            }
            return out;
        });
    }

    /** What lies more than {@code mm} from everything outside. */
    public static Mask shrink(Mask mask, double mm) {
        return near(mask, 0, part -> {
            float[] distance = DistanceTransform.toBackground(part, mm);
            byte[] out = new byte[distance.length];
            for (int at = 0; at < out.length; at++) {
                out[at] = (byte) (distance[at] > mm ? 1 : 0);
            }
            return out;
        });
    }

    /** Does something to the part of the grid that lies within {@code mm} of the mask; the rest stays empty. */
    private static Mask near(Mask mask, double mm, Function<Mask, byte[]> change) {
        Geometry g = mask.geometry();
        return VoxelBox.around(mask)
                .map(tight -> {
                    VoxelBox box = tight.grown(mm, g);
                    Mask part = box.of(mask);
                    return box.put(Mask.of(part.geometry(), change.apply(part)), g);
                })
                .orElse(mask);
    }

    /** Takes away what is thinner than two radii. */
    public static Mask open(Mask mask, double mm) {
        return grow(shrink(mask, mm), mm);
    }

    /** Fills gaps that are narrower than two radii. */
    public static Mask close(Mask mask, double mm) {
        return shrink(grow(mask, mm), mm);
    }

    /** What most of the 27 voxels around each are; at the edge of the grid, of those that are there. */
    public static Mask median(Mask mask) {
        // a voxel beside the box of the mask has fewer than half of its neighbours in it
        return near(mask, 0, Smoothing::median);
    }

    /** What is inside after blurring with a Gaussian of {@code sigmaMm}: rounds edges and keeps the volume about the same. */
    public static Mask gaussian(Mask mask, double sigmaMm) {
        // beside the box of the mask everything is below a half
        return near(mask, 0, part -> Smoothing.gaussian(part, sigmaMm));
    }

    /** What is in either. */
    public static Mask union(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] |= other[at];
        }
        return Mask.of(a.geometry(), out);
    }

    /** What is in both. */
    public static Mask both(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] &= other[at];
        }
        return Mask.of(a.geometry(), out);
    }

    /** What is in the first and not in the second. */
    public static Mask minus(Mask a, Mask b) {
        byte[] out = a.toArray();
        byte[] other = b.toArray();
        for (int at = 0; at < out.length; at++) {
            out[at] &= (byte) (1 - other[at]);
        }
        return Mask.of(a.geometry(), out);
    }

    /** Makes the voxels of a label those of a mask on the same grid; other labels give way where it grows, unless locked. */
    public static void put(Canvas canvas, Mask mask, int label) {
        Geometry g = canvas.geometry();
        byte[] inside = new byte[g.columns() * g.rows()];
        byte[] labels = new byte[inside.length];
        for (int k = 0; k < g.slices(); k++) {
            mask.copySlice(k, inside);
            canvas.copySlice(k, labels);
            for (int at = 0; at < inside.length; at++) {
                boolean has = labels[at] == (byte) label;
                if (has != (inside[at] != 0)) {
                    canvas.set(at % g.columns(), at / g.columns(), k, has ? 0 : label);
                }
            }
        }
    }
}
