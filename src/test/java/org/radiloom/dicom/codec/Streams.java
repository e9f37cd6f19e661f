package org.radiloom.dicom.codec;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Small coded images with known samples. */
final class Streams {
    /** ISO/IEC 14495-1, annex H.3: 4 x 4 samples of 8 bits, lossless. The coded data alone. */
    static final String JPEG_LS_DATA = "c000006c80208e01c0000057400000 6ee6000001bc18000005d800009160".replace(" ", "");

    static final int[] JPEG_LS_SAMPLES = {0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145};

    /**
     * 8 x 8 samples of 12 bits, sample i is 37 i modulo 4096. Made by {@code opj_compress -i t.pgm -o t.j2k -n 2} of OpenJPEG
     * 2.5.0.
     */
    static final String JPEG_2000 =
            "ff4fff510029000000000008000000080000000000000000000000080000000800000000000000000001"
                    + "0b0101ff52000c00000001000104040001ff5c00074060686870ff640025000143726561746564206279204f70656e4a5045"
                    + "472076657273696f6e20322e352e30ff90000a00000000003b0001ff93dfe060120f4116d92af3ab1e9a889a4a24974af29d"
                    + "ac775c033a75c03ea0583f3060221a085d8f037fdd519e59ffd9";

    private Streams() {}

    /** A JPEG-LS stream of one 8-bit component, 4 columns wide; {@code extra} are segments before the scan. */
    static byte[] jpegLs(int rows, String extra, String data) {
        return hex("ffd8fff7000b08%04x000401011100".formatted(rows) + extra + "ffda00080101000000 00".replace(" ", "")
                + data + "ffd9");
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    static FrameDescriptor grey(int rows, int columns, int bits) {
        int allocated = bits <= 8 ? 8 : 16;
        return new FrameDescriptor(rows, columns, 1, allocated, bits, false, false, "MONOCHROME2");
    }

    static int[] samples(RawFrame frame) {
        int[] out = new int[frame.rows() * frame.columns() * frame.samples()];
        for (int i = 0; i < out.length; i++) {
            out[i] = frame.sample(i);
        }
        return out;
    }
}
