package org.radiloom.infer;

import org.radiloom.imaging.Letterbox;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/**
 * What an anomaly detector is shown of a frame, and the way back from its map to the frame's pixels.
 *
 * <p>The cut is windowed to [0, 1], letterboxed onto a square that is 256/224 times as large as the network input, and the
 * middle of that square becomes [-1, 1] (Zhang et al. 2023: resized to 256, the middle 224 kept). Training cuts other parts of
 * the same square. Deterministic.
 *
 * @param columns of the frame
 * @param rows of the frame
 * @param cut part of the frame that is looked at
 * @param side S, height and width of the network input, pixels
 */
public record AnomalyView(int columns, int rows, PictureCut cut, int side) {
    /** Share of the square's side that the network is shown. */
    private static final double KEPT = 224.0 / 256;

    private static final Window UNIT = Window.between(0, 1);

    /** Liver in CT, Hounsfield units. */
    public static final Window LIVER_HU = Window.between(-160, 240);

    /** Lung in CT, Hounsfield units. */
    public static final Window LUNG_HU = Window.between(-1000, 400);

    /** All of a frame. */
    public static AnomalyView whole(int columns, int rows, int side) {
        return new AnomalyView(columns, rows, new PictureCut(0, 0, columns, rows), side);
    }

    /**
     * The bounds of a region, with a margin that keeps the region in sight when the square's edges are cut off.
     *
     * @param inside 1 inside, row by row; at least one pixel
     * @param margin added to each side, as a share of the longer side
     */
    public static AnomalyView around(byte[] inside, int columns, int rows, double margin, int side) {
        return new AnomalyView(columns, rows, PictureCut.around(inside, columns, rows, margin), side);
    }

    /** The window for Hounsfield units of that organ; the liver's for any but the lung. */
    public static Window hounsfield(String organ) {
        return organ.equals("lung") ? LUNG_HU : LIVER_HU;
    }

    /** Side of the square that training cuts its inputs from, pixels; its parity is the input's. */
    public int square() {
        return square(side);
    }

    /** The same for any network input. */
    public static int square(int side) {
        return side + 2 * border(side);
    }

    /** Pixels of the square beyond each edge of the network input. */
    private static int border(int side) {
        return (int) Math.round((side / KEPT - side) / 2);
    }

    /**
     * The square, larger than the network input.
     *
     * @param values of the frame, row by row
     * @param window what of them becomes 0 and 1
     * @return ({@link #square}, square), [0, 1]; 0 beside the cut
     */
    public float[] square(float[] values, Window window) throws Problem {
        float[] part = new float[cut.width() * cut.height()];
        for (int j = 0; j < cut.height(); j++) {
            int from = cut.column() + (cut.row() + j) * columns;
            for (int i = 0; i < cut.width(); i++) {
                part[j * cut.width() + i] = (float) window.brightness(values[from + i]);
            }
        }
        return letterbox().onto(part);
    }

    /**
     * The network input.
     *
     * @param values of the frame, row by row
     * @param window what of them becomes -1 and 1
     * @return (S, S), [-1, 1]; -1 beside the cut
     */
    public float[] input(float[] values, Window window) throws Problem {
        float[] input = new float[side * side];
        middle(square(values, window), side, input, 0);
        return input;
    }

    /**
     * A region of the frame as the network input shows it.
     *
     * @param inside 1 inside, row by row in the frame; no values for all of the frame
     * @return (S, S), 1 where half of a pixel or more is inside
     */
    public byte[] onInput(byte[] inside) throws Problem {
        float[] values = new float[columns * rows];
        for (int at = 0; at < values.length; at++) {
            values[at] = inside.length == 0 ? 1 : inside[at];
        }
        float[] input = input(values, UNIT);
        byte[] region = new byte[input.length];
        for (int at = 0; at < region.length; at++) {
            region[at] = (byte) (input[at] >= 0 ? 1 : 0);
        }
        return region;
    }

    /** Writes the network input (S, S) of a {@link #square(float[], Window)} from {@code offset} on. */
    public static void middle(float[] square, int side, float[] into, int offset) {
        int border = border(side);
        int outer = side + 2 * border;
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                into[offset + v * side + u] = 2 * square[(v + border) * outer + u + border] - 1;
            }
        }
    }

    /**
     * A map over the network input brought to the frame's pixels, bilinear.
     *
     * @param map (S, S), row by row
     * @return row by row, {@code columns * rows}; 0 where the network saw nothing (see {@link #seen})
     */
    public float[] back(float[] map) {
        float[] frame = new float[columns * rows];
        double step = letterbox().step();
        int[] left = new int[cut.width()];
        float[] share = new float[cut.width()];
        for (int i = 0; i < cut.width(); i++) {
            double u = place(i, cut.width(), step);
            left[i] = Math.min((int) u, side - 2);
            share[i] = (float) (u - left[i]);
        }
        for (int j = 0; j < cut.height(); j++) {
            if (!sees(j, cut.height(), step)) {
                continue;
            }
            double v = place(j, cut.height(), step);
            int above = Math.min((int) v, side - 2);
            float down = (float) (v - above);
            int to = cut.column() + (cut.row() + j) * columns;
            for (int i = 0; i < cut.width(); i++) {
                if (sees(i, cut.width(), step)) {
                    int at = above * side + left[i];
                    float top = map[at] + share[i] * (map[at + 1] - map[at]);
                    float bottom = map[at + side] + share[i] * (map[at + side + 1] - map[at + side]);
                    frame[to + i] = top + down * (bottom - top);
                }
            }
        }
        return frame;
    }

    /** Where along an axis of the map a pixel of the cut lies; the map's edge goes on beyond itself, so that it does not fade. */
    private double place(int at, int length, double step) {
        return Math.clamp((at - (length - 1) / 2.0) / step + (side - 1) / 2.0, 0, side - 1);
    }

    /** Which of the frame's pixels the network was shown: 1 for those, row by row. */
    public byte[] seen() {
        byte[] seen = new byte[columns * rows];
        double step = letterbox().step();
        for (int j = 0; j < cut.height(); j++) {
            for (int i = 0; i < cut.width(); i++) {
                if (sees(i, cut.width(), step) && sees(j, cut.height(), step)) {
                    seen[cut.column() + i + (cut.row() + j) * columns] = 1;
                }
            }
        }
        return seen;
    }

    /** Whether the pixel of the cut at that place along an axis of that length lies in the network input. */
    private boolean sees(int at, int length, double step) {
        return Math.abs(at - (length - 1) / 2.0) <= step * side / 2;
    }

    private Letterbox letterbox() {
        return new Letterbox(cut.width(), cut.height(), square());
    }
}
