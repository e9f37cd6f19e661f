package org.radiloom.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;

/**
 * Images that belong together, in the order in which they are shown: along the patient axis if their places are known,
 * else by instance number.
 *
 * @param id unique within the program; the series UID, with a number behind it where one series had to be split
 * @param studyUid of the file, or made from the folder where the file has none
 * @param seriesUid of the file, or made from its name where the file has none
 * @param modality DICOM's code (CT, US, ...), empty when unknown
 * @param frameOfReferenceUid space that positions refer to
 * @param unit what the values mean; Hounsfield units only for CT with a rescale to them
 * @param window the first window that the files ask for
 * @param bitsStored 1 to 32
 * @param inverted whether the lowest value is meant to be white (MONOCHROME1)
 * @param spacing size of the pixels in the plane, also where there is no geometry
 * @param geometry the grid of the whole series; empty when there is none, and then {@code warnings} says why
 * @param images at least one
 * @param directions of the images' rows and columns, also where there is no geometry; empty where they are not known
 */
public record Series(
        String id,
        String studyUid,
        String seriesUid,
        Source source,
        String modality,
        OptionalInt number,
        String description,
        String bodyPart,
        Optional<String> frameOfReferenceUid,
        int columns,
        int rows,
        ValueUnit unit,
        Optional<Window> window,
        int bitsStored,
        boolean inverted,
        Optional<PixelSpacing> spacing,
        Optional<Geometry> geometry,
        List<ImageRef> images,
        List<GeometryWarning> warnings,
        Optional<Directions> directions) {
    /** Where columns and rows grow to in the patient; both have length 1. */
    public record Directions(Vec3 right, Vec3 down) {}

    /** The kind of file that the images come from. */
    public enum Source {
        DICOM,
        NIFTI,
        NRRD,
        PICTURE;

        /** Whether one file holds all slices and says nothing about what its values are. */
        public boolean volume() {
            return this == NIFTI || this == NRRD;
        }
    }

    public Series {
        images = List.copyOf(images);
        warnings = List.copyOf(warnings);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a series without images");
        }
    }

    /** A series whose directions are those of its grid, if it has one. */
    public Series(
            String id,
            String studyUid,
            String seriesUid,
            Source source,
            String modality,
            OptionalInt number,
            String description,
            String bodyPart,
            Optional<String> frameOfReferenceUid,
            int columns,
            int rows,
            ValueUnit unit,
            Optional<Window> window,
            int bitsStored,
            boolean inverted,
            Optional<PixelSpacing> spacing,
            Optional<Geometry> geometry,
            List<ImageRef> images,
            List<GeometryWarning> warnings) {
        this(
                id,
                studyUid,
                seriesUid,
                source,
                modality,
                number,
                description,
                bodyPart,
                frameOfReferenceUid,
                columns,
                rows,
                unit,
                window,
                bitsStored,
                inverted,
                spacing,
                geometry,
                images,
                warnings,
                geometry.map(
                        g -> new Directions(g.columnStep().unit(), g.rowStep().unit())));
    }

    /** How many images there are. */
    public int slices() {
        return images.size();
    }

    /** The same series, with its values declared to be Hounsfield units by the reader: for files that cannot say so. */
    public Series declaredCt() {
        return declared("CT", ValueUnit.HOUNSFIELD);
    }

    /** The same series, declared by the reader to be of a modality, for pictures that cannot say so; values stay as they are. */
    public Series declaredPicture(String dicomModality) {
        return declared(dicomModality, unit);
    }

    private Series declared(String word, ValueUnit values) {
        return new Series(
                id,
                studyUid,
                seriesUid,
                source,
                word,
                number,
                description,
                bodyPart,
                frameOfReferenceUid,
                columns,
                rows,
                values,
                window,
                bitsStored,
                inverted,
                spacing,
                geometry,
                images,
                warnings,
                directions);
    }

    /** Modality and size only: identifiers and texts must not reach a log. */
    @Override
    public String toString() {
        return "Series[" + modality + " " + columns + "x" + rows + "x" + slices() + "]";
    }
}
