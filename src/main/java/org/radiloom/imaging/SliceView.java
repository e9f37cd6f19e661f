package org.radiloom.imaging;

import java.util.Optional;

/**
 * Everything that decides the pixels of a viewport; {@link SliceRenderer} turns it into them.
 *
 * @param slice the image plane
 * @param window which values become black and white; a colour plane ignores it
 * @param inverted whether black and white are exchanged
 * @param overlay labels of the same size as the plane
 * @param transform where the plane lies in the viewport
 * @param width viewport width in device pixels, at least 1
 * @param height viewport height in device pixels, at least 1
 */
public record SliceView(
        Slice slice,
        Window window,
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

    /** A view of the same pixels in which columns run across the viewport. */
    SliceView straight() {
        return transform.transposed()
                ? new SliceView(
                        slice.transposed(),
                        window,
                        inverted,
                        overlay.map(LabelOverlay::transposed),
                        transform.ofTransposed(),
                        width,
                        height)
                : this;
    }
}
