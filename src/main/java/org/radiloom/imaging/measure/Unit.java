package org.radiloom.imaging.measure;

/** Units of readings. */
public enum Unit {
    MILLIMETRE("mm"),
    SQUARE_MILLIMETRE("mm²"),
    PIXEL("px"),
    SQUARE_PIXEL("px²"),
    DEGREE("°"),
    HOUNSFIELD("HU"),
    /** Whatever the device stored. */
    RAW(""),
    /** ITU-R BT.601 luminance of colours, 0 to 255. */
    LUMINANCE(""),
    /** A number of pixels. */
    COUNT("px"),
    /** Steps along this axis mean nothing. */
    NONE(""),
    SECOND("s"),
    HERTZ("Hz"),
    CENTIMETRE_PER_SECOND("cm/s"),
    PERCENT("%"),
    DECIBEL("dB"),
    DECIBEL_PER_SECOND("dB/s"),
    SQUARE_CENTIMETRE("cm²"),
    SQUARE_CENTIMETRE_PER_SECOND("cm²/s"),
    CUBIC_CENTIMETRE("cm³"),
    CUBIC_CENTIMETRE_PER_SECOND("cm³/s");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written behind a number; empty where there is none. */
    public String symbol() {
        return symbol;
    }
}
