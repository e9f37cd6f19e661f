package org.radiloom.dicom.seg;

/** How a segmentation object holds its voxels. Source: DICOM PS3.3, C.8.20.2 and C.8.20.3. */
public enum SegmentationEncoding {
    /** One bit a voxel and segment: what every program reads. Segments may overlap. */
    BINARY,
    /** How likely it is that a voxel belongs to a segment, one byte a voxel and segment. */
    PROBABILITY,
    /** How much of a voxel belongs to a segment, one byte a voxel and segment. */
    OCCUPANCY,
    /** The number of the segment, 8 or 16 bits a voxel: small and fast, new in 2024 and not known to older programs. */
    LABELMAP;

    /** Whether voxels may belong to a segment in part. */
    public boolean fractional() {
        return this == PROBABILITY || this == OCCUPANCY;
    }
}
