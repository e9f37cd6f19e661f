package org.radiloom.imaging;

/**
 * How an image lies in a viewport: zoom, shift, pixel aspect and flips; x and y stay apart.
 *
 * <p>Image coordinates are (column, row) indices; whole numbers are pixel centres. Viewport coordinates are in device
 * pixels from the top left corner; the centre of device pixel p is at p + 0.5, as mouse events have it.
 *
 * @param scaleX device pixels per image column, negative when flipped left to right, never 0
 * @param scaleY device pixels per image row, negative when flipped upside down, never 0
 * @param offsetX viewport x of column 0
 * @param offsetY viewport y of row 0
 */
public record ViewTransform(double scaleX, double scaleY, double offsetX, double offsetY) {
    private static final double LARGEST = 1e4;
    private static final double SMALLEST = 1e-4;

    /** A point of the image: fractional column and row index, whole numbers are pixel centres. */
    public record ImagePoint(double column, double row) {
        /** The pixel that holds this point. */
        public int columnIndex() {
            return (int) Math.floor(column + 0.5);
        }

        /** The pixel that holds this point. */
        public int rowIndex() {
            return (int) Math.floor(row + 0.5);
        }
    }

    /** A point of the viewport in device pixels. */
    public record ViewPoint(double x, double y) {}

    public ViewTransform {
        boolean good = usable(scaleX) && usable(scaleY) && Math.abs(offsetX) < 1e9 && Math.abs(offsetY) < 1e9;
        if (!good) {
            throw new IllegalArgumentException(
                    "scale " + scaleX + ", " + scaleY + " offset " + offsetX + ", " + offsetY);
        }
    }

    private static boolean usable(double scale) {
        return Math.abs(scale) >= SMALLEST / 100 && Math.abs(scale) <= LARGEST * 100;
    }

    /**
     * The whole image, as large as the viewport allows, centred.
     *
     * @param columnMm distance of columns, in any unit shared with {@code rowMm}; 1 and 1 when it is not known
     */
    public static ViewTransform fit(int columns, int rows, double columnMm, double rowMm, int width, int height) {
        double perMm = Math.min(width / (columns * columnMm), height / (rows * rowMm));
        return centred(columns, rows, perMm * columnMm, perMm * rowMm, width, height);
    }

    /** One device pixel for each image pixel along the finer of its two axes, centred. */
    public static ViewTransform oneToOne(int columns, int rows, double columnMm, double rowMm, int width, int height) {
        double finest = Math.min(columnMm, rowMm);
        return centred(columns, rows, columnMm / finest, rowMm / finest, width, height);
    }

    private static ViewTransform centred(int columns, int rows, double sx, double sy, int width, int height) {
        return new ViewTransform(sx, sy, (width - sx * (columns - 1)) / 2, (height - sy * (rows - 1)) / 2);
    }

    /** The point of the image under a point of the viewport. */
    public ImagePoint toImage(double x, double y) {
        return new ImagePoint((x - offsetX) / scaleX, (y - offsetY) / scaleY);
    }

    /** Where a point of the image appears. */
    public ViewPoint toView(double column, double row) {
        return new ViewPoint(offsetX + scaleX * column, offsetY + scaleY * row);
    }

    /** Device pixels per image pixel along the finer axis; 1 is {@link #oneToOne}. */
    public double zoom() {
        return Math.min(Math.abs(scaleX), Math.abs(scaleY));
    }

    /** Zoomed by {@code factor} with the viewport point (x, y) staying on its image point; stops at 10,000 either way. */
    public ViewTransform zoomedAround(double factor, double x, double y) {
        double f = Math.clamp(factor, SMALLEST / zoom(), LARGEST / zoom());
        return new ViewTransform(scaleX * f, scaleY * f, x + f * (offsetX - x), y + f * (offsetY - y));
    }

    /** Shifted by device pixels. */
    public ViewTransform panned(double dx, double dy) {
        return new ViewTransform(scaleX, scaleY, offsetX + dx, offsetY + dy);
    }

    /** Mirrored left to right about the viewport's middle. */
    public ViewTransform flippedHorizontally(int width) {
        return new ViewTransform(-scaleX, scaleY, width - offsetX, offsetY);
    }

    /** Mirrored upside down about the viewport's middle. */
    public ViewTransform flippedVertically(int height) {
        return new ViewTransform(scaleX, -scaleY, offsetX, height - offsetY);
    }

    /** The same zoom with the viewport's middle staying on its image point when the viewport changes its size. */
    public ViewTransform resized(int oldWidth, int oldHeight, int newWidth, int newHeight) {
        return panned((newWidth - oldWidth) / 2.0, (newHeight - oldHeight) / 2.0);
    }

    /** Length of one device pixel along x, given the distance of columns; for the scale bar. */
    public double millimetresPerPixel(double columnMm) {
        return columnMm / Math.abs(scaleX);
    }
}
