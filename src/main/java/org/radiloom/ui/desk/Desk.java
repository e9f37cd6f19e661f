package org.radiloom.ui.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.imaging.PictureFile;
import org.radiloom.job.Job;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.study.measure.MeasurementStore;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.compare.CompareActions;
import org.radiloom.ui.edit.EditActions;
import org.radiloom.ui.edit.EditFileActions;
import org.radiloom.ui.edit.LookActions;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.plane.PlaneActions;
import org.radiloom.ui.view.SliceSupply;
import org.radiloom.ui.words.Words;

/**
 * The reader's desk: opens, shows, analyses, exports, and keeps the models of the window up to date.
 *
 * <p>Its methods are called on one thread (the FX thread in the window) and never block; slow work runs as jobs whose
 * ends come back on that thread. What arrives in the background never changes which series is on screen; only the
 * first series of an empty window is shown by itself. Which series is in which pane is the {@link Screen}'s business.
 */
public final class Desk implements DeskActions, SnapshotActions {
    private final DeskModels models;
    private final Services services;
    private final Jobs jobs;
    private final Words words;
    private final Jobs quiet;
    private final Opening opening;
    private final Screen screen;
    private final Analyses analyses;
    private final MeasureDesk measuring;
    private final EditDesk correcting;
    private final CompareDesk comparing;
    private final EditFiles files;

    /** Who does the work. */
    public record Services(
            Library library,
            Analyst analyst,
            Dialogs dialogs,
            Shelf shelf,
            Optional<MeasurementStore> measurements,
            Optional<Path> corrections) {
        /** Services that remember nothing of what was opened, measured or corrected before. */
        public Services(Library library, Analyst analyst, Dialogs dialogs) {
            this(library, analyst, dialogs, Shelf.NONE, Optional.empty(), Optional.empty());
        }
    }

    /**
     * @param jobs work that the reader sees in the job strip
     * @param quiet work that nobody needs to see: thumbnails, preparing a stack
     * @param home runs things on the thread of the window
     */
    public Desk(DeskModels models, Services services, Jobs jobs, Jobs quiet, Executor home, Words words) {
        this.models = models;
        this.services = services;
        this.jobs = jobs;
        this.quiet = quiet;
        this.words = words;
        this.screen = new Screen(models, services, jobs, quiet, home, words);
        this.analyses = screen.analyses();
        models.keyImages().setKeeper(this::keepKeyImages);
        this.opening = new Opening(models, services, jobs, quiet, home, words, screen);
        this.measuring = new MeasureDesk(models, services, jobs, quiet, words);
        this.correcting = new EditDesk(models, services.corrections(), jobs, quiet, screen, words);
        this.comparing = new CompareDesk(
                models,
                services.dialogs(),
                services.corrections().map(folder -> folder.resolveSibling("comparisons")),
                quiet,
                screen,
                correcting,
                words);
        this.files = new EditFiles(models, services.dialogs(), jobs, quiet, screen, correcting, words);
        screen.onShown((series, stack) -> {
            measuring.shown(series, stack);
            correcting.shown(series, stack);
        });
    }

    /** What to do, on the thread of the window, when a slice of a series on screen has come into memory. */
    public void onSliceArrived(Runnable painter) {
        screen.onSliceArrived(painter);
    }

    /** How to do something after what the viewports show now has been painted, on the thread of the window. */
    public void onceOnScreen(Consumer<Runnable> how) {
        screen.onceOnScreen(how);
    }

    // ---- opening ----

    @Override
    public void openFolder() {
        services.dialogs().folder(words.of("open.folder.title")).ifPresent(folder -> open(List.of(folder)));
    }

    @Override
    public void openFiles() {
        List<Path> files = services.dialogs().files(words.of("open.files.title"));
        if (!files.isEmpty()) {
            open(files);
        }
    }

    @Override
    public void open(List<Path> paths) {
        open(paths, false);
    }

    /** Opens files and folders; with {@code analyse}, then shows the first series that a model is meant for and runs it. */
    public void open(List<Path> paths, boolean analyse) {
        opening.open(paths, analyse ? this::analyseFirst : () -> {});
    }

    private void analyseFirst() {
        analyses.firstEligible(opening.all(), series -> {
            showSeries(series.item().id());
            analyses.introduce(series);
        });
    }

    @Override
    public void openStudy(EarlierStudy study) {
        opening.open(study);
    }

    @Override
    public void openPlace(RecentPlace place) {
        opening.open(place);
    }

    @Override
    public void forget(EarlierStudy study) {
        opening.forget(study);
    }

    @Override
    public void forget(RecentPlace place) {
        opening.forget(place);
    }

    /** Brings what was opened before into the list. */
    public void recall() {
        opening.recall();
    }

    // ---- showing ----

    @Override
    public void showSeries(String id) {
        opening.chosen();
        opening.find(id).ifPresent(series -> screen.show(models.panes().active(), series));
    }

    @Override
    public void showSeries(String id, Pane pane) {
        opening.chosen();
        opening.find(id).ifPresent(series -> {
            models.panes().activate(pane);
            screen.show(pane, series);
        });
    }

    @Override
    public void arrange(PaneGrid grid) {
        models.panes().setGrid(grid);
        screen.fill(fromHereOn());
    }

    @Override
    public void compare() {
        Optional<OpenSeries> here = screen.active();
        Optional<OpenSeries> other = here.flatMap(this::likeInAnotherStudy);
        if (other.isEmpty()) {
            models.status().setNotice(new Notice(words.of("compare.nothing"), true));
            return;
        }
        Pane first = models.panes().active();
        models.panes().setGrid(new PaneGrid(1, 2));
        models.panes().shown().stream().filter(p -> p != first).forEach(p -> screen.show(p, other.get()));
        // two studies share no place that both know of
        models.linking().setMode(Linking.Mode.STEPS);
    }

    /** Of the same patient, in another study: one of the same kind with the same description, else one of the same kind. */
    private Optional<OpenSeries> likeInAnotherStudy(OpenSeries here) {
        SeriesItem like = here.item();
        List<SeriesItem> others = models.browser().items().stream()
                .filter(i -> i.patient().equals(like.patient()) && !i.study().equals(like.study()))
                .filter(i -> kind(i).equals(kind(like)))
                .toList();
        return others.stream()
                .filter(i -> i.title().equals(like.title()))
                .findFirst()
                .or(() -> others.stream().findFirst())
                .flatMap(i -> opening.find(i.id()));
    }

    /** Its modality, which its short line begins with. */
    private static String kind(SeriesItem item) {
        return item.detail().split(" ", 2)[0];
    }

    /** The series of the patient on screen, from the one on screen on and then from the first. */
    private List<OpenSeries> fromHereOn() {
        String here = screen.active().map(s -> s.item().id()).orElse("");
        String patient = screen.active().map(s -> s.item().patient()).orElse("");
        List<SeriesItem> items = models.browser().items();
        List<OpenSeries> before = new ArrayList<>();
        List<OpenSeries> after = new ArrayList<>();
        boolean passed = false;
        for (SeriesItem item : items) {
            OpenSeries series = opening.find(item.id()).orElse(null);
            if (series != null && (patient.isEmpty() || item.patient().equals(patient))) {
                (passed ? after : before).add(series);
            }
            passed |= item.id().equals(here);
        }
        after.addAll(before);
        return after;
    }

    /** What is asked for to correct segmentations. */
    public EditActions correcting() {
        return correcting;
    }

    /** Files that segmentations are read from and written to. */
    public EditFileActions segmentationFiles() {
        return files;
    }

    /** What is asked for to find errors and to carry corrections on. */
    public LookActions looking() {
        return screen.looking();
    }

    @Override
    public CompareActions comparing() {
        return comparing;
    }

    @Override
    public SliceSupply supply(Pane pane) {
        return screen.supply(pane);
    }

    @Override
    public void goTo(int slice) {
        screen.goTo(slice);
    }

    @Override
    public PlaneActions planes() {
        return screen.planes();
    }

    /** Says everything about open series again: names have come or gone, or the language has changed. */
    public void retell() {
        opening.retell();
        models.status().notice().ifPresent(n -> models.status().setNotice(new Notice(words.again(n.words()), n.bad())));
        screen.retell();
    }

    // ---- analysing ----

    @Override
    public void analyse() {
        analyse(models.inspector().target(), OptionalInt.empty());
    }

    @Override
    public void analyse(Target target, OptionalInt only) {
        OpenSeries series = screen.active().orElse(null);
        if (series != null) {
            analyses.start(series, target, only);
        }
    }

    @Override
    public void treatAsCt() {
        OpenSeries series = screen.active().orElse(null);
        if (series == null) {
            return;
        }
        series.asCt().ifPresent(ct -> {
            analyses.forget(series);
            models.panes().active().ask(null);
            opening.add(ct);
            showSeries(ct.item().id());
        });
    }

    @Override
    public void cancelAnalysis(Target target) {
        OpenSeries series = screen.active().orElse(null);
        if (series != null) {
            analyses.cancel(series, target);
        }
    }

    @Override
    public void accept(String findingId) {
        OpenSeries series = screen.active().orElse(null);
        if (series != null) {
            analyses.decide(series, findingId, FindingState.ACCEPTED);
        }
    }

    @Override
    public void reject(String findingId) {
        OpenSeries series = screen.active().orElse(null);
        if (series != null) {
            analyses.decide(series, findingId, FindingState.REJECTED);
        }
    }

    @Override
    public void export() {
        OpenSeries series = screen.active().orElse(null);
        if (series == null || models.inspector().findings().isEmpty()) {
            return;
        }
        services.dialogs().folder(words.of("export.title")).ifPresent(folder -> export(series, folder));
    }

    @Override
    public void correct() {
        correcting.correct();
    }

    private void keepKeyImages(String id, BitSet slices) {
        opening.find(id)
                .ifPresent(series -> quiet.<BitSet>submit(
                        "key images",
                        "keep",
                        progress -> {
                            series.keepKeyImages(slices);
                            return slices;
                        },
                        orNotice(kept -> {})));
    }

    @Override
    public void saveSnapshot(Path name, int[] argb, int width, int height) {
        services.dialogs()
                .saveAs(words.of("snapshot.title"), name.toString())
                .ifPresent(file -> quiet.<Path>submit(
                        "snapshot",
                        "export",
                        progress -> {
                            PictureFile.writePng(file, argb, width, height);
                            return file;
                        },
                        orNotice(written -> models.status()
                                .setNotice(new Notice(words.of("snapshot.saved", written.toString()), false)))));
    }

    @Override
    public void readAttributes(int slice, Consumer<List<AttributeRow>> then) {
        screen.active()
                .ifPresent(series -> quiet.<List<AttributeRow>>submit(
                        "attributes", "attributes", progress -> series.attributes(slice), orNotice(then)));
    }

    @Override
    public void saveAs(String title, String name, byte[] content) {
        services.dialogs()
                .saveAs(title, name)
                .ifPresent(file -> quiet.<Path>submit(
                        "list", "export", progress -> written(file, content), orNotice(done -> models.status()
                                .setNotice(new Notice(words.of("skipped.saved", done.toString()), false)))));
    }

    private static Path written(Path file, byte[] content) throws Problem {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        }
    }

    private <T> Outcome<T> orNotice(Consumer<T> done) {
        return new Outcome<>() {
            @Override
            public void done(T value) {
                done.accept(value);
            }

            @Override
            public void failed(Problem problem) {
                models.status().setNotice(new Notice(words.of(problem), true));
            }
        };
    }

    @Override
    public void exportMeasurements(boolean json) {
        measuring.export(json);
    }

    /** Keeps what is not kept yet; for the end of the program. */
    public void close() {
        measuring.close();
        correcting.close();
        screen.close();
    }

    /** Writes the findings of a series to a folder. */
    private Job export(OpenSeries series, Path folder) {
        return jobs.<Path>submit(
                words.of("export.job"),
                "export",
                progress -> {
                    services.analyst().export(series, folder, progress);
                    return folder;
                },
                orNotice(written ->
                        models.status().setNotice(new Notice(words.of("export.done", written.toString()), false))));
    }
}
