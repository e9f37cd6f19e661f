package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.problem.Problem;

/**
 * What a file draws over its frames: up to 16 planes of one bit a pixel, graphics and regions alike, put together into one.
 * Planes hidden in unused bits of the pixels (retired) are not read, nor are planes that are not whole. Source: DICOM PS3.3
 * C.9.2.
 */
final class OverlayPlanes {
    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601E;
    private static final int ROWS = 0x0010;
    private static final int COLUMNS = 0x0011;
    private static final int FRAMES = 0x0015;
    private static final int ORIGIN = 0x0050;
    private static final int FRAME_ORIGIN = 0x0051;
    private static final int DATA = 0x3000;
    /** Readable on black and on white, and not the colour of anything that we find. */
    private static final int RGB = 0xD8C24A;

    private final DicomDataset dataset;
    private final int columns;
    private final int rows;
    private final byte[] labels;
    private final List<Integer> colours;
    private boolean drawn;

    private OverlayPlanes(DicomDataset dataset, int columns, int rows, Optional<SupplementalPalette> under) {
        this.dataset = dataset;
        this.columns = columns;
        this.rows = rows;
        drawn = under.isPresent();
        labels = under.map(SupplementalPalette::labels).orElseGet(() -> new byte[columns * rows]);
        colours = new ArrayList<>(under.map(SupplementalPalette::colours).orElse(List.of()));
        colours.add(RGB);
    }

    /**
     * All planes of a frame; empty where nothing is drawn.
     *
     * @param frame 0-based
     * @param under colours that the frame gives to pixels of its own; taken over
     */
    static Optional<LabelOverlay> of(
            DicomDataset dataset, int frame, int columns, int rows, Optional<SupplementalPalette> under)
            throws Problem {
        boolean any = under.isPresent();
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            any |= dataset.contains(group << 16 | DATA);
        }
        if (!any) {
            return Optional.empty();
        }
        var planes = new OverlayPlanes(dataset, columns, rows, under);
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            planes.draw(group << 16, frame);
        }
        return planes.drawn
                ? Optional.of(LabelOverlay.of(planes.labels, columns, rows, planes.colours, 1, false))
                : Optional.empty();
    }

    private void draw(int group, int frame) throws Problem {
        Optional<byte[]> data = dataset.bytes(group | DATA);
        int high = dataset.integer(group | ROWS).orElse(0);
        int wide = dataset.integer(group | COLUMNS).orElse(0);
        int count = dataset.integer(group | FRAMES).orElse(0);
        // without a number of frames the plane lies over all of them
        int at = count < 1 ? 0 : frame - (dataset.integer(group | FRAME_ORIGIN).orElse(1) - 1);
        if (data.isEmpty() || high < 1 || wide < 1 || at < 0 || at >= Math.max(1, count)) {
            return;
        }
        byte[] bits = data.get();
        long first = (long) at * high * wide;
        if ((first + (long) high * wide + 7) / 8 > bits.length) {
            return;
        }
        int[] origin = dataset.integers(group | ORIGIN).orElse(Values.NO_INTEGERS);
        int top = origin.length == 2 ? (short) origin[0] - 1 : 0;
        int left = origin.length == 2 ? (short) origin[1] - 1 : 0;
        for (int y = Math.max(0, -top); y < high && top + y < rows; y++) {
            for (int x = Math.max(0, -left); x < wide && left + x < columns; x++) {
                long bit = first + (long) y * wide + x;
                if ((bits[(int) (bit >> 3)] >> (bit & 7) & 1) != 0) {
                    labels[(top + y) * columns + left + x] = (byte) colours.size();
                    drawn = true;
                }
            }
        }
    }
}
