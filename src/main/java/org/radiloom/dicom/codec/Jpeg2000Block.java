package org.radiloom.dicom.codec;

import java.util.Arrays;

/** A code-block: its place in its band, and the coded bytes that the packets brought for it. */
final class Jpeg2000Block {
    /** Corner within the band's part of the tile plane. */
    final int x;

    final int y;
    final int width;
    final int height;
    /** Magnitude bits to decode, known once the block is included. */
    int planes;

    boolean included;
    /** State of the length code. */
    int lengthBits = 3;

    int passes;
    /** Stretches of coded bytes: start, length and segment number, three entries each. */
    int[] stretches = {};

    int used;
    /** Passes of each codeword segment. */
    int[] segmentPasses = {};

    int segments;

    Jpeg2000Block(int x, int y, int width, int height) {
        this.x = x;
        this.y = y;
        this.width = width;
        this.height = height;
    }

    void add(int start, int length, int segment) {
        if (used + 3 > stretches.length) {
            stretches = Arrays.copyOf(stretches, Math.max(6, 2 * stretches.length));
        }
        stretches[used++] = start;
        stretches[used++] = length;
        stretches[used++] = segment;
    }

    /** Opens a codeword segment without passes. */
    void openSegment() {
        if (segments == segmentPasses.length) {
            segmentPasses = Arrays.copyOf(segmentPasses, Math.max(1, 2 * segments));
        }
        segmentPasses[segments++] = 0;
    }
}
