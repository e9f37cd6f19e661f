package org.radiloom.nn.icfd;

import java.util.List;
import java.util.SequencedMap;
import org.radiloom.problem.Problem;

/**
 * The shape of the two decouplers in front of a classifier. Written into configurations, checkpoints and model cards as
 * it stands; a number that is 0 or absent is that of the profile, so that a finished spec names all its numbers.
 *
 * <p>Huang et al., MICCAI 2024, name the parts and give no sizes: these are this program's.
 *
 * @param enabled whether there are decouplers at all
 * @param profile {@code lite}, {@code base}, {@code small} or {@code micro}: where numbers come from that are not given
 * @param side height and width of the pictures, pixels
 * @param width channels on the way down and up
 * @param mid channels inside a block, a multiple of 4
 * @param bottleneck side of the smallest map: {@code side / bottleneck} is a power of two, at least 2; its half and 2
 *     divide it
 * @param colour the channel beside the features: {@code Y} (BT.601 luma), {@code V} (largest of red, green and blue),
 *     {@code L} (CIE lightness) or {@code gray} (mean)
 * @param attn whether blocks have self-attention at their bottom
 * @param pyramid whether blocks pool their first features to three sizes and join them to the bottom
 * @param dilate whether the two convolutions at a block's bottom are dilated (2 and 4); else they are plain
 * @param nestedU whether blocks are small U-nets; else they are two convolutions
 */
public record IcfdSpec(
        boolean enabled,
        String profile,
        int side,
        int width,
        int mid,
        int bottleneck,
        String colour,
        boolean attn,
        boolean pyramid,
        boolean dilate,
        boolean nestedU) {
    /** Names of the colour channels. */
    public static final List<String> COLOURS = List.of("Y", "V", "L", "gray");

    private static final SequencedMap<String, Size> SIZES = sizes();

    private record Size(int side, int width, int mid, int bottleneck) {
        static final Size NONE = new Size(0, 0, 0, 0);
    }

    private static SequencedMap<String, Size> sizes() {
        SequencedMap<String, Size> sizes = new java.util.LinkedHashMap<>();
        sizes.put("lite", new Size(224, 64, 16, 14));
        sizes.put("base", new Size(224, 128, 32, 14));
        sizes.put("small", new Size(112, 32, 8, 14));
        sizes.put("micro", new Size(64, 8, 4, 8));
        return sizes;
    }

    public IcfdSpec {
        profile = profile == null ? "lite" : profile;
        colour = colour == null ? "Y" : colour;
        Size size = SIZES.getOrDefault(profile, Size.NONE);
        side = side == 0 ? size.side : side;
        width = width == 0 ? size.width : width;
        mid = mid == 0 ? size.mid : mid;
        bottleneck = bottleneck == 0 ? size.bottleneck : bottleneck;
    }

    /** No decouplers. */
    public static IcfdSpec off() {
        return new IcfdSpec(false, "lite", 0, 0, 0, 0, "Y", true, true, true, true);
    }

    /** Names of the profiles. */
    public static List<String> profiles() {
        return List.copyOf(SIZES.keySet());
    }

    /** Decouplers of that profile, with everything they can have. */
    public static IcfdSpec of(String profile) {
        return new IcfdSpec(true, profile, 0, 0, 0, 0, "Y", true, true, true, true);
    }

    /** The same parts at other sizes. */
    public IcfdSpec sized(int pictureSide, int channels, int inner, int bottom) {
        return new IcfdSpec(
                enabled, profile, pictureSide, channels, inner, bottom, colour, attn, pyramid, dilate, nestedU);
    }

    /** The same with another colour channel. */
    public IcfdSpec withColour(String name) {
        return new IcfdSpec(enabled, profile, side, width, mid, bottleneck, name, attn, pyramid, dilate, nestedU);
    }

    /** The same with these parts. */
    public IcfdSpec withParts(boolean attention, boolean pooled, boolean dilated, boolean nested) {
        return new IcfdSpec(enabled, profile, side, width, mid, bottleneck, colour, attention, pooled, dilated, nested);
    }

    /** How often a picture is halved on its way to the smallest map. */
    public int levels() {
        return Integer.numberOfTrailingZeros(side / bottleneck);
    }

    /**
     * Checks that the numbers go together.
     *
     * @throws Problem {@code icfd.profile}, {@code icfd.colour} or {@code icfd.size}
     */
    public void check() throws Problem {
        need(
                SIZES.containsKey(profile),
                "icfd.profile",
                "profile " + profile,
                "one of " + String.join(", ", profiles()));
        need(COLOURS.contains(colour), "icfd.colour", "colour " + colour, "one of " + String.join(", ", COLOURS));
        need(bottleneck >= 2 && bottleneck % 2 == 0, "icfd.size", "bottleneck " + bottleneck, "an even number");
        boolean whole = side >= 2 * bottleneck && side % bottleneck == 0;
        need(
                whole && Integer.bitCount(side / bottleneck) == 1,
                "icfd.size",
                "side " + side + " with bottleneck " + bottleneck,
                "a side that is the bottleneck times 2, 4, 8 or another power of two");
        need(mid >= 4 && mid % 4 == 0, "icfd.size", "mid " + mid, "a multiple of 4");
        need(width >= 1, "icfd.size", "width " + width, "at least 1");
    }

    private static void need(boolean holds, String code, String what, String instead) throws Problem {
        if (!holds) {
            throw Problem.model(
                    code, "The decouplers cannot have the " + what + ".", "Use " + instead + " in the icfd settings.");
        }
    }
}
