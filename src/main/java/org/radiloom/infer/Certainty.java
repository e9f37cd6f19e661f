package org.radiloom.infer;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;

/**
 * How sure a model is of a mask: the probability of every voxel on one byte, and where errors are to be expected. Slices in which
 * nothing is likely take no memory. Immutable.
 */
public final class Certainty {
    private static final int WHOLE = 255;
    /** Probability from which a voxel counts as uncertain, in 255ths: 0.2. */
    private static final int LOW = 51;
    /** Probability up to which a voxel counts as uncertain, in 255ths: 0.8. */
    private static final int HIGH = 204;

    private static final float[] ENTROPY_BITS = entropyBits();

    private final Geometry grid;
    private final byte[] @Nullable [] probabilities;
    private final List<SliceCues> cues;
    private final List<Integer> places;

    private Certainty(Geometry grid, byte[] @Nullable [] probabilities, Mask mask) {
        this.grid = grid;
        this.probabilities = probabilities;
        this.cues = SliceBreaks.of(mask).andEntropy(k -> entropyMm2(grid, probabilities[k]));
        this.places = IntStream.range(0, grid.slices())
                .filter(k -> mask.countInSlice(k) > 0 || possible(probabilities[k]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -cues.get(k).expectedErrorMm2())
                        .thenComparing(k -> k))
                .toList();
    }

    /**
     * Keeps what a model answered.
     *
     * @param values probabilities, 0 to 1, index i + columns * (j + rows * k) on the grid of the mask
     * @param mask what was made of them
     */
    public static Certainty of(float[] values, Mask mask) {
        Geometry grid = mask.geometry();
        int size = grid.columns() * grid.rows();
        byte[] @Nullable [] slices = new byte[grid.slices()][];
        IntStream.range(0, slices.length).parallel().forEach(k -> slices[k] = onBytes(values, k * size, size));
        return new Certainty(grid, slices, mask);
    }

    /** Null where all are 0. */
    private static byte @Nullable [] onBytes(float[] values, int from, int size) {
        byte @Nullable [] slice = null;
        for (int at = 0; at < size; at++) {
            int value = (int) (WHOLE * Math.clamp(values[from + at], 0f, 1f) + 0.5f);
            if (value != 0) {
                slice = slice == null ? new byte[size] : slice;
                slice[at] = (byte) value;
            }
        }
        return slice;
    }

    public Geometry grid() {
        return grid;
    }

    /** Foreground probability of a voxel, 0 to 1, in steps of 1/255. */
    public float probability(int i, int j, int k) {
        byte[] slice = probabilities[k];
        return slice == null ? 0 : (slice[i + grid.columns() * j] & 0xFF) / (float) WHOLE;
    }

    /** Copies the probabilities of slice {@code k}, row by row. */
    public void copySlice(int k, float[] into) {
        byte[] slice = probabilities[k];
        for (int at = 0; at < grid.columns() * grid.rows(); at++) {
            into[at] = slice == null ? 0 : (slice[at] & 0xFF) / (float) WHOLE;
        }
    }

    /** Whether the model is undecided about a voxel: probability 0.2 to 0.8. */
    public boolean uncertain(int i, int j, int k) {
        byte[] slice = probabilities[k];
        return slice != null && uncertain(slice[i + grid.columns() * j]);
    }

    /** The voxels that the model is undecided about. */
    public Mask uncertain() {
        int size = grid.columns() * grid.rows();
        byte[] voxels = new byte[Math.toIntExact(grid.voxels())];
        for (int k = 0; k < probabilities.length; k++) {
            byte[] slice = probabilities[k];
            for (int at = 0; slice != null && at < size; at++) {
                voxels[k * size + at] = (byte) (uncertain(slice[at]) ? 1 : 0);
            }
        }
        return Mask.of(grid, voxels);
    }

    private static boolean uncertain(byte probability) {
        int p = probability & 0xFF;
        return p >= LOW && p <= HIGH;
    }

    private static boolean possible(byte @Nullable [] slice) {
        boolean any = false;
        for (int at = 0; slice != null && at < slice.length && !any; at++) {
            any = (slice[at] & 0xFF) >= LOW;
        }
        return any;
    }

    /** What tells errors in slice {@code k}. */
    public SliceCues cues(int k) {
        return cues.get(k);
    }

    /**
     * The slices in which there is something to look at, the one with the largest expected error first: those with mask and those
     * in which a voxel has a probability of at least 0.2.
     */
    public List<Integer> places() {
        return places;
    }

    private static double entropyMm2(Geometry grid, byte @Nullable [] slice) {
        double bits = 0;
        for (int at = 0; slice != null && at < slice.length; at++) {
            bits += ENTROPY_BITS[slice[at] & 0xFF];
        }
        return bits * grid.columnSpacingMm() * grid.rowSpacingMm();
    }

    /** By probability in 255ths. */
    private static float[] entropyBits() {
        float[] bits = new float[WHOLE + 1];
        for (int n = 1; n < WHOLE; n++) {
            double p = n / (double) WHOLE;
            bits[n] = (float) (-(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2));
        }
        return bits;
    }
}
