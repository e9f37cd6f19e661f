package org.radiloom.ui;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImportReport;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;
import org.radiloom.study.StudyIndex;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.desk.Library;
import org.radiloom.ui.desk.OpenSeries;

/** Series from files and folders on this machine. */
final class StudyLibrary implements Library {
    private final Importer importer;
    private final StudyIndex index;
    private final SeriesServices services;

    StudyLibrary(Importer importer, StudyIndex index, SeriesServices services) {
        this.importer = importer;
        this.index = index;
        this.services = services;
    }

    @Override
    public List<SkippedFile> open(List<Path> paths, Progress progress, Consumer<OpenSeries> found) throws Problem {
        // a study comes again when it has grown; series that have not are the same objects as before
        Set<Series> told = Collections.newSetFromMap(new IdentityHashMap<>());
        ImportReport report = importer.read(paths, progress, study -> {
            for (Series series : study.series()) {
                if (told.add(series)) {
                    found.accept(new StudySeries(study, series, services));
                }
            }
        });
        report.studies().forEach(index::put);
        return report.skipped().stream()
                .map(s -> new SkippedFile(s.file().toString(), s.reason()))
                .toList();
    }
}
