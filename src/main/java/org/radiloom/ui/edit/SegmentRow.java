package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;

/**
 * A line of the list of segments.
 *
 * @param size of the segment, in words
 * @param active whether tools paint it
 * @param renaming whether its name is asked for
 * @param language that it is written in
 */
record SegmentRow(Segment segment, String size, boolean active, boolean renaming, Language language) {
    /**
     * The lines of a case.
     *
     * @param renaming whether the name of the segment that tools paint is asked for
     */
    static List<SegmentRow> of(EditCase on, boolean renaming, Words words) {
        List<SegmentRow> rows = new ArrayList<>();
        for (Segment s : on.segments()) {
            boolean active = s.label() == on.label();
            rows.add(new SegmentRow(
                    s, size(on, on.counts().voxels(s.label()), words), active, active && renaming, words.language()));
        }
        return rows;
    }

    /** Cubic centimetres with three figures where voxels have a size, otherwise voxels. */
    static String size(EditCase on, long voxels, Words words) {
        if (!on.measured()) {
            return words.of("correct.size.voxels", words.number((double) voxels, 0));
        }
        double cm3 = voxels * on.grid().voxelVolumeMm3() / 1000;
        int decimals = cm3 == 0 || cm3 >= 100 ? 0 : cm3 >= 10 ? 1 : 2;
        return words.of("correct.size.cm", words.number(cm3, decimals));
    }

    /** What is read aloud: name, size, state, and what differs from the usual. */
    String spoken(Words words) {
        List<String> parts = new ArrayList<>(List.of(segment.name(), size, state(segment.state(), words)));
        if (segment.locked()) {
            parts.add(words.of("correct.segment.locked"));
        }
        if (!segment.visible()) {
            parts.add(words.of("correct.segment.hidden"));
        }
        return String.join(", ", parts);
    }

    /** The name of a state. */
    static String state(Segment.State state, Words words) {
        return switch (state) {
            case STARTED -> words.of("correct.state.started");
            case DONE -> words.of("correct.state.done");
            case FLAGGED -> words.of("correct.state.flagged");
        };
    }
}
