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
 * @param firstFiles where each series begins: a file, or the archive that holds it; {@link StudyIndex#sources} has all
 */
public record KnownStudy(
        String uid,
        String patientName,
        String patientId,
        Optional<LocalDate> date,
        String description,
        List<KnownSeries> series,
        List<Path> firstFiles) {
    /**
     * A series of it.
     *
     * @param id as in {@link Series}
     * @param modality DICOM's code, empty when unknown
     */
    public record KnownSeries(String id, String modality, OptionalInt number, String description, int images) {}

    public KnownStudy {
        series = List.copyOf(series);
        firstFiles = List.copyOf(firstFiles);
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

    /** Whether its first and its last series are there; reads the disk. */
    public boolean present() {
        return !firstFiles.isEmpty() && Files.exists(firstFiles.getFirst()) && Files.exists(firstFiles.getLast());
    }

    /** The number of series only: names and paths must not reach a log. */
    @Override
    public String toString() {
        return "KnownStudy[" + series.size() + " series]";
    }
}
