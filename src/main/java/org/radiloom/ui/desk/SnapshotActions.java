package org.radiloom.ui.desk;

import java.nio.file.Path;

/** What happens to pictures of the screen. */
public interface SnapshotActions {
    /**
     * Asks for a file and writes a picture there.
     *
     * @param name suggested
     * @param argb opaque pixels, row by row
     */
    void saveSnapshot(Path name, int[] argb, int width, int height);
}
