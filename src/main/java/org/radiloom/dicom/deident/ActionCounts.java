package org.radiloom.dicom.deident;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.radiloom.dicom.ConfidentialityTable;
import org.radiloom.dicom.Dictionary;
import org.radiloom.dicom.Tag;

/** How often what was done to which attribute; no values. */
public final class ActionCounts {
    /** What is done to an attribute. */
    public enum Action {
        /** It is not there any more. */
        REMOVED,
        /** It is there without a value. */
        EMPTIED,
        /** It has a value that says nothing, or a pseudonym. */
        REPLACED,
        /** Its UIDs are other ones. */
        NEW_UID,
        /** Its dates are moved. */
        SHIFTED,
        /** It stays, because an option asks for it. */
        RETAINED
    }

    /**
     * A line of the list.
     *
     * @param tag "(gggg,eeee)"; private ones and repeating groups are counted together
     */
    public record Line(String tag, String name, Action action, int count) {}

    private static final int PRIVATE = 0x00010000;

    private final Map<Integer, Map<Action, Integer>> counts = new TreeMap<>(Integer::compareUnsigned);

    void add(int tag, Action action) {
        int row = Tag.isPrivate(tag) ? PRIVATE : tag;
        counts.computeIfAbsent(row, t -> new EnumMap<>(Action.class)).merge(action, 1, Integer::sum);
    }

    /** Adds what was counted for another file. */
    public void addAll(ActionCounts others) {
        others.counts.forEach((tag, actions) -> {
            Map<Action, Integer> mine = counts.computeIfAbsent(tag, t -> new EnumMap<>(Action.class));
            actions.forEach((action, n) -> mine.merge(action, n, Integer::sum));
        });
    }

    /** All counts in order of tag. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((tag, actions) -> actions.forEach((action, n) ->
                lines.add(new Line(tag == PRIVATE ? "(odd,eeee)" : Tag.format(tag), name(tag), action, n))));
        return lines;
    }

    private static String name(int tag) {
        if (tag == PRIVATE) {
            return "PrivateAttributes";
        }
        return ConfidentialityTable.row(tag)
                .map(ConfidentialityTable.Row::keyword)
                .or(() -> Dictionary.entry(tag).map(Dictionary.Entry::keyword))
                .orElse("Unknown");
    }
}
