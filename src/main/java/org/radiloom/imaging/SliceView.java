package org.radiloom.imaging;

import java.util.Optional;

/**
 * Everything that decides the pixels of a viewport; {@link SliceRenderer} turns it into them.
 *
 * @param slice the image plane
 * @param voi how values become brightness; a colour plane ignores it
 * @param colours what brightness is shown as; a colour plane ignores them
 * @param inverted whether black and white are exchanged
 * @param overlay labels of the same size as the plane
 * @param transform where the plane lies in the viewport
 * @param width viewport width in device pixels, at least 1
 * @param height viewport height in device pixels, at least 1
 */
public record SliceView(
        Slice slice,
        VoiTransform voi,
        ColourMap colours,
        boolean inverted,
        Optional<LabelOverlay> overlay,
        ViewTransform transform,
        int width,
        int height) {
    public SliceView {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("viewport " + width + "x" + height);
        }
        if (overlay.isPresent()
                && (overlay.get().columns() != slice.columns() || overlay.get().rows() != slice.rows())) {
            throw new IllegalArgumentException("an overlay of another size than its image");
        }
    }

    /** In grey, with a straight window. */
    public SliceView(
            Slice slice,
            Window window,
            boolean inverted,
            Optional<LabelOverlay> overlay,
            ViewTransform transform,
            int width,
            int height) {
        this(slice, new VoiTransform.LinearExact(window), ColourMap.GREY, inverted, overlay, transform, width, height);
    }

    /** A view of the same pixels in which columns run across the viewport. */
    SliceView straight() {
        return transform.transposed()
                ? new SliceView(
                        slice.transposed(),
                        voi,
                        colours,
                        inverted,
                        overlay.map(LabelOverlay::transposed),
                        transform.ofTransposed(),
                        width,
                        height)
                : this;
    }
}
