package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;

/** What can be done with the segments of a case; each is one step, to be taken back like paint. */
public record SegmentSteps(EditCase on) {
    /** Adds an empty segment with a colour of its own and makes it the one that tools paint; false if no label is free. */
    public boolean add(String name, CodedConcept code) {
        int label = free();
        if (label == 0) {
            return false;
        }
        on.add("segment", new Segment(label, unlike(name), colour(label), code, true, false, Segment.State.STARTED));
        return true;
    }

    private int free() {
        for (int label = 1; label <= LabelMap.MOST_LABELS; label++) {
            if (on.editor().segment(label).isEmpty()) {
                return label;
            }
        }
        return 0;
    }

    /** A name that no other segment has. */
    private String unlike(String name) {
        Set<String> taken = on.segments().stream().map(Segment::name).collect(Collectors.toSet());
        String free = name;
        for (int n = 2; taken.contains(free); n++) {
            free = name + " " + n;
        }
        return free;
    }

    /** The colour of the label, or the first of the set that no other segment has. */
    private int colour(int label) {
        Set<Integer> taken = on.segments().stream().map(Segment::rgb).collect(Collectors.toSet());
        List<Integer> wanted = new ArrayList<>(List.of(SegmentPresets.colour(label)));
        wanted.addAll(SegmentPresets.colours());
        return wanted.stream().filter(c -> !taken.contains(c)).findFirst().orElse(wanted.getFirst());
    }

    /** Gives a segment another name; a blank one is no name. */
    public void rename(int label, String name) {
        if (!name.isBlank()) {
            on.change("rename", label, s -> s.named(name.strip()));
        }
    }

    /** @param rgb 0xRRGGBB */
    public void recolour(int label, int rgb) {
        on.change("colour", label, s -> s.coloured(rgb));
    }

    public void setState(int label, Segment.State state) {
        on.change("state", label, s -> s.withState(state));
    }

    /** From started to done, to flagged, and to started again. */
    public void nextState(int label) {
        Segment.State[] all = Segment.State.values();
        on.change("state", label, s -> s.withState(all[(s.state().ordinal() + 1) % all.length]));
    }

    /** Shows a hidden segment, hides one that is shown. */
    public void show(int label) {
        on.change("show", label, s -> s.withVisible(!s.visible()));
    }

    /** Locks a segment, or unlocks it. */
    public void lock(int label) {
        on.change("lock", label, s -> s.withLocked(!s.locked()));
    }

    /** Hides all segments but one; shows all if that is so already. */
    public void showOnly(int label) {
        boolean only = only(label);
        on.editor().changeAll("show", s -> s.withVisible(only || s.label() == label));
    }

    /** Whether this segment alone is seen, and others are there. */
    public boolean only(int label) {
        return on.segments().size() > 1 && on.segments().stream().allMatch(s -> s.visible() == (s.label() == label));
    }

    /** Takes a segment away with its voxels. The next one is painted from then on. */
    public void delete(int label) {
        Optional<Segment> next = beside(label, 1).or(() -> beside(label, -1));
        on.editor().remove("delete", label);
        next.ifPresent(s -> on.setLabel(s.label()));
    }

    /** Makes the next segment the one that tools paint, or the one before. */
    public void step(int by) {
        beside(on.label(), by).ifPresent(s -> on.setLabel(s.label()));
    }

    private Optional<Segment> beside(int label, int by) {
        List<Segment> all = on.segments();
        for (int n = 0; n < all.size(); n++) {
            if (all.get(n).label() == label && n + by >= 0 && n + by < all.size()) {
                return Optional.of(all.get(n + by));
            }
        }
        return Optional.empty();
    }
}
