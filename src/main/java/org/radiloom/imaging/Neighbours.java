package org.radiloom.imaging;

/** Which voxels touch. The names say how many neighbours an inner voxel has. */
public enum Neighbours {
    /** Sharing an edge within one slice; slices stay apart. */
    FOUR(false, false, false),
    /** Sharing a face. */
    SIX(true, false, false),
    /** Sharing a face or an edge. */
    EIGHTEEN(true, true, false),
    /** Sharing a face, an edge or a corner. */
    TWENTY_SIX(true, true, true);

    final boolean acrossSlices;
    final boolean edges;
    final boolean corners;

    Neighbours(boolean acrossSlices, boolean edges, boolean corners) {
        this.acrossSlices = acrossSlices;
        this.edges = edges;
        this.corners = corners;
    }
}
