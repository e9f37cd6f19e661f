package org.radiloom.model;

/**
 * Where the patches of a frame lie and which of them are used.
 *
 * <p>Patches are squares on a regular grid inside the region. Values are greys in [0, 1].
 *
 * @param side of a patch in pixels of the frame, at the scale that the model learned at
 * @param mmPerPixel scale that the model learned at: a frame whose spacing is known is looked at in patches of {@code
 *     side * mmPerPixel} mm; 0 if it is not known, and then pixels are taken as they are
 * @param stride distance of neighbouring patches as a share of their side, such as 0.5
 * @param minInside smallest share of a patch's pixels that lie inside the region
 * @param maxClipped largest share of pixels that are white
 * @param maxDark largest share of pixels that are nearly black, as vessels, cysts and shadows are
 * @param maxColour largest share of pixels that are coloured
 * @param least fewer usable patches than this give no grade of the frame
 * @param most where there would be more patches than this, they lie wider apart
 */
public record PatchRule(
        int side,
        double mmPerPixel,
        double stride,
        double minInside,
        double maxClipped,
        double maxDark,
        double maxColour,
        int least,
        int most) {
    public PatchRule {
        if (side < 2 || mmPerPixel < 0 || !(stride > 0) || least < 1 || most < least) {
            throw new IllegalArgumentException("side " + side + ", " + mmPerPixel + " mm, stride " + stride + ", "
                    + least + " to " + most + " patches");
        }
    }

    /** Patches of a given side, half overlapping. */
    public static PatchRule ofSide(int side) {
        return new PatchRule(side, 0, 0.5, 1, 0.2, 0.2, 0.02, 4, 192);
    }
}
