package org.radiloom.dicom;

import org.jspecify.annotations.Nullable;

/**
 * Value representations and what a reader and a writer must know of them. Source: DICOM PS3.5, section 6.2 and 7.1.2.
 */
public enum Vr {
    AE(Kind.ASCII, 1),
    AS(Kind.ASCII, 1),
    AT(Kind.TAG, 2),
    CS(Kind.ASCII, 1),
    DA(Kind.ASCII, 1),
    DS(Kind.ASCII, 1),
    DT(Kind.ASCII, 1),
    FD(Kind.REAL, 8),
    FL(Kind.REAL, 4),
    IS(Kind.ASCII, 1),
    LO(Kind.TEXT, 1),
    LT(Kind.PARAGRAPH, 1),
    OB(Kind.BULK, 1),
    OD(Kind.BULK, 8),
    OF(Kind.BULK, 4),
    OL(Kind.BULK, 4),
    OV(Kind.BULK, 8),
    OW(Kind.BULK, 2),
    PN(Kind.TEXT, 1),
    SH(Kind.TEXT, 1),
    SL(Kind.SIGNED, 4),
    SQ(Kind.SEQUENCE, 1),
    SS(Kind.SIGNED, 2),
    ST(Kind.PARAGRAPH, 1),
    SV(Kind.SIGNED, 8),
    TM(Kind.ASCII, 1),
    UC(Kind.TEXT, 1),
    UI(Kind.ASCII, 1),
    UL(Kind.UNSIGNED, 4),
    UN(Kind.BULK, 1),
    UR(Kind.ASCII, 1),
    US(Kind.UNSIGNED, 2),
    UT(Kind.PARAGRAPH, 1),
    UV(Kind.UNSIGNED, 8);

    /** How a value is made of bytes. */
    public enum Kind {
        /** Text of the default repertoire, values separated by backslash. */
        ASCII,
        /** Text in the specific character set, values separated by backslash. */
        TEXT,
        /** One text in the specific character set; a backslash is an ordinary character. */
        PARAGRAPH,
        SIGNED,
        UNSIGNED,
        REAL,
        TAG,
        /** Opaque bytes or words, possibly large. */
        BULK,
        SEQUENCE
    }

    private static final Vr[] BY_CODE = new Vr[1 << 10];

    static {
        for (Vr vr : values()) {
            BY_CODE[slot(vr.name().charAt(0), vr.name().charAt(1))] = vr;
        }
    }

    private final Kind kind;
    private final int unit;
    private final boolean longForm;

    Vr(Kind kind, int unit) {
        this.kind = kind;
        this.unit = unit;
        this.longForm = switch (name()) {
            case "OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV" -> true;
            default -> false;
        };
    }

    private static int slot(int first, int second) {
        return (first - 'A') << 5 | (second - 'A');
    }

    /** The representation with this two-letter code, null if there is none. */
    static @Nullable Vr of(int first, int second) {
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return null;
        }
        return BY_CODE[slot(first, second)];
    }

    public Kind kind() {
        return kind;
    }

    /** Bytes that are swapped together in big endian: 1, 2, 4 or 8. */
    public int unit() {
        return unit;
    }

    /** Whether an explicit header has two reserved bytes and a 32-bit length. */
    public boolean longForm() {
        return longForm;
    }

    /** Whether values are text. */
    public boolean isText() {
        return kind == Kind.ASCII || kind == Kind.TEXT || kind == Kind.PARAGRAPH;
    }

    /** The byte that makes an odd value even. */
    byte padding() {
        return (byte) (isText() && this != UI ? ' ' : 0);
    }
}
