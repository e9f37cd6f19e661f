package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.ui.browse.SkippedFile;

/** Where series come from. */
public interface Library {
    /**
     * Finds the series in files and folders. One file that cannot be read never ends the search.
     *
     * @param found given each series as soon as it can be shown, on the calling thread
     * @return the files that hold no series, each with its reason
     * @throws Problem if a path does not exist
     */
    List<SkippedFile> open(List<Path> paths, Progress progress, Consumer<OpenSeries> found) throws Problem;
}
