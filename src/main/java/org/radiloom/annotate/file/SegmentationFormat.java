package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.Locale;

/** The kinds of files that segmentations are read from and written to. */
public enum SegmentationFormat {
    /** DICOM segmentation, one bit a voxel and segment. */
    DICOM_SEG(true, ".dcm"),
    /** DICOM segmentation, for each voxel and segment which part of the voxel belongs to it: 0 or all of it. */
    DICOM_FRACTIONAL(true, ".dcm"),
    /** DICOM label map, small and new. */
    DICOM_LABELMAP(true, ".dcm"),
    NIFTI(true, ".nii.gz", ".nii"),
    NRRD(true, ".seg.nrrd", ".nrrd"),
    /** A folder of PNG. */
    PNG(true, ""),
    /** A folder of labelme files. */
    LABELME(true, ""),
    /** A folder of labelme files whose shapes are polygons; holes are filled. */
    LABELME_POLYGONS(true, ""),
    /** Regions of ImageJ. */
    IMAGEJ(true, ".zip"),
    /** DICOM structure set. */
    RTSTRUCT(false, ".dcm"),
    /** Surface of one segment. */
    STL(false, ".stl"),
    /** Surfaces of all segments. */
    OBJ(false, ".obj");

    private final boolean read;
    private final String ending;
    private final String other;

    SegmentationFormat(boolean read, String ending, String other) {
        this.read = read;
        this.ending = ending;
        this.other = other;
    }

    SegmentationFormat(boolean read, String ending) {
        this(read, ending, ending);
    }

    /** Whether it is also read. */
    public boolean read() {
        return read;
    }

    /** Whether it is a folder. */
    public boolean folder() {
        return ending.isEmpty();
    }

    /** Whether it needs DICOM images to refer to. */
    public boolean dicom() {
        return this == DICOM_SEG || this == DICOM_FRACTIONAL || this == DICOM_LABELMAP || this == RTSTRUCT;
    }

    /** A short lower-case name, for ids. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What names end with; empty for folders. */
    public String ending() {
        return ending;
    }

    /** The place with an ending that belongs to this format, added where there is none. */
    public Path named(Path place) {
        String name = String.valueOf(place.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(ending) || lower.endsWith(other) ? place : place.resolveSibling(name + ending);
    }
}
