package org.radiloom.train;

import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.WorkingVolume;
import org.radiloom.job.Progress;
import org.radiloom.model.SegmentationInput;
import org.radiloom.problem.Problem;

/**
 * A patient's volume on the working grid with its reference mask.
 *
 * @param labels on the grid of {@code image}: voxels of which at least half is inside
 * @param shares how much of each voxel is inside, see {@link WorkingVolume#shares}; shared, not copied
 * @param box where the structure is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelledVolume(String sampleId, String patientId, WorkingVolume image, Mask labels, byte[] shares, Box box)
        implements LabelledSlices {
    /** Slices this close to the structure's ends are easily mistaken for it, mm. */
    private static final double NEAR_MM = 30;

    /** First and last column, row and slice that hold the structure. */
    record Box(int left, int right, int top, int bottom, int first, int last) {
        double middleColumn() {
            return (left + right) / 2.0;
        }

        double middleRow() {
            return (top + bottom) / 2.0;
        }
    }

    /** From the lowest slice of the mask to the highest, both included, mm. */
    double heightMm() {
        return (box.last() - box.first() + 1) * labels.geometry().sliceSpacingMm();
    }

    /**
     * Reads image and mask of a sample.
     *
     * @throws Problem if one cannot be read, there is no mask, the grids differ in size, or the mask is empty or full
     */
    static LabelledVolume read(Manifest manifest, ManifestEntry entry, SegmentationInput input) throws Problem {
        String maskPath = entry.maskPath();
        if (maskPath == null) {
            throw Problem.input(
                    "data.mask.missing", "The sample " + entry.sampleId() + " has no mask_path.", "Add it.");
        }
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        Mask mask = SampleFiles.mask(manifest.resolve(maskPath), entry, image);
        return of(entry.sampleId(), entry.patientId(), image, mask, input);
    }

    static LabelledVolume of(String sampleId, String patientId, ImageStack stack, Mask mask, SegmentationInput input)
            throws Problem {
        WorkingVolume image = WorkingVolume.of(stack, input, Progress.NONE);
        byte[] shares = image.shares(mask);
        Mask labels = image.labels(shares);
        long on = labels.count();
        if (on == 0 || on == labels.geometry().voxels()) {
            throw Problem.input(
                    "data.mask.empty",
                    "The mask of sample " + sampleId + (on == 0 ? " is empty." : " covers the whole image."),
                    "Leave the sample out or correct its mask.");
        }
        return new LabelledVolume(sampleId, patientId, image, labels, shares, box(labels));
    }

    @Override
    public int slices() {
        return image.slices();
    }

    @Override
    public int channels() {
        return image.channels();
    }

    @Override
    public int rows() {
        return image.inputRows();
    }

    @Override
    public int columns() {
        return image.inputColumns();
    }

    @Override
    public void copyInput(int slice, float[] into, int offset) {
        image.copyBatchInput(slice, into, offset);
    }

    @Override
    public void copyNormalisedInput(int slice, float[] into, int offset) {
        image.copyNormalisedInput(slice, into, offset);
    }

    @Override
    public void copyTarget(int slice, float[] into, int offset) {
        image.copyBatchShares(shares, slice, into, offset);
    }

    @Override
    public int inside(int slice) {
        return labels.countInSlice(slice);
    }

    @Override
    public boolean near(int slice) {
        double reach = NEAR_MM / labels.geometry().sliceSpacingMm();
        return slice > box.first() - reach && slice < box.last() + reach;
    }

    @Override
    public double middleColumn() {
        return box.middleColumn();
    }

    @Override
    public double middleRow() {
        return box.middleRow();
    }

    private static Box box(Mask m) {
        int[] box = {Integer.MAX_VALUE, -1, Integer.MAX_VALUE, -1, Integer.MAX_VALUE, -1};
        int columns = m.geometry().columns();
        byte[] voxels = m.toArray();
        int size = columns * m.geometry().rows();
        for (int at = 0; at < voxels.length; at++) {
            if (voxels[at] != 0) {
                int[] place = {at % columns, at % size / columns, at / size};
                for (int axis = 0; axis < 3; axis++) {
                    box[2 * axis] = Math.min(box[2 * axis], place[axis]);
                    box[2 * axis + 1] = Math.max(box[2 * axis + 1], place[axis]);
                }
            }
        }
        return new Box(box[0], box[1], box[2], box[3], box[4], box[5]);
    }
}
