package org.radiloom.dicom.deident;

import org.radiloom.dicom.Vr;

/** Values that stand where one is required and say nothing. */
final class Dummy {
    /** What stands in texts. */
    static final String TEXT = "REMOVED";

    private static final String DATE = "19000101";

    private Dummy() {}

    static String text(Vr vr) {
        return switch (vr) {
            case DA -> DATE;
            case DT -> DATE + "000000";
            case TM -> "000000";
            case AS -> "000Y";
            case DS, IS -> "0";
            case UR -> "about:blank";
            default -> TEXT;
        };
    }

    /** Zeros enough for one value. */
    static byte[] bytes(Vr vr) {
        return new byte[Math.max(2, vr.unit())];
    }
}
