package org.radiloom.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.radiloom.infer.WorkingVolume;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.train.pretext.SliceSource;

/**
 * The slices of a sample without its mask: squares around places in the middle half of each slice, with the run's
 * augmentation. A picture is a single slice.
 */
final class UnlabelledSlices implements SliceSource {
    private final String sampleId;
    private final int slices;
    private final int channels;
    private final int rows;
    private final int columns;
    private final Planes planes;
    private final Augmenter augmenter;
    private final int crop;

    /** Where a slice's network input comes from. */
    private interface Planes {
        /** Writes (C, H, W), in [0, 1], from {@code offset} on. */
        void copyInput(int slice, float[] into, int offset);
    }

    private UnlabelledSlices(
            String sampleId, int slices, int channels, int rows, int columns, Planes planes, RunConfig config) {
        this.sampleId = sampleId;
        this.slices = slices;
        this.channels = channels;
        this.rows = rows;
        this.columns = columns;
        this.planes = planes;
        this.crop = config.sampling().crop();
        this.augmenter = new Augmenter(config.augment(), crop, true);
    }

    /** Reads the image of a sample. */
    static UnlabelledSlices read(Manifest manifest, ManifestEntry entry, RunConfig config) throws Problem {
        Path file = manifest.resolve(entry.path());
        if (SampleFiles.isPicture(file)) {
            LabelledPicture p = LabelledPicture.unlabelled(
                    manifest, entry, config.sampling().crop(), config.input());
            return new UnlabelledSlices(entry.sampleId(), 1, p.channels(), p.rows(), p.columns(), p::copyInput, config);
        }
        WorkingVolume v = WorkingVolume.of(SampleFiles.image(file, entry), config.input(), Progress.NONE);
        return new UnlabelledSlices(
                entry.sampleId(), v.slices(), v.channels(), v.inputRows(), v.inputColumns(), v::copyBatchInput, config);
    }

    /**
     * The samples that stage 0 may see: of the training part, and of no patient (nor with any image) that the run keeps for
     * validation or test.
     *
     * @param manifest of the unlabelled slices, with its own split
     * @param run the run's manifest and split
     */
    static List<ManifestEntry> allowed(Manifest manifest, Split split, Manifest runManifest, Split run) {
        Set<String> keptPatients = new HashSet<>();
        Set<String> keptImages = new HashSet<>();
        for (Split.Part part : List.of(Split.Part.VAL, Split.Part.TEST)) {
            for (ManifestEntry entry : run.entries(runManifest, part)) {
                keptPatients.add(entry.patientId());
                keptImages.add(image(runManifest, entry));
                if (entry.sha256() != null) {
                    keptImages.add(entry.sha256());
                }
            }
        }
        List<ManifestEntry> allowed = new ArrayList<>();
        for (ManifestEntry entry : split.entries(manifest, Split.Part.TRAIN)) {
            boolean kept = keptPatients.contains(entry.patientId())
                    || keptImages.contains(image(manifest, entry))
                    || (entry.sha256() != null && keptImages.contains(entry.sha256()));
            if (!kept) {
                allowed.add(entry);
            }
        }
        return allowed;
    }

    private static String image(Manifest manifest, ManifestEntry entry) {
        Path file = manifest.resolve(entry.path()).toAbsolutePath().normalize();
        return file.toString();
    }

    @Override
    public String name() {
        return sampleId;
    }

    @Override
    public int slices() {
        return slices;
    }

    @Override
    public void cut(int slice, SplittableRandom random, float[] into, int offset) {
        float[] picture = new float[channels * rows * columns];
        planes.copyInput(slice, picture, 0);
        double x = 2 * random.nextDouble() - 1;
        double y = 2 * random.nextDouble() - 1;
        augmenter.cut(
                new Augmenter.Picture(picture, new float[rows * columns], channels, rows, columns),
                columns * (0.5 + 0.25 * x),
                rows * (0.5 + 0.25 * y),
                random,
                into,
                offset,
                new float[crop * crop],
                0);
    }
}
