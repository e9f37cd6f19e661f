package org.radiloom.ui.edit;

import org.radiloom.annotate.file.SegmentationFormat;

/**
 * How the window offers a format.
 *
 * @param command id of the command that writes it
 * @param words key of its name in a menu
 */
public record FormatFace(String command, String words) {
    public static FormatFace of(SegmentationFormat format) {
        return switch (format) {
            case DICOM_SEG -> new FormatFace("correct.export.seg", "correct.format.seg");
            case DICOM_FRACTIONAL -> new FormatFace("correct.export.fractional", "correct.format.fractional");
            case DICOM_LABELMAP -> new FormatFace("correct.export.labelmap", "correct.format.labelmap");
            case NIFTI -> new FormatFace("correct.export.nifti", "correct.format.nifti");
            case NRRD -> new FormatFace("correct.export.nrrd", "correct.format.nrrd");
            case PNG -> new FormatFace("correct.export.png", "correct.format.png");
            case LABELME -> new FormatFace("correct.export.labelme", "correct.format.labelme");
            case LABELME_POLYGONS -> new FormatFace("correct.export.polygons", "correct.format.polygons");
            case IMAGEJ -> new FormatFace("correct.export.imagej", "correct.format.imagej");
            case RTSTRUCT -> new FormatFace("correct.export.rtstruct", "correct.format.rtstruct");
            case STL -> new FormatFace("correct.export.stl", "correct.format.stl");
            case OBJ -> new FormatFace("correct.export.obj", "correct.format.obj");
        };
    }
}
