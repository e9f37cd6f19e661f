package org.radiloom.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.radiloom.home.Home;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one entry for everything that can be opened: folders, files, DICOM (also through a DICOMDIR), ZIP archives, NIfTI, NRRD
 * and pictures.
 *
 * <p>Only headers are read. A file that cannot be used never stops the import; it gets a line in the report. Several imports
 * may run at once.
 */
public final class Importer {
    private static final Logger log = LoggerFactory.getLogger(Importer.class);

    /** Small folders are read together, soon the first ones, later more at a time. */
    private static final int FIRST_BATCH = 16;

    private static final int LARGEST_BATCH = 512;

    /** Who waits longer than this for the end of a folder sees what is known of its series. */
    private static final long PATIENCE_NANOS = 400_000_000;

    private final UnpackedArchives archives;

    /** What became of one file: exactly one of the three is set. */
    private record Seen(
            @Nullable FileHeader dicom, @Nullable Series plain, ImportReport.@Nullable Skipped skipped) {}

    /** An importer that unpacks archives below the user's cache folder. */
    public Importer() {
        this(new UnpackedArchives(Home.standard().cache()));
    }

    /** @param archives where archives are unpacked; what lies there is gone after closing it */
    public Importer(UnpackedArchives archives) {
        this.archives = archives;
    }

    /** Reads everything before it tells anything; see {@link #read(List, Progress, Consumer)}. */
    public ImportReport read(List<Path> inputs, Progress progress) throws Problem {
        return read(inputs, progress, study -> {});
    }

    /**
     * Reads the headers of all files, on all cores, and puts them together.
     *
     * @param inputs folders (searched to the bottom), files and archives
     * @param progress told how far the scan is, never backwards and at most ten times a second
     * @param found given each study as soon as a folder of it has been read, and again, with more, when more of it is found;
     *     called on the calling thread. Series that have not changed are the same objects as before
     * @throws Problem if an input does not exist or there is no file at all
     * @throws CancellationException when {@code progress} is cancelled, within a few files; nothing is left behind then
     */
    public ImportReport read(List<Path> inputs, Progress progress, Consumer<Study> found) throws Problem {
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw StudyProblems.missing(input);
            }
        }
        var scan = new Scan(new ScanProgress(progress), found);
        List<Path> unpacked = new ArrayList<>();
        try {
            List<Path> files = new ArrayList<>();
            double share = 1.0 / Math.max(1, inputs.size());
            for (int n = 0; n < inputs.size(); n++) {
                Path input = inputs.get(n);
                double from = n * share;
                if (Files.isDirectory(input)) {
                    scan.folder(input, from, from + share);
                } else if (ZipContents.isZip(input)) {
                    archive(input, scan, from, share, unpacked);
                } else if (DicomDirectory.named(input)) {
                    scan.files(DicomDirectory.files(input, scan.skipped), from, from + share);
                } else {
                    files.add(input);
                }
            }
            scan.files(files, 1 - files.size() * share, 1);
            return scan.end(inputs);
        } catch (CancellationException e) {
            unpacked.forEach(archives::forget);
            throw e;
        }
    }

    private void archive(Path zip, Scan scan, double from, double share, List<Path> unpacked) throws Problem {
        try {
            if (archives.known(zip).isEmpty()) {
                unpacked.add(zip);
            }
            Path folder = archives.unpack(zip, scan.skipped, scan.progress, from, from + share * 0.8);
            scan.folder(folder, from + share * 0.8, from + share);
        } catch (Problem problem) {
            scan.skipped.add(ImportReport.Skipped.because(zip, problem));
        }
    }

    /** One run through the inputs; used on the calling thread. */
    private final class Scan {
        private final ScanProgress progress;
        private final Consumer<Study> found;
        private final List<ImportReport.Skipped> skipped = new ArrayList<>();
        private final StudyCollection studies = new StudyCollection(skipped);
        private final Set<Path> seen = new LinkedHashSet<>();

        private Scan(ScanProgress progress, Consumer<Study> found) {
            this.progress = progress;
            this.found = found;
        }

        private void folder(Path top, double from, double to) throws Problem {
            progress.report(from, "looking for files");
            var walk = new FolderWalk(top, from, to, skipped);
            int batch = FIRST_BATCH;
            List<Path> together = new ArrayList<>();
            double begun = from;
            for (FolderWalk.Part part = walk.next(progress); part != null; part = walk.next(progress)) {
                together.addAll(part.files());
                if (together.size() >= batch) {
                    files(together, begun, part.to());
                    begun = part.to();
                    together = new ArrayList<>();
                    batch = Math.min(2 * batch, LARGEST_BATCH);
                }
            }
            files(together, begun, to);
        }

        /** Looks at files, and tells which studies they belong to. */
        private void files(List<Path> all, double from, double to) throws Problem {
            List<Path> files = all.stream().filter(seen::add).toList();
            long impatient = System.nanoTime() + PATIENCE_NANOS;
            for (int at = 0; at < files.size(); at += LARGEST_BATCH) {
                List<Path> some = files.subList(at, Math.min(files.size(), at + LARGEST_BATCH));
                double start = from + (to - from) * at / files.size();
                double step = (to - from) / files.size();
                look(some, start, step);
                if (System.nanoTime() > impatient) {
                    tell();
                    impatient = System.nanoTime() + 4 * PATIENCE_NANOS;
                }
            }
            tell();
        }

        private void look(List<Path> files, double start, double step) throws Problem {
            Seen[] looked = new Seen[files.size()];
            int before = seen.size();
            ManyHands.loop(files.size(), n -> {
                if (!progress.cancelled()) {
                    looked[n] = Importer.look(files.get(n));
                    progress.report(start + step * n, "file " + (before - files.size() + n + 1));
                }
            });
            progress.check();
            for (int n = 0; n < looked.length; n++) {
                Seen each = looked[n];
                if (each.dicom() != null) {
                    studies.add(each.dicom());
                } else if (each.plain() != null) {
                    studies.add(each.plain());
                } else if (DicomDirectory.named(files.get(n))) {
                    directory(files.get(n));
                } else if (each.skipped() != null) {
                    skipped.add(each.skipped());
                }
            }
        }

        /** The folder is searched anyway; of the directory matters only what it lists and the folder does not hold. */
        private void directory(Path file) {
            try {
                DicomDirectory.files(file, skipped);
            } catch (Problem problem) {
                skipped.add(ImportReport.Skipped.because(file, problem));
            }
        }

        private void tell() {
            studies.news().forEach(found);
        }

        private ImportReport end(List<Path> inputs) throws Problem {
            if (seen.isEmpty() && skipped.isEmpty()) {
                throw StudyProblems.empty(inputs.isEmpty() ? Path.of("") : inputs.get(0));
            }
            List<ImportReport.Skipped> named =
                    skipped.stream().map(s -> s.within(archives)).toList();
            return new ImportReport(studies.all(), named, seen.size());
        }
    }

    private static Seen look(Path file) {
        try {
            if (Files.size(file) == 0) {
                return skip(file, StudyProblems.blank(file));
            }
            if (PlainFiles.isNifti(file)) {
                return new Seen(null, PlainFiles.nifti(file), null);
            }
            if (PlainFiles.isNrrd(file)) {
                return new Seen(null, PlainFiles.nrrd(file), null);
            }
            if (PlainFiles.isPicture(file)) {
                return new Seen(null, PlainFiles.picture(file), null);
            }
            if (ZipContents.isZip(file)) {
                return skip(file, StudyProblems.archive(file));
            }
            if (DicomDirectory.named(file)) {
                return new Seen(null, null, null);
            }
            return new Seen(FileHeader.read(file), null, null);
        } catch (Problem problem) {
            return skip(file, problem);
        } catch (IOException e) {
            return skip(file, StudyProblems.unreadable(file, e));
        } catch (RuntimeException e) {
            log.error("a file could not be looked at", e);
            return skip(file, StudyProblems.defect(file, e));
        }
    }

    private static Seen skip(Path file, Problem problem) {
        return new Seen(null, null, ImportReport.Skipped.because(file, problem));
    }
}
