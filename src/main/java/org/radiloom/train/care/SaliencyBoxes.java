package org.radiloom.train.care;

import java.util.List;
import java.util.OptionalDouble;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.Otsu;
import org.radiloom.imaging.Saliency;
import org.radiloom.imaging.Slice;
import org.radiloom.train.ManifestEntry.Box;

/** One box around the largest part of a picture that stands out: saliency, threshold of Otsu, largest component. */
public final class SaliencyBoxes implements BoxFinder {
    private final boolean byColour;
    private final BoxRules rules;

    /**
     * @param byColour distance from the colour of the picture's border, for skin, instead of the spectral residual of its
     *     grey values
     */
    public SaliencyBoxes(boolean byColour, BoxRules rules) {
        this.byColour = byColour;
        this.rules = rules;
    }

    @Override
    public List<Box> find(Slice picture) {
        int columns = picture.columns();
        int rows = picture.rows();
        float[] map = byColour
                ? Saliency.colourDistance(colours(picture), columns, rows)
                : Saliency.spectralResidual(greys(picture), columns, rows);
        OptionalDouble threshold = Otsu.threshold(map);
        if (threshold.isEmpty()) {
            return List.of();
        }
        byte[] above = new byte[map.length];
        for (int at = 0; at < map.length; at++) {
            above[at] = (byte) (map[at] > threshold.getAsDouble() ? 1 : 0);
        }
        Mask mask = Mask.of(Geometry.axial(columns, rows, 1, 1, 1, 1), above);
        Mask largest = Components.of(mask, Neighbours.EIGHTEEN).largest();
        return largest.count() == 0
                ? List.of()
                : rules.kept(List.of(rules.grown(BoxRules.around(largest))), columns, rows);
    }

    private static float[] greys(Slice picture) {
        float[] grey = new float[picture.columns() * picture.rows()];
        switch (picture) {
            case GreySlice slice -> slice.copyTo(grey, 0);
            case ColourSlice slice -> {
                for (int at = 0; at < grey.length; at++) {
                    int rgb = slice.rgbAt(at % slice.columns(), at / slice.columns());
                    // luma of ITU-R BT.601
                    grey[at] = 0.299f * (rgb >> 16 & 0xFF) + 0.587f * (rgb >> 8 & 0xFF) + 0.114f * (rgb & 0xFF);
                }
            }
        }
        return grey;
    }

    private static int[] colours(Slice picture) {
        int[] rgb = new int[picture.columns() * picture.rows()];
        switch (picture) {
            case GreySlice slice -> {
                for (int at = 0; at < rgb.length; at++) {
                    int grey = Math.clamp(
                            Math.round(slice.valueAt(at % slice.columns(), at / slice.columns())), 0, 255);
                    rgb[at] = grey * 0x010101;
                }
            }
            case ColourSlice slice -> {
                for (int at = 0; at < rgb.length; at++) {
                    rgb[at] = slice.rgbAt(at % slice.columns(), at / slice.columns());
                }
            }
        }
        return rgb;
    }
}
