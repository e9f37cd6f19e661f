package org.radiloom.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImportReport;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.Study;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.desk.Library;
import org.radiloom.ui.desk.OpenSeries;
import org.radiloom.ui.words.Words;

/** Series from files and folders on this machine. */
final class StudyLibrary implements Library {
    private final Importer importer = new Importer();
    private final SeriesLoader loader;
    private final Words words;

    StudyLibrary(SeriesLoader loader, Words words) {
        this.loader = loader;
        this.words = words;
    }

    @Override
    public List<SkippedFile> open(List<Path> paths, Progress progress, Consumer<OpenSeries> found) throws Problem {
        ImportReport report = importer.read(paths, progress);
        for (Study study : report.studies()) {
            for (Series series : study.series()) {
                found.accept(new StudySeries(study, series, loader, words));
            }
        }
        return report.skipped().stream()
                .map(s -> new SkippedFile(s.file().toString(), s.reason()))
                .toList();
    }
}
