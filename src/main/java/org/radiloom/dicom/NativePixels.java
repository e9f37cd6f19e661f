package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.radiloom.dicom.codec.FrameDescriptor;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * Samples that are not coded: 1 to 32 bits each, either byte order, packed or in whole bytes, by pixel or by plane, with
 * chroma for every pixel or for every second. Source: DICOM PS3.5, section 8.1 and annex D.
 */
final class NativePixels {
    private final ByteRange bytes;
    private final PixelLayout layout;
    private final boolean bigEndian;
    /** Single bytes that were swapped in pairs: 8-bit samples in 16-bit words of a big endian file. */
    private final boolean pairsSwapped;

    /**
     * @param bytes all frames, one after the other
     * @param words whether the bytes are 16-bit words (OW)
     */
    NativePixels(ByteRange bytes, PixelLayout layout, boolean bigEndian, boolean words) {
        this.bytes = bytes;
        this.layout = withoutFalseSubsampling(layout, bytes.length());
        this.bigEndian = bigEndian;
        this.pairsSwapped = bigEndian && words && layout.frame().bitsAllocated() <= 8;
    }

    /** Some writers say 4:2:2 of data that have all samples. */
    private static PixelLayout withoutFalseSubsampling(PixelLayout layout, long length) {
        PixelLayout full = layout.withFullColour();
        boolean allThere = length >= (full.frameBits() * full.frames() + 7) / 8;
        return layout.subsampled() && allThere ? full : layout;
    }

    /** The samples of a frame, checked to be there before anything is allocated. */
    RawFrame frame(int index) throws Problem {
        FrameDescriptor f = layout.frame();
        long firstBit = index * layout.frameBits();
        long endByte = (firstBit + layout.frameBits() + 7) / 8;
        if (endByte > bytes.length()) {
            throw DicomProblems.badPixels(
                    bytes.name(),
                    "frame " + (index + 1) + " needs " + endByte + " bytes of pixels, but there are " + bytes.length());
        }
        if (layout.subsampled()) {
            return expanded(read(firstBit / 8, layout.frameBits() / 8));
        }
        Object samples =
                switch (f.bitsAllocated()) {
                    case 8 -> read(firstBit / 8, layout.samples());
                    case 16 -> shorts(firstBit / 8);
                    case 32 -> ints(firstBit / 8);
                    default -> packed(firstBit, endByte);
                };
        Object interleaved = f.planar() && f.samples() > 1 ? interleave(samples, f) : samples;
        return raw(interleaved, f.photometric());
    }

    private RawFrame raw(Object samples, String photometric) {
        FrameDescriptor f = layout.frame();
        if (f.bitsAllocated() > 1 || f.signed()) {
            StoredBits.extract(samples, f.bitsStored(), layout.highBit(), f.signed());
        }
        return new RawFrame(f.rows(), f.columns(), f.samples(), f.bitsStored(), f.signed(), photometric, samples);
    }

    private byte[] read(long from, long length) throws Problem {
        byte[] read = new byte[(int) length];
        if (!pairsSwapped) {
            bytes.read(from, ByteBuffer.wrap(read));
            return read;
        }
        long evenFrom = from & ~1L;
        long evenEnd = Math.min(bytes.length(), from + length + 1 & ~1L);
        byte[] words = new byte[(int) (evenEnd - evenFrom)];
        bytes.read(evenFrom, ByteBuffer.wrap(words));
        ByteSwap.inPlace(words, 2);
        System.arraycopy(words, (int) (from - evenFrom), read, 0, read.length);
        return read;
    }

    private ByteOrder order() {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private short[] shorts(long from) throws Problem {
        short[] samples = new short[layout.samples()];
        ShortBuffer into = ShortBuffer.wrap(samples);
        bytes.stream(
                from,
                2L * samples.length,
                chunk -> into.put(chunk.order(order()).asShortBuffer()));
        return samples;
    }

    private int[] ints(long from) throws Problem {
        int[] samples = new int[layout.samples()];
        IntBuffer into = IntBuffer.wrap(samples);
        bytes.stream(
                from,
                4L * samples.length,
                chunk -> into.put(chunk.order(order()).asIntBuffer()));
        return samples;
    }

    /** Samples that are not whole bytes lie one after the other, least significant bit first (PS3.5 D.1). */
    private Object packed(long firstBit, long endByte) throws Problem {
        long firstByte = firstBit / 8;
        byte[] raw = read(firstByte, endByte - firstByte);
        int bits = layout.frame().bitsAllocated();
        int n = layout.samples();
        long bit = firstBit % 8;
        if (bits == 1) {
            byte[] samples = new byte[n];
            PackedBits.unpack(raw, (int) bit, samples);
            return samples;
        }
        int[] wide = new int[n];
        for (int at = 0; at < n; at++) {
            int value = 0;
            for (int b = 0; b < bits; b++, bit++) {
                value |= (raw[(int) (bit >>> 3)] >> (bit & 7) & 1) << b;
            }
            wide[at] = value;
        }
        return StoredBits.narrowest(wide, bits);
    }

    private static Object interleave(Object planes, FrameDescriptor f) {
        int pixels = f.rows() * f.columns();
        return switch (planes) {
            case byte[] in -> {
                byte[] out = new byte[in.length];
                for (int s = 0; s < f.samples(); s++) {
                    for (int p = 0; p < pixels; p++) {
                        out[p * f.samples() + s] = in[s * pixels + p];
                    }
                }
                yield out;
            }
            case short[] in -> {
                short[] out = new short[in.length];
                for (int s = 0; s < f.samples(); s++) {
                    for (int p = 0; p < pixels; p++) {
                        out[p * f.samples() + s] = in[s * pixels + p];
                    }
                }
                yield out;
            }
            case int[] in -> {
                int[] out = new int[in.length];
                for (int s = 0; s < f.samples(); s++) {
                    for (int p = 0; p < pixels; p++) {
                        out[p * f.samples() + s] = in[s * pixels + p];
                    }
                }
                yield out;
            }
            default -> throw new IllegalArgumentException("samples in " + planes.getClass());
        };
    }

    /** Gives each pixel of a pair the chroma that both share. */
    private RawFrame expanded(byte[] pairs) {
        byte[] full = new byte[layout.samples()];
        for (int in = 0, out = 0; out + 5 < full.length; in += 4, out += 6) {
            full[out] = pairs[in];
            full[out + 3] = pairs[in + 1];
            full[out + 1] = full[out + 4] = pairs[in + 2];
            full[out + 2] = full[out + 5] = pairs[in + 3];
        }
        return raw(full, layout.frame().photometric().replace("_422", ""));
    }
}
