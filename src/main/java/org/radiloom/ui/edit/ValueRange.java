package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.ui.edit.EditOptions.Limit;

/**
 * Values between which a limit is chosen.
 *
 * @param low in the unit of the images
 */
public record ValueRange(double low, double high) {
    /** What 12 bits hold of Hounsfield units. */
    private static final ValueRange CT = new ValueRange(-1024, 3071);

    private static final Limit BONE = new Limit(200, CT.high);
    private static final Limit SOFT = new Limit(-100, 200);

    /** Slices and pixels that are looked at: a limit needs no value that is found in one pixel only. */
    private static final int SLICES = 24;

    private static final int PIXELS = 4096;

    /** The range of images; empty where they have no single value or none is in memory. */
    public static Optional<ValueRange> of(ImageStack images) {
        return switch (images.unit()) {
            case HOUNSFIELD -> Optional.of(CT);
            case RAW -> seen(images);
            case COLOUR -> Optional.empty();
        };
    }

    private static Optional<ValueRange> seen(ImageStack images) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int step = Math.max(1, images.slices() / SLICES);
        int pixels = images.columns() * images.rows();
        int stride = Math.max(1, pixels / PIXELS) | 1;
        for (int k = 0; k < images.slices(); k += step) {
            if (images.ifLoaded(k).orElse(null) instanceof GreySlice grey) {
                for (int at = 0; at < pixels; at += stride) {
                    float v = grey.valueAt(at % images.columns(), at / images.columns());
                    least = Math.min(least, v);
                    most = Math.max(most, v);
                }
            }
        }
        return least < most ? Optional.of(new ValueRange(least, most)) : Optional.empty();
    }

    /** What may be chosen at once; only of values that mean the same in all images. */
    static List<Limit> presets(ImageStack images) {
        return images.unit() == ValueUnit.HOUNSFIELD ? List.of(BONE, SOFT) : List.of();
    }

    /** The values that a window shows between black and white, as far as the images have them. */
    public Limit between(Window window) {
        double black = Math.clamp(window.centre() - window.width() / 2, low, high);
        double white = Math.clamp(window.centre() + window.width() / 2, low, high);
        return new Limit(black, white);
    }

    /** Both ends in this range, the lower one first. */
    Limit within(double one, double other) {
        double a = Math.clamp(one, low, high);
        double b = Math.clamp(other, low, high);
        return new Limit(Math.min(a, b), Math.max(a, b));
    }
}
