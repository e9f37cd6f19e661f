package org.radiloom.train;

import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Letterbox;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.model.SegmentationInput;
import org.radiloom.problem.Problem;

/**
 * A picture (PNG, JPEG, ...) with its mask, letterboxed: scaled to fit a square, its shorter side padded with 0.
 *
 * <p>A picture has been windowed by whoever made it, so its grey values only become [0, 1]: 0 and the largest value of 8
 * or 16 bits. All channels of the network input show the same slice, because a picture has no neighbours.
 *
 * @param input how many channels there are and how they are normalised
 * @param grey (side, side), 65535ths as unsigned shorts; shared, not copied
 * @param shares (side, side), how much of each pixel is inside, 255ths as unsigned bytes; shared, not copied
 * @param pixels of which at least half is inside
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelledPicture(
        String sampleId, String patientId, SegmentationInput input, int side, short[] grey, byte[] shares, int pixels)
        implements LabelledSlices {
    /**
     * Reads picture and mask of a sample.
     *
     * @throws Problem if one cannot be read, there is no mask, the sizes differ, or the mask covers everything
     */
    static LabelledPicture read(Manifest manifest, ManifestEntry entry, int side, SegmentationInput input)
            throws Problem {
        String maskPath = entry.maskPath();
        if (maskPath == null) {
            throw Problem.input(
                    "data.mask.missing", "The sample " + entry.sampleId() + " has no mask_path.", "Add it.");
        }
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        if (image.slices() != 1) {
            throw Problem.input(
                    "data.frame",
                    "The picture of sample " + entry.sampleId() + " has " + image.slices() + " pages.",
                    "Say with frame which one is meant, from 0.");
        }
        Mask mask = SampleFiles.mask(manifest.resolve(maskPath), entry, image);
        int bits = PictureFile.outline(manifest.resolve(entry.path())).bits();
        return of(entry.sampleId(), entry.patientId(), image, mask, (1 << bits) - 1, side, input);
    }

    /** As {@link #read}, with nothing inside; the sample needs no mask. */
    static LabelledPicture unlabelled(Manifest manifest, ManifestEntry entry, int side, SegmentationInput input)
            throws Problem {
        VolumeStack image = SampleFiles.image(manifest.resolve(entry.path()), entry);
        int bits = PictureFile.outline(manifest.resolve(entry.path())).bits();
        Geometry grid = Geometry.axial(image.columns(), image.rows(), 1, 1, 1, 1);
        Mask nothing = Mask.of(grid, new byte[image.columns() * image.rows()]);
        return of(entry.sampleId(), entry.patientId(), image, nothing, (1 << bits) - 1, side, input);
    }

    /** @param white value that becomes 1 */
    static LabelledPicture of(
            String sampleId,
            String patientId,
            VolumeStack image,
            Mask mask,
            int white,
            int side,
            SegmentationInput input)
            throws Problem {
        long on = mask.count();
        if (on == mask.geometry().voxels()) {
            throw Problem.input(
                    "data.mask.full",
                    "The mask of sample " + sampleId + " covers the whole image.",
                    "Leave the sample out or correct its mask.");
        }
        Letterbox square = new Letterbox(image.columns(), image.rows(), side);
        float[] values = square.onto(image.toFloats());
        byte[] voxels = mask.toArray();
        float[] inside = new float[voxels.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = voxels[at];
        }
        inside = square.onto(inside);
        short[] grey = new short[values.length];
        byte[] shares = new byte[values.length];
        int pixels = 0;
        for (int at = 0; at < grey.length; at++) {
            grey[at] = (short) Math.round(65535 * Math.clamp(values[at] / white, 0f, 1f));
            shares[at] = (byte) Math.round(255 * Math.clamp(inside[at], 0f, 1f));
            pixels += Byte.toUnsignedInt(shares[at]) >= 128 ? 1 : 0;
        }
        return new LabelledPicture(sampleId, patientId, input, side, grey, shares, pixels);
    }

    @Override
    public int slices() {
        return 1;
    }

    @Override
    public int channels() {
        return input.channels();
    }

    @Override
    public int rows() {
        return side;
    }

    @Override
    public int columns() {
        return side;
    }

    @Override
    public void copyInput(int slice, float[] into, int offset) {
        for (int at = 0; at < grey.length; at++) {
            into[offset + at] = Short.toUnsignedInt(grey[at]) / 65535f;
        }
        for (int c = 1; c < channels(); c++) {
            System.arraycopy(into, offset, into, offset + c * grey.length, grey.length);
        }
    }

    @Override
    public void copyNormalisedInput(int slice, float[] into, int offset) {
        copyInput(slice, into, offset);
        input.norm().apply(into, offset, 1, channels(), grey.length);
    }

    @Override
    public void copyTarget(int slice, float[] into, int offset) {
        for (int at = 0; at < shares.length; at++) {
            into[offset + at] = Byte.toUnsignedInt(shares[at]) / 255f;
        }
    }

    @Override
    public int inside(int slice) {
        return pixels;
    }

    @Override
    public boolean near(int slice) {
        return false;
    }

    @Override
    public double middleColumn() {
        return (side - 1) / 2.0;
    }

    @Override
    public double middleRow() {
        return (side - 1) / 2.0;
    }
}
