package org.radiloom.imaging;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The hepatorenal index: mean grey of the liver over mean grey of the cortex of the right kidney, in one ultrasound frame.
 *
 * <p>It has no unit. Fat makes the liver brighter and leaves the kidney as it is, and a ratio taken at one depth cancels the
 * gain. It is a ratio of the grey values on screen, after the device's compression: published cut-offs hold for the device
 * and settings of their authors. For more than 5 % fat against biopsy: 1.49 (Webb et al., AJR 2009;192:909–914, 111
 * patients, which also gives 1.86 for 25 % and 2.23 for 60 %) and 1.34 (Chauhan et al., J Ultrasound Med
 * 2015;34:1051–1059, 99 patients).
 *
 * @param value liver over kidney; empty where the kidney holds nothing but black, or a region holds no pixel
 * @param liver what lies in the region on the liver
 * @param kidney what lies in the region on the kidney
 * @param depthDifference distance of the two centres along the depth, which is down the frame
 * @param cautions why the value deserves a second look
 */
public record HepatorenalIndex(
        Optional<Double> value, Sample liver, Sample kidney, DepthDifference depthDifference, Set<Caution> cautions) {
    /** Regions whose centres lie further apart than this cannot be compared: absorption grows with the depth. */
    public static final double MOST_DEPTH_MM = 10;

    /** The same where the file gives no spacing: part of the frame's height. */
    public static final double MOST_DEPTH_PART = 0.06;

    /** Largest share of pixels at the top value. */
    public static final double MOST_SATURATED = 0.01;

    /** Fewest pixels in a region: speckle is coarse, and the mean of a few grains says nothing. */
    public static final int FEWEST_PIXELS = 150;

    /** Of the top value: what compression of pictures makes of a clipped pixel still counts as clipped. */
    private static final double TOP_PART = 0.99;

    /** Red, green and blue further apart than this are Doppler or a drawing, not grey. */
    private static final int COLOURED = 40;

    private static final double MOST_COLOURED = 0.02;
    private static final double DARKEST = 8;

    /** Why a value deserves a second look. */
    public enum Caution {
        /** The regions lie at different depths. */
        DEPTH,
        /** Pixels on the liver are clipped at the top value: the ratio comes out too small. */
        LIVER_SATURATED,
        /** Pixels on the kidney are clipped at the top value: the ratio comes out too large. */
        KIDNEY_SATURATED,
        /** A region holds few pixels. */
        SMALL,
        /** A region reaches over the edge of the frame; only what lies inside is counted. */
        OUTSIDE,
        /** The regions overlap. */
        OVERLAP,
        /** The kidney is nearly black, as in a shadow: the ratio runs away. */
        DARK_KIDNEY,
        /** A region holds colour, such as Doppler. */
        COLOUR
    }

    /**
     * What lies in a region.
     *
     * @param mean grey value; luminance in colour frames; 0 where there is no pixel
     * @param saturated share of pixels at the top value, 0 to 1
     * @param coloured share of pixels that are not grey, 0 to 1
     */
    public record Sample(int pixels, double mean, double saturated, double coloured) {}

    /**
     * How far apart the regions lie in depth.
     *
     * @param mm in millimetres; empty where the file gives no spacing
     * @param part of the height of the frame
     */
    public record DepthDifference(Optional<Double> mm, double part) {
        boolean large() {
            return mm.map(d -> d > MOST_DEPTH_MM).orElse(part > MOST_DEPTH_PART);
        }
    }

    public HepatorenalIndex {
        cautions = Set.copyOf(cautions);
    }

    /**
     * Measures a frame.
     *
     * @param rowMm distance of neighbouring rows; empty where the file does not say
     */
    public static HepatorenalIndex measure(Slice frame, Ellipse liver, Ellipse kidney, Optional<Double> rowMm) {
        double top = top(frame);
        Sample onLiver = sample(frame, liver, top);
        Sample onKidney = sample(frame, kidney, top);
        double apart = Math.abs(liver.row() - kidney.row());
        var depth = new DepthDifference(rowMm.map(mm -> apart * mm), apart / frame.rows());
        boolean possible = onLiver.pixels() > 0 && onKidney.pixels() > 0 && onKidney.mean() > 0;
        Optional<Double> value = possible ? Optional.of(onLiver.mean() / onKidney.mean()) : Optional.empty();
        var cautions = cautions(onLiver, onKidney, top);
        add(cautions, Caution.DEPTH, depth.large());
        add(cautions, Caution.OUTSIDE, outside(liver, frame) || outside(kidney, frame));
        add(cautions, Caution.OVERLAP, overlap(liver, kidney));
        return new HepatorenalIndex(value, onLiver, onKidney, depth, cautions);
    }

    private static EnumSet<Caution> cautions(Sample liver, Sample kidney, double top) {
        var cautions = EnumSet.noneOf(Caution.class);
        add(cautions, Caution.LIVER_SATURATED, liver.saturated() > MOST_SATURATED);
        add(cautions, Caution.KIDNEY_SATURATED, kidney.saturated() > MOST_SATURATED);
        add(cautions, Caution.SMALL, Math.min(liver.pixels(), kidney.pixels()) < FEWEST_PIXELS);
        add(cautions, Caution.DARK_KIDNEY, kidney.pixels() > 0 && kidney.mean() < DARKEST / 255 * top);
        add(cautions, Caution.COLOUR, Math.max(liver.coloured(), kidney.coloured()) > MOST_COLOURED);
        return cautions;
    }

    private static void add(Set<Caution> cautions, Caution caution, boolean holds) {
        if (holds) {
            cautions.add(caution);
        }
    }

    /** The largest value that a pixel of this frame can have: 255 for colour; for grey that of the smallest depth which holds it. */
    private static double top(Slice frame) {
        if (!(frame instanceof GreySlice grey)) {
            return 255;
        }
        float largest = 0;
        for (int row = 0; row < grey.rows(); row++) {
            for (int column = 0; column < grey.columns(); column++) {
                largest = Math.max(largest, grey.valueAt(column, row));
            }
        }
        double top = 255;
        while (top < largest) {
            top = 2 * top + 1;
        }
        return top;
    }

    private static Sample sample(Slice frame, Ellipse region, double top) {
        int fromColumn = (int) Math.max(0, Math.ceil(region.column() - region.radiusColumns()));
        int toColumn = (int) Math.min(frame.columns() - 1, Math.floor(region.column() + region.radiusColumns()));
        int fromRow = (int) Math.max(0, Math.ceil(region.row() - region.radiusRows()));
        int toRow = (int) Math.min(frame.rows() - 1, Math.floor(region.row() + region.radiusRows()));
        int pixels = 0;
        double sum = 0;
        int saturated = 0;
        int coloured = 0;
        for (int row = fromRow; row <= toRow; row++) {
            for (int column = fromColumn; column <= toColumn; column++) {
                if (region.contains(column, row)) {
                    double grey = grey(frame, column, row);
                    pixels++;
                    sum += grey;
                    saturated += grey >= TOP_PART * top ? 1 : 0;
                    coloured += coloured(frame, column, row) ? 1 : 0;
                }
            }
        }
        int n = Math.max(1, pixels);
        return new Sample(pixels, sum / n, (double) saturated / n, (double) coloured / n);
    }

    /** The value of a grey pixel; the luminance of a coloured one (ITU-R BT.601). */
    private static double grey(Slice frame, int column, int row) {
        return switch (frame) {
            case GreySlice grey -> grey.valueAt(column, row);
            case ColourSlice colour -> {
                int rgb = colour.rgbAt(column, row);
                yield 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
            }
        };
    }

    private static boolean coloured(Slice frame, int column, int row) {
        if (!(frame instanceof ColourSlice colour)) {
            return false;
        }
        int rgb = colour.rgbAt(column, row);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) > COLOURED;
    }

    private static boolean outside(Ellipse region, Slice frame) {
        return region.column() - region.radiusColumns() < -0.5
                || region.row() - region.radiusRows() < -0.5
                || region.column() + region.radiusColumns() > frame.columns() - 0.5
                || region.row() + region.radiusRows() > frame.rows() - 0.5;
    }

    /** Whether they share a pixel of either. */
    private static boolean overlap(Ellipse a, Ellipse b) {
        for (double row = Math.ceil(a.row() - a.radiusRows()); row <= a.row() + a.radiusRows(); row++) {
            for (double column = Math.ceil(a.column() - a.radiusColumns());
                    column <= a.column() + a.radiusColumns();
                    column++) {
                if (a.contains(column, row) && b.contains(column, row)) {
                    return true;
                }
            }
        }
        return false;
    }
}
