package org.radiloom.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A study that was opened before, as the index remembers it.
 *
 * @param uid as in {@link Study}
 * @param patientName as it is to be shown, empty when unknown
 * @param patientId empty when unknown
 * @param series at least one, by number
 * @param sources what has to be opened to have the study again: its files, or the archives that hold them
 */
public record KnownStudy(
        String uid,
        String patientName,
        String patientId,
        Optional<LocalDate> date,
        String description,
        List<KnownSeries> series,
        List<Path> sources) {
    /**
     * A series of it.
     *
     * @param id as in {@link Series}
     * @param modality DICOM's code, empty when unknown
     */
    public record KnownSeries(String id, String modality, OptionalInt number, String description, int images) {}

    public KnownStudy {
        series = List.copyOf(series);
        sources = List.copyOf(sources);
    }

    /** How many images all series have together. */
    public int images() {
        return series.stream().mapToInt(KnownSeries::images).sum();
    }

    /** The modalities of its series, each once, in alphabetical order; those of unknown modality are left out. */
    public List<String> modalities() {
        var all = new TreeSet<String>();
        series.stream().map(KnownSeries::modality).filter(m -> !m.isEmpty()).forEach(all::add);
        return List.copyOf(all);
    }

    /** Whether its first and its last source are there; reads the disk. */
    public boolean present() {
        return !sources.isEmpty() && Files.exists(sources.getFirst()) && Files.exists(sources.getLast());
    }

    /** The number of series only: names and paths must not reach a log. */
    @Override
    public String toString() {
        return "KnownStudy[" + series.size() + " series]";
    }
}
