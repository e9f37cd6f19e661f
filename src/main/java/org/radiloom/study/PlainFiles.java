package org.radiloom.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeOutline;
import org.radiloom.problem.Problem;

/** Series of files that say nothing about a patient: NIfTI and NRRD volumes and pictures, one series each, a study per folder. */
final class PlainFiles {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif");

    private PlainFiles() {}

    static boolean isNifti(Path file) {
        String name = lowerName(file);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    static boolean isPicture(Path file) {
        String name = lowerName(file);
        return PICTURES.stream().anyMatch(name::endsWith);
    }

    private static String lowerName(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    static boolean isNrrd(Path file) {
        return lowerName(file).endsWith(".nrrd");
    }

    static Series nifti(Path file) throws Problem {
        return volume(file, Series.Source.NIFTI, Nifti.outline(file));
    }

    static Series nrrd(Path file) throws Problem {
        return volume(file, Series.Source.NRRD, Nrrd.outline(file));
    }

    private static Series volume(Path file, Series.Source source, VolumeOutline o) {
        List<GeometryWarning> warnings = new ArrayList<>();
        if (o.geometry().isEmpty()) {
            warnings.add(new GeometryWarning(GeometryWarning.Kind.NO_PLACE, "no voxel sizes in the header"));
        }
        Optional<PixelSpacing> spacing = o.geometry().map(g -> new PixelSpacing(g.columnSpacingMm(), g.rowSpacingMm()));
        return series(
                file,
                source,
                o.columns(),
                o.rows(),
                o.slices(),
                ValueUnit.RAW,
                Math.min(32, o.bits()),
                spacing,
                o.geometry(),
                warnings);
    }

    static Series picture(Path file) throws Problem {
        PictureFile.Outline o = PictureFile.outline(file);
        return series(
                file,
                Series.Source.PICTURE,
                o.columns(),
                o.rows(),
                o.pages(),
                o.grey() ? ValueUnit.RAW : ValueUnit.COLOUR,
                o.bits(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new GeometryWarning(GeometryWarning.Kind.NO_PLACE, "a picture"),
                        new GeometryWarning(GeometryWarning.Kind.NO_SPACING, "a picture")));
    }

    private static Series series(
            Path file,
            Series.Source source,
            int columns,
            int rows,
            int slices,
            ValueUnit unit,
            int bits,
            Optional<PixelSpacing> spacing,
            Optional<Geometry> geometry,
            List<GeometryWarning> warnings) {
        List<ImageRef> images = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            images.add(new ImageRef(file, k, "", "", k + 1, Optional.empty()));
        }
        String id = "file:" + file.toAbsolutePath();
        return new Series(
                id,
                "folder:" + file.toAbsolutePath().getParent(),
                id,
                source,
                "",
                OptionalInt.empty(),
                String.valueOf(file.getFileName()),
                "",
                Optional.empty(),
                columns,
                rows,
                unit,
                Optional.empty(),
                bits,
                false,
                spacing,
                geometry,
                images,
                warnings);
    }
}
