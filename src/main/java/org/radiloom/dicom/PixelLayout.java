package org.radiloom.dicom;

import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.problem.Problem;

/**
 * The image pixel module of a data set, checked. Source: DICOM PS3.3, C.7.6.3.
 *
 * @param frame the shape of each frame
 * @param highBit the bit, counted from 0, at which a sample's most significant bit lies
 * @param frames number of frames, at least 1
 */
record PixelLayout(FrameDescriptor frame, int highBit, int frames) {
    /** Samples accepted in one frame: 2 GiB as 32-bit numbers. */
    private static final long MAX_SAMPLES = 1L << 29;

    private static final int MAX_FRAMES = 1 << 24;

    static PixelLayout of(String name, DicomDataset dataset) throws Problem {
        int rows = positive(name, dataset, Tag.ROWS, "rows");
        int columns = positive(name, dataset, Tag.COLUMNS, "columns");
        int samples = dataset.integer(Tag.SAMPLES_PER_PIXEL).orElse(1);
        if (samples != 1 && samples != 3 && samples != 4) {
            throw DicomProblems.badPixels(name, samples + " samples a pixel");
        }
        if ((long) rows * columns * samples > MAX_SAMPLES) {
            throw DicomProblems.tooLarge(name, "frames of " + rows + "x" + columns + "x" + samples);
        }
        boolean reals = dataset.contains(Tag.FLOAT_PIXEL_DATA) || dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
        int allocated = dataset.integer(Tag.BITS_ALLOCATED).orElse(reals ? 32 : 8);
        if (!reals && (allocated < 1 || allocated > 32)) {
            throw DicomProblems.badPixels(name, allocated + " bits a sample cannot be read");
        }
        int stored = dataset.integer(Tag.BITS_STORED).orElse(allocated);
        if (stored < 1 || stored > allocated) {
            stored = allocated;
        }
        int high = dataset.integer(Tag.HIGH_BIT).orElse(stored - 1);
        if (high < stored - 1 || high >= allocated) {
            high = stored - 1;
        }
        int frames = dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1);
        if (frames > MAX_FRAMES) {
            throw DicomProblems.tooLarge(name, frames + " frames");
        }
        boolean signed = dataset.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
        boolean planar =
                samples > 1 && dataset.integer(Tag.PLANAR_CONFIGURATION).orElse(0) == 1;
        String photometric = dataset.string(Tag.PHOTOMETRIC_INTERPRETATION)
                .map(p -> p.replace("\0", "").strip())
                .orElse(samples == 1 ? "MONOCHROME2" : "RGB");
        var frame = new FrameDescriptor(rows, columns, samples, allocated, stored, signed, planar, photometric);
        return new PixelLayout(frame, high, Math.max(1, frames));
    }

    private static int positive(String name, DicomDataset dataset, int tag, String what) throws Problem {
        int n = dataset.integer(tag).orElse(0);
        if (n < 1) {
            throw DicomProblems.badPixels(name, "the number of " + what + " is not given");
        }
        return n;
    }

    /** Samples in one frame. */
    int samples() {
        return frame.rows() * frame.columns() * frame.samples();
    }

    /** Bits of one frame in native form; frames follow one another without a gap. */
    long frameBits() {
        long bits = (long) samples() * frame.bitsAllocated();
        return subsampled() ? bits / 3 * 2 : bits;
    }

    /** Two pixels share their colour: Y1 Y2 Cb Cr (PS3.3 C.7.6.3.1.2). */
    boolean subsampled() {
        return frame.samples() == 3
                && frame.bitsAllocated() == 8
                && frame.photometric().endsWith("_422")
                && frame.columns() % 2 == 0;
    }

    /** The same frames with all samples present. */
    PixelLayout withFullColour() {
        var full = new FrameDescriptor(
                frame.rows(),
                frame.columns(),
                frame.samples(),
                frame.bitsAllocated(),
                frame.bitsStored(),
                frame.signed(),
                frame.planar(),
                frame.photometric().replace("_422", ""));
        return new PixelLayout(full, highBit, frames);
    }
}
