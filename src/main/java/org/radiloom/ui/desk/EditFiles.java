package org.radiloom.ui.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.radiloom.annotate.EffortTable;
import org.radiloom.annotate.Joining;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.annotate.file.Imported;
import org.radiloom.annotate.file.SegmentationFiles;
import org.radiloom.annotate.file.SegmentationFormat;
import org.radiloom.annotate.file.SlicePictures;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.home.OwnFile;
import org.radiloom.imaging.Geometry;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.review.SegmentationFile;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditFileActions;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.words.Words;

/** Reads segmentations from files and writes them, in the background; what came of it is said in a notice. */
final class EditFiles implements EditFileActions {
    /** The step that puts a file into a case. */
    private static final String IMPORT = "import";

    private static final String LANE = "segmentation-files";
    private static final long UNTIL_THE_STROKE_ENDS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DeskModels models;
    private final Dialogs dialogs;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Screen screen;
    private final EditDesk desk;
    private final Words words;

    EditFiles(DeskModels models, Dialogs dialogs, Jobs jobs, Jobs quiet, Screen screen, EditDesk desk, Words words) {
        this.models = models;
        this.dialogs = dialogs;
        this.jobs = jobs;
        this.quiet = quiet;
        this.screen = screen;
        this.desk = desk;
        this.words = words;
    }

    private EditModel model() {
        return models.tools().edit();
    }

    // ---- import ----

    @Override
    public void importSegmentation() {
        Optional<OpenSeries> series = screen.active();
        List<Path> chosen = series.isEmpty() ? List.of() : dialogs.files(words.of("correct.import.title"));
        if (chosen.isEmpty()) {
            return;
        }
        List<Path> files =
                chosen.stream().map(SegmentationFiles::place).distinct().toList();
        desk.with(series.get(), on -> read(files, series.get(), on));
    }

    private void read(List<Path> files, OpenSeries series, EditCase on) {
        Geometry grid = on.grid();
        jobs.<List<Imported>>submit(
                words.of("correct.import.job"),
                LANE,
                progress -> {
                    List<Imported> read = new ArrayList<>();
                    for (Path file : files) {
                        progress.report((double) read.size() / files.size(), "");
                        read.add(SegmentationFiles.readNamed(file, series.segmented(grid)));
                    }
                    return read;
                },
                new Outcome<>() {
                    @Override
                    public void done(List<Imported> read) {
                        join(name(files), read, on);
                    }

                    @Override
                    public void failed(Problem problem) {
                        tell(problem);
                    }
                });
    }

    private static String name(List<Path> files) {
        return String.join(
                ", ", files.stream().map(f -> String.valueOf(f.getFileName())).toList());
    }

    /** Puts what was read into the case; a stroke that is not finished comes before it. */
    private void join(String name, List<Imported> read, EditCase on) {
        if (model().find(on.id()).filter(on::equals).isEmpty()) {
            return;
        }
        if (on.painting()) {
            later(name, read, on);
            return;
        }
        on.cancelPreview();
        try {
            List<Joining> joining = new ArrayList<>();
            List<Segment> segments = on.segments();
            for (Imported each : read) {
                joining.add(Joining.of(each.segmentation(), segments));
                segments = joining.getLast().segments();
            }
            boolean changed = on.editor().edit(IMPORT, segments, canvas -> joining.forEach(j -> j.paint(canvas)));
            read.getFirst().segmentation().segments().stream()
                    .findFirst()
                    .ifPresent(first -> on.setLabel(joining.getFirst().label(first.label())));
            say(name, read, joining, changed);
        } catch (Problem problem) {
            tell(problem);
        }
    }

    private void later(String name, List<Imported> read, EditCase on) {
        quiet.<List<Imported>>submit(
                IMPORT,
                LANE,
                progress -> {
                    LockSupport.parkNanos(UNTIL_THE_STROKE_ENDS);
                    return read;
                },
                new Outcome<>() {
                    @Override
                    public void done(List<Imported> same) {
                        join(name, same, on);
                    }

                    @Override
                    public void failed(Problem problem) {
                        tell(problem);
                    }
                });
    }

    private void say(String name, List<Imported> read, List<Joining> joining, boolean changed) {
        List<String> told = new ArrayList<>();
        int count =
                read.stream().mapToInt(r -> r.segmentation().segments().size()).sum();
        told.add(words.of(changed ? "correct.import.done" : "correct.import.same", name, count));
        read.forEach(r -> r.warnings().forEach(warning -> told.add(words.said(warning))));
        long taken = joining.stream().mapToLong(Joining::taken).sum();
        long refused = joining.stream().mapToLong(Joining::refused).sum();
        if (taken > 0) {
            told.add(words.of("correct.import.taken", taken));
        }
        if (refused > 0) {
            told.add(words.of("correct.import.refused", refused));
        }
        models.status().setNotice(new Notice(String.join(" ", told), false));
    }

    // ---- export ----

    @Override
    public void exportSegmentation(SegmentationFormat format) {
        Optional<OpenSeries> series = screen.active();
        Optional<EditCase> here = series.flatMap(s -> model().find(s.item().id()));
        if (here.isEmpty()) {
            return;
        }
        EditCase on = here.get();
        Optional<Path> chosen = dialogs.saveAs(words.of("correct.export.title"), name(on, format));
        if (chosen.isEmpty()) {
            return;
        }
        Path place = format.named(chosen.get());
        Segmentation all = on.editor().segmentation();
        int label = on.label();
        SlicePictures pictures = SlicePictures.of(on.images(), models.viewport().window());
        SegmentAlgorithm algorithm = on.editor().effort().steps().containsKey(EditDesk.DRAFT)
                ? new SegmentAlgorithm(SegmentAlgorithm.Type.SEMIAUTOMATIC, "Draft of a model, corrected", "")
                : SegmentAlgorithm.BY_HAND;
        jobs.<List<String>>submit(
                words.of("correct.export.job"),
                LANE,
                progress -> SegmentationFiles.save(
                        place,
                        format,
                        new SegmentationFiles.Content(
                                all,
                                label,
                                series.get().segmented(all.map().geometry()),
                                algorithm,
                                SegmentationFile.corrected("Corrected segmentation"),
                                pictures)),
                new Outcome<>() {
                    @Override
                    public void done(List<String> warnings) {
                        List<String> told = new ArrayList<>();
                        told.add(words.of("correct.export.done", place.toString()));
                        warnings.forEach(warning -> told.add(words.said(warning)));
                        models.status().setNotice(new Notice(String.join(" ", told), false));
                    }

                    @Override
                    public void failed(Problem problem) {
                        tell(problem);
                    }
                });
    }

    /** A name without anything of the patient: that of the segment for its surface, else a plain one. */
    private String name(EditCase on, SegmentationFormat format) {
        String segment = on.segment().map(Segment::name).orElse("").replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
        String name =
                format == SegmentationFormat.STL && !segment.isBlank() ? segment : words.of("correct.export.name");
        return name + (format.folder() || format.dicom() ? "-" + format.id() : "") + format.ending();
    }

    private void tell(Problem problem) {
        models.status().setNotice(new Notice(words.of(problem), true));
    }

    // ---- effort ----

    @Override
    public void exportEffort() {
        Optional<Path> folder = desk.folder();
        Optional<Path> chosen =
                folder.flatMap(f -> dialogs.saveAs(words.of("correct.effort.title"), words.of("correct.effort.name")));
        if (chosen.isEmpty()) {
            return;
        }
        jobs.<EffortTable>submit(
                words.of("correct.effort.job"),
                LANE,
                progress -> write(EffortTable.of(folder.orElseThrow()), chosen.get()),
                new Outcome<>() {
                    @Override
                    public void done(EffortTable table) {
                        String place = chosen.get().toString();
                        int unread = table.unread().size();
                        models.status()
                                .setNotice(new Notice(
                                        words.of(
                                                "correct.effort.done",
                                                table.rows().size(),
                                                place,
                                                unread),
                                        unread > 0));
                    }

                    @Override
                    public void failed(Problem problem) {
                        tell(problem);
                    }
                });
    }

    private static EffortTable write(EffortTable table, Path file) throws Problem {
        try {
            OwnFile.write(file, table.csv().getBytes(StandardCharsets.UTF_8));
            return table;
        } catch (IOException e) {
            throw Problem.input(
                    "annotate.table.unwritten",
                    "The table cannot be written to " + file + ".",
                    "Choose another folder, or make room there.",
                    e);
        }
    }
}
