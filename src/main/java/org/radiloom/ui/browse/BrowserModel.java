package org.radiloom.ui.browse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which series are open, which one is selected, and what could not be opened. Knows no JavaFX; used on one thread.
 *
 * <p>Only {@link #select} changes the selection: what arrives while a reader looks at something never takes it away.
 */
public final class BrowserModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<SeriesItem> items = new ArrayList<>();
    private final Map<String, Thumbnail> thumbnails = new HashMap<>();
    private final Set<String> corrected = new HashSet<>();
    private final List<SkippedFile> skipped = new ArrayList<>();
    private final List<Consumer<String>> pictureListeners = new ArrayList<>();
    private List<EarlierStudy> earlier = List.of();
    private List<RecentPlace> places = List.of();
    private BrowserFilter filter = BrowserFilter.ALL;
    private Consumer<String> pictureWanted = id -> {};
    private @Nullable String selected;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Adds series, or replaces the ones with the same id; the others keep their place. */
    public void add(List<SeriesItem> more) {
        for (SeriesItem item : more) {
            int at = indexOf(item.id());
            if (at >= 0) {
                items.set(at, item);
            } else {
                items.add(afterItsStudy(item), item);
            }
        }
        changed();
    }

    private int afterItsStudy(SeriesItem item) {
        for (int n = items.size() - 1; n >= 0; n--) {
            SeriesItem other = items.get(n);
            if (other.patient().equals(item.patient()) && other.study().equals(item.study())) {
                return n + 1;
            }
        }
        return items.size();
    }

    private int indexOf(String id) {
        for (int n = 0; n < items.size(); n++) {
            if (items.get(n).id().equals(id)) {
                return n;
            }
        }
        return -1;
    }

    public List<SeriesItem> items() {
        return List.copyOf(items);
    }

    /**
     * The lines of the list as the filter leaves them: open series with a heading wherever patient or study change, then the
     * studies that were opened before.
     *
     * @param today the day that periods are counted from
     */
    public List<BrowserRow> rows(LocalDate today) {
        List<BrowserRow> rows = new ArrayList<>();
        SeriesItem before = null;
        for (SeriesItem item : items) {
            if (!filter.shows(item, today)) {
                continue;
            }
            boolean same = before != null
                    && before.patient().equals(item.patient())
                    && before.study().equals(item.study());
            if (!same) {
                rows.add(new BrowserRow.Heading(item.patient(), item.study()));
            }
            rows.add(new BrowserRow.Entry(item));
            before = item;
        }
        List<EarlierStudy> others =
                closed().stream().filter(study -> filter.shows(study, today)).toList();
        if (!others.isEmpty()) {
            rows.add(new BrowserRow.Section(others.size()));
            others.forEach(study -> rows.add(new BrowserRow.Earlier(study)));
        }
        return rows;
    }

    private List<EarlierStudy> closed() {
        Set<String> open = new HashSet<>();
        items.forEach(item -> open.add(item.facets().studyUid()));
        return earlier.stream().filter(study -> !open.contains(study.uid())).toList();
    }

    /** Whether there is anything that a filter could leave out. */
    public boolean searchable() {
        return !items.isEmpty() || !earlier.isEmpty();
    }

    public BrowserFilter filter() {
        return filter;
    }

    public void setFilter(BrowserFilter wanted) {
        if (!wanted.equals(filter)) {
            filter = wanted;
            changed();
        }
    }

    /** The modalities of all studies, open or not, in alphabetical order. */
    public List<String> modalities() {
        var all = new TreeSet<String>();
        items.forEach(item -> all.add(item.facets().modality()));
        earlier.forEach(study -> all.addAll(study.modalities()));
        all.remove("");
        return List.copyOf(all);
    }

    // ---- what was opened before ----

    /** Takes what was opened before, places the latest first. */
    public void setEarlier(List<EarlierStudy> studies, List<RecentPlace> recent) {
        earlier = List.copyOf(studies);
        places = List.copyOf(recent);
        changed();
    }

    public List<EarlierStudy> earlier() {
        return earlier;
    }

    public List<RecentPlace> places() {
        return places;
    }

    /** Selects a series that is in the list. */
    public void select(String id) {
        if (indexOf(id) >= 0 && !id.equals(selected)) {
            selected = id;
            changed();
        }
    }

    public Optional<String> selected() {
        return Optional.ofNullable(selected);
    }

    public Optional<Thumbnail> thumbnail(String id) {
        return Optional.ofNullable(thumbnails.get(id));
    }

    /** Asks for a picture that is not there; it comes later, or never. */
    void wantPicture(String id) {
        pictureWanted.accept(id);
    }

    /** Who brings pictures that are asked for. */
    public void onPictureWanted(Consumer<String> source) {
        pictureWanted = source;
    }

    /** Tells {@code listener} the id of each series whose picture or mark has come; they are no change of the list. */
    void onPicture(Consumer<String> listener) {
        pictureListeners.add(listener);
    }

    public void setThumbnail(String id, Thumbnail picture) {
        thumbnails.put(id, picture);
        pictureListeners.forEach(listener -> listener.accept(id));
    }

    /** Whether somebody has drawn segments on a series. */
    public boolean corrected(String id) {
        return corrected.contains(id);
    }

    /** Marks a series on which somebody has drawn segments; no change of the list. */
    public void markCorrected(String id) {
        if (corrected.add(id)) {
            pictureListeners.forEach(listener -> listener.accept(id));
        }
    }

    /** Lists files that were not opened. */
    public void addSkipped(List<SkippedFile> files) {
        if (!files.isEmpty()) {
            skipped.addAll(files);
            changed();
        }
    }

    public List<SkippedFile> skipped() {
        return List.copyOf(skipped);
    }

    /** Forgets the list of files that were not opened. */
    public void clearSkipped() {
        skipped.clear();
        changed();
    }
}
