package org.radiloom.ui.view;

import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.OrientationLabels;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.ViewTransform.ImagePoint;

/**
 * Where a slice lies in a viewport of some size: fitted until the reader zooms or pans.
 *
 * <p>What is kept is the point of the image in the middle of the viewport, the zoom and the turn; turning and mirroring touch
 * neither of the first two, so that any number of them that cancel each other leave exactly the place before.
 */
final class Placement {
    private static final double SMALLEST_ZOOM = 0.05;
    private static final double LARGEST_ZOOM = 64;

    /** How large the slice is made whenever the viewport changes its size. */
    private enum Fit {
        WHOLE,
        WIDTH,
        AS_IT_IS
    }

    private int width = 1;
    private int height = 1;
    private Fit fit = Fit.WHOLE;
    private Turn turn = Turn.NONE;
    private ImagePoint middle = new ImagePoint(0, 0);
    private double zoom = 1;
    private Presentation.PixelMm pixel = new Presentation.PixelMm(1, 1);
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);

    /**
     * The slice to place.
     *
     * @param pixel size of a pixel; only its shape matters
     * @param turn the place in the patient, where slices are to be turned to the way readers look
     */
    record Picture(int columns, int rows, Presentation.PixelMm pixel, Optional<Geometry> turn) {
        /** The way readers look: to the right is left or back, downwards is back or feet. */
        private Turn usual() {
            return turn.map(g -> {
                        char column = OrientationLabels.letters(g.columnStep()).charAt(0);
                        char row = OrientationLabels.letters(g.rowStep()).charAt(0);
                        boolean exchange = in("HF", column) || in("AP", column) && in("LR", row);
                        // a quarter turn back of the mirrored image exchanges columns and rows
                        Turn straight = exchange ? new Turn(3, true) : Turn.NONE;
                        Turn across = in("RA", exchange ? row : column) ? straight.flippedHorizontally() : straight;
                        return in("AH", exchange ? column : row) ? across.flippedVertically() : across;
                    })
                    .orElse(Turn.NONE);
        }

        private static boolean in(String letters, char letter) {
            return letters.indexOf(letter) >= 0;
        }
    }

    ViewTransform transform() {
        return place;
    }

    Turn turn() {
        return turn;
    }

    /** Takes a new size of the viewport; the middle stays in the middle. Whether it differs from the size before. */
    boolean resize(int newWidth, int newHeight, Optional<Picture> picture) {
        if (newWidth == width && newHeight == height) {
            return false;
        }
        width = newWidth;
        height = newHeight;
        refit(picture);
        return true;
    }

    /** Places another slice: turned the usual way, as large as it goes. */
    void begin(Optional<Picture> picture) {
        turn = picture.map(Picture::usual).orElse(Turn.NONE);
        fit(picture);
    }

    void fit(Optional<Picture> picture) {
        fit = Fit.WHOLE;
        refit(picture);
    }

    /** As wide as the viewport; the upper and lower edge may lie outside. */
    void fitWidth(Optional<Picture> picture) {
        fit = Fit.WIDTH;
        refit(picture);
    }

    void actualSize(Optional<Picture> picture) {
        fit = Fit.AS_IT_IS;
        zoom = 1;
        picture.ifPresent(this::centre);
        place();
    }

    void turn(Turn wanted, Optional<Picture> picture) {
        turn = wanted;
        refit(picture);
    }

    private void refit(Optional<Picture> picture) {
        if (fit != Fit.AS_IT_IS && picture.isPresent()) {
            Picture p = picture.get();
            centre(p);
            double columnMm = p.columns() * pixel.column();
            double rowMm = p.rows() * pixel.row();
            double acrossMm = turn.transposes() ? rowMm : columnMm;
            double downMm = turn.transposes() ? columnMm : rowMm;
            double perMm = fit == Fit.WIDTH ? width / acrossMm : Math.min(width / acrossMm, height / downMm);
            zoom = perMm * Math.min(pixel.column(), pixel.row());
        }
        place();
    }

    private void centre(Picture p) {
        pixel = p.pixel();
        middle = new ImagePoint((p.columns() - 1) / 2.0, (p.rows() - 1) / 2.0);
    }

    private void place() {
        double finest = Math.min(pixel.column(), pixel.row());
        place = ViewTransform.about(
                middle, width / 2.0, height / 2.0, zoom * pixel.column() / finest, zoom * pixel.row() / finest, turn);
    }

    /** Zooms by a factor, within bounds, keeping the point under (x, y) where it is. */
    void zoom(double factor, double x, double y) {
        double wanted = Math.clamp(zoom * factor, SMALLEST_ZOOM, LARGEST_ZOOM);
        move(place.zoomedAround(wanted / zoom, x, y));
        zoom = wanted;
        place();
    }

    /** Whether the size follows that of the viewport, because the reader has neither zoomed nor panned. */
    boolean fitted() {
        return fit != Fit.AS_IT_IS;
    }

    /** The point of the image in the middle of the viewport. */
    ImagePoint middle() {
        return middle;
    }

    /** Puts a point of the image into the middle, at a zoom within bounds. */
    void look(ImagePoint at, double wantedZoom) {
        fit = Fit.AS_IT_IS;
        middle = at;
        zoom = Math.clamp(wantedZoom, SMALLEST_ZOOM, LARGEST_ZOOM);
        place();
    }

    void pan(double dx, double dy) {
        move(place.panned(dx, dy));
        place();
    }

    private void move(ViewTransform to) {
        fit = Fit.AS_IT_IS;
        middle = to.toImage(width / 2.0, height / 2.0);
    }
}
