package org.radiloom.dicom;

/** Turns words of a byte array around. */
final class ByteSwap {
    private ByteSwap() {}

    /** Reverses each whole group of {@code unit} bytes; a rest that is no whole group stays. */
    static void inPlace(byte[] bytes, int unit) {
        for (int at = 0; at + unit <= bytes.length; at += unit) {
            for (int low = at, high = at + unit - 1; low < high; low++, high--) {
                byte b = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = b;
            }
        }
    }
}
