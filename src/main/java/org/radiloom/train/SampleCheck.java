package org.radiloom.train;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** Looks at the files of one sample: whether they can be read, fit together, and say what the manifest says. */
final class SampleCheck {
    /** Relative difference of spacings that rounding does not explain. */
    private static final double SPACING_TOLERANCE = 0.01;

    private final Manifest manifest;
    private final ManifestEntry entry;
    private final List<ManifestFault> faults = new ArrayList<>();

    SampleCheck(Manifest manifest, ManifestEntry entry) {
        this.manifest = manifest;
        this.entry = entry;
    }

    List<ManifestFault> faults() {
        return faults;
    }

    /** Reads everything that the line names; the hash is the manifest's where it gives one. */
    Optional<PixelFacts> run() {
        Optional<VolumeStack> image = read(entry.path(), "data.file.missing", "path");
        if (image.isEmpty()) {
            exists(entry.maskPath(), "mask_path");
            exists(entry.regionPath(), "region_path");
            return Optional.empty();
        }
        VolumeStack stack = image.get();
        mask(entry.maskPath(), "mask", stack);
        mask(entry.regionPath(), "region", stack);
        spacing(stack);
        boxes(stack);
        try {
            PixelFacts facts = PixelFacts.of(manifest.resolve(entry.path()), stack);
            return Optional.of(entry.sha256() == null ? facts : new PixelFacts(entry.sha256(), facts.thumbnail()));
        } catch (Problem problem) {
            add(problem);
            return Optional.empty();
        }
    }

    private boolean exists(@Nullable String path, String key) {
        if (path == null || Files.exists(manifest.resolve(path))) {
            return path != null;
        }
        faults.add(ManifestFault.error(
                "data.file.missing", entry, "there is no file " + path, "Correct " + key + " or restore the file."));
        return false;
    }

    private Optional<VolumeStack> read(String path, String code, String key) {
        if (!exists(path, key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SampleFiles.image(manifest.resolve(path), entry));
        } catch (Problem problem) {
            add(problem);
            return Optional.empty();
        }
    }

    private void add(Problem problem) {
        faults.add(ManifestFault.error(problem.code(), entry, phrase(problem), problem.remedy()));
    }

    /** The message as a phrase: without its full stop. */
    private static String phrase(Problem problem) {
        String what = String.valueOf(problem.getMessage());
        return what.endsWith(".") ? what.substring(0, what.length() - 1) : what;
    }

    private void mask(@Nullable String path, String what, VolumeStack image) {
        if (!exists(path, what + "_path") || path == null) {
            return;
        }
        try {
            Mask mask = SampleFiles.mask(manifest.resolve(path), entry, image);
            long on = mask.count();
            if (on == mask.geometry().voxels()) {
                faults.add(ManifestFault.error(
                        "data.mask.full",
                        entry,
                        "the " + what + " " + path + " covers the whole image",
                        "Leave the sample out or correct its " + what + "."));
            } else if (on == 0) {
                // one slice without the structure is a good counterexample, a whole volume is a forgotten outline
                boolean single = image.slices() == 1;
                faults.add(new ManifestFault(
                        single ? ManifestFault.Severity.WARNING : ManifestFault.Severity.ERROR,
                        "data.mask.empty",
                        entry.line(),
                        entry.sampleId(),
                        "the " + what + " " + path + " is empty",
                        "Leave the sample out or correct its " + what + (single ? ", unless it is meant so." : ".")));
            }
        } catch (Problem problem) {
            add(problem);
        }
    }

    private void spacing(VolumeStack image) {
        Optional<Geometry> geometry = image.geometry();
        if (SampleFiles.isPicture(manifest.resolve(entry.path()))) {
            if (entry.pixelSpacing() == null && "CT".equals(entry.modality())) {
                faults.add(ManifestFault.warning(
                        "data.spacing",
                        entry,
                        "a CT picture without pixel_spacing",
                        "Add it, or nothing can be given in mm."));
            }
            return;
        }
        if (geometry.isEmpty()) {
            faults.add(ManifestFault.error(
                    "data.spacing",
                    entry,
                    entry.path() + " does not say where its voxels lie",
                    "Write the volume again with its voxel sizes."));
            return;
        }
        ManifestEntry.Spacing said = entry.pixelSpacing();
        Geometry g = geometry.get();
        if (said != null && (differ(said.rowMm(), g.rowSpacingMm()) || differ(said.columnMm(), g.columnSpacingMm()))) {
            faults.add(ManifestFault.warning(
                    "data.spacing.other",
                    entry,
                    "pixel_spacing is [" + said.rowMm() + ", " + said.columnMm() + "], but the file says ["
                            + (float) g.rowSpacingMm() + ", " + (float) g.columnSpacingMm() + "]",
                    "The file's is used; correct the manifest."));
        }
    }

    private static boolean differ(double a, double b) {
        return Math.abs(a - b) > SPACING_TOLERANCE * b;
    }

    private void boxes(VolumeStack image) {
        for (ManifestEntry.Box b : entry.boxes()) {
            if (b.x0() < 0 || b.y0() < 0 || b.x1() > image.columns() || b.y1() > image.rows()) {
                faults.add(ManifestFault.warning(
                        "data.box",
                        entry,
                        "the box [" + b.x0() + ", " + b.y0() + ", " + b.x1() + ", " + b.y1()
                                + "] reaches beyond the image of " + image.columns() + "x" + image.rows(),
                        "It will be clipped; boxes are in pixels of the source."));
            }
        }
    }
}
