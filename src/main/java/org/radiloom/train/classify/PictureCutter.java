package org.radiloom.train.classify;

import java.util.SplittableRandom;
import org.radiloom.train.Augmenter;
import org.radiloom.train.CropMap;
import org.radiloom.train.RunConfig;

/** Makes network inputs of samples: a square around a place, changed at random or not, then prepared. */
public final class PictureCutter {
    private static final float WHITE = 65535f;
    /** Makes a sample that is left as it is. */
    private static final RunConfig.Augment NOTHING =
            new RunConfig.Augment("none", 0, 0, 0, 0, 1, 1, 0, 0, 0, 16, 0, 0, 0, 1, 1, 0);

    private final PictureSettings settings;
    private final RunConfig.Augment range;

    public PictureCutter(PictureSettings settings, RunConfig.Augment range) {
        this.settings = settings;
        this.range = range;
    }

    /** Height and width of a network input, pixels. */
    public int side() {
        return settings.side();
    }

    /** Writes the input (C, S, S) as it is, from {@code offset} on; what lies outside the picture is 0. */
    public void plain(PictureSample sample, PictureSample.Place place, float[] into, int offset) {
        cut(NOTHING, sample, place, new SplittableRandom(0), into, offset);
    }

    /**
     * Writes a randomly changed input (C, S, S) from {@code offset} on.
     *
     * @return which place of the sample each pixel shows
     */
    public CropMap changed(
            PictureSample sample, PictureSample.Place place, SplittableRandom random, float[] into, int offset) {
        return cut(range, sample, place, random, into, offset);
    }

    private CropMap cut(
            RunConfig.Augment changes,
            PictureSample sample,
            PictureSample.Place place,
            SplittableRandom random,
            float[] into,
            int offset) {
        // a turn needs the diagonal, a shift what it is, a smaller picture more of its surroundings
        double side = side() * sample.step();
        int reach =
                (int) Math.ceil(side / changes.scaleMin() / (1 - changes.aspectJitter()) + changes.translatePx()) + 2;
        int left = Math.clamp((int) Math.floor(place.column()) - reach, 0, sample.columns() - 1);
        int top = Math.clamp((int) Math.floor(place.row()) - reach, 0, sample.rows() - 1);
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
        // the cutter of masks wants one; here there is none
        Augmenter.Picture picture =
                new Augmenter.Picture(planes, new float[rows * columns], sample.channels(), rows, columns);
        CropMap map = new Augmenter(scaled(changes, 1 / sample.step()), side(), true)
                .cut(
                        picture,
                        place.column() - left,
                        place.row() - top,
                        random,
                        into,
                        offset,
                        new float[side() * side()],
                        0);
        float[] values = java.util.Arrays.copyOfRange(into, offset, offset + sample.channels() * side() * side());
        settings.preparation().apply(values);
        System.arraycopy(values, 0, into, offset, values.length);
        return map.moved(left, top);
    }

    /** The same changes of a picture that is magnified besides. */
    private static RunConfig.Augment scaled(RunConfig.Augment a, double by) {
        return by == 1
                ? a
                : new RunConfig.Augment(
                        a.set(),
                        a.flip(),
                        a.flipVertical(),
                        0,
                        a.rotateDegrees(),
                        a.scaleMin() * by,
                        a.scaleMax() * by,
                        a.aspectJitter(),
                        a.translatePx(),
                        a.elasticPx(),
                        a.elasticSpacingPx(),
                        a.gain(),
                        a.brightness(),
                        a.contrast(),
                        a.gammaMin(),
                        a.gammaMax(),
                        a.noise());
    }
}
