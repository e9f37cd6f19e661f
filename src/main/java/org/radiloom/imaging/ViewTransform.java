package org.radiloom.imaging;

/**
 * How an image lies in a viewport: zoom, shift, pixel aspect, and one of the eight ways to turn and mirror it.
 *
 * <p>Image coordinates are (column, row) indices; whole numbers are pixel centres. Viewport coordinates are in device
 * pixels from the top left corner; the centre of device pixel p is at p + 0.5, as mouse events have it.
 *
 * @param scaleX device pixels per image column, per row when transposed; negative when it runs to the left, never 0
 * @param scaleY device pixels per image row, per column when transposed; negative when it runs upwards, never 0
 * @param offsetX viewport x of column 0, of row 0 when transposed
 * @param offsetY viewport y of row 0, of column 0 when transposed
 * @param transposed whether rows of the image run across the viewport and columns down
 */
public record ViewTransform(double scaleX, double scaleY, double offsetX, double offsetY, boolean transposed) {
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

    /** Columns run across the viewport, rows down. */
    public ViewTransform(double scaleX, double scaleY, double offsetX, double offsetY) {
        this(scaleX, scaleY, offsetX, offsetY, false);
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

    /**
     * An image turned by {@code turn} whose point (column, row) lies at the viewport point (x, y).
     *
     * @param perColumn device pixels per column, more than 0
     * @param perRow device pixels per row, more than 0
     */
    public static ViewTransform about(
            ImagePoint point, double x, double y, double perColumn, double perRow, Turn turn) {
        boolean odd = turn.transposes();
        // a mirrored column runs to the left before the image is turned clockwise: (x, y) becomes (-y, x)
        int column = turn.mirrored() ? -1 : 1;
        int across = turn.quarters() == 0 ? column : turn.quarters() == 1 ? -1 : turn.quarters() == 2 ? -column : 1;
        int down = turn.quarters() == 0 ? 1 : turn.quarters() == 1 ? column : turn.quarters() == 2 ? -1 : -column;
        double sx = across * (odd ? perRow : perColumn);
        double sy = down * (odd ? perColumn : perRow);
        return new ViewTransform(
                sx,
                sy,
                x - sx * (odd ? point.row() : point.column()),
                y - sy * (odd ? point.column() : point.row()),
                odd);
    }

    /** The point of the image under a point of the viewport. */
    public ImagePoint toImage(double x, double y) {
        double across = (x - offsetX) / scaleX;
        double down = (y - offsetY) / scaleY;
        return transposed ? new ImagePoint(down, across) : new ImagePoint(across, down);
    }

    /** Where a point of the image appears. */
    public ViewPoint toView(double column, double row) {
        return transposed
                ? new ViewPoint(offsetX + scaleX * row, offsetY + scaleY * column)
                : new ViewPoint(offsetX + scaleX * column, offsetY + scaleY * row);
    }

    /** Device pixels across the viewport that an upright area of {@code columns} by {@code rows} takes, 0 or more. */
    public double across(double columns, double rows) {
        return Math.abs(scaleX) * (transposed ? rows : columns);
    }

    /** Device pixels down the viewport that an upright area of {@code columns} by {@code rows} takes, 0 or more. */
    public double down(double columns, double rows) {
        return Math.abs(scaleY) * (transposed ? columns : rows);
    }

    /** The step in the image that leads {@code right} and {@code down} on the screen by as many pixels of the image. */
    public ImagePoint step(double right, double down) {
        double across = right * Math.signum(scaleX);
        double along = down * Math.signum(scaleY);
        return transposed ? new ImagePoint(along, across) : new ImagePoint(across, along);
    }

    /** Device pixels per image pixel along the finer axis; 1 is {@link #oneToOne}. */
    public double zoom() {
        return Math.min(Math.abs(scaleX), Math.abs(scaleY));
    }

    /** Zoomed by {@code factor} with the viewport point (x, y) staying on its image point; stops at 10,000 either way. */
    public ViewTransform zoomedAround(double factor, double x, double y) {
        double f = Math.clamp(factor, SMALLEST / zoom(), LARGEST / zoom());
        return new ViewTransform(scaleX * f, scaleY * f, x + f * (offsetX - x), y + f * (offsetY - y), transposed);
    }

    /** Shifted by device pixels. */
    public ViewTransform panned(double dx, double dy) {
        return new ViewTransform(scaleX, scaleY, offsetX + dx, offsetY + dy, transposed);
    }

    /** The same place on a screen with {@code factor} times as many pixels. */
    public ViewTransform scaled(double factor) {
        return new ViewTransform(scaleX * factor, scaleY * factor, offsetX * factor, offsetY * factor, transposed);
    }

    /** Mirrored left to right about the viewport's middle. */
    public ViewTransform flippedHorizontally(int width) {
        return new ViewTransform(-scaleX, scaleY, width - offsetX, offsetY, transposed);
    }

    /** Mirrored upside down about the viewport's middle. */
    public ViewTransform flippedVertically(int height) {
        return new ViewTransform(scaleX, -scaleY, offsetX, height - offsetY, transposed);
    }

    /** The same viewport place of the image with columns and rows exchanged, as {@link Slice#transposed} has them. */
    ViewTransform ofTransposed() {
        return new ViewTransform(scaleX, scaleY, offsetX, offsetY, !transposed);
    }

    /** Length of one device pixel, given the distance of columns; for the scale bar. */
    public double millimetresPerPixel(double columnMm) {
        return columnMm / Math.abs(transposed ? scaleY : scaleX);
    }
}
