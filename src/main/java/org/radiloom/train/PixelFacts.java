package org.radiloom.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * What tells whether two images hold the same: a hash of the decoded pixels, and a thumbnail for near copies.
 *
 * @param sha256 hexadecimal; slice by slice, row by row, of 8-bit numbers if all values are whole numbers from 0 to 255
 *     (three a pixel in a colour picture), else of little-endian 16-bit numbers if all are whole and within -32768 to
 *     32767, else of little-endian floats
 * @param thumbnail 16 x 16 means over equal parts of the middle slice, with mean 0 and length 1; all 0 for a flat image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record PixelFacts(String sha256, float[] thumbnail) {
    private static final int SIDE = 16;

    /** @param file where the stack came from, so that a colour picture is hashed in its colours */
    static PixelFacts of(Path file, VolumeStack image) throws Problem {
        return new PixelFacts(sha256(file, image), thumbnail(image));
    }

    /** How alike two thumbnails are: the correlation, 1 for images that differ in brightness and contrast only. */
    double likeness(PixelFacts other) {
        double sum = 0;
        for (int at = 0; at < thumbnail.length; at++) {
            sum += thumbnail[at] * other.thumbnail[at];
        }
        return sum;
    }

    private static String sha256(Path file, VolumeStack image) throws Problem {
        if (SampleFiles.isPicture(file)
                && image.slices() == 1
                && PictureFile.read(file, 0) instanceof ColourSlice colours) {
            return hash(colours);
        }
        boolean bytes = true;
        boolean shorts = true;
        float[] plane = new float[image.columns() * image.rows()];
        for (int k = 0; k < image.slices() && (bytes || shorts); k++) {
            image.slice(k).copyTo(plane, 0);
            for (float v : plane) {
                boolean whole = v == (int) v;
                bytes &= whole && v >= 0 && v <= 255;
                shorts &= whole && v >= Short.MIN_VALUE && v <= Short.MAX_VALUE;
            }
        }
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(4 * plane.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < image.slices(); k++) {
            image.slice(k).copyTo(plane, 0);
            buffer.clear();
            for (float v : plane) {
                if (bytes) {
                    buffer.put((byte) v);
                } else if (shorts) {
                    buffer.putShort((short) v);
                } else {
                    buffer.putFloat(v);
                }
            }
            digest.update(buffer.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(ColourSlice colours) {
        byte[] rgb = new byte[3 * colours.columns() * colours.rows()];
        for (int at = 0; at < rgb.length / 3; at++) {
            int c = colours.rgbAt(at % colours.columns(), at / colours.columns());
            rgb[3 * at] = (byte) (c >> 16);
            rgb[3 * at + 1] = (byte) (c >> 8);
            rgb[3 * at + 2] = (byte) c;
        }
        return HexFormat.of().formatHex(digest().digest(rgb)).toLowerCase(Locale.ROOT);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static float[] thumbnail(VolumeStack image) {
        float[] plane = new float[image.columns() * image.rows()];
        image.slice(image.slices() / 2).copyTo(plane, 0);
        double[] sums = new double[SIDE * SIDE];
        int[] counts = new int[SIDE * SIDE];
        for (int at = 0; at < plane.length; at++) {
            int part =
                    SIDE * (at / image.columns() * SIDE / image.rows()) + at % image.columns() * SIDE / image.columns();
            sums[part] += plane[at];
            counts[part]++;
        }
        double mean = 0;
        for (int part = 0; part < sums.length; part++) {
            sums[part] /= Math.max(1, counts[part]);
            mean += sums[part] / sums.length;
        }
        double length = 0;
        for (int part = 0; part < sums.length; part++) {
            sums[part] -= mean;
            length += sums[part] * sums[part];
        }
        float[] thumbnail = new float[sums.length];
        for (int part = 0; part < sums.length; part++) {
            thumbnail[part] = length > 0 ? (float) (sums[part] / Math.sqrt(length)) : 0;
        }
        return thumbnail;
    }
}
