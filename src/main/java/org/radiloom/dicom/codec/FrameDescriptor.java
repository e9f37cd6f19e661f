package org.radiloom.dicom.codec;

/**
 * What the data set says about the pixels of a frame. A coded stream may disagree; its own header wins.
 *
 * @param samples samples per pixel, 1 or 3 (4 for retired ARGB and CMYK)
 * @param bitsAllocated 1, 8, 16, 32 or 64
 * @param planar true for colour-by-plane in native data (PlanarConfiguration 1)
 */
public record FrameDescriptor(
        int rows,
        int columns,
        int samples,
        int bitsAllocated,
        int bitsStored,
        boolean signed,
        boolean planar,
        String photometric) {}
