package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.radiloom.problem.Problem;

/** Float and double float pixel data. Source: DICOM PS3.3, C.7.6.24 and C.7.6.25. */
record RealPixels(ByteRange bytes, PixelLayout layout, boolean doubles, boolean bigEndian) {
    double[] frame(int index) throws Problem {
        int n = layout.samples();
        int unit = doubles ? 8 : 4;
        long from = (long) index * n * unit;
        long length = (long) n * unit;
        if (length > Integer.MAX_VALUE - 16) {
            throw DicomProblems.tooLarge(bytes.name(), "frames of " + length + " bytes");
        }
        if (from + length > bytes.length()) {
            throw DicomProblems.badPixels(
                    bytes.name(),
                    "frame " + (index + 1) + " needs " + (from + length) + " bytes of pixels, but there are "
                            + bytes.length());
        }
        ByteBuffer view = ByteBuffer.allocate((int) length);
        bytes.read(from, view);
        view.flip().order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[n];
        for (int at = 0; at < n; at++) {
            values[at] = doubles ? view.getDouble() : view.getFloat();
        }
        return values;
    }
}
