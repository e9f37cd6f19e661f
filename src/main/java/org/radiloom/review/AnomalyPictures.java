package org.radiloom.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.HeatScale;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.PixelText;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.AnomalyMap;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.ModelCard;
import org.radiloom.problem.Problem;

/** Pictures of anomaly maps over their slices, all on the model's one scale, with a legend that says what colours mean. */
final class AnomalyPictures {
    private static final float OPACITY = 0.6f;
    private static final int PAPER = 0x161A20;
    private static final int INK = 0xDCE3EC;
    private static final int MUTED = 0x8E99A8;
    private static final int SCALE = 2;
    private static final int MARGIN = 10;
    private static final int LINE = PixelText.height(SCALE) + MARGIN;
    private static final int BAR = 14;
    /** Narrower pictures are drawn larger, so that words fit. */
    private static final int LEAST_COLUMNS = 600;
    /** Side of each of the pictures beside each other. */
    private static final int TILE = 256;

    private static final int FEW = 24;

    private final ImageStack stack;
    private final boolean inverted;
    private final AnomalyFinding finding;
    private final HeatScale scale;

    AnomalyPictures(ImageStack stack, boolean inverted, AnomalyFinding finding) {
        this.stack = stack;
        this.inverted = inverted;
        this.finding = finding;
        this.scale = finding.scale().heat();
    }

    /** Writes the picture of the most suspicious slice. */
    void writeSuspect(Path file) throws Problem {
        write(file, finding.suspect());
    }

    /** Writes pictures of all slices of short series, of long ones of those above the threshold; named by number from 1. */
    void writeSlices(Path folder) throws Problem {
        boolean few = finding.scoredSlices() <= FEW;
        for (SliceAnomaly slice : finding.perSlice()) {
            boolean wanted = few || slice.above() && slice.counts() || slice.slice() == finding.mostSuspicious();
            if (slice.scored() && wanted) {
                write(folder.resolve(String.format(Locale.ROOT, "slice-%04d.png", slice.slice() + 1)), slice);
            }
        }
    }

    private void write(Path file, SliceAnomaly anomaly) throws Problem {
        AnomalyMap map = anomaly.map().orElseThrow();
        Slice slice = stack.slice(anomaly.slice());
        int times = Math.max(1, (LEAST_COLUMNS + slice.columns() - 1) / slice.columns());
        int columns = slice.columns() * times;
        int rows = slice.rows() * times;
        int[] picture = new int[columns * rows];
        LabelOverlay overlay = scale.overlay(map.onPicture(), slice.columns(), slice.rows(), OPACITY);
        var view = new SliceView(
                slice,
                stack.defaultWindow(),
                inverted,
                Optional.of(overlay),
                ViewTransform.fit(slice.columns(), slice.rows(), 1, 1, columns, rows),
                columns,
                rows);
        new SliceRenderer(view).render(picture);
        List<String> words = words(anomaly);
        int below = MARGIN + LINE * words.size() + BAR + MARGIN + 3 * LINE;
        int[] whole = new int[columns * (rows + below)];
        Arrays.fill(whole, PAPER);
        System.arraycopy(picture, 0, whole, 0, picture.length);
        int top = rows + MARGIN;
        for (String each : words) {
            PixelText.draw(whole, columns, MARGIN, top, SCALE, INK, each);
            top += LINE;
        }
        legend(whole, columns, top);
        PixelText.draw(
                whole, columns, MARGIN, top + BAR + MARGIN + 2 * LINE, SCALE, MUTED, ModelCard.NOT_FOR_DIAGNOSIS);
        PictureFile.writePng(file, whole, columns, rows + below);
    }

    private List<String> words(SliceAnomaly anomaly) {
        List<String> words = new ArrayList<>();
        words.add(String.format(
                Locale.ROOT,
                "%s: slice %d, %s %s",
                finding.label(),
                anomaly.slice() + 1,
                finding.organ(),
                finding.modality()));
        words.add(String.format(
                Locale.ROOT,
                "score %s, threshold %s: %s",
                number(anomaly.score()),
                number(finding.threshold()),
                anomaly.above() ? "above" : "below"));
        words.add(String.format(
                Locale.ROOT, "percentile %.0f of %d normal pictures", anomaly.percentile(), finding.normals()));
        if (finding.domainWarning().isPresent() || anomaly.warning().isPresent()) {
            words.add("may be outside what the model knows");
        }
        return words;
    }

    /** A bar from the darkest to the lightest value, empty below the threshold, with the three numbers under it. */
    private void legend(int[] pixels, int columns, int top) {
        int width = columns - 2 * MARGIN;
        double span = scale.high() - scale.low();
        for (int x = 0; x < width; x++) {
            double value = scale.low() + span * x / (width - 1);
            int rgb = scale.shows(value) ? scale.rgb(value) : PAPER;
            for (int y = top; y < top + BAR; y++) {
                boolean edge = y == top || y == top + BAR - 1 || x == 0 || x == width - 1;
                pixels[MARGIN + x + columns * y] = edge && !scale.shows(value) ? MUTED : rgb;
            }
        }
        int mark =
                MARGIN + (int) Math.clamp(Math.round(width * (scale.threshold() - scale.low()) / span), 0, width - 1);
        for (int y = top - 4; y < top + BAR + 4; y++) {
            pixels[mark + columns * y] = INK;
        }
        List<String> ticks = ticks(scale);
        int under = top + BAR + MARGIN / 2;
        PixelText.draw(pixels, columns, MARGIN, under, SCALE, MUTED, ticks.get(0));
        int end = columns - MARGIN - PixelText.width(ticks.get(2), SCALE);
        int middle = Math.clamp(
                mark - PixelText.width(ticks.get(1), SCALE) / 2,
                2 * MARGIN + PixelText.width(ticks.get(0), SCALE),
                Math.max(
                        2 * MARGIN + PixelText.width(ticks.get(0), SCALE),
                        end - MARGIN - PixelText.width(ticks.get(1), SCALE)));
        PixelText.draw(pixels, columns, middle, under, SCALE, INK, ticks.get(1));
        PixelText.draw(pixels, columns, end, under, SCALE, MUTED, ticks.get(2));
        PixelText.draw(
                pixels,
                columns,
                MARGIN,
                under + LINE,
                SCALE,
                MUTED,
                finding.scale().unit());
    }

    /** What the legend says at the darkest colour, the threshold and the lightest colour. */
    static List<String> ticks(HeatScale scale) {
        return scale.ticks().stream().map(AnomalyPictures::number).toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.0f" : "%.3g", value);
    }

    /** Writes what the network saw of the most suspicious slice, how it redrew it, how far apart both are, and the map. */
    void writeSideBySide(Path file) throws Problem {
        AnomalyMap map = finding.suspect().map().orElseThrow();
        List<String> titles = new ArrayList<>(List.of("seen"));
        List<int[]> tiles = new ArrayList<>(List.of(greys(map.original())));
        map.reconstruction().ifPresent(drawn -> {
            titles.add("redrawn");
            tiles.add(greys(drawn));
        });
        map.difference().ifPresent(apart -> {
            titles.add("difference");
            tiles.add(greys(apart));
        });
        titles.add("map");
        int[] heat = new int[map.values().length];
        for (int at = 0; at < heat.length; at++) {
            int argb = scale.argb(map.values()[at]);
            heat[at] = argb == 0 ? PAPER : argb & 0xFFFFFF;
        }
        tiles.add(heat);
        int columns = tiles.size() * (TILE + MARGIN) + MARGIN;
        int rows = 2 * MARGIN + LINE + TILE;
        int[] whole = new int[columns * rows];
        Arrays.fill(whole, PAPER);
        for (int n = 0; n < tiles.size(); n++) {
            int left = MARGIN + n * (TILE + MARGIN);
            PixelText.draw(whole, columns, left, MARGIN, SCALE, INK, titles.get(n));
            tile(whole, columns, left, MARGIN + LINE, tiles.get(n), map.side());
        }
        PictureFile.writePng(file, whole, columns, rows);
    }

    private static int[] greys(float[] values) {
        int[] pixels = new int[values.length];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = 0x010101 * (int) Math.clamp(Math.round(255 * values[at]), 0, 255);
        }
        return pixels;
    }

    private static void tile(int[] whole, int columns, int left, int top, int[] pixels, int side) {
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                whole[left + x + columns * (top + y)] = pixels[x * side / TILE + side * (y * side / TILE)];
            }
        }
    }
}
