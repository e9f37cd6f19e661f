package org.radiloom.metric;

/**
 * Voxel counts of a predicted binary mask against a reference, and the overlap measures that follow from them.
 *
 * <p>All measures but the volume error are in [0, 1]. Of two empty masks every measure is 1, of one empty mask every
 * measure of the foreground is 0: a model that finds nothing must not be praised for the precision of what it found.
 *
 * @param tp foreground in both
 * @param fp foreground only in the prediction
 * @param fn foreground only in the reference
 * @param tn background in both
 */
public record OverlapMetrics(long tp, long fp, long fn, long tn) {
    public static final OverlapMetrics NONE = new OverlapMetrics(0, 0, 0, 0);

    public OverlapMetrics {
        if (tp < 0 || fp < 0 || fn < 0 || tn < 0) {
            throw new IllegalArgumentException("negative count: " + tp + ", " + fp + ", " + fn + ", " + tn);
        }
    }

    /**
     * Counts two masks of the same length.
     *
     * @param reference 0 is background, everything else foreground
     * @param predicted 0 is background, everything else foreground
     */
    public static OverlapMetrics of(byte[] reference, byte[] predicted) {
        if (reference.length != predicted.length) {
            throw new IllegalArgumentException(
                    reference.length + " reference voxels, " + predicted.length + " predicted");
        }
        long tp = 0;
        long fp = 0;
        long fn = 0;
        for (int at = 0; at < reference.length; at++) {
            boolean r = reference[at] != 0;
            boolean p = predicted[at] != 0;
            tp += r && p ? 1 : 0;
            fp += !r && p ? 1 : 0;
            fn += r && !p ? 1 : 0;
        }
        return new OverlapMetrics(tp, fp, fn, reference.length - tp - fp - fn);
    }

    /** Voxels counted. */
    public long total() {
        return tp + fp + fn + tn;
    }

    /** Whether nothing was predicted. */
    public boolean predictionEmpty() {
        return tp + fp == 0;
    }

    /** Whether there was nothing to find. */
    public boolean referenceEmpty() {
        return tp + fn == 0;
    }

    /** The counts of both pooled. */
    public OverlapMetrics plus(OverlapMetrics o) {
        return new OverlapMetrics(tp + o.tp, fp + o.fp, fn + o.fn, tn + o.tn);
    }

    /** The same comparison with the background as what is looked for. */
    public OverlapMetrics ofBackground() {
        return new OverlapMetrics(tn, fn, fp, tp);
    }

    /** 2·TP / (2·TP + FP + FN): Sørensen-Dice of the foreground. */
    public double dice() {
        return ratio(2 * tp, 2 * tp + fp + fn, true);
    }

    /** TP / (TP + FP + FN): Jaccard index of the foreground. */
    public double iou() {
        return ratio(tp, tp + fp + fn, true);
    }

    /** TN / (TN + FP + FN): Jaccard index of the background. */
    public double iouBackground() {
        return ratio(tn, tn + fp + fn, true);
    }

    /** Mean of the foreground and the background IoU. Flatters: the background is about 1. */
    public double miou() {
        return (iou() + iouBackground()) / 2;
    }

    public double accuracy() {
        return ratio(tp + tn, tp + fp + fn + tn, true);
    }

    /** TP / (TP + FP); without any prediction 1 if there was nothing to find, else 0. */
    public double precision() {
        return ratio(tp, tp + fp, fn == 0);
    }

    /** TP / (TP + FN); without anything to find 1 if nothing was predicted, else 0. */
    public double recall() {
        return ratio(tp, tp + fn, fp == 0);
    }

    /** Mean of the precision of both classes. Flatters: the background is about 1. */
    public double precisionMacro() {
        return (precision() + ofBackground().precision()) / 2;
    }

    /** Mean of the recall of both classes. Flatters: the background is about 1. */
    public double recallMacro() {
        return (recall() + ofBackground().recall()) / 2;
    }

    /** |predicted volume - reference volume| / reference volume, percent; 100 for a prediction where there is none. */
    public double volumeErrorPercent() {
        long reference = tp + fn;
        long predicted = tp + fp;
        if (reference == 0) {
            return predicted == 0 ? 0 : 100;
        }
        return 100.0 * Math.abs(predicted - reference) / reference;
    }

    private static double ratio(long part, long whole, boolean nothingIsRight) {
        return whole == 0 ? (nothingIsRight ? 1 : 0) : (double) part / whole;
    }
}
