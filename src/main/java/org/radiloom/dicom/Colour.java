package org.radiloom.dicom;

import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.problem.Problem;

/** From stored samples to red, green and blue. Source: DICOM PS3.3, C.7.6.3.1.2. */
final class Colour {
    private Colour() {}

    /** Converts samples of three components, or of four of which the first is not needed (retired ARGB). */
    static ColourSlice of(String name, RawFrame raw) throws Problem {
        int n = raw.rows() * raw.columns();
        int shift = raw.bitsStored() - 8;
        int skip = raw.samples() == 4 ? 1 : 0;
        int[] rgb = new int[n];
        String photometric = raw.photometric();
        for (int at = 0, in = skip; at < n; at++, in += raw.samples()) {
            int a = eightBits(raw.sample(in), shift);
            int b = eightBits(raw.sample(in + 1), shift);
            int c = eightBits(raw.sample(in + 2), shift);
            rgb[at] = switch (photometric) {
                case "RGB", "ARGB", "YBR_RCT", "YBR_ICT" -> a << 16 | b << 8 | c;
                case "YBR_FULL", "YBR_FULL_422" -> full(a, b, c);
                case "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> partial(a, b, c);
                default -> throw DicomProblems.badPixels(name, "colours written as " + photometric + " are not known");
            };
        }
        return ColourSlice.of(rgb, raw.columns(), raw.rows());
    }

    private static int eightBits(int sample, int shift) {
        return (shift >= 0 ? sample >>> shift : sample << -shift) & 0xFF;
    }

    private static int full(int y, int cb, int cr) {
        double b = cb - 128;
        double r = cr - 128;
        return pack(y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b);
    }

    private static int partial(int y, int cb, int cr) {
        double l = 1.164384 * (y - 16);
        double b = cb - 128;
        double r = cr - 128;
        return pack(l + 1.596027 * r, l - 0.391762 * b - 0.812968 * r, l + 2.017232 * b);
    }

    private static int pack(double red, double green, double blue) {
        return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
    }

    private static int clamp(double brightness) {
        return (int) Math.clamp(brightness + 0.5, 0, 255);
    }
}
