package org.radiloom.ui.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.radiloom.home.OwnFile;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.Measurement;
import org.radiloom.study.measure.MeasurementExport;
import org.radiloom.study.measure.MeasurementStore;
import org.radiloom.ui.measure.MeasureModel;
import org.radiloom.ui.measure.MeasureSubject;
import org.radiloom.ui.words.Words;

/** Brings measurements back when a series is shown, keeps them after every change, and writes them for other programs. */
final class MeasureDesk {
    private static final String LANE = "measurements";

    private final DeskModels models;
    private final Desk.Services services;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Words words;
    private final Map<String, List<Measurement>> unsaved = new HashMap<>();
    private final Set<String> told = new HashSet<>();

    /** What is known of a series before anything can be measured on it. */
    private record Ready(Optional<MeasureSubject> subject, MeasurementStore.Kept kept) {}

    MeasureDesk(DeskModels models, Desk.Services services, Jobs jobs, Jobs quiet, Words words) {
        this.models = models;
        this.services = services;
        this.jobs = jobs;
        this.quiet = quiet;
        this.words = words;
        model().setKeeper(this::changed);
    }

    private MeasureModel model() {
        return models.tools().measure();
    }

    private void tell(Problem problem) {
        models.status().setNotice(new Notice(words.of(problem), true));
    }

    /** A series is on screen: finds out what lengths mean there and what was measured before. */
    void shown(OpenSeries series, ImageStack stack) {
        quiet.<Ready>submit("measurements", LANE, progress -> ready(series), new Outcome<>() {
            @Override
            public void done(Ready ready) {
                ready.subject.ifPresent(s -> model().attach(stack, s, ready.kept.measurements()));
                ready.kept.trouble().ifPresent(problem -> tell(problem));
            }

            @Override
            public void failed(Problem problem) {
                tell(problem);
            }
        });
    }

    private Ready ready(OpenSeries series) throws Problem {
        Optional<MeasureSubject> subject = series.measuring();
        var nothing = new MeasurementStore.Kept(List.of(), Optional.empty());
        if (subject.isEmpty() || services.measurements().isEmpty()) {
            return new Ready(subject, nothing);
        }
        try {
            return new Ready(
                    subject, services.measurements().get().load(subject.get().seriesUid()));
        } catch (Problem unreadable) {
            // the images can be measured all the same
            return new Ready(subject, new MeasurementStore.Kept(List.of(), Optional.of(unreadable)));
        }
    }

    private void changed(String series, List<Measurement> now) {
        synchronized (unsaved) {
            unsaved.put(series, now);
        }
        quiet.<Boolean>submit("keep measurements", LANE, progress -> save(), new Outcome<>() {
            @Override
            public void done(Boolean all) {
                told.clear();
            }

            @Override
            public void failed(Problem problem) {
                if (told.add(problem.getMessage())) {
                    tell(problem);
                }
            }
        });
    }

    /** Writes what has changed; of several changes the last. Whoever calls it meanwhile waits until that is on disk. */
    private synchronized boolean save() throws Problem {
        Map<String, List<Measurement>> now;
        synchronized (unsaved) {
            now = new HashMap<>(unsaved);
            unsaved.clear();
        }
        Problem trouble = null;
        for (Map.Entry<String, List<Measurement>> e : now.entrySet()) {
            try {
                if (services.measurements().isPresent()) {
                    services.measurements().get().save(e.getKey(), e.getValue());
                }
            } catch (Problem problem) {
                trouble = problem;
                synchronized (unsaved) {
                    unsaved.putIfAbsent(e.getKey(), e.getValue());
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return true;
    }

    /** Writes at once what is still to be written; for the end of the program. */
    void close() {
        try {
            save();
        } catch (Problem problem) {
            // the reader was told when it happened first; the window that could say it again is closing
            told.add(problem.getMessage());
        }
    }

    /** Asks for a file and writes the measurements of the series on screen there, as JSON or as CSV. */
    void export(boolean json) {
        ImageStack stack = models.viewport().stack().orElse(null);
        MeasureSubject subject = model().subject(models.viewport().stack()).orElse(null);
        if (stack == null || subject == null || model().all(subject).isEmpty()) {
            return;
        }
        List<Measurement> all = model().all(subject);
        services.dialogs()
                .saveAs(words.of("measure.export.title"), json ? "measurements.json" : "measurements.csv")
                .ifPresent(file -> write(all, subject, stack, file, json));
    }

    private void write(List<Measurement> all, MeasureSubject subject, ImageStack stack, Path file, boolean json) {
        jobs.<Path>submit(
                words.of("measure.export.job"),
                "export",
                progress -> {
                    List<MeasurementExport.Row> rows = new ArrayList<>();
                    for (Measurement m : all) {
                        rows.add(row(m, subject, stack));
                    }
                    String uid = subject.seriesUid().startsWith("file:") ? "" : subject.seriesUid();
                    String text = json ? MeasurementExport.json(uid, rows) : MeasurementExport.csv(uid, rows);
                    try {
                        OwnFile.write(file, text.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        throw Problem.input(
                                "measurements.unwritten",
                                "The measurements cannot be written to " + file + ".",
                                "Choose another folder, or make room there.",
                                e);
                    }
                    return file;
                },
                new Outcome<>() {
                    @Override
                    public void done(Path written) {
                        models.status().setNotice(new Notice(words.of("export.done", written.toString()), false));
                    }

                    @Override
                    public void failed(Problem problem) {
                        tell(problem);
                    }
                });
    }

    /** A slice that cannot be read has sizes all the same. */
    private static MeasurementExport.Row row(Measurement m, MeasureSubject subject, ImageStack stack) {
        int slice = subject.slice(m.image()).orElse(0);
        Optional<Slice> pixels;
        try {
            pixels = Optional.of(stack.slice(slice));
        } catch (Problem unreadable) {
            pixels = Optional.empty();
        }
        var image = new Measured.Image(slice, stack.columns(), stack.rows(), pixels, stack.unit());
        return new MeasurementExport.Row(m, slice + 1, Measured.of(m.shape(), image, subject.calibration()));
    }
}
