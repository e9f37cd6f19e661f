package org.radiloom.annotate;

import java.util.List;

/**
 * One thing that an annotator did, and all that is needed to take it back: the voxels that changed, and the segments before and
 * after.
 *
 * @param stamp when it was made, and by whom
 * @param name what was done, for menus
 * @param edit of the voxels, may be empty
 */
record Step(Stamp stamp, String name, Edit edit, List<Segment> before, List<Segment> after) {
    /** What a step takes besides its runs: objects, names, lists. */
    private static final int OVERHEAD = 160;

    private static final int PER_SEGMENT = 64;

    Step {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    boolean isEmpty() {
        return edit.isEmpty() && before.equals(after);
    }

    /** Memory that it takes, in bytes. */
    long bytes() {
        return edit.bytes() + OVERHEAD + (long) PER_SEGMENT * (before.size() + after.size());
    }
}
