package org.radiloom.annotate.tool;

import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.HoleFill;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;

/**
 * Islands and holes of a label on a canvas, for tests that need no window: what the window does to whole segments on a copy. Parts
 * hang together through faces of voxels. Other labels stay as they are: what they fill is no hole, and what is locked does not change.
 */
public final class LabelOperations {
    private LabelOperations() {}

    /** The voxels of a label, with what has been painted. */
    public static Mask mask(Canvas canvas, int label) {
        Geometry g = canvas.geometry();
        int size = g.columns() * g.rows();
        byte[] voxels = new byte[Math.toIntExact(g.voxels())];
        byte[] slice = new byte[size];
        for (int k = 0; k < g.slices(); k++) {
            canvas.copySlice(k, slice);
            for (int at = 0; at < size; at++) {
                voxels[k * size + at] = (byte) (slice[at] == (byte) label ? 1 : 0);
            }
        }
        return Mask.of(g, voxels);
    }

    /** Erases all parts of a label but the largest. */
    public static void keepLargest(Canvas canvas, int label) {
        MaskOperations.put(
                canvas, Components.of(mask(canvas, label), Neighbours.SIX).largest(), label);
    }

    /** Erases the parts of a label that have fewer than {@code smallest} voxels. */
    public static void removeIslands(Canvas canvas, int label, long smallest) {
        MaskOperations.put(
                canvas, Components.of(mask(canvas, label), Neighbours.SIX).atLeast(smallest), label);
    }

    /** Fills what a label encloses on all sides. */
    public static void fillHoles(Canvas canvas, int label) {
        addFree(canvas, HoleFill.volume(mask(canvas, label)), label);
    }

    /** Fills what a label encloses within each slice, also what is open to the slices above and below. */
    public static void fillHolesInSlices(Canvas canvas, int label) {
        addFree(canvas, HoleFill.slices(mask(canvas, label)), label);
    }

    /** Fills what a label encloses on one plane. */
    public static void fillHoles(Canvas canvas, EditPlane plane, int label) {
        Geometry g = canvas.geometry();
        int width = plane.width(g);
        int height = plane.height(g);
        byte[] voxels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                voxels[x + width * y] = (byte) (plane.label(canvas, x, y) == label ? 1 : 0);
            }
        }
        Mask filled = HoleFill.slices(Mask.of(Geometry.axial(width, height, 1, 1, 1, 1), voxels));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (filled.contains(x, y, 0) && plane.label(canvas, x, y) == 0) {
                    plane.set(canvas, x, y, label);
                }
            }
        }
    }

    /** Gives a label the voxels of a mask that have none. */
    private static void addFree(Canvas canvas, Mask mask, int label) {
        Geometry g = canvas.geometry();
        byte[] inside = new byte[g.columns() * g.rows()];
        byte[] labels = new byte[inside.length];
        for (int k = 0; k < g.slices(); k++) {
            mask.copySlice(k, inside);
            canvas.copySlice(k, labels);
            for (int at = 0; at < inside.length; at++) {
                if (inside[at] != 0 && labels[at] == 0) {
                    canvas.set(at % g.columns(), at / g.columns(), k, label);
                }
            }
        }
    }
}
