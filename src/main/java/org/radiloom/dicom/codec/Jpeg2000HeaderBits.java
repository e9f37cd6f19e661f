package org.radiloom.dicom.codec;

/** The bits of a packet header: after a byte 0xFF the next one has only seven. Source: ISO/IEC 15444-1, B.10.1. */
final class Jpeg2000HeaderBits {
    private final byte[] bytes;
    private int at;
    private int hold;
    private int held;

    Jpeg2000HeaderBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int bit() {
        if (held == 0) {
            boolean stuffed = hold == 0xFF;
            hold = bytes[at++] & 0xFF; // the array's end is the end of the data
            held = stuffed ? 7 : 8;
        }
        return hold >> --held & 1;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Goes to the next whole byte and returns its index. */
    int end() {
        if (hold == 0xFF && at < bytes.length) {
            at++; // a stuffed byte follows
        }
        held = 0;
        hold = 0;
        return at;
    }
}
