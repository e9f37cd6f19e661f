package org.radiloom.train.classify;

import java.util.List;
import org.radiloom.train.ManifestEntry;

/**
 * A sample of a classification set in memory for the whole run, ready to be cut into network inputs. Many threads read it at
 * once.
 *
 * <p>A whole picture or region is a square of the network input's side. A sample that is seen in patches keeps its picture as
 * it is, or made smaller so that a patch is no larger than the network input.
 *
 * @param label class index
 * @param declared numbers that a reader declared, in the order of {@link PictureSettings#declared}
 * @param channels planes: 1 grey, 3 red, green and blue
 * @param planes (C, rows, columns), [0, 1] as 65535ths in unsigned shorts; shared, not copied
 * @param step pixels of the planes per pixel of a network input, above 0 to 1
 * @param boxes around lesions, in pixels of these planes, edges from 0 to columns and rows
 * @param places middles of network inputs: for judging all that cover the sample, for learning all that may be drawn; at
 *     least one
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
        double step,
        List<ManifestEntry.Box> boxes,
        List<Place> places) {
    /** The middle of a network input: column and row, an index naming the centre of its pixel. */
    public record Place(double column, double row) {}

    public PictureSample {
        declared = List.copyOf(declared);
        boxes = List.copyOf(boxes);
        places = List.copyOf(places);
        if (planes.length != channels * rows * columns || !(step > 0) || places.isEmpty()) {
            throw new IllegalArgumentException(planes.length + " values for " + channels + " x " + rows + " x "
                    + columns + ", step " + step + ", " + places.size() + " places");
        }
    }

    /** The same with other boxes. */
    public PictureSample withBoxes(List<ManifestEntry.Box> others) {
        return new PictureSample(
                sampleId, patientId, label, declared, channels, rows, columns, planes, step, others, places);
    }

    /** Value of a plane at a pixel, 0 to 1. */
    public float at(int channel, int column, int row) {
        return Short.toUnsignedInt(planes[(channel * rows + row) * columns + column]) / 65535f;
    }
}
