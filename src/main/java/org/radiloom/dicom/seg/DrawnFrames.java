package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.radiloom.dicom.PackedBits;
import org.radiloom.problem.Problem;

/**
 * Which frames an object needs, and their pixels: one for each segment and slice that it has voxels in, by segment, then by slice; in
 * label maps one for each slice that has any.
 */
final class DrawnFrames {
    /** Value of voxels that belong wholly to a segment of a fractional object. */
    static final int WHOLLY = 255;

    /**
     * A frame.
     *
     * @param label of its segment; 0 in a label map
     * @param slice slice of the grid
     */
    record Frame(int label, int slice) {}

    private final SegmentationContent content;
    private final SegmentationEncoding encoding;
    private final List<Frame> frames = new ArrayList<>();
    private final byte[] slice;

    DrawnFrames(SegmentationContent content, SegmentationEncoding encoding) {
        this.content = content;
        this.encoding = encoding;
        this.slice = new byte[content.grid().columns() * content.grid().rows()];
        boolean[][] occurs = occurs();
        List<Integer> labels = encoding == SegmentationEncoding.LABELMAP
                ? List.of(0)
                : List.copyOf(content.segments().keySet());
        for (int label : labels) {
            for (int k = 0; k < occurs.length; k++) {
                if (label == 0 ? any(occurs[k]) : occurs[k][label]) {
                    frames.add(new Frame(label, k));
                }
            }
        }
    }

    /** Which labels have voxels in each slice. */
    private boolean[][] occurs() {
        boolean[][] occurs = new boolean[content.grid().slices()][256];
        for (int k = 0; k < occurs.length; k++) {
            content.labels().copySlice(k, slice);
            PackedBits.mark(slice, occurs[k]);
            for (int label = 1; label < 256; label++) {
                if (occurs[k][label] && !content.segments().containsKey(label)) {
                    throw new IllegalArgumentException("label " + label + " has no segment");
                }
            }
            if (encoding.fractional()) {
                for (int label : content.fractions().keySet()) {
                    fractions(label, k);
                    boolean[] values = new boolean[256];
                    PackedBits.mark(slice, values);
                    occurs[k][label] = any(values);
                }
            }
        }
        return occurs;
    }

    private static boolean any(boolean[] occurs) {
        for (int label = 1; label < occurs.length; label++) {
            if (occurs[label]) {
                return true;
            }
        }
        return false;
    }

    private void fractions(int label, int k) {
        java.util.Objects.requireNonNull(content.fractions().get(label)).copySlice(k, slice);
    }

    List<Frame> frames() {
        return frames;
    }

    /** The slices that any frame is of, in order. */
    SortedSet<Integer> slices() {
        var slices = new TreeSet<Integer>();
        frames.forEach(f -> slices.add(f.slice()));
        return slices;
    }

    /** The pixel data: an even number of bytes. */
    byte[] pixels() throws Problem {
        int bits = encoding == SegmentationEncoding.BINARY ? 1 : 8;
        long bytes = ((long) slice.length * frames.size() * bits + 15) / 16 * 2;
        if (bytes > Integer.MAX_VALUE - 16) {
            throw Problem.input(
                    "seg.large",
                    "The segmentation would have " + (bytes >> 20)
                            + " MiB of pixels, more than one file can be written with.",
                    "Write it as BINARY or LABELMAP, or fewer segments.");
        }
        byte[] out = new byte[(int) bytes];
        int read = -1;
        for (int f : bySlice()) {
            Frame frame = frames.get(f);
            boolean part = encoding.fractional() && content.fractions().containsKey(frame.label);
            if (part) {
                fractions(frame.label, frame.slice);
                read = -1;
            } else if (read != frame.slice) {
                content.labels().copySlice(frame.slice, slice);
                read = frame.slice;
            }
            switch (encoding) {
                case BINARY -> PackedBits.pack(slice, frame.label, out, (long) slice.length * f);
                case LABELMAP -> System.arraycopy(slice, 0, out, slice.length * f, slice.length);
                case PROBABILITY, OCCUPANCY -> {
                    for (int at = 0; at < slice.length; at++) {
                        boolean in = (slice[at] & 0xFF) == frame.label;
                        out[slice.length * f + at] = part ? slice[at] : in ? (byte) WHOLLY : 0;
                    }
                }
            }
        }
        return out;
    }

    /** Frame numbers in the order in which each slice is read only once. */
    private List<Integer> bySlice() {
        List<Integer> order = new ArrayList<>();
        for (int f = 0; f < frames.size(); f++) {
            order.add(f);
        }
        order.sort(java.util.Comparator.comparingInt(f -> frames.get(f).slice));
        return order;
    }
}
