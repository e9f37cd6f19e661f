package org.radiloom.ui.words;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each string that is still in use says: two strings with the same letters may say different things, so they are
 * told apart by identity. Forgets those that nobody uses. Safe to use from several threads.
 */
final class Said {
    private final Map<Letters, Meaning> all = new ConcurrentHashMap<>();
    private final ReferenceQueue<String> gone = new ReferenceQueue<>();

    /** How to say it, and the number of the words that it was said in. */
    record Meaning(Supplier<String> how, int number) {}

    private static final class Letters extends WeakReference<String> {
        private final int hash;

        Letters(String said, @Nullable ReferenceQueue<String> queue) {
            super(said, queue);
            hash = System.identityHashCode(said);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            String mine = get();
            return mine != null && other instanceof Letters letters && letters.refersTo(mine);
        }
    }

    void remember(String said, Meaning meaning) {
        for (Reference<? extends String> old = gone.poll(); old != null; old = gone.poll()) {
            all.remove(old);
        }
        all.put(new Letters(said, gone), meaning);
    }

    Optional<Meaning> meaning(String said) {
        return Optional.ofNullable(all.get(new Letters(said, null)));
    }
}
