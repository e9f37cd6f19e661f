package org.radiloom.ui.browse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<SkippedFile> skipped = new ArrayList<>();
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

    /** The lines of the list: a heading wherever patient or study change. */
    public List<BrowserRow> rows() {
        List<BrowserRow> rows = new ArrayList<>();
        SeriesItem before = null;
        for (SeriesItem item : items) {
            boolean same = before != null
                    && before.patient().equals(item.patient())
                    && before.study().equals(item.study());
            if (!same) {
                rows.add(new BrowserRow.Heading(item.patient(), item.study()));
            }
            rows.add(new BrowserRow.Entry(item));
            before = item;
        }
        return rows;
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

    public void setThumbnail(String id, Thumbnail picture) {
        thumbnails.put(id, picture);
        changed();
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
