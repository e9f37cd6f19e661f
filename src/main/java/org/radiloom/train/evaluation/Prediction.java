package org.radiloom.train.evaluation;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Vec3;

/**
 * What a model answered.
 *
 * @param probabilities of the foreground, 0 to 1, on the grid of the mask, index i + columns * (j + rows * k); shared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Prediction(Mask mask, float[] probabilities) {
    public Prediction {
        if (probabilities.length != mask.geometry().voxels()) {
            throw new IllegalArgumentException(probabilities.length + " probabilities for "
                    + mask.geometry().voxels() + " voxels");
        }
    }

    /**
     * The same voxels in the order of another grid: programs that convert images reverse rows or slices. Voxels that lie
     * outside this grid are background.
     */
    public Prediction onto(Geometry grid) {
        Geometry mine = mask.geometry();
        if (grid.equals(mine)) {
            return this;
        }
        byte[] voxels = mask.toArray();
        byte[] ordered = new byte[Math.toIntExact(grid.voxels())];
        float[] orderedProbabilities = new float[ordered.length];
        int to = 0;
        for (int k = 0; k < grid.slices(); k++) {
            for (int j = 0; j < grid.rows(); j++) {
                for (int i = 0; i < grid.columns(); i++, to++) {
                    Vec3 at = mine.toIndex(grid.toPatient(i, j, k));
                    long column = Math.round(at.x());
                    long row = Math.round(at.y());
                    long slice = Math.round(at.z());
                    if (column >= 0
                            && column < mine.columns()
                            && row >= 0
                            && row < mine.rows()
                            && slice >= 0
                            && slice < mine.slices()) {
                        int from = (int) (column + mine.columns() * (row + mine.rows() * slice));
                        ordered[to] = voxels[from];
                        orderedProbabilities[to] = probabilities[from];
                    }
                }
            }
        }
        return new Prediction(Mask.of(grid, ordered), orderedProbabilities);
    }
}
