package org.radiloom.dicom;

import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.problem.Problem;

/** From stored samples to red, green and blue. Source: DICOM PS3.3, C.7.6.3.1.2. */
final class Colour {
    private static final int HALF = 1 << 15;

    private Colour() {}

    /** How three samples mean a colour. */
    private enum Kind {
        RGB,
        YBR_FULL,
        YBR_PARTIAL
    }

    /** Converts samples of three components, or of four of which the first is not needed (retired ARGB). */
    static ColourSlice of(String name, RawFrame raw) throws Problem {
        Kind kind =
                switch (raw.photometric()) {
                    case "RGB", "ARGB", "YBR_RCT", "YBR_ICT" -> Kind.RGB;
                    case "YBR_FULL", "YBR_FULL_422" -> Kind.YBR_FULL;
                    case "YBR_PARTIAL", "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> Kind.YBR_PARTIAL;
                    default ->
                        throw DicomProblems.badPixels(
                                name, "colours written as " + raw.photometric() + " are not known");
                };
        int shift = raw.bitsStored() - 8;
        int samples = raw.samples();
        int skip = samples == 4 ? 1 : 0;
        int[] rgb = new int[raw.rows() * raw.columns()];
        if (raw.data() instanceof byte[] bytes && shift == 0) {
            // nearly all colour there is, film after film of it
            for (int at = 0, in = skip; at < rgb.length; at++, in += samples) {
                rgb[at] = colour(kind, bytes[in] & 0xFF, bytes[in + 1] & 0xFF, bytes[in + 2] & 0xFF);
            }
        } else {
            for (int at = 0, in = skip; at < rgb.length; at++, in += samples) {
                int a = eightBits(raw.sample(in), shift);
                int b = eightBits(raw.sample(in + 1), shift);
                rgb[at] = colour(kind, a, b, eightBits(raw.sample(in + 2), shift));
            }
        }
        return ColourSlice.of(rgb, raw.columns(), raw.rows());
    }

    private static int colour(Kind kind, int a, int b, int c) {
        return switch (kind) {
            case RGB -> a << 16 | b << 8 | c;
            case YBR_FULL -> full(a, b - 128, c - 128);
            case YBR_PARTIAL -> partial(a - 16, b - 128, c - 128);
        };
    }

    private static int eightBits(int sample, int shift) {
        return (shift >= 0 ? sample >>> shift : sample << -shift) & 0xFF;
    }

    /** Factors are those of the standard times 2^16. */
    private static int full(int y, int b, int r) {
        int l = (y << 16) + HALF;
        return clamp(l + 91_881 * r) << 16 | clamp(l - 22_553 * b - 46_802 * r) << 8 | clamp(l + 116_130 * b);
    }

    private static int partial(int y, int b, int r) {
        int l = 76_309 * y + HALF;
        return clamp(l + 104_597 * r) << 16 | clamp(l - 25_675 * b - 53_279 * r) << 8 | clamp(l + 132_201 * b);
    }

    private static int clamp(int brightness) {
        return Math.clamp(brightness >> 16, 0, 255);
    }
}
