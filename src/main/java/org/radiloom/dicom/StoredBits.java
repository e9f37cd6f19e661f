package org.radiloom.dicom;

/** Takes the stored bits of a sample out of the bits allocated to it. Source: DICOM PS3.5, section 8.1.1. */
final class StoredBits {
    private StoredBits() {}

    /**
     * Makes each sample the number that its stored bits mean, in place: bits outside are dropped (they may hold an old
     * overlay), the sign is extended.
     */
    static void extract(Object samples, int stored, int highBit, boolean signed) {
        switch (samples) {
            case byte[] s -> {
                if (stored < 8 || highBit != stored - 1) {
                    bytes(s, stored, highBit, signed);
                }
            }
            case short[] s -> {
                if (stored < 16 || highBit != stored - 1) {
                    shorts(s, stored, highBit, signed);
                }
            }
            case int[] s -> {
                if (stored < 32 || highBit != stored - 1) {
                    ints(s, stored, highBit, signed);
                }
            }
            default -> throw new IllegalArgumentException("samples in " + samples.getClass());
        }
    }

    private static void bytes(byte[] samples, int stored, int highBit, boolean signed) {
        int up = 31 - highBit;
        int down = 32 - stored;
        for (int at = 0; at < samples.length; at++) {
            int top = samples[at] << up;
            samples[at] = (byte) (signed ? top >> down : top >>> down);
        }
    }

    private static void shorts(short[] samples, int stored, int highBit, boolean signed) {
        int up = 31 - highBit;
        int down = 32 - stored;
        for (int at = 0; at < samples.length; at++) {
            int top = samples[at] << up;
            samples[at] = (short) (signed ? top >> down : top >>> down);
        }
    }

    private static void ints(int[] samples, int stored, int highBit, boolean signed) {
        int up = 31 - highBit;
        int down = 32 - stored;
        for (int at = 0; at < samples.length; at++) {
            int top = samples[at] << up;
            samples[at] = signed ? top >> down : top >>> down;
        }
    }

    /** The same numbers in the narrowest array that holds {@code bits} bits. */
    static Object narrowest(int[] wide, int bits) {
        if (bits > 16) {
            return wide;
        }
        if (bits > 8) {
            short[] shorts = new short[wide.length];
            for (int at = 0; at < wide.length; at++) {
                shorts[at] = (short) wide[at];
            }
            return shorts;
        }
        byte[] bytes = new byte[wide.length];
        for (int at = 0; at < wide.length; at++) {
            bytes[at] = (byte) wide[at];
        }
        return bytes;
    }
}
