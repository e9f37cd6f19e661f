package org.radiloom.annotate.file;

import java.nio.file.Path;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * Labels in NIfTI-1 files (.nii, .nii.gz): one whole number a voxel. Names, colours and codes have no place in them.
 *
 * <p>Place and axes are those of the grid, turned between LPS and RAS, as sform and, where the axes are at right angles, as
 * qform.
 */
public final class NiftiLabels {
    private NiftiLabels() {}

    /**
     * Reads labels; segments are named after their numbers.
     *
     * @throws Problem if the file is damaged, holds no labels, or lies elsewhere
     */
    public static Imported read(Path file, Geometry grid) throws Problem {
        String name = String.valueOf(file.getFileName());
        VolumeStack stack = Nifti.read(file, ValueUnit.RAW);
        Geometry own = stack.geometry()
                .orElseThrow(() -> Problem.input(
                        "nifti.place",
                        name + " has no voxel sizes, so the mask lies nowhere.",
                        "Write the mask again with an sform or qform."));
        return OntoGrid.bring(LabelValues.of(stack, own, name), grid, name);
    }

    /** Writes labels as unsigned 8-bit integers; compressed if the name ends with {@code .gz}. */
    public static void write(Path file, Segmentation segmentation) throws Problem {
        Nifti.write(file, segmentation.map().geometry(), segmentation.map()::copySlice);
    }
}
