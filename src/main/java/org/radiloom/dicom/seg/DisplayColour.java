package org.radiloom.dicom.seg;

/**
 * A display colour as DICOM wants it: CIELab of the D50 white point, three 16-bit numbers.
 *
 * <p>Source: DICOM PS3.3, C.10.7.1.1; IEC 61966-2-1 for sRGB, adapted to D50 after Bradford.
 */
final class DisplayColour {
    private static final double[] WHITE = {0.9642, 1.0, 0.8249};
    /** Linear sRGB to XYZ under D50. */
    private static final double[][] TO_XYZ = {
        {0.4360747, 0.3850649, 0.1430804},
        {0.2225045, 0.7168786, 0.0606169},
        {0.0139322, 0.0971045, 0.7141733}
    };

    /** XYZ under D50 to linear sRGB. */
    private static final double[][] FROM_XYZ = {
        {3.1338561, -1.6168667, -0.4906146},
        {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427}
    };

    private DisplayColour() {}

    /** L* (0 to 100 on 0 to 65535), a* and b* (-128 to 127 on 0 to 65535) of 0xRRGGBB. */
    static int[] lab(int rgb) {
        double[] linear = {linear(rgb >> 16 & 0xFF), linear(rgb >> 8 & 0xFF), linear(rgb & 0xFF)};
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = (TO_XYZ[i][0] * linear[0] + TO_XYZ[i][1] * linear[1] + TO_XYZ[i][2] * linear[2]) / WHITE[i];
            f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
        return new int[] {
            scaled((116 * f[1] - 16) / 100),
            scaled((500 * (f[0] - f[1]) + 128) / 255),
            scaled((200 * (f[1] - f[2]) + 128) / 255)
        };
    }

    /** 0xRRGGBB of L*, a* and b* on 0 to 65535, the nearest that sRGB has. */
    static int rgb(int[] lab) {
        double y = (lab[0] / 655.35 + 16) / 116;
        double[] f = {y + (lab[1] / 257.0 - 128) / 500, y, y - (lab[2] / 257.0 - 128) / 200};
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            double cube = f[i] * f[i] * f[i];
            xyz[i] = WHITE[i] * (cube > 216.0 / 24389 ? cube : (116 * f[i] - 16) * 27 / 24389);
        }
        int rgb = 0;
        for (double[] row : FROM_XYZ) {
            rgb = rgb << 8 | coded(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]);
        }
        return rgb;
    }

    private static int coded(double linear) {
        double c = Math.clamp(linear, 0, 1);
        return (int) Math.round(255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055));
    }

    private static double linear(int value) {
        double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int scaled(double part) {
        return (int) Math.round(Math.clamp(part, 0, 1) * 65535);
    }
}
