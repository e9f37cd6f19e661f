package org.radiloom.train.classify;

import java.util.SplittableRandom;
import org.radiloom.train.Augmenter;
import org.radiloom.train.CropMap;
import org.radiloom.train.RunConfig;

/** Makes network inputs of samples: a square around a place, changed at random or not, then prepared. */
public final class PictureCutter {
    private static final float WHITE = 65535f;

    private final PictureSettings settings;
    private final Augmenter augmenter;

    public PictureCutter(PictureSettings settings, RunConfig.Augment augment) {
        this.settings = settings;
        this.augmenter = new Augmenter(augment, settings.side(), true);
    }

    /** Height and width of a network input, pixels. */
    public int side() {
        return settings.side();
    }

    /**
     * Writes the input (C, S, S) without random changes, from {@code offset} on; what lies outside the picture is 0.
     *
     * @param place the middle; of a square of an even side the pixel before it
     */
    public void plain(PictureSample sample, PictureSample.Place place, float[] into, int offset) {
        int side = side();
        int left = (int) Math.ceil(place.column() - (side - 1) / 2.0 - 0.25);
        int top = (int) Math.ceil(place.row() - (side - 1) / 2.0 - 0.25);
        copy(sample, left, top, side, into, offset);
        prepare(into, offset, sample.channels());
    }

    /**
     * Writes a randomly changed input (C, S, S) from {@code offset} on.
     *
     * @return which place of the sample each pixel shows
     */
    CropMap changed(PictureSample sample, PictureSample.Place place, SplittableRandom random, float[] into, int offset) {
        // room for turns by 45 degrees and half the size
        int reach = 2 * side();
        int left = Math.max(0, (int) Math.floor(place.column()) - reach);
        int top = Math.max(0, (int) Math.floor(place.row()) - reach);
        int columns = Math.min(sample.columns() - left, 2 * reach + 2);
        int rows = Math.min(sample.rows() - top, 2 * reach + 2);
        float[] planes = new float[sample.channels() * rows * columns];
        for (int c = 0; c < sample.channels(); c++) {
            for (int y = 0; y < rows; y++) {
                int from = (c * sample.rows() + top + y) * sample.columns() + left;
                int to = (c * rows + y) * columns;
                for (int x = 0; x < columns; x++) {
                    planes[to + x] = Short.toUnsignedInt(sample.planes()[from + x]) / WHITE;
                }
            }
        }
        float[] target = new float[side() * side()];
        Augmenter.Picture picture =
                new Augmenter.Picture(planes, new float[rows * columns], sample.channels(), rows, columns);
        CropMap map = augmenter.cut(
                picture, place.column() - left, place.row() - top, random, into, offset, target, 0);
        prepare(into, offset, sample.channels());
        return map.moved(left, top);
    }

    private static void copy(PictureSample sample, int left, int top, int side, float[] into, int offset) {
        for (int c = 0; c < sample.channels(); c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int column = left + x;
                    int row = top + y;
                    boolean inside = column >= 0 && row >= 0 && column < sample.columns() && row < sample.rows();
                    into[offset + (c * side + y) * side + x] = inside ? sample.at(c, column, row) : 0;
                }
            }
        }
    }

    private void prepare(float[] into, int offset, int channels) {
        int n = channels * side() * side();
        float[] values = java.util.Arrays.copyOfRange(into, offset, offset + n);
        settings.preparation().apply(values);
        System.arraycopy(values, 0, into, offset, n);
    }
}
