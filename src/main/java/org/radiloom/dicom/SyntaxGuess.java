package org.radiloom.dicom;

import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.TransferSyntax.Order;
import org.radiloom.problem.Problem;

/** Finds out from the first element how a data set is written, where the file does not say, or says it wrongly. */
final class SyntaxGuess {
    private SyntaxGuess() {}

    /** The order in which the bytes at {@code position} make sense as an element, null if there is none. */
    static @Nullable Order of(ByteWindow window, long position, long end) throws Problem {
        if (end - position < 8) {
            return null;
        }
        int index = window.require(position, 8);
        byte[] bytes = window.bytes();
        int littleGroup = bytes[index] & 0xFF | (bytes[index + 1] & 0xFF) << 8;
        int bigGroup = bytes[index + 1] & 0xFF | (bytes[index] & 0xFF) << 8;
        Vr vr = Vr.of(bytes[index + 4], bytes[index + 5]);
        if (vr != null) {
            return bigGroup < littleGroup ? Order.EXPLICIT_BIG : Order.EXPLICIT_LITTLE;
        }
        long length = bytes[index + 4] & 0xFF
                | (bytes[index + 5] & 0xFF) << 8
                | (bytes[index + 6] & 0xFF) << 16
                | (bytes[index + 7] & 0xFFL) << 24;
        boolean fits = length <= end - position - 8 || length == DatasetParser.UNDEFINED;
        return fits && littleGroup <= bigGroup ? Order.IMPLICIT_LITTLE : null;
    }

    /** Whether a file without preamble begins like DICOM: with a meta header, a directory or identifying attributes. */
    static boolean beginsLikeDicom(ByteWindow window) throws Problem {
        if (window.size() < 8) {
            return false;
        }
        int index = window.require(0, 8);
        byte[] bytes = window.bytes();
        int first = bytes[index];
        int second = bytes[index + 1];
        boolean little = (first == 2 || first == 4 || first == 8) && second == 0;
        boolean big = first == 0 && (second == 4 || second == 8);
        return (little || big) && of(window, 0, window.size()) != null;
    }
}
