package org.radiloom.dicom.seg;

import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/**
 * Where the pixels of a frame lie on a grid, in whole voxels: pixel (x, y) is voxel start + x across + y down.
 *
 * @param start index (i, j, k) of the first pixel, perhaps beyond the grid
 * @param across to the next column: 1 or -1 along one axis
 * @param down to the next row, along another axis
 */
record PixelPath(Step start, Step across, Step down) {
    /** How far a corner may lie from the middle of a voxel, in voxels. */
    private static final double TOLERANCE = 0.1;

    /** Voxels along columns, rows and slices. */
    record Step(int i, int j, int k) {
        Vec3 vector() {
            return new Vec3(i, j, k);
        }

        private static Step nearest(Vec3 v) {
            return new Step((int) Math.rint(v.x()), (int) Math.rint(v.y()), (int) Math.rint(v.z()));
        }

        private int size() {
            return Math.abs(i) + Math.abs(j) + Math.abs(k);
        }
    }

    /** A frame that is slice {@code k}. */
    static PixelPath slice(int k) {
        return new PixelPath(new Step(0, 0, k), new Step(1, 0, 0), new Step(0, 1, 0));
    }

    /** Whether the frame is a whole slice, or would be one of a longer grid, pixel by pixel. */
    boolean wholeSlice() {
        return start.i == 0 && start.j == 0 && across.i == 1 && down.j == 1;
    }

    /** The axis that the frame lies across: 0 for columns, 1 for rows, 2 for slices. */
    int normalAxis() {
        return 3 - axis(across) - axis(down);
    }

    private static int axis(Step step) {
        return step.i != 0 ? 0 : step.j != 0 ? 1 : 2;
    }

    /** The path of a frame, if its pixels lie on voxels: up to turns by right angles and mirroring. */
    static Optional<PixelPath> of(SegmentFrame.Plane plane, int columns, int rows, Geometry grid) {
        Vec3 first = grid.toIndex(plane.first());
        Vec3 across = grid.toIndex(plane.first().plus(plane.columnStep())).minus(first);
        Vec3 down = grid.toIndex(plane.first().plus(plane.rowStep())).minus(first);
        if (!(first.length() < 1 << 24)) {
            return Optional.empty();
        }
        var path = new PixelPath(Step.nearest(first), Step.nearest(across), Step.nearest(down));
        boolean rightAngles = path.across.size() == 1
                && path.down.size() == 1
                && path.across.vector().dot(path.down.vector()) == 0;
        return rightAngles
                        && first.minus(path.start.vector()).length() < TOLERANCE
                        && path.near(first.plus(across.times(columns - 1)), columns - 1, 0)
                        && path.near(first.plus(down.times(rows - 1)), 0, rows - 1)
                ? Optional.of(path)
                : Optional.empty();
    }

    private boolean near(Vec3 index, int x, int y) {
        Vec3 here =
                start.vector().plus(across.vector().times(x)).plus(down.vector().times(y));
        return index.minus(here).length() < TOLERANCE;
    }
}
