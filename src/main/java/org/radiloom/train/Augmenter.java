package org.radiloom.train;

import java.util.SplittableRandom;

/**
 * Cuts a square out of a slice, changed at random: flips, rotation, scale, aspect, shift and elastic bend in one
 * interpolation (image linear,
 * target linear, then at least half if targets are to be hard), then gain, contrast, brightness, gamma and noise.
 *
 * <p>The target comes in as shares in [0, 1], so that it is thresholded at most once: rounding on the working grid and
 * again here would thin what is thin already.
 *
 * <p>One random stream per sample makes the result independent of threads and order.
 */
public final class Augmenter {
    private final RunConfig.Augment range;
    private final int crop;
    private final boolean soft;

    /**
     * @param crop side of the square, pixels
     * @param soft whether targets stay shares in [0, 1] instead of 0 or 1
     */
    public Augmenter(RunConfig.Augment range, int crop, boolean soft) {
        this.range = range;
        this.crop = crop;
        this.soft = soft;
    }

    /**
     * One sample's picture.
     *
     * @param planes (C, H, W) in [0, 1]
     * @param target (H, W) in [0, 1], how much of a pixel is inside
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Picture(float[] planes, float[] target, int channels, int rows, int columns) {}

    /**
     * Writes one crop.
     *
     * @param centreColumn column that the middle of the crop shows, before {@code translatePx}
     * @param centreRow row that the middle of the crop shows
     * @param image receives channels * crop * crop values from {@code imageAt} on
     * @param target receives crop * crop values in [0, 1] from {@code targetAt} on
     * @return which place of the picture each pixel of the crop shows, for what else belongs to it, such as boxes
     */
    public CropMap cut(
            Picture from,
            double centreColumn,
            double centreRow,
            SplittableRandom random,
            float[] image,
            int imageAt,
            float[] target,
            int targetAt) {
        CropMap map = CropMap.draw(range, crop, centreColumn, centreRow, random);
        int plane = from.rows * from.columns;
        int area = crop * crop;
        for (int v = 0; v < crop; v++) {
            for (int u = 0; u < crop; u++) {
                double x = map.column(u, v);
                double y = map.row(u, v);
                int i = (int) Math.floor(x);
                int j = (int) Math.floor(y);
                float fx = (float) (x - i);
                float fy = (float) (y - j);
                int to = v * crop + u;
                boolean left = i >= 0 && i < from.columns;
                boolean right = i >= -1 && i < from.columns - 1;
                boolean top = j >= 0 && j < from.rows;
                boolean bottom = j >= -1 && j < from.rows - 1;
                float w00 = left && top ? (1 - fx) * (1 - fy) : 0;
                float w10 = right && top ? fx * (1 - fy) : 0;
                float w01 = left && bottom ? (1 - fx) * fy : 0;
                float w11 = right && bottom ? fx * fy : 0;
                int at = j * from.columns + i;
                for (int c = 0; c < from.channels; c++) {
                    int base = c * plane + at;
                    float sum = 0;
                    sum += w00 == 0 ? 0 : w00 * from.planes[base];
                    sum += w10 == 0 ? 0 : w10 * from.planes[base + 1];
                    sum += w01 == 0 ? 0 : w01 * from.planes[base + from.columns];
                    sum += w11 == 0 ? 0 : w11 * from.planes[base + from.columns + 1];
                    image[imageAt + c * area + to] = sum;
                }
                float inside = 0;
                inside += w00 == 0 ? 0 : w00 * from.target[at];
                inside += w10 == 0 ? 0 : w10 * from.target[at + 1];
                inside += w01 == 0 ? 0 : w01 * from.target[at + from.columns];
                inside += w11 == 0 ? 0 : w11 * from.target[at + from.columns + 1];
                target[targetAt + to] = soft ? inside : inside >= 0.5f ? 1 : 0;
            }
        }
        grey(random, image, imageAt, from.channels * area);
        return map;
    }

    private void grey(SplittableRandom random, float[] image, int from, int n) {
        float contrast = (float) (1 + symmetric(random, range.contrast()));
        float brightness = (float) symmetric(random, range.brightness());
        double gamma = Math.exp(between(random, Math.log(range.gammaMin()), Math.log(range.gammaMax())));
        float noise = (float) (range.noise() * random.nextDouble());
        // drawn last, so that turning it on leaves the others as they were
        float gain = range.gain() == 0 ? 1 : (float) (1 + symmetric(random, range.gain()));
        if (gain == 1 && contrast == 1 && brightness == 0 && gamma == 1 && noise == 0) {
            return;
        }
        float[] curve = gamma == 1 ? new float[0] : curve(gamma);
        for (int at = from; at < from + n; at++) {
            // air and padding stay 0: they are known, and a network fed padding must see it as in training
            if (image[at] == 0) {
                continue;
            }
            float value = (gain * image[at] - 0.5f) * contrast + 0.5f + brightness;
            value = Math.clamp(value, 0f, 1f);
            if (curve.length > 0) {
                float place = value * (curve.length - 1);
                int low = Math.min((int) place, curve.length - 2);
                value = curve[low] + (place - low) * (curve[low + 1] - curve[low]);
            }
            if (noise > 0) {
                value += noise * (float) random.nextGaussian();
            }
            image[at] = Math.clamp(value, 0f, 1f);
        }
    }

    private static float[] curve(double gamma) {
        float[] curve = new float[257];
        for (int at = 0; at < curve.length; at++) {
            curve[at] = (float) Math.pow(at / 256.0, gamma);
        }
        return curve;
    }

    static double symmetric(SplittableRandom random, double most) {
        return most * (2 * random.nextDouble() - 1);
    }

    static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
