package org.radiloom.ui.edit;

import java.util.NavigableMap;
import org.radiloom.imaging.Geometry;

/**
 * What an operation would give a label: shown until the annotator takes it or not.
 *
 * @param name of the step that it would be
 * @param label that it is for
 * @param slices of the grid that it would change: which voxels would have the label, row by row
 * @param replaces whether voxels of the label that it does not name lose it; otherwise voxels are only added
 */
public record Preview(String name, int label, NavigableMap<Integer, boolean[]> slices, boolean replaces) {
    boolean at(Geometry grid, int i, int j, int k) {
        boolean[] slice = slices.get(k);
        return slice != null && slice[i + grid.columns() * j];
    }
}
