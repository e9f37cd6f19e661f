package org.radiloom.dicom.codec;

import java.util.List;

/**
 * A precinct: the code-blocks of one place in one resolution, with what its packets have told so far.
 *
 * @param level resolution, 0 the coarsest
 * @param part component
 * @param order running number within the resolution
 * @param left first column on the reference grid, for the orders of progression that go by position
 */
record Jpeg2000Precinct(int level, int part, int order, int left, int top, List<Band> bands, int[] nextLayer) {
    /** The code-blocks of one band, row by row. */
    record Band(
            int across,
            int down,
            int planes,
            Jpeg2000Block[] blocks,
            Jpeg2000TagTree inclusion,
            Jpeg2000TagTree zeroPlanes) {}
}
