package org.radiloom.ui.draw;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Polygon;

/** The regions of one series, frame by frame. */
final class SeriesRegions {
    private static final int MOST_UNDO = 200;

    int columns = 1;
    int rows = 1;
    final Map<Integer, OfFrame> frames = new TreeMap<>();

    /** The region of one frame: as the model found it, as the last grading used it, and as it is now. */
    static final class OfFrame {
        @Nullable
        Polygon found;

        @Nullable
        Polygon graded;

        @Nullable
        Polygon now;

        private @Nullable Polygon thinned;
        final Deque<Step> undo = new ArrayDeque<>();

        /** What was there before a change, and when it was changed. */
        record Step(Optional<Polygon> before, long nanos) {}

        void find(Polygon polygon) {
            found = polygon;
            thinned = null;
        }

        boolean edited() {
            return now != null && !now.equals(found);
        }

        /** What was found, with fewer points; made once. */
        @Nullable
        Polygon handy(double most) {
            Polygon all = found;
            Polygon few = thinned;
            if (few == null && all != null) {
                few = all.thinned(most);
                thinned = few;
            }
            return few;
        }

        void remember(Optional<Polygon> before) {
            undo.addLast(new Step(before, System.nanoTime()));
            if (undo.size() > MOST_UNDO) {
                undo.removeFirst();
            }
        }
    }

    OfFrame of(int frame) {
        return frames.computeIfAbsent(frame, n -> new OfFrame());
    }
}
