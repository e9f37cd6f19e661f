package org.radiloom.imaging;

/** What a voxel value means. */
public enum ValueUnit {
    /** Hounsfield units: 0 is water, -1000 is air. */
    HOUNSFIELD("HU"),
    /** Whatever the device or file stored, after its modality transform; no physical meaning is claimed. */
    RAW(""),
    /** Red, green, blue; there is no single value. */
    COLOUR("");

    private final String symbol;

    ValueUnit(String symbol) {
        this.symbol = symbol;
    }

    /** Unit symbol for display, empty where there is none. */
    public String symbol() {
        return symbol;
    }
}
