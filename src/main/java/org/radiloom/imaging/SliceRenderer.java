package org.radiloom.imaging;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a plane with window, zoom and label overlay into a viewport-sized buffer of opaque ARGB pixels (which is the same
 * as premultiplied ARGB).
 *
 * <p>Values are interpolated bilinearly before the window is applied; where the image is shrunk they are averaged, so
 * that nothing aliases. Labels are shown as they are, voxel by voxel. Outside the image the buffer is black. A renderer
 * may be used by several threads at once, each drawing its own rows.
 */
public final class SliceRenderer {
    private static final int BLACK = 0xFF000000;
    private static final int ROWS_PER_TASK = 32;
    private static final int OUTLINE_PX = 1;

    private final SliceView view;
    private final AxisTaps xs;
    private final AxisTaps ys;
    /** Columns of the viewport that lie on the image: [fromX, toX). */
    private final int fromX;

    private final int toX;
    /** For each viewport column the source column at or left of it, and the part of the next one; while magnifying. */
    private final int[] left;

    private final float[] part;
    private final boolean shrunk;
    private final int[] nearestX;
    private final int[] nearestY;

    /** Where the image is turned by a quarter, its pixels are turned once, so that rows are drawn as fast as ever. */
    public SliceRenderer(SliceView wanted) {
        view = wanted.straight();
        ViewTransform t = view.transform();
        double stepX = 1 / t.scaleX();
        double stepY = 1 / t.scaleY();
        xs = AxisTaps.of(
                view.width(), view.slice().columns(), stepX, t.toImage(0.5, 0.5).column(), true);
        ys = AxisTaps.of(
                view.height(), view.slice().rows(), stepY, t.toImage(0.5, 0.5).row(), true);
        int from = 0;
        while (from < view.width() && xs.first()[from] < 0) {
            from++;
        }
        int to = from;
        while (to < view.width() && xs.first()[to] >= 0) {
            to++;
        }
        fromX = from;
        toX = to;
        shrunk = Math.abs(stepX) > 1;
        left = xs.first();
        part = new float[view.width()];
        for (int x = fromX; x < toX; x++) {
            float[] w = xs.weights()[x];
            part[x] = w.length > 1 ? w[1] : 0;
        }
        nearestX = nearest(
                view.width(), view.slice().columns(), stepX, t.toImage(0.5, 0.5).column());
        nearestY = nearest(
                view.height(), view.slice().rows(), stepY, t.toImage(0.5, 0.5).row());
    }

    private static int[] nearest(int target, int source, double scale, double shift) {
        int[] index = new int[target];
        for (int p = 0; p < target; p++) {
            index[p] = Math.clamp((long) Math.floor(scale * p + shift + 0.5), 0, source - 1);
        }
        return index;
    }

    /** Draws all rows on the calling thread; {@code into} holds width * height pixels, row by row. */
    public void render(int[] into) {
        rows(into, 0, view.height());
    }

    /** Draws all rows on all cores. */
    public void renderParallel(int[] into) {
        int tasks = (view.height() + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        IntStream.range(0, tasks).parallel().forEach(t -> {
            rows(into, t * ROWS_PER_TASK, Math.min(view.height(), (t + 1) * ROWS_PER_TASK));
        });
    }

    /** Draws the rows from {@code from} up to but not including {@code to}. */
    public void rows(int[] into, int from, int to) {
        if (into.length < view.width() * view.height()) {
            throw new IllegalArgumentException(into.length + " pixels for " + view.width() + "x" + view.height());
        }
        RowPainter painter =
                switch (view.slice()) {
                    case GreySlice grey -> new GreyRows(grey);
                    case ColourSlice colour -> new ColourRows(colour);
                };
        RowPainter overlay = view.overlay().<RowPainter>map(OverlayRows::new).orElse((y, pixels, at) -> {});
        for (int y = from; y < to; y++) {
            int at = y * view.width();
            if (ys.first()[y] < 0 || fromX == toX) {
                Arrays.fill(into, at, at + view.width(), BLACK);
                continue;
            }
            Arrays.fill(into, at, at + fromX, BLACK);
            painter.paint(y, into, at);
            Arrays.fill(into, at + toX, at + view.width(), BLACK);
            overlay.paint(y, into, at);
        }
    }

    private interface RowPainter {
        void paint(int y, int[] into, int at);
    }

    /**
     * Grey rows: two source rows are blended and windowed as floats, then stretched; every loop is plain arithmetic. A curve
     * or colours need a look into a table for each pixel of the viewport, after stretching.
     */
    private final class GreyRows implements RowPainter {
        private final GreySlice slice;
        private final float[] line;
        private final float zero;
        private final float gain;
        private final float bias;
        private final boolean plain;
        /** Brightness, 0 to 255 at the places of a curve; one more at the end. */
        private final float[] points;
        /** What is shown for a brightness of 0 to 255. */
        private final int[] argb;

        GreyRows(GreySlice slice) {
            this.slice = slice;
            this.line = new float[slice.columns() + 1];
            GreyCurve curve = view.voi().curve();
            plain = curve.straight() && view.colours() == ColourMap.GREY;
            points = plain ? new float[0] : curve.table().scaled(255);
            argb = plain ? new int[0] : view.colours().argb(view.inverted());
            // plain: 0 to 255, plus 0.5 to round when cut to an int; else the place on the curve
            double steps = plain ? 255 : points.length - 2;
            boolean down = plain && view.inverted();
            zero = (float) (down ? curve.to() : curve.from());
            gain = (float) ((down ? -steps : steps) / (curve.to() - curve.from()));
            bias = plain ? 0.5f : 0;
        }

        @Override
        public void paint(int y, int[] into, int at) {
            Arrays.fill(line, 0);
            float[] wy = ys.weights()[y];
            for (int s = 0; s < wy.length; s++) {
                slice.addRow(ys.first()[y] + s, wy[s], line);
            }
            int last = slice.columns();
            for (int i = 0; i < last; i++) {
                line[i] = (line[i] - zero) * gain + bias;
            }
            line[last] = line[last - 1];
            if (!plain) {
                look(into, at);
            } else if (shrunk) {
                average(into, at);
            } else {
                stretch(into, at);
            }
        }

        private void look(int[] into, int at) {
            float last = points.length - 2;
            for (int x = fromX; x < toX; x++) {
                float v;
                if (shrunk) {
                    v = weighted(line, x);
                } else {
                    int i = left[x];
                    v = line[i] + part[x] * (line[i + 1] - line[i]);
                }
                float place = Math.min(last, Math.max(0f, v));
                int n = (int) place;
                // the number of a value that is none is 0, as everywhere
                int grey = (int) (points[n] + (place - n) * (points[n + 1] - points[n]) + 0.5f);
                into[at + x] = argb[grey];
            }
        }

        private void stretch(int[] into, int at) {
            for (int x = fromX; x < toX; x++) {
                int i = left[x];
                float a = line[i];
                float v = a + part[x] * (line[i + 1] - a);
                int grey = (int) Math.min(255f, Math.max(0f, v));
                into[at + x] = BLACK | grey * 0x010101;
            }
        }

        private void average(int[] into, int at) {
            for (int x = fromX; x < toX; x++) {
                int grey = (int) Math.min(255f, Math.max(0f, weighted(line, x)));
                into[at + x] = BLACK | grey * 0x010101;
            }
        }
    }

    private float weighted(float[] line, int x) {
        float[] w = xs.weights()[x];
        int i = xs.first()[x];
        float sum = 0;
        for (int t = 0; t < w.length; t++) {
            sum += w[t] * line[i + t];
        }
        return sum;
    }

    /** Colour rows: the same, channel by channel. */
    private final class ColourRows implements RowPainter {
        private final ColourSlice slice;
        private final float[][] lines;

        ColourRows(ColourSlice slice) {
            this.slice = slice;
            this.lines = new float[3][slice.columns() + 1];
        }

        @Override
        public void paint(int y, int[] into, int at) {
            int columns = slice.columns();
            float[] red = lines[0];
            float[] green = lines[1];
            float[] blue = lines[2];
            for (float[] line : lines) {
                Arrays.fill(line, 0.5f);
            }
            float[] wy = ys.weights()[y];
            for (int s = 0; s < wy.length; s++) {
                int row = (ys.first()[y] + s) * columns;
                for (int i = 0; i < columns; i++) {
                    int rgb = slice.rgb[row + i];
                    red[i] += wy[s] * (rgb >> 16 & 0xFF);
                    green[i] += wy[s] * (rgb >> 8 & 0xFF);
                    blue[i] += wy[s] * (rgb & 0xFF);
                }
            }
            int flip = view.inverted() ? 0xFFFFFF : 0;
            if (shrunk) {
                for (int x = fromX; x < toX; x++) {
                    int r = (int) weighted(red, x);
                    int g = (int) weighted(green, x);
                    int b = (int) weighted(blue, x);
                    into[at + x] = BLACK | (r << 16 | g << 8 | b) ^ flip;
                }
            } else {
                for (float[] line : lines) {
                    line[columns] = line[columns - 1];
                }
                stretch(red, green, blue, flip, into, at);
            }
        }

        private void stretch(float[] red, float[] green, float[] blue, int flip, int[] into, int at) {
            for (int x = fromX; x < toX; x++) {
                int i = left[x];
                float p = part[x];
                int r = (int) (red[i] + p * (red[i + 1] - red[i]));
                int g = (int) (green[i] + p * (green[i + 1] - green[i]));
                int b = (int) (blue[i] + p * (blue[i + 1] - blue[i]));
                into[at + x] = BLACK | (r << 16 | g << 8 | b) ^ flip;
            }
        }
    }

    /** Label rows: blended over what is there in fixed point, 256 steps. */
    private final class OverlayRows implements RowPainter {
        private final LabelOverlay overlay;

        OverlayRows(LabelOverlay overlay) {
            this.overlay = overlay;
        }

        @Override
        public void paint(int y, int[] into, int at) {
            byte[] labels = overlay.labels;
            int columns = overlay.columns();
            int row = nearestY[y] * columns;
            int alpha = Math.round(overlay.opacity() * 256);
            boolean @Nullable [] border = overlay.outlined() ? borders(y) : null;
            for (int x = fromX; x < toX; x++) {
                int label = labels[row + nearestX[x]] & 0xFF;
                if (label != 0) {
                    int a = border != null && border[x] ? 256 : alpha;
                    into[at + x] = mix(into[at + x], overlay.rgb[label], a);
                }
            }
        }

        private boolean[] borders(int y) {
            boolean[] border = new boolean[view.width()];
            int columns = overlay.columns();
            int row = nearestY[y] * columns;
            int above = nearestY[Math.max(0, y - OUTLINE_PX)] * columns;
            int below = nearestY[Math.min(view.height() - 1, y + OUTLINE_PX)] * columns;
            for (int x = fromX; x < toX; x++) {
                int i = nearestX[x];
                byte label = overlay.labels[row + i];
                border[x] = overlay.labels[above + i] != label
                        || overlay.labels[below + i] != label
                        || overlay.labels[row + nearestX[Math.max(0, x - OUTLINE_PX)]] != label
                        || overlay.labels[row + nearestX[Math.min(view.width() - 1, x + OUTLINE_PX)]] != label;
            }
            return border;
        }

        private static int mix(int under, int over, int alpha) {
            int keep = 256 - alpha;
            int r = (under >> 16 & 0xFF) * keep + (over >> 16 & 0xFF) * alpha + 128 >> 8;
            int g = (under >> 8 & 0xFF) * keep + (over >> 8 & 0xFF) * alpha + 128 >> 8;
            int b = (under & 0xFF) * keep + (over & 0xFF) * alpha + 128 >> 8;
            return BLACK | r << 16 | g << 8 | b;
        }
    }
}
