package org.radiloom.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.infer.PictureCut;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.Importer;
import org.radiloom.study.LoadedStack;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.UltrasoundSector;

/**
 * Reads what a manifest names: NIfTI and NRRD volumes, DICOM files and folders with one series, pictures.
 *
 * <p>A volume is one sample for each of its axial slices and stays one unit for splitting; with {@code frame} it is that
 * slice alone.
 */
public final class SampleFiles {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif");
    /** JPEG rounds what was 0 and 255: inside is the upper half. */
    private static final int JPEG_INSIDE = 128;

    private SampleFiles() {}

    /** Whether a path of a manifest is a plain picture: one slice that lies nowhere in a patient. */
    public static boolean isPicture(Path file) {
        return PICTURES.stream().anyMatch(lowerName(file)::endsWith);
    }

    private static String lowerName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /**
     * The image of a sample in memory; its values are Hounsfield units where the files say so, or where the manifest calls
     * a NIfTI or NRRD volume CT. Colours become luminance.
     *
     * @throws Problem if a file is missing or damaged, or a folder does not hold exactly one series that fits
     */
    public static VolumeStack image(Path file, ManifestEntry entry) throws Problem {
        VolumeStack all = wholeImage(file, entry);
        Integer frame = entry.frame();
        // pictures of one page are often numbered within a sequence: that number is no page
        return frame == null || all.slices() == 1 ? all : only(all, frame, entry);
    }

    /**
     * A sample as a single picture, in colour if it has any: a page of a picture file, a frame of a DICOM file, a slice.
     *
     * @throws Problem if the file is missing or damaged, or has several frames and the sample names none
     */
    public static Frame frame(Path file, ManifestEntry entry) throws Problem {
        if (!Files.exists(file)) {
            throw Problem.input("data.file.missing", "There is no file " + file + ".", "Correct the path.");
        }
        if (isPicture(file)) {
            PictureFile.Outline outline = PictureFile.outline(file);
            return Frame.of(PictureFile.read(file, index(outline.pages(), entry)), outline.bits());
        }
        if (isVolume(file)) {
            VolumeStack image = image(file, entry);
            return Frame.of(image.slice(index(image.slices(), entry)), 8);
        }
        Series series = series(file, entry.seriesUid());
        try (LoadedStack stack = opened(series)) {
            return Frame.of(stack.slice(index(stack.slices(), entry)), series.bitsStored());
        }
    }

    /** The part of an ultrasound image that its tags name; empty for files that are not DICOM, and for folders. */
    public static Optional<PictureCut> sector(Path file) throws Problem {
        if (isPicture(file) || isVolume(file) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return UltrasoundSector.of(file).map(s -> new PictureCut(s.column(), s.row(), s.width(), s.height()));
    }

    private static boolean isVolume(Path file) {
        String name = lowerName(file);
        return name.endsWith(".nii") || name.endsWith(".nii.gz") || name.endsWith(".nrrd");
    }

    private static int index(int frames, ManifestEntry entry) throws Problem {
        Integer frame = entry.frame();
        if (frames == 1) {
            return 0;
        }
        if (frame == null || frame >= frames) {
            throw Problem.input(
                    "data.frame",
                    "The sample " + entry.sampleId() + " has " + frames + " frames and names "
                            + (frame == null ? "none." : "frame " + frame + "."),
                    "Say with frame which one is meant, from 0.");
        }
        return frame;
    }

    private static VolumeStack wholeImage(Path file, ManifestEntry entry) throws Problem {
        if (!Files.exists(file)) {
            throw Problem.input("data.file.missing", "There is no file " + file + ".", "Correct the path.");
        }
        ValueUnit unit = "CT".equals(entry.modality()) ? ValueUnit.HOUNSFIELD : ValueUnit.RAW;
        String name = lowerName(file);
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return Nifti.read(file, unit);
        }
        if (name.endsWith(".nrrd")) {
            return Nrrd.read(file, unit);
        }
        if (isPicture(file)) {
            return picture(file);
        }
        return dicom(file, entry.seriesUid());
    }

    private static VolumeStack picture(Path file) throws Problem {
        List<GreySlice> pages = new ArrayList<>();
        int count = PictureFile.outline(file).pages();
        for (int page = 0; page < count; page++) {
            pages.add(grey(PictureFile.read(file, page)));
        }
        return VolumeStack.of(pages, Optional.empty(), ValueUnit.RAW);
    }

    private static GreySlice grey(Slice slice) {
        return switch (slice) {
            case GreySlice g -> g;
            case ColourSlice c -> c.luminance();
        };
    }

    private static Series series(Path file, @Nullable String seriesUid) throws Problem {
        List<Series> series = new Importer()
                .read(List.of(file), Progress.NONE).series().stream()
                        .filter(s -> s.source() == Series.Source.DICOM)
                        .filter(s -> seriesUid == null || s.seriesUid().equals(seriesUid))
                        .toList();
        if (series.size() != 1) {
            throw Problem.input(
                    "data.series",
                    file + " holds " + series.size() + " series" + (seriesUid == null ? "" : " with that series_uid")
                            + ", not one.",
                    series.isEmpty() ? "Check path and series_uid." : "Say with series_uid which one is meant.");
        }
        return series.getFirst();
    }

    private static LoadedStack opened(Series series) {
        return new SeriesLoader(Runtime.getRuntime().maxMemory() / 2, Runnable::run).openOnDemand(series);
    }

    private static VolumeStack dicom(Path file, @Nullable String seriesUid) throws Problem {
        try (LoadedStack stack = opened(series(file, seriesUid))) {
            List<GreySlice> slices = new ArrayList<>();
            for (int k = 0; k < stack.slices(); k++) {
                slices.add(grey(stack.slice(k)));
            }
            ValueUnit unit = stack.unit() == ValueUnit.COLOUR ? ValueUnit.RAW : stack.unit();
            return VolumeStack.of(slices, stack.geometry(), unit);
        }
    }

    private static VolumeStack only(VolumeStack all, int frame, ManifestEntry entry) throws Problem {
        if (frame >= all.slices()) {
            throw Problem.input(
                    "data.frame",
                    "The sample " + entry.sampleId() + " asks for frame " + frame + " of " + all.slices() + ".",
                    "Count frames from 0.");
        }
        return VolumeStack.of(
                List.of(all.slice(frame)),
                all.geometry().map(g -> g.crop(0, 0, frame, g.columns(), g.rows(), 1)),
                all.unit());
    }

    /**
     * The mask of a sample: voxels that are not 0, or in a JPEG at least 128.
     *
     * @param image the sample's image; a mask without a place of its own takes the image's, or pixels of 1 mm
     * @throws Problem if the file is missing or damaged, or its grid is not the image's
     */
    public static Mask mask(Path file, ManifestEntry entry, VolumeStack image) throws Problem {
        VolumeStack labels = wholeImage(file, entry);
        Integer frame = entry.frame();
        if (frame != null && labels.slices() > 1 && image.slices() == 1) {
            labels = only(labels, frame, entry);
        }
        Geometry grid = grid(labels, image, entry);
        boolean jpeg = lowerName(file).endsWith(".jpg") || lowerName(file).endsWith(".jpeg");
        float[] values = labels.toFloats();
        byte[] voxels = new byte[values.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) ((jpeg ? values[at] >= JPEG_INSIDE : values[at] != 0) ? 1 : 0);
        }
        return Mask.of(grid, voxels);
    }

    /** The grid of a mask, once it is clear that it is the image's, with its axes turned another way at most. */
    private static Geometry grid(VolumeStack labels, VolumeStack image, ManifestEntry entry) throws Problem {
        boolean sized = size(labels).equals(size(image));
        if (labels.geometry().isEmpty() || image.geometry().isEmpty()) {
            if (sized) {
                return image.geometry()
                        .or(labels::geometry)
                        .orElse(Geometry.axial(image.columns(), image.rows(), image.slices(), 1, 1, 1));
            }
            throw otherSize(labels, image, entry);
        }
        Geometry mine = labels.geometry().get();
        if (sized && near(mine, image.geometry().get())) {
            return image.geometry().get();
        }
        // programs that convert DICOM to NIfTI reverse rows or slices
        VolumeStack turned = labels.patientAligned();
        VolumeStack upright = image.patientAligned();
        if (!size(turned).equals(size(upright))) {
            throw otherSize(turned, upright, entry);
        }
        if (near(turned.geometry().orElseThrow(), upright.geometry().orElseThrow())) {
            return mine;
        }
        throw Problem.input(
                "data.mask.place",
                "The mask of sample " + entry.sampleId() + " lies elsewhere in the patient than its image.",
                "Write the mask again with the image's place and axes.");
    }

    private static Problem otherSize(VolumeStack labels, VolumeStack image, ManifestEntry entry) {
        return Problem.input(
                "data.mask.grid",
                "The mask of sample " + entry.sampleId() + " has another size than its image (" + size(labels)
                        + " instead of " + size(image) + ").",
                "Make the mask on the image's grid.");
    }

    private static String size(VolumeStack s) {
        return s.columns() + "x" + s.rows() + "x" + s.slices();
    }

    /** Whether opposite corners lie within half a voxel of each other. */
    private static boolean near(Geometry a, Geometry b) {
        double half = Math.min(b.columnSpacingMm(), Math.min(b.rowSpacingMm(), b.sliceSpacingMm())) / 2;
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) * (b.columns() - 1);
            double j = (corner >> 1 & 1) * (b.rows() - 1);
            double k = (corner >> 2) * (b.slices() - 1);
            if (a.toPatient(i, j, k).minus(b.toPatient(i, j, k)).length() > half) {
                return false;
            }
        }
        return true;
    }
}
