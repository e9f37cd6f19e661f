package org.radiloom.study;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds studies in folders and files: DICOM (also through a DICOMDIR), NIfTI, and pictures.
 *
 * <p>Only headers are read. A file that cannot be used never stops the import; it gets a line in the report.
 */
public final class Importer {
    private static final Logger log = LoggerFactory.getLogger(Importer.class);
    private static final int DEEPEST_FOLDER = 64;

    /** What became of one file: exactly one of the three is set. */
    private record Seen(
            @Nullable FileHeader dicom, @Nullable Series plain, ImportReport.@Nullable Skipped skipped) {}

    /**
     * Reads the headers of all files, on all cores, and puts them together.
     *
     * @param inputs folders (searched to the bottom) and files
     * @throws Problem if an input does not exist or there is no file at all
     * @throws java.util.concurrent.CancellationException when {@code progress} is cancelled, within a few files
     */
    public ImportReport read(List<Path> inputs, Progress progress) throws Problem {
        List<ImportReport.Skipped> skipped = new ArrayList<>();
        List<Path> files = list(inputs, skipped, progress);
        if (files.isEmpty() && skipped.isEmpty()) {
            throw StudyProblems.empty(inputs.isEmpty() ? Path.of("") : inputs.get(0));
        }
        Seen[] seen = new Seen[files.size()];
        AtomicInteger done = new AtomicInteger();
        int step = Math.max(1, files.size() / 100);
        IntStream.range(0, files.size()).parallel().forEach(n -> {
            progress.check();
            seen[n] = look(files.get(n));
            int count = done.incrementAndGet();
            if (count % step == 0) {
                progress.report((double) count / files.size(), "file " + count + " of " + files.size());
            }
        });
        progress.check();
        return assemble(seen, skipped, files.size());
    }

    private static ImportReport assemble(Seen[] seen, List<ImportReport.Skipped> skipped, int files) {
        List<FileHeader> dicom = new ArrayList<>();
        Map<String, List<Series>> plain = new LinkedHashMap<>();
        for (Seen s : seen) {
            if (s.dicom() != null) {
                dicom.add(s.dicom());
            } else if (s.plain() != null) {
                Series series = s.plain();
                plain.computeIfAbsent(series.studyUid(), uid -> new ArrayList<>())
                        .add(series);
            } else if (s.skipped() != null) {
                skipped.add(s.skipped());
            }
        }
        List<Study> studies = new ArrayList<>(new StudyAssembler(skipped).assemble(dicom));
        plain.forEach((uid, series) -> {
            Path folder = series.get(0).images().get(0).file().toAbsolutePath().getParent();
            String name = folder == null ? "" : String.valueOf(folder.getFileName());
            studies.add(new Study(uid, "", "", Optional.empty(), name, "", series));
        });
        return new ImportReport(studies, skipped, files);
    }

    private static Seen look(Path file) {
        try {
            if (PlainFiles.isNifti(file)) {
                return new Seen(null, PlainFiles.nifti(file), null);
            }
            if (PlainFiles.isPicture(file)) {
                return new Seen(null, PlainFiles.picture(file), null);
            }
            if (DicomDirectory.named(file)) {
                return skip(file, StudyProblems.directory(file));
            }
            return new Seen(FileHeader.read(file), null, null);
        } catch (Problem problem) {
            return skip(file, problem);
        } catch (RuntimeException e) {
            log.error("a file could not be looked at", e);
            return skip(file, StudyProblems.defect(file, e));
        }
    }

    private static Seen skip(Path file, Problem problem) {
        return new Seen(null, null, ImportReport.Skipped.because(file, problem));
    }

    /** All files, each once, those of a folder sorted by path so that a result never depends on the file system. */
    private static List<Path> list(List<Path> inputs, List<ImportReport.Skipped> skipped, Progress progress)
            throws Problem {
        progress.report(-1, "looking for files");
        Set<Path> files = new LinkedHashSet<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                files.addAll(below(input, skipped, progress));
            } else if (!Files.exists(input)) {
                throw StudyProblems.missing(input);
            } else if (DicomDirectory.named(input)) {
                files.addAll(DicomDirectory.files(input, skipped));
            } else {
                files.add(input);
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> below(Path folder, List<ImportReport.Skipped> skipped, Progress progress) throws Problem {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST_FOLDER, new SimpleFileVisitor<Path>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            progress.check();
                            if (attributes.isRegularFile()) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            skipped.add(ImportReport.Skipped.because(file, StudyProblems.unreadable(file, e)));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw StudyProblems.unreadable(folder, e);
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
