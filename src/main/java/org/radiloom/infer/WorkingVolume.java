package org.radiloom.infer;

import java.util.Arrays;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Resampler;
import org.radiloom.job.Progress;
import org.radiloom.model.SegmentationInput;
import org.radiloom.problem.Problem;

/**
 * A series on the working grid of a slice-wise segmenter: axial, patient-aligned (columns to the left, rows to the back,
 * slices to the head), trilinear. Training and inference both come through here.
 *
 * <p>The grid covers the source, less the border in which every value is below the window's black: there the network's
 * input would be 0, exactly like its padding. Immutable; safe to use from several threads.
 */
public final class WorkingVolume {
    private final SegmentationInput input;
    private final Geometry source;
    private final Geometry grid;
    /** Values in the stack's unit on the fine planes: row by row on {@link #grid}'s columns and rows. */
    private final float[][] planes;
    /** Fine planes per working slice. */
    private final int every;

    private final double planeMm;

    private WorkingVolume(
            SegmentationInput input, Geometry source, Geometry grid, float[][] planes, int every, double planeMm) {
        this.input = input;
        this.source = source;
        this.grid = grid;
        this.planes = planes;
        this.every = every;
        this.planeMm = planeMm;
    }

    /**
     * Resamples a series.
     *
     * @throws Problem if the series has no geometry, is in colour, or a slice cannot be read
     */
    public static WorkingVolume of(ImageStack stack, SegmentationInput input, Progress progress) throws Problem {
        Geometry source = stack.geometry()
                .orElseThrow(() -> Problem.input(
                        "input.geometry",
                        "The series does not say where its voxels lie.",
                        "A model that works in millimetres needs pixel spacing and slice positions."));
        Geometry fine = WorkingGrid.over(source, input);
        float black = (float) (input.window().centre() - input.window().width() / 2);
        Resampler resampler = Resampler.of(stack).averaged(input.detailMm());
        float[][] planes = new float[fine.slices()][fine.columns() * fine.rows()];
        for (int k = 0; k < planes.length; k++) {
            progress.check();
            progress.report((double) k / planes.length, "reading slice " + (k + 1) + " of " + planes.length);
            resampler.slice(fine, k, black, planes[k], 0);
        }
        int[] box = boxAbove(planes, fine.columns(), black);
        Geometry trimmed = fine.crop(box[0], box[1], 0, box[2] - box[0], box[3] - box[1], fine.slices());
        float[][] kept = trimmed.columns() == fine.columns() && trimmed.rows() == fine.rows()
                ? planes
                : cut(planes, fine.columns(), box);
        int every = input.sliceEvery(fine.sliceSpacingMm());
        int working = (fine.slices() + every - 1) / every;
        Geometry grid = new Geometry(
                trimmed.columns(),
                trimmed.rows(),
                working,
                trimmed.origin(),
                trimmed.columnStep(),
                trimmed.rowStep(),
                trimmed.sliceStep().times(every));
        return new WorkingVolume(input, source, grid, kept, every, fine.sliceSpacingMm());
    }

    /** Column from, row from, column to, row to (exclusive) of everything above {@code black}; all of it if nothing is. */
    private static int[] boxAbove(float[][] planes, int columns, float black) {
        int rows = planes[0].length / columns;
        int[] box = {columns, rows, 0, 0};
        for (float[] plane : planes) {
            for (int at = 0; at < plane.length; at++) {
                if (plane[at] > black) {
                    int column = at % columns;
                    int row = at / columns;
                    box[0] = Math.min(box[0], column);
                    box[1] = Math.min(box[1], row);
                    box[2] = Math.max(box[2], column + 1);
                    box[3] = Math.max(box[3], row + 1);
                }
            }
        }
        return box[2] > box[0] ? box : new int[] {0, 0, columns, rows};
    }

    private static float[][] cut(float[][] planes, int columns, int[] box) {
        int width = box[2] - box[0];
        float[][] kept = new float[planes.length][width * (box[3] - box[1])];
        for (int k = 0; k < planes.length; k++) {
            for (int row = box[1]; row < box[3]; row++) {
                System.arraycopy(planes[k], row * columns + box[0], kept[k], (row - box[1]) * width, width);
            }
        }
        return kept;
    }

    /** The working grid, unpadded. */
    public Geometry geometry() {
        return grid;
    }

    /** The grid of the series it was made from. */
    public Geometry sourceGeometry() {
        return source;
    }

    /** How many planes were sampled; several make a working slice where the source's slices lie close together. */
    int finePlanes() {
        return planes.length;
    }

    /** Values of one sampled plane in the stack's unit, on the columns and rows of {@link #geometry()}. */
    float[] finePlane(int at) {
        return planes[at];
    }

    double finePlaneMm() {
        return planeMm;
    }

    int finePlanesPerSlice() {
        return every;
    }

    public SegmentationInput input() {
        return input;
    }

    public int slices() {
        return grid.slices();
    }

    public int channels() {
        return input.channels();
    }

    /** W of the network input: the grid's columns, padded. */
    public int inputColumns() {
        return input.padded(grid.columns());
    }

    /** H of the network input: the grid's rows, padded. */
    public int inputRows() {
        return input.padded(grid.rows());
    }

    /** Floats of one network input: C * H * W. */
    public int inputLength() {
        return channels() * inputRows() * inputColumns();
    }

    /**
     * Writes the network input (C, H, W) of one working slice: its context slices, windowed to [0, 1], padded with 0.
     *
     * @param slice working slice, 0 to {@link #slices()} - 1
     * @param into receives {@link #inputLength()} floats from {@code offset} on
     */
    public void copyBatchInput(int slice, float[] into, int offset) {
        Arrays.fill(into, offset, offset + inputLength(), 0);
        int size = inputRows() * inputColumns();
        for (int c = 0; c < channels(); c++) {
            double plane = slice * every + input.contextOffsetsMm().get(c) / planeMm;
            copyPlane(Math.clamp(plane, 0, planes.length - 1), into, offset + c * size);
        }
    }

    /** Like {@link #copyBatchInput}, and then normalised: what a network is given when nothing more is done to the picture. */
    public void copyNormalisedInput(int slice, float[] into, int offset) {
        copyBatchInput(slice, into, offset);
        input.norm().apply(into, offset, 1, channels(), inputRows() * inputColumns());
    }

    private void copyPlane(double at, float[] into, int offset) {
        float[] low = planes[(int) at];
        float[] high = planes[Math.min((int) at + 1, planes.length - 1)];
        float share = (float) (at - (int) at);
        float scale = (float) (1 / input.window().width());
        float shift = (float) (0.5 - input.window().centre() / input.window().width());
        int columns = grid.columns();
        for (int row = 0; row < grid.rows(); row++) {
            int from = row * columns;
            int to = offset + row * inputColumns();
            for (int column = 0; column < columns; column++) {
                float value = low[from + column] + share * (high[from + column] - low[from + column]);
                into[to + column] = Math.clamp(value * scale + shift, 0f, 1f);
            }
        }
    }

    /** A mask on any grid (usually the source's) mapped onto the working grid: linear, at least half inside. */
    public Mask labels(Mask mask) throws Problem {
        return labels(shares(mask));
    }

    /**
     * A mask on any grid mapped onto the working grid by linear interpolation, unthresholded.
     *
     * @return how much of every working voxel lies inside, in 255ths as an unsigned byte, index i + columns * (j + rows *
     *     k) on {@link #geometry()}
     */
    public byte[] shares(Mask mask) throws Problem {
        float[] values = Resampler.of(mask).averaged(grid.columnSpacingMm()).onto(grid, 0);
        byte[] shares = new byte[values.length];
        for (int at = 0; at < shares.length; at++) {
            shares[at] = (byte) Math.round(255 * Math.clamp(values[at], 0f, 1f));
        }
        return shares;
    }

    /** The voxels of which at least half lies inside. */
    public Mask labels(byte[] shares) {
        byte[] voxels = new byte[shares.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (Byte.toUnsignedInt(shares[at]) >= 128 ? 1 : 0);
        }
        return Mask.of(grid, voxels);
    }

    /**
     * Writes one slice of the shares as (H, W) in [0, 1], padded with 0 like the network input.
     *
     * @param shares from {@link #shares}
     * @param into receives {@code inputRows() * inputColumns()} values from {@code offset} on
     */
    public void copyBatchShares(byte[] shares, int slice, float[] into, int offset) {
        Arrays.fill(into, offset, offset + inputRows() * inputColumns(), 0);
        for (int row = 0; row < grid.rows(); row++) {
            int from = grid.columns() * (row + grid.rows() * slice);
            int to = offset + row * inputColumns();
            for (int column = 0; column < grid.columns(); column++) {
                into[to + column] = Byte.toUnsignedInt(shares[from + column]) / 255f;
            }
        }
    }

    /**
     * Writes one slice of a working-grid mask as (H, W), padded with 0 like the network input.
     *
     * @param labels a mask from {@link #labels}
     * @param into receives {@code inputRows() * inputColumns()} values 0 or 1 from {@code offset} on
     */
    public void copyBatchLabel(Mask labels, int slice, byte[] into, int offset) {
        byte[] plane = new byte[grid.columns() * grid.rows()];
        labels.copySlice(slice, plane);
        Arrays.fill(into, offset, offset + inputRows() * inputColumns(), (byte) 0);
        for (int row = 0; row < grid.rows(); row++) {
            System.arraycopy(plane, row * grid.columns(), into, offset + row * inputColumns(), grid.columns());
        }
    }

    /**
     * Maps probabilities on the working grid back: linear interpolation at the source's voxel centres. In plane they fall
     * to 0 within a voxel beyond the grid; source slices past the last working slice repeat it.
     *
     * @param probabilities 0 to 1, index i + columns * (j + rows * k) on {@link #geometry()}
     * @return the same order on {@link #sourceGeometry()}
     */
    public float[] toSource(float[] probabilities) throws Problem {
        return rimmed(probabilities).onto(source, 0);
    }

    /** Values on the working grid, ready to be sampled between and beyond its voxels as {@link #toSource} does. */
    Resampler rimmed(float[] values) {
        if (values.length != grid.voxels()) {
            throw new IllegalArgumentException(values.length + " values for " + grid.voxels());
        }
        // a rim of nothing in plane, of repeated slices above and below
        Geometry rimmed = grid.crop(-1, -1, -1, grid.columns() + 2, grid.rows() + 2, grid.slices() + 2);
        float[] rim = new float[Math.toIntExact(rimmed.voxels())];
        for (int k = 0; k < rimmed.slices(); k++) {
            int from = Math.clamp(k - 1, 0, grid.slices() - 1);
            for (int row = 0; row < grid.rows(); row++) {
                System.arraycopy(
                        values,
                        grid.columns() * (row + grid.rows() * from),
                        rim,
                        1 + rimmed.columns() * (row + 1 + rimmed.rows() * k),
                        grid.columns());
            }
        }
        return Resampler.of(rimmed, rim);
    }
}
