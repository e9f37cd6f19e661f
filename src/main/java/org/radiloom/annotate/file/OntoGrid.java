package org.radiloom.annotate.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Brings labels from the grid of a file onto the grid of a case.
 *
 * <p>Where the voxels of the two coincide (axes swapped or reversed, one grid cut out of the other), every label goes to
 * the voxel that it was given to and nothing is estimated. Elsewhere each voxel of the case takes the label of the
 * nearest voxel of the file, and a warning says so.
 */
public final class OntoGrid {
    /** Parts of a voxel by which centres may miss each other and still be the same: files round their numbers. */
    private static final double SAME = 0.05;

    private final LabelMap from;
    private final Geometry to;
    /** Index in the file of the case's first voxel, and what a step along each axis of the case adds to it. */
    private final Vec3 base;

    private final Vec3 column;
    private final Vec3 row;
    private final Vec3 slice;

    private final long[] placed = new long[LabelMap.MOST_LABELS + 1];
    private long met;

    private OntoGrid(LabelMap from, Geometry to, Vec3 base, Vec3 column, Vec3 row, Vec3 slice) {
        this.from = from;
        this.to = to;
        this.base = base;
        this.column = column;
        this.row = row;
        this.slice = slice;
    }

    /**
     * The labels on another grid.
     *
     * @param read as the file has them, on the file's own grid
     * @param grid of the images that they are meant for
     * @param file its name, for messages
     * @return on {@code grid}, with a warning where labels were estimated, cut off or lost
     * @throws Problem {@code segmentation.elsewhere} if no voxel of the file with a label lies in the grid
     */
    public static Imported bring(Segmentation read, Geometry grid, String file) throws Problem {
        return bring(new Imported(read, List.of()), grid, file);
    }

    /** The same for what has been read with warnings, which stay the first ones. */
    public static Imported bring(Imported given, Geometry grid, String file) throws Problem {
        Segmentation read = given.segmentation();
        Geometry own = read.map().geometry();
        Vec3 base = own.toIndex(grid.origin());
        Vec3 column = own.toIndex(own.origin().plus(grid.columnStep()));
        Vec3 row = own.toIndex(own.origin().plus(grid.rowStep()));
        Vec3 slice = own.toIndex(own.origin().plus(grid.sliceStep()));
        boolean exact = coincide(grid, base, column, row, slice);
        boolean straight = column.x() > SAME && row.y() > SAME && slice.z() > SAME;
        if (exact && straight && whole(base).length() == 0 && sameSize(own, grid)) {
            return new Imported(new Segmentation(copied(read.map(), grid), read.segments()), given.warnings());
        }
        var way = exact
                ? new OntoGrid(read.map(), grid, whole(base), whole(column), whole(row), whole(slice))
                : new OntoGrid(read.map(), grid, base, column, row, slice);
        byte[] @Nullable [] slices = way.slices();
        long labelled = 0;
        for (int label = 1; label <= LabelMap.MOST_LABELS; label++) {
            labelled += read.map().count(label);
        }
        long found = 0;
        for (int label = 1; label <= LabelMap.MOST_LABELS; label++) {
            found += way.placed[label];
        }
        if (way.met == 0 || (labelled > 0 && found == 0)) {
            throw Problem.input(
                    "segmentation.elsewhere",
                    "Nothing in " + file + " lies where the images are.",
                    "Choose the file that belongs to these images, or open the images that belong to the file.");
        }
        List<String> warnings = new ArrayList<>(given.warnings());
        if (!exact) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s has another grid (%s) than the images (%s): each voxel took the label of the nearest one.",
                    file,
                    sizes(own),
                    sizes(grid)));
        }
        long outside = exact ? labelled - found : way.outside();
        if (outside > 0) {
            warnings.add(
                    outside == 1
                            ? "1 labelled voxel of " + file + " lies outside of the images and was left out."
                            : outside + " labelled voxels of " + file
                                    + " lie outside of the images and were left out.");
        }
        for (Segment segment : read.segments()) {
            if (way.placed[segment.label()] == 0 && read.map().count(segment.label()) > 0) {
                warnings.add("Nothing is left of " + segment.name() + ".");
            }
        }
        return new Imported(new Segmentation(LabelMap.of(grid, slices), read.segments()), warnings);
    }

    /** Whether each voxel of the case is one of the file, or would be if the file were larger. */
    private static boolean coincide(Geometry grid, Vec3 base, Vec3 column, Vec3 row, Vec3 slice) {
        Vec3[] steps = {whole(column), whole(row), whole(slice)};
        int axes = 0;
        for (Vec3 step : steps) {
            if (Math.abs(step.x()) + Math.abs(step.y()) + Math.abs(step.z()) != 1) {
                return false;
            }
            axes |= step.x() != 0 ? 1 : step.y() != 0 ? 2 : 4;
        }
        double worst = missed(base)
                + missed(column) * (grid.columns() - 1)
                + missed(row) * (grid.rows() - 1)
                + missed(slice) * (grid.slices() - 1);
        return axes == 7 && worst < SAME;
    }

    private static boolean sameSize(Geometry a, Geometry b) {
        return a.columns() == b.columns() && a.rows() == b.rows() && a.slices() == b.slices();
    }

    /** The same labels under the numbers that the case has for the same grid. */
    private static LabelMap copied(LabelMap map, Geometry grid) {
        byte[] @Nullable [] slices = new byte[grid.slices()][];
        for (int k = 0; k < grid.slices(); k++) {
            if (!map.isEmpty(k)) {
                byte[] slice = new byte[map.sliceSize()];
                map.copySlice(k, slice);
                slices[k] = slice;
            }
        }
        return LabelMap.of(grid, slices);
    }

    private static Vec3 whole(Vec3 index) {
        return new Vec3(Math.rint(index.x()), Math.rint(index.y()), Math.rint(index.z()));
    }

    private static double missed(Vec3 index) {
        return index.minus(whole(index)).length();
    }

    private byte[] @Nullable [] slices() {
        int columns = to.columns();
        byte[] @Nullable [] slices = new byte[to.slices()][];
        for (int k = 0; k < to.slices(); k++) {
            byte[] labels = new byte[columns * to.rows()];
            boolean empty = true;
            for (int j = 0; j < to.rows(); j++) {
                Vec3 start = base.plus(row.times(j)).plus(slice.times(k));
                for (int i = 0; i < columns; i++) {
                    int label =
                            labelAt(start.x() + column.x() * i, start.y() + column.y() * i, start.z() + column.z() * i);
                    if (label > 0) {
                        labels[i + columns * j] = (byte) label;
                        placed[label]++;
                        empty = false;
                    }
                }
            }
            slices[k] = empty ? null : labels;
        }
        return slices;
    }

    /** The label of the file's voxel that holds a place. */
    private int labelAt(double x, double y, double z) {
        Geometry own = from.geometry();
        int i = (int) Math.floor(x + 0.5);
        int j = (int) Math.floor(y + 0.5);
        int k = (int) Math.floor(z + 0.5);
        if (i < 0 || j < 0 || k < 0 || i >= own.columns() || j >= own.rows() || k >= own.slices()) {
            return 0;
        }
        met++;
        return from.label(i, j, k);
    }

    /** Labelled voxels of the file whose centre lies in no voxel of the case. */
    private long outside() {
        Geometry own = from.geometry();
        long count = 0;
        for (int k = 0; k < own.slices(); k++) {
            for (int j = 0; j < own.rows() && !from.isEmpty(k); j++) {
                for (int i = 0; i < own.columns(); i++) {
                    if (from.label(i, j, k) > 0) {
                        Vec3 at = to.toIndex(own.toPatient(i, j, k));
                        count +=
                                inside(at.x(), to.columns()) && inside(at.y(), to.rows()) && inside(at.z(), to.slices())
                                        ? 0
                                        : 1;
                    }
                }
            }
        }
        return count;
    }

    private static boolean inside(double index, int size) {
        return index >= -0.5 && index < size - 0.5;
    }

    private static String sizes(Geometry g) {
        return String.format(
                Locale.ROOT,
                "%d × %d × %d voxels of %.3g × %.3g × %.3g mm",
                g.columns(),
                g.rows(),
                g.slices(),
                g.columnSpacingMm(),
                g.rowSpacingMm(),
                g.sliceSpacingMm());
    }
}
