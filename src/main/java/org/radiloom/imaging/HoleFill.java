package org.radiloom.imaging;

/** Filling what a mask encloses. */
public final class HoleFill {
    private HoleFill() {}

    /** Fills background that cannot reach the border of its slice through shared edges, slice by slice. */
    public static Mask slices(Mask mask) {
        return fill(mask, Neighbours.FOUR);
    }

    /** Fills background that cannot reach the border of the volume through shared faces. */
    public static Mask volume(Mask mask) {
        return fill(mask, Neighbours.SIX);
    }

    private static Mask fill(Mask mask, Neighbours background) {
        byte[] voxels = mask.toArray();
        Components.ofBackground(mask, background).addEnclosed(voxels, background.acrossSlices);
        return Mask.of(mask.geometry(), voxels);
    }
}
