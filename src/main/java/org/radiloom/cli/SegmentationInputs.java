package org.radiloom.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.annotate.file.DicomSegFile;
import org.radiloom.annotate.file.Imported;
import org.radiloom.annotate.file.NiftiLabels;
import org.radiloom.annotate.file.NrrdLabels;
import org.radiloom.annotate.file.OntoGrid;
import org.radiloom.annotate.file.SegmentationFiles;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.VolumeOutline;
import org.radiloom.problem.Problem;

/**
 * Segmentations named on the command line. Volumes lie as the window shows them, columns to the patient's left,
 * rows to the back, slices to the head, so that a slice has the same number here and there.
 */
final class SegmentationInputs {
    private enum Format {
        NIFTI,
        NRRD,
        SEG,
        /** Regions, or a folder of pictures: without a grid of its own. */
        DRAWN
    }

    private SegmentationInputs() {}

    private static Optional<Format> format(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            return Optional.of(Format.DRAWN);
        }
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return Optional.of(Format.NIFTI);
        }
        if (name.endsWith(".nrrd")) {
            return Optional.of(Format.NRRD);
        }
        if (name.endsWith(".zip") || name.endsWith(".roi")) {
            return Optional.of(Format.DRAWN);
        }
        // DICOM files have any name
        return name.endsWith(".dcm") || isDicom(file) ? Optional.of(Format.SEG) : Optional.empty();
    }

    /** Whether a file begins as PS3.10, section 7.1 says. */
    private static boolean isDicom(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(128);
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("DICM");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file is of a format that is read, by its name or as DICOM by its beginning. */
    static boolean known(Path file) {
        return format(file).isPresent();
    }

    /** Whether the file says by itself where its voxels lie. */
    static boolean hasGrid(Path file) {
        return format(file).filter(format -> format != Format.DRAWN).isPresent();
    }

    /**
     * Reads a file on its own grid.
     *
     * @throws Problem if it is missing, damaged, of another format, holds no labels, or lies nowhere
     */
    static Imported read(Path file) throws Problem {
        return switch (checked(file)) {
            case NIFTI -> NiftiLabels.read(file, grid(Nifti.outline(file), file));
            case NRRD -> NrrdLabels.read(file, grid(Nrrd.outline(file), file));
            case SEG -> DicomSegFile.readOnOwnGrid(file);
            case DRAWN ->
                throw Problem.usage(
                        "compare.regions",
                        "Regions and pictures do not say where they lie in the patient, and neither of the two does.",
                        "Compare them with a NIfTI, NRRD or SEG file.");
        };
    }

    /** Reads a file onto a grid. */
    static Imported read(Path file, Geometry grid, String name) throws Problem {
        return switch (checked(file)) {
            case SEG -> OntoGrid.bring(DicomSegFile.readOnOwnGrid(file), grid, name);
            case NIFTI, NRRD, DRAWN -> SegmentationFiles.read(file, SourceSeries.of(grid));
        };
    }

    private static Format checked(Path file) throws Problem {
        Optional<Format> format = format(file);
        if (format.isEmpty()) {
            throw Problem.input(
                    "segmentation.format",
                    name(file) + " is no segmentation that can be read.",
                    "Use SEG (.dcm), NIfTI (.nii, .nii.gz), NRRD (.nrrd) or ImageJ regions (.zip, .roi).");
        }
        return format.get();
    }

    private static Geometry grid(VolumeOutline outline, Path file) throws Problem {
        Optional<Geometry> grid = outline.geometry();
        if (grid.isEmpty()) {
            throw Problem.input(
                    "segmentation.place",
                    name(file) + " has no voxel sizes, so its labels lie nowhere.",
                    "Write it again with its place in the patient.");
        }
        return grid.get();
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
