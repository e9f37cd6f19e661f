package org.radiloom.train.care;

import java.util.List;
import java.util.OptionalDouble;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.Otsu;
import org.radiloom.imaging.Saliency;
import org.radiloom.train.ManifestEntry.Box;
import org.radiloom.train.classify.BoxFinder;
import org.radiloom.train.classify.PictureSample;

/** One box around the largest part of a picture that stands out: saliency, threshold of Otsu, largest component. */
final class SaliencyBoxes implements BoxFinder {
    private final boolean byColour;
    private final BoxRules rules;

    /**
     * @param byColour distance from the colour of the picture's border, for skin, instead of the spectral residual of its
     *     grey values
     */
    SaliencyBoxes(boolean byColour, BoxRules rules) {
        this.byColour = byColour;
        this.rules = rules;
    }

    @Override
    public List<Box> boxes(PictureSample sample) {
        Part part = Part.lit(sample);
        if (part.columns() == 0) {
            return List.of();
        }
        float[] map = byColour
                ? Saliency.colourDistance(part.colours(sample), part.columns(), part.rows())
                : Saliency.spectralResidual(part.greys(sample), part.columns(), part.rows());
        OptionalDouble threshold = Otsu.threshold(map);
        if (threshold.isEmpty()) {
            return List.of();
        }
        byte[] above = new byte[map.length];
        for (int at = 0; at < map.length; at++) {
            above[at] = (byte) (map[at] > threshold.getAsDouble() ? 1 : 0);
        }
        Mask mask = Mask.of(Geometry.axial(part.columns(), part.rows(), 1, 1, 1, 1), above);
        Mask largest = Components.of(mask, Neighbours.EIGHTEEN).largest();
        if (largest.count() == 0) {
            return List.of();
        }
        Box box = rules.grown(BoxRules.around(largest));
        Box moved =
                new Box(box.x0() + part.left(), box.y0() + part.top(), box.x1() + part.left(), box.y1() + part.top());
        return rules.kept(List.of(moved), sample.columns(), sample.rows());
    }

    /** The bounds of all that is not black: padding has an edge that would stand out more than any lesion. */
    private record Part(int left, int top, int columns, int rows) {
        static Part lit(PictureSample sample) {
            int left = sample.columns();
            int top = sample.rows();
            int right = 0;
            int bottom = 0;
            for (int row = 0; row < sample.rows(); row++) {
                for (int column = 0; column < sample.columns(); column++) {
                    if (luminance(sample, column, row) > 0) {
                        left = Math.min(left, column);
                        right = Math.max(right, column + 1);
                        top = Math.min(top, row);
                        bottom = row + 1;
                    }
                }
            }
            return right == 0 ? new Part(0, 0, 0, 0) : new Part(left, top, right - left, bottom - top);
        }

        float[] greys(PictureSample sample) {
            float[] greys = new float[columns * rows];
            for (int at = 0; at < greys.length; at++) {
                greys[at] = luminance(sample, left + at % columns, top + at / columns);
            }
            return greys;
        }

        int[] colours(PictureSample sample) {
            int[] colours = new int[columns * rows];
            for (int at = 0; at < colours.length; at++) {
                int column = left + at % columns;
                int row = top + at / columns;
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    rgb = rgb << 8 | Math.round(255 * sample.at(Math.min(c, sample.channels() - 1), column, row));
                }
                colours[at] = rgb;
            }
            return colours;
        }
    }

    /** Luma of ITU-R BT.601, 0 to 1. */
    static float luminance(PictureSample sample, int column, int row) {
        return sample.channels() == 1
                ? sample.at(0, column, row)
                : 0.299f * sample.at(0, column, row)
                        + 0.587f * sample.at(1, column, row)
                        + 0.114f * sample.at(2, column, row);
    }
}
