package org.radiloom.dicom.deident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/**
 * Looks for lines of writing in pixels: three or more small bright marks of like height in a row, dark around them, that stand
 * still through a film. A hint for people: what it finds may be a scale, and writing over tissue or by hand escapes it.
 */
final class BurnedInWriting {
    /** Of 255: what is darker is no ink. */
    private static final int INK = 110;

    /** Of 255: how much a still pixel may change between frames. */
    private static final int STILL = 12;

    private static final int LOWEST = 5;
    private static final int HIGHEST = 48;
    private static final int FEWEST = 3;

    /** The smallest box around a mark or a line; corners are inside. */
    private record Mark(int left, int top, int right, int bottom) {
        int height() {
            return bottom - top + 1;
        }

        Mark with(Mark other) {
            return new Mark(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        boolean besides(Mark next) {
            int shared = Math.min(bottom, next.bottom) - Math.max(top, next.top) + 1;
            int lower = Math.min(height(), next.height());
            int higher = Math.max(height(), next.height());
            return 2 * shared >= lower && higher <= 2 * lower && next.left - right <= 1.2 * higher;
        }
    }

    private final int columns;
    private final int rows;
    private final int[] brightness;

    private BurnedInWriting(int columns, int rows, int[] brightness) {
        this.columns = columns;
        this.rows = rows;
        this.brightness = brightness;
    }

    /**
     * Lines of writing in an image, from its first, middle and last frame.
     *
     * @throws Problem if a frame cannot be decoded
     */
    static List<PixelMask.Box> in(DicomImage image) throws Problem {
        if (image.real()) {
            return List.of();
        }
        RawFrame first = image.rawFrame(0);
        int[] still = brightness(image, 0);
        for (int frame : new int[] {image.frames() / 2, image.frames() - 1}) {
            int[] other = frame == 0 ? still : brightness(image, frame);
            for (int at = 0; at < still.length; at++) {
                still[at] = Math.abs(still[at] - other[at]) > STILL ? 0 : still[at];
            }
        }
        return new BurnedInWriting(first.columns(), first.rows(), still).lines();
    }

    /** 0 to 255, of colours the brightest part. */
    private static int[] brightness(DicomImage image, int number) throws Problem {
        RawFrame frame = image.rawFrame(number);
        int[] out = new int[frame.rows() * frame.columns()];
        Slice slice = image.slice(number);
        if (slice instanceof ColourSlice colour) {
            for (int at = 0; at < out.length; at++) {
                int rgb = colour.rgbAt(at % frame.columns(), at / frame.columns());
                out[at] = Math.max(rgb >> 16 & 0xFF, Math.max(rgb >> 8 & 0xFF, rgb & 0xFF));
            }
            return out;
        }
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int at = 0; at < out.length; at++) {
            least = Math.min(least, frame.sample(at));
            most = Math.max(most, frame.sample(at));
        }
        double scale = most > least ? 255.0 / ((double) most - least) : 0;
        for (int at = 0; at < out.length; at++) {
            int grey = (int) (((double) frame.sample(at) - least) * scale);
            out[at] = image.inverted() ? 255 - grey : grey;
        }
        return out;
    }

    private List<PixelMask.Box> lines() {
        List<Mark> marks = marks();
        marks.sort(Comparator.comparingInt(Mark::left));
        List<Mark> lines = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        List<Mark> ends = new ArrayList<>();
        for (Mark mark : marks) {
            int line = ends.size() - 1;
            while (line >= 0 && !ends.get(line).besides(mark)) {
                line--;
            }
            if (line < 0) {
                lines.add(mark);
                lengths.add(1);
                ends.add(mark);
            } else {
                lines.set(line, lines.get(line).with(mark));
                lengths.set(line, lengths.get(line) + 1);
                ends.set(line, mark);
            }
        }
        List<PixelMask.Box> boxes = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            Mark line = lines.get(n);
            if (lengths.get(n) >= FEWEST) {
                boxes.add(new PixelMask.Box(line.left(), line.top(), line.right() - line.left() + 1, line.height()));
            }
        }
        return boxes;
    }

    private List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        boolean[] seen = new boolean[brightness.length];
        int[] stack = new int[brightness.length];
        for (int start = 0; start < brightness.length; start++) {
            if (brightness[start] < INK || seen[start]) {
                continue;
            }
            Mark mark = new Mark(start % columns, start / columns, start % columns, start / columns);
            int size = 0;
            stack[size++] = start;
            seen[start] = true;
            while (size > 0) {
                int at = stack[--size];
                int x = at % columns;
                int y = at / columns;
                mark = mark.with(new Mark(x, y, x, y));
                for (int ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
                    for (int nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
                        int next = ny * columns + nx;
                        if (brightness[next] >= INK && !seen[next]) {
                            seen[next] = true;
                            stack[size++] = next;
                        }
                    }
                }
            }
            if (isLetter(mark)) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private boolean isLetter(Mark mark) {
        int width = mark.right() - mark.left() + 1;
        return mark.height() >= LOWEST && mark.height() <= HIGHEST && width <= 1.5 * mark.height() && darkAround(mark);
    }

    /** Whether the frame of one pixel around a box is mostly dark. */
    private boolean darkAround(Mark box) {
        int dark = 0;
        int all = 0;
        for (int y = box.top() - 1; y <= box.bottom() + 1; y++) {
            boolean edge = y < box.top() || y > box.bottom();
            for (int x = box.left() - 1; x <= box.right() + 1; x += edge ? 1 : box.right() - box.left() + 2) {
                if (x >= 0 && y >= 0 && x < columns && y < rows) {
                    all++;
                    dark += brightness[y * columns + x] < INK / 2 ? 1 : 0;
                }
            }
        }
        return 4 * dark >= 3 * all;
    }
}
