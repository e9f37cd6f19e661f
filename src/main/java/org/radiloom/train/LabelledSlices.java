package org.radiloom.train;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

/**
 * A sample of a segmentation set, ready to be cut into network inputs: a volume with all its axial slices, or a picture
 * that is a single slice. It stays in memory for the whole run, and many threads read it at once.
 */
sealed interface LabelledSlices permits LabelledVolume, LabelledPicture {
    /**
     * Reads image and mask of a sample.
     *
     * @param config its input is for volumes, the side of its crops for pictures
     * @throws Problem if one cannot be read, there is no mask, or it does not fit the image
     */
    static LabelledSlices read(Manifest manifest, ManifestEntry entry, RunConfig config) throws Problem {
        return SampleFiles.isPicture(manifest.resolve(entry.path()))
                ? LabelledPicture.read(manifest, entry, config.sampling().crop(), config.input())
                : LabelledVolume.read(manifest, entry, config.input());
    }

    /** Reads the samples of one part of a split. */
    static List<LabelledSlices> read(
            Manifest manifest, Split split, Split.Part part, RunConfig config, Progress progress) throws Problem {
        List<LabelledSlices> samples = new ArrayList<>();
        for (ManifestEntry entry : split.entries(manifest, part)) {
            progress.check();
            progress.report(-1, "reading " + part.label() + " sample " + (samples.size() + 1));
            samples.add(read(manifest, entry, config));
        }
        return samples;
    }

    String sampleId();

    String patientId();

    int slices();

    /** C of the network input. */
    int channels();

    /** H of a whole slice's network input. */
    int rows();

    /** W of a whole slice's network input. */
    int columns();

    /** Writes the network input (C, H, W) of a slice, in [0, 1], from {@code offset} on. */
    void copyInput(int slice, float[] into, int offset);

    /** Like {@link #copyInput}, and then normalised: what a network is given when nothing more is done to the picture. */
    void copyNormalisedInput(int slice, float[] into, int offset);

    /** Writes how much of each pixel of a slice is inside the structure, (H, W) in [0, 1], from {@code offset} on. */
    void copyTarget(int slice, float[] into, int offset);

    /** Pixels of a slice of which at least half is inside. */
    int inside(int slice);

    /** Whether a slice has any of these. */
    default boolean shows(int slice) {
        return inside(slice) > 0;
    }

    /** Whether a slice lies so close to the structure's ends that it is easily mistaken for one that shows it. */
    boolean near(int slice);

    /** Column that the middle of a crop shows before it is shifted at random. */
    double middleColumn();

    /** Row that the middle of a crop shows before it is shifted at random. */
    double middleRow();
}
