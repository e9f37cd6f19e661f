package org.radiloom.train.loop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** Where a loop keeps what it would go on from. */
public interface CheckpointStore {
    /**
     * Keeps a snapshot as the last one.
     *
     * @param best whether it is the best so far too
     * @throws Problem if it cannot be written; what was kept before is still there
     */
    void save(Snapshot snapshot, boolean best) throws Problem;

    /** The last snapshot kept. */
    Optional<Snapshot> last() throws Problem;

    /** Keeps the last snapshot in memory only. */
    static CheckpointStore inMemory() {
        return new CheckpointStore() {
            private @Nullable Snapshot last;

            @Override
            public void save(Snapshot snapshot, boolean best) {
                last = snapshot;
            }

            @Override
            public Optional<Snapshot> last() {
                return Optional.ofNullable(last);
            }
        };
    }
}
