package org.radiloom.nn.icfd;

import ai.djl.ndarray.NDArray;
import org.radiloom.nn.Scalars;

/** One channel of a picture; grey pictures are their own, except for lightness, which bends the scale. */
enum Colour {
    /** BT.601 luma of the full range, 0.299 R + 0.587 G + 0.114 B: the Y of YCbCr. */
    LUMA {
        @Override
        NDArray ofRgb(NDArray red, NDArray green, NDArray blue) {
            return weighted(red, 0.299f, green, 0.587f, blue, 0.114f);
        }
    },
    /** The largest of the three: the V of HSV. */
    VALUE {
        @Override
        NDArray ofRgb(NDArray red, NDArray green, NDArray blue) {
            try (NDArray two = red.maximum(green)) {
                return two.maximum(blue);
            }
        }
    },
    /** The mean of the three. */
    MEAN {
        @Override
        NDArray ofRgb(NDArray red, NDArray green, NDArray blue) {
            return weighted(red, 1 / 3f, green, 1 / 3f, blue, 1 / 3f);
        }
    },
    /** CIE L* of sRGB (IEC 61966-2-1) with white D65, as a share of 100. */
    LIGHTNESS {
        @Override
        NDArray ofRgb(NDArray red, NDArray green, NDArray blue) {
            try (NDArray r = linear(red);
                    NDArray g = linear(green);
                    NDArray b = linear(blue);
                    NDArray luminance = weighted(r, 0.2126f, g, 0.7152f, b, 0.0722f)) {
                return lightness(luminance);
            }
        }

        @Override
        NDArray ofGrey(NDArray grey) {
            try (NDArray luminance = linear(grey)) {
                return lightness(luminance);
            }
        }
    };

    /** Where sRGB and L* go over from a line to a power. */
    private static final float SRGB_LINE = 0.04045f;

    private static final float LIGHT_LINE = 216f / 24389;

    /** @param name one of {@link IcfdSpec#COLOURS} */
    static Colour named(String name) {
        return switch (name) {
            case "Y" -> LUMA;
            case "V" -> VALUE;
            case "L" -> LIGHTNESS;
            case "gray" -> MEAN;
            default -> throw new IllegalArgumentException("colour " + name);
        };
    }

    abstract NDArray ofRgb(NDArray red, NDArray green, NDArray blue);

    NDArray ofGrey(NDArray grey) {
        // a copy would be cut off from the graph
        return grey.reshape(grey.getShape());
    }

    /** (B, 1 or 3, S, S) in [0, 1] → (B, 1, S, S) in [0, 1], a new array; gradients flow. */
    NDArray of(NDArray x) {
        if (x.getShape().get(1) == 1) {
            return ofGrey(x);
        }
        try (NDArray red = x.get(":, 0:1");
                NDArray green = x.get(":, 1:2");
                NDArray blue = x.get(":, 2:3")) {
            return ofRgb(red, green, blue);
        }
    }

    private static NDArray weighted(NDArray a, float wa, NDArray b, float wb, NDArray c, float wc) {
        try (NDArray first = Scalars.times(a, wa);
                NDArray second = Scalars.times(b, wb);
                NDArray third = Scalars.times(c, wc);
                NDArray two = first.add(second)) {
            return two.add(third);
        }
    }

    private static NDArray linear(NDArray x) {
        try (NDArray line = Scalars.over(Scalars.atMost(x, SRGB_LINE), 12.92f);
                NDArray above = Scalars.atLeast(x, SRGB_LINE);
                NDArray power = Scalars.power(Scalars.over(above.add(0.055f), 1.055f), 2.4f)) {
            // at the joint both are the same, so one constant part cancels
            return power.add(line).sub(SRGB_LINE / 12.92f);
        }
    }

    private static NDArray lightness(NDArray luminance) {
        try (NDArray line = Scalars.times(Scalars.atMost(luminance, LIGHT_LINE), 24389f / 27 / 100);
                NDArray above = Scalars.atLeast(luminance, LIGHT_LINE);
                NDArray root = Scalars.times(Scalars.power(above, 1 / 3f), 1.16f)) {
            return root.sub(0.16f).add(line).sub(LIGHT_LINE * 24389f / 27 / 100);
        }
    }
}
