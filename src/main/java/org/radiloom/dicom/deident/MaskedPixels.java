package org.radiloom.dicom.deident;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiloom.dicom.ByteRange;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.PackedBits;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * The frames of an image with hidden pixels black and all others as they were decoded, uncompressed. They lie in a file of
 * their own while the image is written; closing removes it.
 *
 * <p>What the samples mean stays: only chroma that was stored at half size is there at full size, and colours that a codec has
 * turned back are named as what they are. Bits beyond those stored, in which older files hide drawings, are cleared.
 */
final class MaskedPixels implements AutoCloseable {
    private final Path file;
    private final RawFrame first;
    private final boolean bits;
    private final int size;
    private final long bytes;

    private MaskedPixels(Path file, RawFrame first, boolean bits, int size, long bytes) {
        this.file = file;
        this.first = first;
        this.bits = bits;
        this.size = size;
        this.bytes = bytes;
    }

    /**
     * Decodes and masks all frames.
     *
     * @param folder where the pixels may lie meanwhile
     * @throws Problem if a frame cannot be decoded, or the frames are real numbers or differ in kind
     */
    static MaskedPixels of(String name, DicomImage image, PixelMask mask, Path folder) throws Problem {
        if (image.real()) {
            throw Problem.input(
                    "deident.real", name + " holds real numbers, which cannot be masked.", "Leave the mask out.");
        }
        Path file = null;
        boolean done = false;
        try {
            file = Files.createTempFile(folder, ".radiloom-", ".pixels");
            MaskedPixels pixels = written(name, image, mask, file);
            done = true;
            return pixels;
        } catch (IOException e) {
            throw unwritable(folder, e);
        } finally {
            if (!done && file != null) {
                delete(file);
            }
        }
    }

    private static MaskedPixels written(String name, DicomImage image, PixelMask mask, Path file)
            throws IOException, Problem {
        boolean bits = image.descriptor().bitsAllocated() == 1;
        RawFrame first = null;
        boolean[] hidden = {};
        int[] black = {};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var packed = bits ? new BitStream(out) : null;
            for (int n = 0; n < image.frames(); n++) {
                RawFrame frame = image.rawFrame(n);
                if (first == null) {
                    first = frame;
                    hidden = mask.hidden(frame.columns(), frame.rows());
                } else if (!alike(first, frame)) {
                    throw Problem.input(
                            "deident.frames",
                            name + " has frames that are coded in different ways.",
                            "Export the study again without compression.");
                }
                black = Blackness.of(image, frame);
                blacken(frame, hidden, black);
                if (packed != null) {
                    packed.write((byte[]) frame.data());
                } else {
                    out.write(littleEndian(frame, size(image, frame)));
                }
            }
            if (packed != null) {
                packed.finish();
            }
        }
        if (first == null) {
            throw new IllegalStateException("an image has at least one frame");
        }
        return new MaskedPixels(file, first, bits, size(image, first), Files.size(file));
    }

    /** Bytes a sample: as many as the file announced, or more where it was wrong. */
    private static int size(DicomImage image, RawFrame frame) {
        int held = frame.data() instanceof byte[] ? 1 : frame.data() instanceof short[] ? 2 : 4;
        int announced = (image.descriptor().bitsAllocated() + 7) / 8;
        return announced == 3 ? 4 : Math.max(held, announced);
    }

    private static boolean alike(RawFrame a, RawFrame b) {
        return a.bitsStored() == b.bitsStored()
                && a.photometric().equals(b.photometric())
                && a.data().getClass() == b.data().getClass();
    }

    private static void blacken(RawFrame frame, boolean[] hidden, int[] black) {
        int samples = frame.samples();
        for (int at = 0; at < hidden.length; at++) {
            if (!hidden[at]) {
                continue;
            }
            for (int s = 0; s < samples; s++) {
                int to = at * samples + s;
                switch (frame.data()) {
                    case byte[] values -> values[to] = (byte) black[s];
                    case short[] values -> values[to] = (short) black[s];
                    case int[] values -> values[to] = black[s];
                    default -> throw new IllegalStateException();
                }
            }
        }
    }

    /** Whole bytes a sample, lowest first. */
    private static byte[] littleEndian(RawFrame frame, int size) {
        if (size == 1 && frame.data() instanceof byte[] values) {
            return values;
        }
        byte[] bytes = new byte[frame.rows() * frame.columns() * frame.samples() * size];
        for (int at = 0, to = 0; to < bytes.length; at++) {
            int sample = frame.sample(at);
            for (int n = 0; n < size; n++) {
                bytes[to++] = (byte) (sample >> (8 * n));
            }
        }
        return bytes;
    }

    /** Frames of single bits run on without a gap (PS3.5, 8.1.1): what does not fill a byte waits for the next frame. */
    private static final class BitStream {
        private final OutputStream out;
        private int pending;
        private int count;

        BitStream(OutputStream out) {
            this.out = out;
        }

        void write(byte[] samples) throws IOException {
            byte[] bytes = new byte[(count + samples.length) / 8 + 2];
            bytes[0] = (byte) pending;
            PackedBits.pack(samples, 1, bytes, count);
            int all = count + samples.length;
            out.write(bytes, 0, all / 8);
            pending = bytes[all / 8] & 0xFF;
            count = all % 8;
        }

        void finish() throws IOException {
            if (count > 0) {
                out.write(pending);
            }
        }
    }

    /** The image's attributes with these pixels. */
    DicomDataset in(DicomDataset dataset) {
        DicomDatasetBuilder out = dataset.toBuilder()
                .remove(Tag.EXTENDED_OFFSET_TABLE)
                .remove(Tag.EXTENDED_OFFSET_TABLE_LENGTHS)
                .remove(Tag.SMALLEST_IMAGE_PIXEL_VALUE)
                .remove(Tag.LARGEST_IMAGE_PIXEL_VALUE)
                .integer(Tag.SAMPLES_PER_PIXEL, first.samples())
                .integer(Tag.BITS_ALLOCATED, bits ? 1 : 8 * size)
                .integer(Tag.BITS_STORED, first.bitsStored())
                .integer(Tag.HIGH_BIT, first.bitsStored() - 1)
                .string(Tag.PHOTOMETRIC_INTERPRETATION, first.photometric().replaceAll("_42[02]$", ""))
                .element(new DicomElement.Bulk(
                        Tag.PIXEL_DATA, size == 1 ? Vr.OB : Vr.OW, false, ByteRange.of(file, bytes)));
        if (first.samples() > 1) {
            out.integer(Tag.PLANAR_CONFIGURATION, 0);
        }
        return out.build();
    }

    @Override
    public void close() throws Problem {
        delete(file);
    }

    private static void delete(Path file) throws Problem {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Problem.input("deident.unwritable", file + " was left behind.", "Delete it.", e);
        }
    }

    private static Problem unwritable(Path folder, IOException e) {
        return Problem.input("deident.unwritable", folder + " cannot be written.", "Choose another folder.", e);
    }
}
