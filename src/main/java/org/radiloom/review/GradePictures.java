package org.radiloom.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.PixelText;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.PatchGrade;
import org.radiloom.model.ModelCard;
import org.radiloom.problem.Problem;

/** Pictures of a grade over its frames: the line around the region, the map of grades, and what their colours mean. */
final class GradePictures {
    private static final float OPACITY = 0.35f;
    private static final int LINE = 0x58A6FF;
    private static final int PAPER = 0x161A20;
    private static final int INK = 0xDCE3EC;
    private static final int MUTED = 0x8E99A8;
    private static final int SCALE = 2;
    private static final int MARGIN = 10;
    private static final int SWATCH = 14;
    /** Narrower frames are drawn larger, so that words fit. */
    private static final int LEAST_COLUMNS = 600;

    private final ImageStack stack;
    private final GradeFinding finding;

    GradePictures(ImageStack stack, GradeFinding finding) {
        this.stack = stack;
        this.finding = finding;
    }

    /** Writes a picture of every frame that was looked at, named by the frame's number from 1. */
    void writeFrames(Path folder) throws Problem {
        for (FrameGrade frame : finding.perFrame()) {
            write(folder.resolve(String.format(Locale.ROOT, "frame-%04d.png", frame.frame() + 1)), frame);
        }
    }

    /** Writes the picture of the first frame that has a grade. */
    void writeFirst(Path file) throws Problem {
        Optional<FrameGrade> first =
                finding.perFrame().stream().filter(FrameGrade::graded).findFirst();
        if (first.isPresent()) {
            write(file, first.get());
        }
    }

    private void write(Path file, FrameGrade frame) throws Problem {
        Slice slice = stack.slice(frame.frame());
        int times = Math.max(1, (LEAST_COLUMNS + slice.columns() - 1) / slice.columns());
        int columns = slice.columns() * times;
        int rows = slice.rows() * times;
        int[] picture = new int[columns * rows];
        var view = new SliceView(
                slice,
                stack.defaultWindow(),
                false,
                Optional.of(map(frame, slice)),
                ViewTransform.fit(slice.columns(), slice.rows(), 1, 1, columns, rows),
                columns,
                rows);
        new SliceRenderer(view).render(picture);
        frame.region().ifPresent(region -> outline(picture, columns, rows, region.polygon(), times));
        List<String> words = words(frame);
        int line = PixelText.height(SCALE) + MARGIN;
        int legend = MARGIN + line * (words.size() + 1 + finding.classes().size());
        int[] whole = new int[columns * (rows + legend)];
        java.util.Arrays.fill(whole, PAPER);
        System.arraycopy(picture, 0, whole, 0, picture.length);
        int top = rows + MARGIN;
        for (String each : words) {
            PixelText.draw(whole, columns, MARGIN, top, SCALE, INK, each);
            top += line;
        }
        for (int c = 0; c < finding.classes().size(); c++) {
            legend(whole, columns, top, c, frame);
            top += line;
        }
        PixelText.draw(whole, columns, MARGIN, top, SCALE, MUTED, ModelCard.NOT_FOR_DIAGNOSIS);
        PictureFile.writePng(file, whole, columns, rows + legend);
    }

    private List<String> words(FrameGrade frame) {
        List<String> words = new ArrayList<>();
        words.add(finding.label() + ": " + finding.headline()
                + String.format(Locale.ROOT, ", set at %.0f %%", 100 * finding.coverage()));
        words.add(String.format(Locale.ROOT, "%-12s %9s %7s", "", "frame " + (frame.frame() + 1), "study"));
        return words;
    }

    /** Swatch, word, the frame's and the study's probability. */
    private void legend(int[] pixels, int columns, int top, int c, FrameGrade frame) {
        String name = finding.classes().get(c);
        int rgb = GradeColours.of(name, c);
        for (int y = top; y < top + SWATCH; y++) {
            java.util.Arrays.fill(pixels, MARGIN + columns * y, MARGIN + SWATCH + columns * y, rgb);
        }
        String ofFrame = frame.graded() ? percent(frame.probabilities().get(c)) : "-";
        String text = String.format(
                Locale.ROOT,
                "%-10s %9s %7s   %s",
                name,
                ofFrame,
                percent(finding.probabilities().get(c)),
                finding.predictionSet().contains(name) ? "in the set" : "");
        PixelText.draw(pixels, columns, 2 * MARGIN + SWATCH, top, SCALE, INK, text);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** The most probable class at each pixel, by the mean of the patches that cover it. */
    private LabelOverlay map(FrameGrade frame, Slice slice) {
        int classes = finding.classes().size();
        float[] sums = new float[slice.columns() * slice.rows() * classes];
        for (PatchGrade patch : frame.patches()) {
            int left = Math.max(0, (int) patch.column());
            int top = Math.max(0, (int) patch.row());
            int right = Math.min(slice.columns(), (int) (patch.column() + patch.width()));
            int bottom = Math.min(slice.rows(), (int) (patch.row() + patch.height()));
            for (int y = top; y < bottom; y++) {
                for (int at = (left + slice.columns() * y) * classes;
                        at < (right + slice.columns() * y) * classes;
                        at++) {
                    sums[at] += patch.probabilities().get(at % classes).floatValue();
                }
            }
        }
        byte[] labels = new byte[slice.columns() * slice.rows()];
        for (int at = 0; at < labels.length; at++) {
            float most = 0;
            for (int c = 0; c < classes; c++) {
                if (sums[at * classes + c] > most) {
                    most = sums[at * classes + c];
                    labels[at] = (byte) (c + 1);
                }
            }
        }
        List<Integer> colours = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            colours.add(GradeColours.of(finding.classes().get(c), c));
        }
        return LabelOverlay.of(labels, slice.columns(), slice.rows(), colours, OPACITY, false);
    }

    private static void outline(int[] pixels, int columns, int rows, Polygon polygon, int times) {
        for (int n = 0; n < polygon.size(); n++) {
            Polygon.Point a = polygon.points().get(n);
            Polygon.Point b = polygon.points().get((n + 1) % polygon.size());
            int steps = (int) Math.ceil(times * a.distanceTo(b.column(), b.row())) + 1;
            for (int s = 0; s <= steps; s++) {
                double part = (double) s / steps;
                int x = (int) Math.floor(times * (a.column() + part * (b.column() - a.column()) + 0.5));
                int y = (int) Math.floor(times * (a.row() + part * (b.row() - a.row()) + 0.5));
                dot(pixels, columns, rows, x, y);
            }
        }
    }

    /** Two pixels wide. */
    private static void dot(int[] pixels, int columns, int rows, int x, int y) {
        for (int dy = -1; dy <= 0; dy++) {
            for (int dx = -1; dx <= 0; dx++) {
                int column = Math.clamp(x + dx, 0, columns - 1);
                int row = Math.clamp(y + dy, 0, rows - 1);
                pixels[column + columns * row] = LINE;
            }
        }
    }
}
