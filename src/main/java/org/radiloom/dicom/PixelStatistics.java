package org.radiloom.dicom;

import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * What the stored values of an image amount to, over all frames and samples, before any rescale or colour conversion.
 *
 * @param min smallest value
 * @param max largest value
 * @param mean arithmetic mean
 */
public record PixelStatistics(double min, double max, double mean) {
    /**
     * Decodes every frame, one after the other.
     *
     * @throws Problem if a frame cannot be decoded
     */
    public static PixelStatistics of(DicomImage image) throws Problem {
        var sum = new Sum();
        for (int frame = 0; frame < image.frames(); frame++) {
            if (image.real()) {
                sum.add(image.realFrame(frame));
            } else {
                sum.add(image.rawFrame(frame));
            }
        }
        return new PixelStatistics(sum.min, sum.max, sum.total / sum.count);
    }

    /** Whole sums are kept a frame long and exact; 2^29 samples of 32 bits fit a long. */
    private static final class Sum {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double total;
        private long count;

        private void add(double[] values) {
            for (double v : values) {
                min = Math.min(min, v);
                max = Math.max(max, v);
                total += v;
            }
            count += values.length;
        }

        private void add(RawFrame frame) {
            switch (frame.data()) {
                case byte[] bytes -> add(bytes, frame.signed() ? -1 : 0xFF);
                case short[] shorts -> add(shorts, frame.signed() ? -1 : 0xFFFF);
                case int[] ints -> add(ints, frame.signed() ? -1L : 0xFFFFFFFFL);
                default ->
                    throw new IllegalArgumentException(
                            "samples in " + frame.data().getClass());
            }
        }

        private void add(byte[] samples, int mask) {
            long frameSum = 0;
            int low = Integer.MAX_VALUE;
            int high = Integer.MIN_VALUE;
            for (byte sample : samples) {
                int v = sample & mask;
                low = Math.min(low, v);
                high = Math.max(high, v);
                frameSum += v;
            }
            take(low, high, frameSum, samples.length);
        }

        private void add(short[] samples, int mask) {
            long frameSum = 0;
            int low = Integer.MAX_VALUE;
            int high = Integer.MIN_VALUE;
            for (short sample : samples) {
                int v = sample & mask;
                low = Math.min(low, v);
                high = Math.max(high, v);
                frameSum += v;
            }
            take(low, high, frameSum, samples.length);
        }

        private void add(int[] samples, long mask) {
            long frameSum = 0;
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int sample : samples) {
                long v = sample & mask;
                low = Math.min(low, v);
                high = Math.max(high, v);
                frameSum += v;
            }
            take(low, high, frameSum, samples.length);
        }

        private void take(long low, long high, long frameSum, int n) {
            min = Math.min(min, low);
            max = Math.max(max, high);
            total += frameSum;
            count += n;
        }
    }
}
