package org.radiloom.annotate.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Labels made of shapes that have names: shapes of one name are one segment, later shapes lie over earlier ones. */
final class NamedShapes {
    private final Geometry grid;
    private final String file;
    private final byte[] @Nullable [] slices;
    private final List<Segment> segments = new ArrayList<>();
    private long covered;

    NamedShapes(Geometry grid, String file) {
        this.grid = grid;
        this.file = file;
        this.slices = new byte[grid.slices()][];
    }

    /** A segment that is known before its first shape; nothing if its label is taken. */
    void know(Segment segment) {
        if (segments.stream().noneMatch(s -> s.label() == segment.label())) {
            segments.add(segment);
        }
    }

    /**
     * The label of a name, a new one for a new name.
     *
     * @param hint the label it had when it was written, which tells segments of one name apart
     * @throws Problem if there are too many names
     */
    int label(String name, int hint) throws Problem {
        Optional<Segment> known = segments.stream()
                .filter(s -> s.name().equals(name) && s.label() == hint)
                .findFirst()
                .or(() -> segments.stream().filter(s -> s.name().equals(name)).findFirst());
        if (known.isPresent()) {
            return known.get().label();
        }
        for (int label = 1; label <= LabelMap.MOST_LABELS; label++) {
            int free = label;
            if (segments.stream().noneMatch(s -> s.label() == free)) {
                segments.add(PlainSegments.of(free, name));
                return free;
            }
        }
        throw Problem.input(
                "segmentation.values",
                file + " holds more than 255 different labels.",
                "Import fewer files at a time.");
    }

    /**
     * Gives the pixels of a shape to a label, or to none.
     *
     * @param inside 1 inside, row by row
     */
    void paint(int k, byte[] inside, int label) {
        byte[] slice = slices[k];
        if (slice == null) {
            slice = new byte[grid.columns() * grid.rows()];
            slices[k] = slice;
        }
        for (int at = 0; at < inside.length; at++) {
            if (inside[at] != 0) {
                covered += label != 0 && slice[at] != 0 && slice[at] != (byte) label ? 1 : 0;
                slice[at] = (byte) label;
            }
        }
    }

    /** What has been painted. */
    Imported done(List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        if (covered > 0) {
            all.add("Shapes of " + file + " overlap: " + covered + " voxels went to the shape that comes later.");
        }
        return new Imported(new Segmentation(LabelMap.of(grid, slices), segments), all);
    }
}
