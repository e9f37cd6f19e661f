package org.radiloom.annotate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * Another segmentation of the same grid, put into the one that is being corrected. Segments of the same name and code become one,
 * others come beside those that are there. What comes in takes its voxels, but from locked segments and into them nothing goes.
 */
public final class Joining {
    private final Segmentation other;
    private final List<Segment> after;
    /** For each label of the other the one that it gets here. */
    private final int[] labels;

    private final boolean[] locked = new boolean[LabelMap.MOST_LABELS + 1];
    private long taken;
    private long refused;

    private Joining(Segmentation other, List<Segment> after, int[] labels) {
        this.other = other;
        this.after = after;
        this.labels = labels;
        after.stream().filter(Segment::locked).forEach(s -> locked[s.label()] = true);
    }

    /**
     * Prepares to join.
     *
     * @param here the segments that are there
     * @throws Problem {@code annotate.labels} if there would be more than 255
     */
    public static Joining of(Segmentation other, List<Segment> here) throws Problem {
        List<Segment> after = new ArrayList<>(here);
        int[] labels = new int[LabelMap.MOST_LABELS + 1];
        for (Segment coming : other.segments()) {
            Optional<Segment> same = here.stream()
                    .filter(s -> s.name().equals(coming.name())
                            && s.code().value().equals(coming.code().value())
                            && s.code().scheme().equals(coming.code().scheme()))
                    .findFirst();
            int label = same.isPresent() ? same.get().label() : free(after, coming.label());
            if (same.isEmpty()) {
                after.add(new Segment(label, coming.name(), coming.rgb(), coming.code(), true, false, coming.state()));
            }
            labels[coming.label()] = label;
        }
        after.sort(Comparator.comparingInt(Segment::label));
        return new Joining(other, after, labels);
    }

    private static int free(List<Segment> taken, int wanted) throws Problem {
        boolean[] has = new boolean[LabelMap.MOST_LABELS + 1];
        taken.forEach(s -> has[s.label()] = true);
        if (!has[wanted]) {
            return wanted;
        }
        for (int label = 1; label < has.length; label++) {
            if (!has[label]) {
                return label;
            }
        }
        throw Problem.input(
                "annotate.labels",
                "There would be more than 255 segments.",
                "Delete segments that are not needed, or import fewer.");
    }

    /** All segments as they are afterwards. */
    public List<Segment> segments() {
        return List.copyOf(after);
    }

    /** The label that a segment of the other has here. */
    public int label(int coming) {
        return labels[coming];
    }

    /** Paints what comes in; counts what it takes and what it may not. */
    public void paint(Canvas canvas) {
        LabelMap map = other.map();
        int columns = map.geometry().columns();
        byte[] slice = new byte[map.sliceSize()];
        byte[] before = new byte[map.sliceSize()];
        for (int k = 0; k < map.geometry().slices(); k++) {
            if (map.isEmpty(k)) {
                continue;
            }
            map.copySlice(k, slice);
            canvas.copySlice(k, before);
            for (int row = 0; row < slice.length; row += columns) {
                int from = 0;
                while (from < columns) {
                    int to = from + 1;
                    while (to < columns
                            && slice[row + to] == slice[row + from]
                            && before[row + to] == before[row + from]) {
                        to++;
                    }
                    run(
                            canvas,
                            from,
                            to,
                            row / columns,
                            k,
                            labels[slice[row + from] & 0xFF],
                            before[row + from] & 0xFF);
                    from = to;
                }
            }
        }
    }

    /** Voxels of one row that belong to one segment, and to one after. */
    private void run(Canvas canvas, int from, int to, int j, int k, int label, int was) {
        if (label == 0 || label == was) {
            return;
        }
        if (locked[label] || locked[was]) {
            refused += to - from;
        } else {
            taken += was == 0 ? 0 : to - from;
            canvas.setRow(from, to, j, k, label);
        }
    }

    /** Voxels that belonged to other segments before. */
    public long taken() {
        return taken;
    }

    /** Voxels that did not come in, because a segment is locked. */
    public long refused() {
        return refused;
    }
}
