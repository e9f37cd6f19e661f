package org.radiloom.imaging;

import java.util.Locale;

/**
 * Words in pictures, in capitals of 5 x 7 dots: the same on every machine, also on one without fonts.
 *
 * <p>Letters, digits and {@code % . , : - /}; anything else is left blank.
 */
public final class PixelText {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 7;
    private static final int ADVANCE = WIDTH + 1;
    private static final String KNOWN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%.,:-/";
    /** Row by row from the top, the first dot in the highest of 35 bits. */
    private static final long[] DOTS = {
        0x3A31FC631L, 0x7A31F463EL, 0x3A308422EL, 0x7A318C63EL, 0x7E10F421FL, 0x7E10F4210L, 0x3A30BC62EL,
        0x4631FC631L, 0x38842108EL, 0x1C4210A4CL, 0x4654C5251L, 0x42108421FL, 0x4775AC631L, 0x4739ACE71L,
        0x3A318C62EL, 0x7A31F4210L, 0x3A318D64DL, 0x7A31F5251L, 0x3E107043EL, 0x7C8421084L, 0x46318C62EL,
        0x46318C544L, 0x4631AD771L, 0x462A22A31L, 0x462A21084L, 0x7C222221FL, 0x3A33AE62EL, 0x11842108EL,
        0x3A211111FL, 0x78217043EL, 0x8CA97C42L, 0x7E1E0862EL, 0x3A10F462EL, 0x7C2221108L, 0x3A317462EL,
        0x3A317842EL, 0x672222273L, 0x18CL, 0x3088L, 0x18C03180L, 0xF8000L, 0x42222210L
    };

    private PixelText() {}

    /** Pixels that a text takes from top to bottom. */
    public static int height(int scale) {
        return HEIGHT * scale;
    }

    /** Pixels that a text takes from left to right. */
    public static int width(String text, int scale) {
        return text.length() * ADVANCE * scale;
    }

    /**
     * Writes a text; what lies beyond the picture is cut off.
     *
     * @param pixels 0xRRGGBB, row by row
     * @param columns of the picture
     * @param left of the first letter
     * @param top of the letters
     * @param scale pixels per dot, at least 1
     */
    public static void draw(int[] pixels, int columns, int left, int top, int scale, int rgb, String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        int rows = pixels.length / columns;
        for (int n = 0; n < capitals.length(); n++) {
            int known = KNOWN.indexOf(capitals.charAt(n));
            for (int dot = 0; known >= 0 && dot < WIDTH * HEIGHT; dot++) {
                if ((DOTS[known] >> (WIDTH * HEIGHT - 1 - dot) & 1) == 1) {
                    int x = left + (n * ADVANCE + dot % WIDTH) * scale;
                    int y = top + dot / WIDTH * scale;
                    square(pixels, columns, rows, x, y, scale, rgb);
                }
            }
        }
    }

    private static void square(int[] pixels, int columns, int rows, int left, int top, int side, int rgb) {
        for (int y = Math.max(0, top); y < Math.min(rows, top + side); y++) {
            for (int x = Math.max(0, left); x < Math.min(columns, left + side); x++) {
                pixels[x + columns * y] = rgb;
            }
        }
    }
}
