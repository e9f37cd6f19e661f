package org.radiloom.train.classify;

import java.util.List;
import org.radiloom.train.ManifestEntry;

/**
 * A sample of a classification set in memory for the whole run, cropped and scaled, ready to be cut into network inputs. Many
 * threads read it at once.
 *
 * <p>A whole picture or region is a square of the network input's side. A sample that is seen in patches keeps the shape of
 * its picture, scaled so that a patch has that side.
 *
 * @param label class index
 * @param declared numbers that a reader declared, in the order of {@link PictureSettings#declared}
 * @param channels planes: 1 grey, 3 red, green and blue
 * @param planes (C, rows, columns), [0, 1] as 65535ths in unsigned shorts; shared, not copied
 * @param region (rows, columns), share of each pixel that lies in the region to analyse, as 255ths in unsigned bytes; empty
 *     if all of it does; shared, not copied
 * @param boxes around lesions, in pixels of these planes, edges from 0 to columns and rows
 * @param patches middles of the patches that cover the region; empty for a sample that is seen whole
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PictureSample(
        String sampleId,
        String patientId,
        int label,
        List<Float> declared,
        int channels,
        int rows,
        int columns,
        short[] planes,
        byte[] region,
        List<ManifestEntry.Box> boxes,
        List<Place> patches) {
    /** The middle of a patch: column and row, an index naming the centre of its pixel. */
    public record Place(double column, double row) {}

    public PictureSample {
        declared = List.copyOf(declared);
        boxes = List.copyOf(boxes);
        patches = List.copyOf(patches);
        if (planes.length != channels * rows * columns || region.length != 0 && region.length != rows * columns) {
            throw new IllegalArgumentException(planes.length + " values and a region of " + region.length + " for "
                    + channels + " x " + rows + " x " + columns);
        }
    }

    /** The same with other boxes. */
    public PictureSample withBoxes(List<ManifestEntry.Box> others) {
        return new PictureSample(
                sampleId, patientId, label, declared, channels, rows, columns, planes, region, others, patches);
    }

    /** Where a network input may have its middle: every patch, or the middle of the whole. */
    public List<Place> places() {
        return patches.isEmpty() ? List.of(new Place((columns - 1) / 2.0, (rows - 1) / 2.0)) : patches;
    }

    /** Value of a plane at a pixel, 0 to 1. */
    public float at(int channel, int column, int row) {
        return Short.toUnsignedInt(planes[(channel * rows + row) * columns + column]) / 65535f;
    }
}
