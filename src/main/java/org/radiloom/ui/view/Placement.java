package org.radiloom.ui.view;

import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.OrientationLabels;
import org.radiloom.imaging.ViewTransform;

/** Where a slice lies in a viewport of some size: fitted until the reader zooms or pans. */
final class Placement {
    private static final double SMALLEST_ZOOM = 0.05;
    private static final double LARGEST_ZOOM = 64;

    private int width = 1;
    private int height = 1;
    private boolean fitted = true;
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);

    /**
     * The slice to place.
     *
     * @param pixel size of a pixel; only its shape matters
     * @param turn the place in the patient, where slices are to be mirrored to the way readers look
     */
    record Picture(int columns, int rows, Presentation.PixelMm pixel, Optional<Geometry> turn) {
        /** Mirrors axes that run against the way readers look: to the right is left or back, downwards is back or feet. */
        private ViewTransform turned(ViewTransform straight, int width, int height) {
            return turn.map(g -> {
                        String right = OrientationLabels.letters(g.columnStep());
                        String down = OrientationLabels.letters(g.rowStep());
                        ViewTransform across =
                                "RA".indexOf(right.charAt(0)) >= 0 ? straight.flippedHorizontally(width) : straight;
                        return "AH".indexOf(down.charAt(0)) >= 0 ? across.flippedVertically(height) : across;
                    })
                    .orElse(straight);
        }
    }

    ViewTransform transform() {
        return place;
    }

    /** Takes a new size of the viewport; the middle stays in the middle. Whether it differs from the size before. */
    boolean resize(int newWidth, int newHeight, Optional<Picture> picture) {
        if (newWidth == width && newHeight == height) {
            return false;
        }
        place = place.resized(width, height, newWidth, newHeight);
        width = newWidth;
        height = newHeight;
        if (fitted) {
            fit(picture);
        }
        return true;
    }

    void fit(Optional<Picture> picture) {
        fitted = true;
        picture.ifPresent(p -> place = p.turned(
                ViewTransform.fit(
                        p.columns(), p.rows(), p.pixel().column(), p.pixel().row(), width, height),
                width,
                height));
    }

    void actualSize(Optional<Picture> picture) {
        fitted = false;
        picture.ifPresent(p -> place = p.turned(
                ViewTransform.oneToOne(
                        p.columns(), p.rows(), p.pixel().column(), p.pixel().row(), width, height),
                width,
                height));
    }

    /** Zooms by a factor, within bounds, keeping the point under (x, y) where it is. */
    void zoom(double factor, double x, double y) {
        fitted = false;
        double wanted = Math.clamp(place.zoom() * factor, SMALLEST_ZOOM, LARGEST_ZOOM);
        place = place.zoomedAround(wanted / place.zoom(), x, y);
    }

    void pan(double dx, double dy) {
        fitted = false;
        place = place.panned(dx, dy);
    }
}
