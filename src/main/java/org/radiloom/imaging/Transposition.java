package org.radiloom.imaging;

/** Exchanges columns and rows of pixels kept row by row, tile by tile, so that both sides stay in the cache. */
final class Transposition {
    private static final int TILE = 32;

    private Transposition() {}

    static short[] of(short[] from, int columns, int rows) {
        short[] to = new short[from.length];
        for (int top = 0; top < rows; top += TILE) {
            int bottom = Math.min(rows, top + TILE);
            for (int left = 0; left < columns; left += TILE) {
                int right = Math.min(columns, left + TILE);
                for (int c = left; c < right; c++) {
                    for (int r = top; r < bottom; r++) {
                        to[c * rows + r] = from[r * columns + c];
                    }
                }
            }
        }
        return to;
    }

    static float[] of(float[] from, int columns, int rows) {
        float[] to = new float[from.length];
        for (int top = 0; top < rows; top += TILE) {
            int bottom = Math.min(rows, top + TILE);
            for (int left = 0; left < columns; left += TILE) {
                int right = Math.min(columns, left + TILE);
                for (int c = left; c < right; c++) {
                    for (int r = top; r < bottom; r++) {
                        to[c * rows + r] = from[r * columns + c];
                    }
                }
            }
        }
        return to;
    }

    static int[] of(int[] from, int columns, int rows) {
        int[] to = new int[from.length];
        for (int top = 0; top < rows; top += TILE) {
            int bottom = Math.min(rows, top + TILE);
            for (int left = 0; left < columns; left += TILE) {
                int right = Math.min(columns, left + TILE);
                for (int c = left; c < right; c++) {
                    for (int r = top; r < bottom; r++) {
                        to[c * rows + r] = from[r * columns + c];
                    }
                }
            }
        }
        return to;
    }

    static byte[] of(byte[] from, int columns, int rows) {
        byte[] to = new byte[from.length];
        for (int top = 0; top < rows; top += TILE) {
            int bottom = Math.min(rows, top + TILE);
            for (int left = 0; left < columns; left += TILE) {
                int right = Math.min(columns, left + TILE);
                for (int c = left; c < right; c++) {
                    for (int r = top; r < bottom; r++) {
                        to[c * rows + r] = from[r * columns + c];
                    }
                }
            }
        }
        return to;
    }
}
