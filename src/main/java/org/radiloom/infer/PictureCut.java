package org.radiloom.infer;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Letterbox;
import org.radiloom.model.PictureView;
import org.radiloom.problem.Problem;

/**
 * The part of a frame that a classifier is shown.
 *
 * @param column of its first pixel
 * @param row of its first pixel
 * @param width pixels
 * @param height pixels
 */
public record PictureCut(int column, int row, int width, int height) {
    /** All of a frame. */
    public static PictureCut whole(Frame frame) {
        return new PictureCut(0, 0, frame.columns(), frame.rows());
    }

    /**
     * The bounds of a region with a margin, as far as the frame goes.
     *
     * @param inside 1 inside, row by row; at least one pixel
     * @param margin added to each side, as a share of the longer side
     */
    public static PictureCut around(byte[] inside, int columns, int rows, double margin) {
        int left = columns;
        int right = 0;
        int top = rows;
        int bottom = 0;
        for (int at = 0; at < inside.length; at++) {
            if (inside[at] != 0) {
                left = Math.min(left, at % columns);
                right = Math.max(right, at % columns + 1);
                top = Math.min(top, at / columns);
                bottom = Math.max(bottom, at / columns + 1);
            }
        }
        int more = (int) Math.round(margin * Math.max(right - left, bottom - top));
        left = Math.max(0, left - more);
        top = Math.max(0, top - more);
        return new PictureCut(left, top, Math.min(columns, right + more) - left, Math.min(rows, bottom + more) - top);
    }

    /**
     * The network input (C, S, S) of this part: scaled, in [0, 1], prepared.
     *
     * @param inside of the region, 1 inside, row by row in the frame; null where there is none
     */
    public float[] input(Frame frame, PictureView view, byte @Nullable [] inside) throws Problem {
        int plane = view.side() * view.side();
        float[] input = new float[view.channels() * plane];
        for (int c = 0; c < view.channels(); c++) {
            float[] part = part(frame.plane(c, view.channels()), frame.columns());
            if (inside != null && view.outside() == PictureView.Outside.BLACK) {
                blacken(part, inside, frame.columns());
            }
            float[] square = width == view.side() && height == view.side()
                    ? part
                    : new Letterbox(width, height, view.side()).onto(part);
            for (int at = 0; at < plane; at++) {
                input[c * plane + at] = Math.clamp(square[at] / frame.white(), 0f, 1f);
            }
        }
        view.prepare().apply(input);
        return input;
    }

    private float[] part(float[] plane, int columns) {
        if (width == columns && row == 0 && plane.length == width * height) {
            return plane.clone();
        }
        float[] part = new float[width * height];
        for (int j = 0; j < height; j++) {
            System.arraycopy(plane, column + (row + j) * columns, part, j * width, width);
        }
        return part;
    }

    private void blacken(float[] part, byte[] inside, int columns) {
        for (int at = 0; at < part.length; at++) {
            if (inside[column + at % width + (row + at / width) * columns] == 0) {
                part[at] = 0;
            }
        }
    }

    /** Values of a map of this part brought to its pixels, bilinear; {@code values} is (mapSide, mapSide). */
    float[] spread(float[] values, int mapSide) throws Problem {
        return new Letterbox(width, height, mapSide).back(values);
    }
}
