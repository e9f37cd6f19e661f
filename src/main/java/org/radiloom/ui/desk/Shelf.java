package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.browse.Thumbnail;

/** What was opened before. All calls read or write the disk, so they are not for the thread of the window. */
public interface Shelf {
    /** A shelf that remembers nothing. */
    Shelf NONE = new Shelf() {};

    /** What lies on it. */
    record Content(List<EarlierStudy> studies, List<RecentPlace> places) {
        public Content {
            studies = List.copyOf(studies);
            places = List.copyOf(places);
        }
    }

    default Content content() {
        return new Content(List.of(), List.of());
    }

    /** What to open to have a study again. */
    default List<Path> sources(EarlierStudy study) {
        return List.of();
    }

    /** Remembers that the reader opened something. */
    default void opened(List<Path> paths) {}

    /** Takes a study off; its files stay. */
    default void forget(EarlierStudy study) {}

    /** Takes a place off; what lies there stays. */
    default void forget(RecentPlace place) {}

    /** The picture of a series as it was when it was open. */
    default Optional<Thumbnail> picture(String seriesId) {
        return Optional.empty();
    }

    default void keepPicture(String seriesId, Thumbnail picture) {}

    /** Whether the studies on it have been lost, so that they have to be looked for again. */
    default boolean lost() {
        return false;
    }

    /** Looks for the studies again where the reader opened them. */
    default void lookAgain(Progress progress) {}
}
