package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which place of a picture each pixel of a crop shows: an affine map, bent a little where elastic deformation is asked
 * for. Picture and crop both count pixels from 0, an index naming the centre of its pixel.
 *
 * @param middle pixel of the crop that shows ({@code centreColumn}, {@code centreRow}), the same in both axes
 * @param bend displacements in source pixels at the nodes of a square grid over the crop, columns then rows, alternating;
 *     empty for none
 * @param nodes nodes of that grid along a side
 * @param spacing crop pixels between nodes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CropMap(
        double middle,
        double centreColumn,
        double centreRow,
        double xx,
        double xy,
        double yx,
        double yy,
        float[] bend,
        int nodes,
        double spacing) {
    /** Draws a map; the same stream gives the same map. */
    static CropMap draw(
            RunConfig.Augment range, int crop, double centreColumn, double centreRow, SplittableRandom random) {
        boolean flip = random.nextDouble() < range.flip();
        if (range.onGrid() > 0 && random.nextDouble() < range.onGrid()) {
            return onGrid(range, crop, centreColumn, centreRow, flip, random);
        }
        double angle = Math.toRadians(Augmenter.symmetric(random, range.rotateDegrees()));
        // log-uniform: twice as large is as likely as half as large
        double scale = Math.exp(Augmenter.between(random, Math.log(range.scaleMin()), Math.log(range.scaleMax())));
        double cx = centreColumn + Augmenter.symmetric(random, range.translatePx());
        double cy = centreRow + Augmenter.symmetric(random, range.translatePx());
        // what is off draws nothing, so that turning it on leaves all else as it was
        double aspect = range.aspectJitter() == 0 ? 1 : aspect(range.aspectJitter(), random);
        boolean upsideDown = range.flipVertical() > 0 && random.nextDouble() < range.flipVertical();
        // the longer side has the scale, the other one is shorter by the aspect
        double across = (flip ? -1 : 1) / (aspect < 1 ? scale * aspect : scale);
        double down = (upsideDown ? -1 : 1) / (aspect < 1 ? scale : scale / aspect);
        int nodes = 0;
        float[] bend = {};
        if (range.elasticPx() > 0) {
            nodes = (int) Math.ceil((crop - 1) / range.elasticSpacingPx()) + 1;
            bend = new float[2 * nodes * nodes];
            for (int at = 0; at < bend.length; at++) {
                bend[at] = (float) (range.elasticPx() * random.nextGaussian());
            }
        }
        return new CropMap(
                (crop - 1) / 2.0,
                cx,
                cy,
                Math.cos(angle) * across,
                -Math.sin(angle) * across,
                Math.sin(angle) * down,
                Math.cos(angle) * down,
                bend,
                nodes,
                range.elasticSpacingPx());
    }

    /** Flipped or not and moved by whole pixels: every pixel of the crop shows one of the picture's. */
    private static CropMap onGrid(
            RunConfig.Augment range,
            int crop,
            double centreColumn,
            double centreRow,
            boolean flip,
            SplittableRandom random) {
        double middle = (crop - 1) / 2.0;
        double part = middle % 1;
        double cx = Math.rint(centreColumn + Augmenter.symmetric(random, range.translatePx()) - part) + part;
        double cy = Math.rint(centreRow + Augmenter.symmetric(random, range.translatePx()) - part) + part;
        return new CropMap(middle, cx, cy, flip ? -1 : 1, 0, 0, 1, new float[0], 0, range.elasticSpacingPx());
    }

    /** How much wider than high something becomes. */
    private static double aspect(double jitter, SplittableRandom random) {
        double width = 1 + Augmenter.symmetric(random, jitter);
        double height = 1 + Augmenter.symmetric(random, jitter);
        return width / height;
    }

    /** The same map onto a picture of which this one was a part. */
    public CropMap moved(int columns, int rows) {
        return new CropMap(middle, centreColumn + columns, centreRow + rows, xx, xy, yx, yy, bend, nodes, spacing);
    }

    /** Column of the picture that a pixel of the crop shows. */
    public double column(int u, int v) {
        return centreColumn + xx * (u - middle) + xy * (v - middle) + (nodes == 0 ? 0 : bend(u, v, 0));
    }

    /** Row of the picture that a pixel of the crop shows. */
    public double row(int u, int v) {
        return centreRow + yx * (u - middle) + yy * (v - middle) + (nodes == 0 ? 0 : bend(u, v, 1));
    }

    private double bend(int u, int v, int axis) {
        double x = u / spacing;
        double y = v / spacing;
        int i = Math.min((int) x, nodes - 2);
        int j = Math.min((int) y, nodes - 2);
        double fx = x - i;
        double fy = y - j;
        int at = 2 * (j * nodes + i) + axis;
        double top = bend[at] + fx * (bend[at + 2] - bend[at]);
        double bottom = bend[at + 2 * nodes] + fx * (bend[at + 2 * nodes + 2] - bend[at + 2 * nodes]);
        return top + fy * (bottom - top);
    }

    /**
     * Boxes of the picture as they lie in the crop: the bounds of their four mapped corners, clipped to the crop; a box
     * without area is dropped. Elastic bends do not move them.
     *
     * @param boxes edges in pixels of the picture, 0 being the left edge of column 0
     * @param crop side of the crop, pixels
     */
    public List<ManifestEntry.Box> boxes(List<ManifestEntry.Box> boxes, int crop) {
        double det = xx * yy - xy * yx;
        List<ManifestEntry.Box> mapped = new ArrayList<>();
        for (ManifestEntry.Box box : boxes) {
            double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
            double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
            for (int corner = 0; corner < 4; corner++) {
                // edges lie half a pixel before the centre of their pixel
                double dx = ((corner & 1) == 0 ? box.x0() : box.x1()) - 0.5 - centreColumn;
                double dy = (corner < 2 ? box.y0() : box.y1()) - 0.5 - centreRow;
                double u = (yy * dx - xy * dy) / det + middle + 0.5;
                double v = (xx * dy - yx * dx) / det + middle + 0.5;
                low[0] = Math.min(low[0], Math.clamp(u, 0, crop));
                low[1] = Math.min(low[1], Math.clamp(v, 0, crop));
                high[0] = Math.max(high[0], Math.clamp(u, 0, crop));
                high[1] = Math.max(high[1], Math.clamp(v, 0, crop));
            }
            if (high[0] > low[0] && high[1] > low[1]) {
                mapped.add(new ManifestEntry.Box(low[0], low[1], high[0], high[1]));
            }
        }
        return mapped;
    }
}
