package org.radiloom.dicom.codec;

import java.io.ByteArrayOutputStream;

/**
 * Writes lossless JPEG streams for tests, straight from annex H of ISO/IEC 10918-1: every size class has a 5-bit code,
 * class n the code n.
 */
final class LosslessJpegBuilder {
    private final int precision;
    private final int predictor;
    private final int shift;
    private final int restartRows;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int hold;
    private int held;

    LosslessJpegBuilder(int precision, int predictor, int shift, int restartRows) {
        this.precision = precision;
        this.predictor = predictor;
        this.shift = shift;
        this.restartRows = restartRows;
    }

    /** Codes {@code samples[row][column * components + component]}, all components in one scan. */
    byte[] code(int[][] samples, int components) {
        int rows = samples.length;
        int columns = samples[0].length / components;
        StringBuilder head = new StringBuilder(
                "ffd8ffc3%04x%02x%04x%04x%02x".formatted(8 + 3 * components, precision, rows, columns, components));
        for (int c = 0; c < components; c++) {
            head.append("%02x1100".formatted(c + 1));
        }
        head.append("ffc4002400" + "0000000011" + "00".repeat(11));
        for (int size = 0; size <= 16; size++) {
            head.append("%02x".formatted(size));
        }
        if (restartRows > 0) {
            head.append("ffdd0004%04x".formatted(restartRows * columns));
        }
        head.append("ffda%04x%02x".formatted(6 + 2 * components, components));
        for (int c = 0; c < components; c++) {
            head.append("%02x00".formatted(c + 1));
        }
        head.append("%02x00%02x".formatted(predictor, shift));
        out.writeBytes(Streams.hex(head.toString()));
        for (int y = 0; y < rows; y++) {
            boolean first = y == 0 || restartRows > 0 && y % restartRows == 0;
            if (first && y > 0) {
                flush();
                out.write(0xFF);
                out.write(0xD0 + (y / restartRows - 1) % 8);
            }
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < components; c++) {
                    int at = x * components + c;
                    difference((samples[y][at] >> shift) - predict(samples, y, at, components, first));
                }
            }
        }
        flush();
        out.writeBytes(Streams.hex("ffd9"));
        return out.toByteArray();
    }

    private int predict(int[][] s, int y, int at, int components, boolean first) {
        boolean left = at >= components;
        if (first) {
            return left ? s[y][at - components] >> shift : 1 << precision - shift - 1;
        }
        int b = s[y - 1][at] >> shift;
        if (!left) {
            return b;
        }
        int a = s[y][at - components] >> shift;
        int c = s[y - 1][at - components] >> shift;
        return switch (predictor) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> c;
            case 4 -> a + b - c;
            case 5 -> a + ((b - c) >> 1);
            case 6 -> b + ((a - c) >> 1);
            case 7 -> (a + b) >> 1;
            default -> throw new IllegalArgumentException();
        };
    }

    private void difference(int raw) {
        int d = (short) raw; // modulo 2^16, -32768 to 32767
        int size = d == -32768 ? 16 : 32 - Integer.numberOfLeadingZeros(Math.abs(d));
        put(size, 5);
        if (size < 16) {
            put(d < 0 ? d + (1 << size) - 1 : d, size);
        }
    }

    private void put(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            hold = hold << 1 | value >> i & 1;
            if (++held == 8) {
                out.write(hold);
                if ((hold & 0xFF) == 0xFF) {
                    out.write(0);
                }
                hold = 0;
                held = 0;
            }
        }
    }

    private void flush() {
        while (held > 0) {
            put(1, 1);
        }
    }
}
