package org.radiloom.ui.edit;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.radiloom.annotate.Canvas;
import org.radiloom.imaging.Geometry;

/**
 * What an operation would give a label: shown until the annotator takes it or not.
 *
 * @param name of the step that it would be
 * @param label that it is for
 * @param slices of the grid that it would change: which voxels would have the label, row by row
 * @param replaces whether voxels of the label that it does not name lose it; otherwise voxels are only added
 * @param others what the same step would give other labels
 */
public record Preview(
        String name, int label, NavigableMap<Integer, boolean[]> slices, boolean replaces, List<Preview> others) {
    public Preview {
        others = List.copyOf(others);
    }

    /** A preview for one label. */
    public Preview(String name, int label, NavigableMap<Integer, boolean[]> slices, boolean replaces) {
        this(name, label, slices, replaces, List.of());
    }

    /** The same label by label. */
    Stream<Preview> parts() {
        return Stream.concat(Stream.of(this), others.stream());
    }

    private boolean at(Geometry grid, int i, int j, int k) {
        boolean[] slice = slices.get(k);
        return slice != null && slice[i + grid.columns() * j];
    }

    /** Which pixels of a slice on screen would have the label: 1, otherwise 0; whether there are any. */
    boolean copy(Geometry grid, PlanePlace place, byte[] into) {
        Arrays.fill(into, (byte) 0);
        boolean[] any = new boolean[1];
        if (place.isOwn()) {
            boolean[] slice = slices.get((int) place.origin().z());
            for (int at = 0; slice != null && at < slice.length; at++) {
                if (slice[at]) {
                    into[at] = 1;
                    any[0] = true;
                }
            }
        } else {
            place.eachVoxel((at, i, j, k) -> {
                if (at(grid, i, j, k)) {
                    into[at] = 1;
                    any[0] = true;
                }
            });
        }
        return any[0];
    }

    /** Gives the label what it would have; the others are left out. */
    void apply(Canvas canvas) {
        int columns = canvas.geometry().columns();
        slices.forEach((k, inside) -> {
            for (int at = 0; at < inside.length; at++) {
                int i = at % columns;
                int j = at / columns;
                if (inside[at]) {
                    canvas.set(i, j, k, label);
                } else if (replaces && canvas.label(i, j, k) == label) {
                    canvas.set(i, j, k, 0);
                }
            }
        });
    }
}
