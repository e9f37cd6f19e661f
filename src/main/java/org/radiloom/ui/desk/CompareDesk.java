package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.Blinding;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.file.Imported;
import org.radiloom.annotate.file.SegmentationFiles;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.compare.CompareActions;
import org.radiloom.ui.compare.CompareModel;
import org.radiloom.ui.compare.CompareWords;
import org.radiloom.ui.compare.Source;
import org.radiloom.ui.edit.EditActions;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.words.Words;

/** Compares segmentations beside the window's thread, reads those that lie in files, and records blinded readings. */
final class CompareDesk implements CompareActions {
    private static final String LANE = "comparisons";

    private final DeskModels models;
    private final Dialogs dialogs;
    private final Optional<Path> records;
    private final Jobs quiet;
    private final Screen screen;
    private final EditActions correcting;
    private final Words words;

    /** @param records folder of blinded readings; empty if they are not to be kept */
    CompareDesk(
            DeskModels models,
            Dialogs dialogs,
            Optional<Path> records,
            Jobs quiet,
            Screen screen,
            EditActions correcting,
            Words words) {
        this.models = models;
        this.dialogs = dialogs;
        this.records = records;
        this.quiet = quiet;
        this.screen = screen;
        this.correcting = correcting;
        this.words = words;
        model().setDrafts(this::draft);
        model().setWorker(this::compare);
        models.tools().edit().onChange(this::follow);
        models.panes().onChange(this::follow);
    }

    private CompareModel model() {
        return models.tools().compare();
    }

    private void follow() {
        model().follow(models.tools().edit().on(models.viewport().stack()));
    }

    private Optional<Mask> draft(EditCase on) {
        return screen.active()
                .filter(series -> series.item().id().equals(on.id()))
                .flatMap(screen.analyses()::structure)
                .map(Analyst.Found.Structure::mask)
                .filter(mask -> mask.geometry().equals(on.grid()));
    }

    private void compare(CompareModel.Request request) {
        quiet.<CompareModel.Result>submit(
                "compare",
                LANE,
                progress -> {
                    Mask a = request.a().get();
                    Mask b = request.b().get();
                    return new CompareModel.Result(a, b, MaskComparison.of(a, b));
                },
                orNotice(found -> model().done(request.number(), found), () -> model().failed()));
    }

    @Override
    public void toggle() {
        boolean begins = !model().isOpen();
        if (begins && model().on().isEmpty()) {
            correcting.start();
        }
        model().setOpen(begins);
    }

    @Override
    public void chooseFile() {
        EditCase on = model().on().orElse(null);
        OpenSeries series = screen.active().orElse(null);
        if (on == null || series == null) {
            return;
        }
        List<Path> files = dialogs.files(words.of("masks.file.title"));
        if (files.isEmpty()) {
            return;
        }
        Path file = files.getFirst();
        Geometry grid = on.grid();
        String name = String.valueOf(file.getFileName());
        quiet.<Imported>submit(
                "segmentation",
                LANE,
                progress -> SegmentationFiles.read(file, series.segmented(grid)),
                orNotice(
                        read -> {
                            if (model().on().filter(on::equals).isEmpty()) {
                                return;
                            }
                            model().add(new CompareModel.Chosen(name, read));
                            if (!read.warnings().isEmpty()) {
                                String said = String.join(
                                        " ",
                                        read.warnings().stream()
                                                .map(words::said)
                                                .toList());
                                models.status().setNotice(new Notice(said, true));
                            }
                        },
                        () -> {}));
    }

    @Override
    public void step(int by) {
        model().next(by).ifPresent(slice -> goTo(slice.slice()));
    }

    @Override
    public void goTo(int slice) {
        screen.goTo(slice);
        model().setSlice(slice);
    }

    @Override
    public void hide() {
        EditCase on = model().on().orElse(null);
        Source first = model().first().orElse(null);
        Source second = model().second().orElse(null);
        if (on != null && first != null && second != null) {
            var pair = new BlindReading.Case(
                    on.id(), CompareWords.name(first, model(), words), CompareWords.name(second, model(), words));
            model().setReading(null);
            keep(BlindReading.begin(new Blinding(new SecureRandom().nextLong()), List.of(pair), Instant.now()));
        }
    }

    @Override
    public void reveal() {
        model().reading().ifPresent(reading -> keep(reading.revealed(Instant.now())));
    }

    @Override
    public void prefer(BlindReading.Better better) {
        model().reading().ifPresent(reading -> keep(reading.preferring(0, better, Instant.now())));
    }

    private void keep(BlindReading reading) {
        model().setReading(reading);
        records.ifPresent(folder -> quiet.<BlindReading>submit(
                "comparison",
                LANE,
                progress -> {
                    reading.write(folder);
                    return reading;
                },
                orNotice(kept -> {}, () -> {})));
    }

    private <T> Outcome<T> orNotice(Consumer<T> done, Runnable otherwise) {
        return new Outcome<>() {
            @Override
            public void done(T value) {
                done.accept(value);
            }

            @Override
            public void failed(Problem problem) {
                models.status().setNotice(new Notice(words.of(problem), true));
                otherwise.run();
            }

            @Override
            public void cancelled() {
                otherwise.run();
            }
        };
    }
}
