package org.radiloom.ui.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.annotate.file.Imported;
import org.radiloom.imaging.Mask;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;

/**
 * Two segmentations of the images on screen beside each other: what they are, how alike, and in which slices they differ. Follows
 * the case that is being corrected, stroke by stroke. Knows no JavaFX; used on one thread.
 */
public final class CompareModel {
    /** A file that was chosen. */
    public record Chosen(String name, Imported content) {}

    /**
     * What is to be compared, as it was at one moment.
     *
     * @param number to be answered with
     * @param a makes the first mask; may be called on another thread
     * @param b makes the second mask; may be called on another thread
     */
    public record Request(long number, Supplier<Mask> a, Supplier<Mask> b) {}

    /** Two masks and how alike they are. */
    public record Result(Mask a, Mask b, MaskComparison figures) {}

    private final EditModel edit;
    private final List<Runnable> listeners = new ArrayList<>();
    /** A case as it was when it was opened, and which of its segments held anything. */
    private record Opened(LabelMap map, List<Segment> filled) {
        static Opened of(EditCase now) {
            LabelMap map = now.map().copy();
            boolean[] there = new boolean[LabelMap.MOST_LABELS + 1];
            byte[] slice = new byte[map.sliceSize()];
            for (int k = 0; k < map.geometry().slices(); k++) {
                if (!map.isEmpty(k)) {
                    map.copySlice(k, slice);
                    for (byte label : slice) {
                        there[label & 0xFF] = true;
                    }
                }
            }
            return new Opened(
                    map, now.segments().stream().filter(s -> there[s.label()]).toList());
        }
    }

    private final Map<EditCase, Opened> opened = new HashMap<>();
    private final List<Chosen> files = new ArrayList<>();
    private Function<EditCase, Optional<Mask>> drafts = on -> Optional.empty();
    private Consumer<Request> worker = request -> {};
    private Runnable onOpen = () -> {};
    private @Nullable EditCase on;
    private boolean open;
    private @Nullable Source first;
    private @Nullable Source second;
    private @Nullable Result result;
    private @Nullable BlindReading reading;
    private boolean shuffled;
    private boolean map = true;
    private boolean working;
    /** Of the choice that is compared: an answer to an earlier one would be taken for one to this. */
    private long number;

    private long comparedRevision = -1;
    private int slice = -1;

    /** @param edit the segmentations that are being corrected */
    public CompareModel(EditModel edit) {
        this.edit = edit;
        edit.onChange(this::cases);
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        edit.setCovered(open && result != null && (map || hidden()));
        listeners.forEach(Runnable::run);
    }

    /** Who finds what the model has found in the images of a case. */
    public void setDrafts(Function<EditCase, Optional<Mask>> wanted) {
        drafts = wanted;
    }

    /** Who compares, on another thread, and answers with {@link #done} or {@link #failed}. */
    public void setWorker(Consumer<Request> wanted) {
        worker = wanted;
    }

    /** What happens when the comparison is opened. */
    public void onOpen(Runnable what) {
        onOpen = what;
    }

    // ---- the case ----

    /** Remembers cases as they were when they were opened, and compares again after a step. */
    private void cases() {
        for (EditCase each : edit.all()) {
            opened.computeIfAbsent(each, Opened::of);
        }
        opened.keySet().retainAll(edit.all());
        refresh();
    }

    /** Follows the case of the images on screen. */
    public void follow(Optional<EditCase> now) {
        EditCase wanted = now.orElse(null);
        if (wanted != on) {
            on = wanted;
            files.clear();
            first = null;
            second = null;
            reading = null;
            anew();
            choose();
            changed();
            refresh();
        }
    }

    /** The case whose segmentations are compared. */
    public Optional<EditCase> on() {
        return Optional.ofNullable(on);
    }

    public boolean isOpen() {
        return open;
    }

    public void setOpen(boolean wanted) {
        if (open != wanted) {
            open = wanted;
            choose();
            changed();
            if (open) {
                onOpen.run();
            }
            refresh();
        }
    }

    // ---- what is compared ----

    /** Everything that can be compared. */
    public List<Source> sources() {
        List<Source> all = new ArrayList<>();
        EditCase here = on;
        if (here == null) {
            return all;
        }
        here.segments().forEach(segment -> all.add(new Source.OfSegment(segment.label())));
        if (drafts.apply(here).isPresent()) {
            all.add(new Source.Draft());
        }
        before().forEach(segment -> all.add(new Source.AsOpened(segment.label())));
        for (int number = 0; number < files.size(); number++) {
            for (Segment segment : files.get(number).content().segmentation().segments()) {
                all.add(new Source.OfFile(number, segment.label()));
            }
        }
        return all;
    }

    /** The segments of the case that held anything when it was opened. */
    public List<Segment> before() {
        return on().map(opened::get).map(Opened::filled).orElse(List.of());
    }

    public List<Chosen> files() {
        return List.copyOf(files);
    }

    /** Offers a file, and compares its first label with what is compared now. */
    public void add(Chosen file) {
        files.add(file);
        if (!hidden()) {
            file.content().segmentation().segments().stream()
                    .findFirst()
                    .ifPresent(segment -> first = new Source.OfFile(files.size() - 1, segment.label()));
        }
        again();
    }

    /** The first in the order of the reader's choice; not for those who must not know. */
    public Optional<Source> first() {
        return Optional.ofNullable(first);
    }

    public Optional<Source> second() {
        return Optional.ofNullable(second);
    }

    public void setFirst(Source wanted) {
        if (!wanted.equals(first) && !hidden()) {
            first = wanted;
            again();
        }
    }

    public void setSecond(Source wanted) {
        if (!wanted.equals(second) && !hidden()) {
            second = wanted;
            again();
        }
    }

    /** Makes A of B and B of A. */
    public void swap() {
        if (!hidden()) {
            Source before = first;
            first = second;
            second = before;
            again();
        }
    }

    private void again() {
        reading = null;
        anew();
        changed();
        refresh();
    }

    /** What is under way or known is of something else. */
    private void anew() {
        result = null;
        comparedRevision = -1;
        number++;
    }

    /** Chooses what is likely meant: what the model or an earlier day said, beside the segment in work. */
    private void choose() {
        List<Source> all = sources();
        if (first != null && !all.contains(first)) {
            first = null;
        }
        if (second != null && !all.contains(second)) {
            second = null;
        }
        if (!open || on == null || all.isEmpty()) {
            return;
        }
        Source now = new Source.OfSegment(on.label());
        if (second == null) {
            second = all.contains(now) ? now : all.getLast();
        }
        if (first == null) {
            Source other = second;
            List<Source> wanted = List.of(new Source.Draft(), new Source.AsOpened(on.label()));
            first = wanted.stream()
                    .filter(all::contains)
                    .findFirst()
                    .or(() -> all.stream().filter(each -> !each.equals(other)).findFirst())
                    .orElse(null);
        }
    }

    // ---- comparing ----

    /** Compares again if something has changed since. */
    private void refresh() {
        EditCase here = on;
        if (!open || here == null || here.painting() || working || here.revision() == comparedRevision) {
            return;
        }
        choose();
        Optional<Supplier<Mask>> a = mask(first);
        Optional<Supplier<Mask>> b = mask(second);
        comparedRevision = here.revision();
        if (a.isEmpty() || b.isEmpty()) {
            result = null;
            changed();
            return;
        }
        working = true;
        BlindReading hiding = reading;
        boolean swapped = hiding != null && hidden() && hiding.blinding().swapped(0);
        worker.accept(swapped ? new Request(number, b.get(), a.get()) : new Request(number, a.get(), b.get()));
    }

    private Optional<Supplier<Mask>> mask(@Nullable Source source) {
        EditCase here = on;
        if (here == null || source == null) {
            return Optional.empty();
        }
        return switch (source) {
            case Source.OfSegment of -> {
                LabelMap now = here.map().copy();
                yield Optional.of(() -> now.mask(of.label()));
            }
            case Source.AsOpened of ->
                Optional.ofNullable(opened.get(here)).map(old -> () -> old.map().mask(of.label()));
            case Source.Draft draft -> drafts.apply(here).map(mask -> () -> mask);
            case Source.OfFile of -> {
                LabelMap map = files.get(of.number()).content().segmentation().map();
                yield Optional.of(() -> map.mask(of.label()));
            }
        };
    }

    /** The answer to a request. */
    public void done(long request, Result answer) {
        working = false;
        if (request == number) {
            result = answer;
        }
        changed();
        refresh();
    }

    /** The answer to a request that failed. */
    public void failed() {
        working = false;
        result = null;
        changed();
    }

    /** How alike the two are; empty until that is known. */
    public Optional<Result> result() {
        return open ? Optional.ofNullable(result) : Optional.empty();
    }

    // ---- slices ----

    /** The slices that differ, in the order in which they are to be looked at. */
    public List<SliceDifference> order() {
        List<SliceDifference> worst =
                result().map(found -> found.figures().byDisagreement()).orElse(List.of());
        BlindReading hiding = reading;
        if (!shuffled || hiding == null) {
            return worst;
        }
        List<SliceDifference> mixed = new ArrayList<>();
        for (int place : hiding.blinding().order(worst.size())) {
            mixed.add(worst.get(place));
        }
        return mixed;
    }

    /** Whether slices come in the order that the seed of the blinded reading draws. */
    public boolean shuffled() {
        return shuffled && reading != null;
    }

    public void setShuffled(boolean wanted) {
        if (shuffled != wanted) {
            shuffled = wanted;
            changed();
        }
    }

    /** The slice that is looked at, an index of the case; -1 for none. */
    public void setSlice(int now) {
        if (slice != now) {
            slice = now;
            changed();
        }
    }

    /** The place of the slice that is looked at in {@link #order}; -1 where it does not differ. */
    public int place() {
        List<SliceDifference> all = order();
        for (int n = 0; n < all.size(); n++) {
            if (all.get(n).slice() == slice) {
                return n;
            }
        }
        return -1;
    }

    /** The slice so many places further in the list, from its beginning where none of it is looked at; empty past its ends. */
    public Optional<SliceDifference> next(int by) {
        List<SliceDifference> all = order();
        int here = place();
        int there = here < 0 ? (by > 0 ? 0 : all.size() - 1) : here + by;
        return there >= 0 && there < all.size() ? Optional.of(all.get(there)) : Optional.empty();
    }

    /** Whether the difference is drawn over the image. */
    public boolean map() {
        return map;
    }

    public void setMap(boolean wanted) {
        if (map != wanted) {
            map = wanted;
            changed();
        }
    }

    // ---- blinded ----

    /** The blinded reading, also after its names are known. */
    public Optional<BlindReading> reading() {
        return Optional.ofNullable(reading);
    }

    /** Whether nobody may know which is which. */
    public boolean hidden() {
        return reading != null && reading.revealed().isEmpty();
    }

    /** Begins a blinded reading, or goes on with one. */
    public void setReading(@Nullable BlindReading wanted) {
        boolean begins = wanted != null && reading == null;
        boolean ends = wanted == null && reading != null;
        boolean hid = hidden();
        reading = wanted;
        if (hid && wanted != null && !hidden() && wanted.blinding().swapped(0)) {
            // A stays A, now with its name
            Source ofB = first;
            first = second;
            second = ofB;
        }
        if (begins || ends) {
            // A and B are drawn anew: what was compared before must not tell
            anew();
        }
        changed();
        refresh();
    }
}
