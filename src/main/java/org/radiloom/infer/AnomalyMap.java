package org.radiloom.infer;

import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * Where a picture is unlike normal ones: what the network saw, how it redrew it and how much each place differs, all on
 * the network's square; on the picture's pixels on demand.
 *
 * @param view the part of the picture that was looked at, and the way back
 * @param values how unlike normal each place is, at least 0, larger is less normal, never rescaled to the picture;
 *     (side, side), row by row; shared, not copied
 * @param original what the network saw, 0 black to 1 white, (side, side); shared
 * @param reconstruction the nearest normal picture, 0 to 1, (side, side); empty for methods that draw none; shared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AnomalyMap(AnomalyView view, float[] values, float[] original, Optional<float[]> reconstruction) {
    public AnomalyMap {
        int plane = view.side() * view.side();
        if (values.length != plane || original.length != plane) {
            throw new IllegalArgumentException(
                    values.length + " and " + original.length + " values for side " + view.side());
        }
    }

    /** Columns of the picture. */
    public int columns() {
        return view.columns();
    }

    /** Rows of the picture. */
    public int rows() {
        return view.rows();
    }

    /** Side of the square. */
    public int side() {
        return view.side();
    }

    /**
     * The map on the picture's pixels, bilinear; 0 where nothing was looked at.
     *
     * @return row by row, {@code columns * rows}; the caller owns it
     */
    public float[] onPicture() throws Problem {
        return view.back(values);
    }

    /** How far the reconstruction is from what was seen, 0 to 1, (side, side); empty without one. */
    public Optional<float[]> difference() {
        return reconstruction.map(drawn -> {
            float[] apart = new float[drawn.length];
            for (int at = 0; at < apart.length; at++) {
                apart[at] = Math.abs(drawn[at] - original[at]);
            }
            return apart;
        });
    }

    /** The largest value. */
    public float largest() {
        float most = 0;
        for (float v : values) {
            most = Math.max(most, v);
        }
        return most;
    }
}
