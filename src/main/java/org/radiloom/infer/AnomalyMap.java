package org.radiloom.infer;

import java.util.Optional;
import org.radiloom.imaging.Letterbox;
import org.radiloom.problem.Problem;

/**
 * Where a picture is unlike normal ones: what the network saw, how it redrew it and how much each place differs, all on
 * the network's square; on the picture's pixels on demand.
 *
 * @param columns of the picture
 * @param rows of the picture
 * @param cut the part of the picture that was looked at
 * @param side of the square, pixels
 * @param values how unlike normal each place is, at least 0, larger is less normal, never rescaled to the picture;
 *     (side, side), row by row; shared, not copied
 * @param original what the network saw, 0 black to 1 white, (side, side); shared
 * @param reconstruction the nearest normal picture, 0 to 1, (side, side); empty for methods that draw none; shared
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AnomalyMap(
        int columns,
        int rows,
        PictureCut cut,
        int side,
        float[] values,
        float[] original,
        Optional<float[]> reconstruction) {
    /** The square that the network sees is cut from the middle of one larger by 256 / 224. */
    private static final double BEFORE_CROP = 256.0 / 224;

    public AnomalyMap {
        int plane = side * side;
        if (values.length != plane || original.length != plane || columns < 1 || rows < 1) {
            throw new IllegalArgumentException(values.length + " and " + original.length + " values for side " + side
                    + " of " + columns + " x " + rows);
        }
    }

    /**
     * The map on the picture's pixels, bilinear; 0 where nothing was looked at.
     *
     * @return row by row, {@code columns * rows}; the caller owns it
     */
    public float[] onPicture() throws Problem {
        int before = (int) Math.round(side * BEFORE_CROP);
        int edge = (before - side) / 2;
        float[] padded = new float[before * before];
        for (int row = 0; row < side; row++) {
            System.arraycopy(values, row * side, padded, (row + edge) * before + edge, side);
        }
        float[] part = new Letterbox(cut.width(), cut.height(), before).back(padded);
        float[] all = new float[columns * rows];
        for (int row = 0; row < cut.height(); row++) {
            System.arraycopy(part, row * cut.width(), all, cut.column() + (cut.row() + row) * columns, cut.width());
        }
        return all;
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
