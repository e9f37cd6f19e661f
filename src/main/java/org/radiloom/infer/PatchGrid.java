package org.radiloom.infer;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.model.PatchRule;

/**
 * The patches of a frame that a grading looks at: on a regular grid inside the region, without those that show vessels,
 * cysts, shadows, white or coloured pixels.
 *
 * @param patches in reading order
 * @param leftOut how many lay inside the region and were not used
 */
public record PatchGrid(List<PictureCut> patches, int leftOut) {
    /** Greys up to here are dark in any frame. */
    private static final float DARK = 0.05f;
    /** So are greys up to this share of the region's median: blood, bile, shadow. */
    private static final float DARK_SHARE = 0.6f;

    private static final int LEVELS = 256;

    public PatchGrid {
        patches = List.copyOf(patches);
    }

    /**
     * @param inside the region, row by row
     * @param mmPerPixel of the frame; 0 if it is not known
     */
    public static PatchGrid of(Frame frame, byte[] inside, PatchRule rule, double mmPerPixel) {
        int side = rule.mmPerPixel() > 0 && mmPerPixel > 0
                ? Math.max(2, (int) Math.round(rule.side() * rule.mmPerPixel() / mmPerPixel))
                : rule.side();
        if (side > Math.min(frame.columns(), frame.rows()) || !any(inside)) {
            return new PatchGrid(List.of(), 0);
        }
        Sums sums = Sums.of(frame, inside);
        int step = Math.max(1, (int) Math.round(rule.stride() * side));
        PatchGrid grid = at(frame, inside, sums, rule, side, step);
        while (grid.patches.size() > rule.most()) {
            // wider apart, so that the whole region is still covered evenly
            int wider = (int) Math.ceil(step * Math.sqrt((double) grid.patches.size() / rule.most()));
            step = Math.max(step + 1, wider);
            grid = at(frame, inside, sums, rule, side, step);
        }
        return grid;
    }

    private static PatchGrid at(Frame frame, byte[] inside, Sums sums, PatchRule rule, int side, int step) {
        PictureCut bounds = PictureCut.around(inside, frame.columns(), frame.rows(), 0);
        int[] columns = starts(bounds.column(), bounds.width(), side, step);
        int[] rows = starts(bounds.row(), bounds.height(), side, step);
        double area = (double) side * side;
        List<PictureCut> usable = new ArrayList<>();
        int leftOut = 0;
        for (int row : rows) {
            for (int column : columns) {
                PictureCut cut = new PictureCut(column, row, side, side);
                if (sums.inside(cut) < rule.minInside() * area) {
                    continue;
                }
                if (sums.dark(cut) > rule.maxDark() * area
                        || sums.white(cut) > rule.maxClipped() * area
                        || sums.coloured(cut) > rule.maxColour() * area) {
                    leftOut++;
                } else {
                    usable.add(cut);
                }
            }
        }
        return new PatchGrid(usable, leftOut);
    }

    private static boolean any(byte[] inside) {
        for (byte b : inside) {
            if (b != 0) {
                return true;
            }
        }
        return false;
    }

    /** First pixels of patches that fit into a length, in the middle of it. */
    private static int[] starts(int from, int length, int side, int step) {
        if (length < side) {
            return new int[0];
        }
        int n = (length - side) / step + 1;
        int[] starts = new int[n];
        int rest = length - side - (n - 1) * step;
        for (int at = 0; at < n; at++) {
            starts[at] = from + rest / 2 + at * step;
        }
        return starts;
    }

    /** Counts of pixels by kind, summed so that any rectangle costs four look-ups. */
    private record Sums(int columns, int[] insides, int[] darks, int[] whites, int[] colours) {
        static Sums of(Frame frame, byte[] inside) {
            int columns = frame.columns() + 1;
            int n = columns * (frame.rows() + 1);
            Sums sums = new Sums(columns, new int[n], new int[n], new int[n], new int[n]);
            float dark = Math.max(DARK, DARK_SHARE * median(frame, inside)) * frame.white();
            for (int row = 0; row < frame.rows(); row++) {
                for (int column = 0; column < frame.columns(); column++) {
                    int at = column + frame.columns() * row;
                    float grey = frame.greys()[at];
                    int to = column + 1 + columns * (row + 1);
                    sums.add(sums.insides, to, inside[at]);
                    sums.add(sums.darks, to, grey <= dark ? 1 : 0);
                    sums.add(sums.whites, to, grey >= frame.white() ? 1 : 0);
                    sums.add(sums.colours, to, frame.coloured()[at]);
                }
            }
            return sums;
        }

        /** Of the greys inside, 0 to 1. */
        private static float median(Frame frame, byte[] inside) {
            int[] counts = new int[LEVELS];
            int all = 0;
            for (int at = 0; at < inside.length; at++) {
                if (inside[at] != 0) {
                    counts[(int) (Math.clamp(frame.greys()[at] / frame.white(), 0f, 1f) * (LEVELS - 1))]++;
                    all++;
                }
            }
            int level = 0;
            for (int seen = counts[0]; 2 * seen < all; seen += counts[level]) {
                level++;
            }
            return (float) level / (LEVELS - 1);
        }

        private void add(int[] table, int to, int value) {
            table[to] = value + table[to - 1] + table[to - columns] - table[to - columns - 1];
        }

        int inside(PictureCut cut) {
            return in(insides, cut);
        }

        int dark(PictureCut cut) {
            return in(darks, cut);
        }

        int white(PictureCut cut) {
            return in(whites, cut);
        }

        int coloured(PictureCut cut) {
            return in(colours, cut);
        }

        private int in(int[] table, PictureCut cut) {
            int top = cut.column() + columns * cut.row();
            int bottom = top + columns * cut.height();
            return table[bottom + cut.width()] - table[bottom] - table[top + cut.width()] + table[top];
        }
    }
}
