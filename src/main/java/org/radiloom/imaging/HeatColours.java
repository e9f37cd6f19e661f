package org.radiloom.imaging;

/**
 * A scale of colours from dark violet over red to light yellow, for values from 0 to 1 on a fixed scale.
 *
 * <p>Lightness rises evenly (CIELAB L* from 22 to 92), so that equal steps of the value look equal, also in grey and to
 * readers who do not tell red from green.
 */
public final class HeatColours {
    /** Values below are not drawn: the image stays readable where there is little evidence. */
    public static final double THRESHOLD = 0.25;

    private static final int STEPS = 256;
    private static final double DARKEST = 22;
    private static final double LIGHTEST = 92;
    /** Hue in degrees at the dark and the light end; it runs through red. */
    private static final double FIRST_HUE = -45;

    private static final double LAST_HUE = 98;
    private static final int[] RGB = table(DARKEST, LIGHTEST);

    private HeatColours() {}

    /** The colour, 0xRRGGBB; values outside 0 to 1 have the colour of the end. */
    public static int rgb(double value) {
        return RGB[(int) Math.clamp(Math.round(value * (STEPS - 1)), 0, STEPS - 1)];
    }

    /** The 256 colours between two lightnesses (CIELAB L*), 0xRRGGBB. */
    static int[] table(double darkest, double lightest) {
        int[] rgb = new int[STEPS];
        for (int n = 0; n < STEPS; n++) {
            double t = n / (STEPS - 1.0);
            double lightness = darkest + t * (lightest - darkest);
            double hue = Math.toRadians(FIRST_HUE + t * (LAST_HUE - FIRST_HUE));
            rgb[n] = strongest(lightness, hue);
        }
        return rgb;
    }

    /** As much colour as the screen has at this lightness, up to a bound: weakened until all three channels are within reach. */
    private static int strongest(double lightness, double hue) {
        for (double chroma = 70; chroma > 0; chroma -= 1) {
            double[] linear = linear(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
            if (inReach(linear)) {
                return packed(linear);
            }
        }
        return packed(linear(lightness, 0, 0));
    }

    private static boolean inReach(double[] linear) {
        for (double channel : linear) {
            if (channel < 0 || channel > 1) {
                return false;
            }
        }
        return true;
    }

    /** CIELAB (D65) to linear sRGB; IEC 61966-2-1. */
    private static double[] linear(double lightness, double a, double b) {
        double fy = (lightness + 16) / 116;
        double x = 0.95047 * uncube(fy + a / 500);
        double y = uncube(fy);
        double z = 1.08883 * uncube(fy - b / 200);
        return new double[] {
            3.2406 * x - 1.5372 * y - 0.4986 * z,
            -0.9689 * x + 1.8758 * y + 0.0415 * z,
            0.0557 * x - 0.2040 * y + 1.0570 * z
        };
    }

    private static double uncube(double f) {
        return f > 6.0 / 29 ? f * f * f : 3 * (6.0 / 29) * (6.0 / 29) * (f - 4.0 / 29);
    }

    private static int packed(double[] linear) {
        int rgb = 0;
        for (double channel : linear) {
            double c = Math.clamp(channel, 0, 1);
            double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) Math.round(255 * encoded);
        }
        return rgb;
    }
}
