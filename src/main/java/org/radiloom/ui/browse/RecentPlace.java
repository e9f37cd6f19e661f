package org.radiloom.ui.browse;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder, archive or choice of files that was opened before.
 *
 * @param name of the folder or file, and how many more there are
 * @param where the folder that it lies in
 * @param when in words
 * @param kind what it is, for its icon
 * @param present whether it is still there
 */
public record RecentPlace(List<Path> paths, String name, String where, String when, Kind kind, boolean present) {
    /** What was opened. */
    public enum Kind {
        FOLDER,
        ARCHIVE,
        FILES
    }

    public RecentPlace {
        paths = List.copyOf(paths);
    }

    /** The number of paths only: folders are often called after patients. */
    @Override
    public String toString() {
        return "RecentPlace[" + paths.size() + " paths]";
    }
}
