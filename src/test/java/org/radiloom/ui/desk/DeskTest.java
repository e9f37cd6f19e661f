package org.radiloom.ui.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.infer.Certainty;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.ui.browse.SeriesItem;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.StructureSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.words.Words;

/** The desk without a window: its thread is this test's, which runs what the background sends home. */
class DeskTest {
    private static final Geometry GRID = Geometry.axial(4, 4, 6, 1, 1, 1);

    private final BlockingQueue<Runnable> home = new LinkedBlockingQueue<>();
    private final DeskModels models = DeskModels.empty();
    private final List<FindingState> decisions = new ArrayList<>();
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private final Jobs jobs = new Jobs(home::add, models.jobs()::changed);
    private final Jobs quiet = new Jobs(home::add);
    private Optional<String> whyNot = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private List<SkippedFile> skipped = List.of();
    private List<OpenSeries> onDisk = List.of(series("a"), series("b"));

    private static MemorySeries series(String id) {
        return MemorySeries.of(id, VolumeStack.ofFloats(GRID, new float[96], ValueUnit.HOUNSFIELD));
    }

    private final Desk desk = new Desk(
            models,
            new Desk.Services(
                    (paths, progress, found) -> {
                        if (paths.get(0).endsWith("missing")) {
                            throw Problem.input("input.missing", "missing is not there.", "Check the path.");
                        }
                        onDisk.forEach(found);
                        return skipped;
                    },
                    new PhantomAnalyst(),
                    new NoDialogs()),
            jobs,
            quiet,
            home::add,
            Words.in(Locale.ENGLISH));

    private final class PhantomAnalyst implements Analyst {
        @Override
        public Optional<String> whyNot(OpenSeries series) {
            return whyNot;
        }

        @Override
        public List<Target> targets(OpenSeries series) {
            return List.of(Target.MANDIBLE);
        }

        @Override
        public boolean takesIndex(OpenSeries series) {
            return true;
        }

        @Override
        public Optional<GradeExplanation> explain(OpenSeries series, String findingId, int frame) {
            return Optional.empty();
        }

        @Override
        public Result analyse(OpenSeries series, Request request, Progress progress, Consumer<Found> partial) {
            progress.report(0.5, "slice 3 of 6");
            try {
                while (!mayFinish.await(5, TimeUnit.MILLISECONDS)) {
                    progress.check();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (refusal.isPresent()) {
                return new Result(List.of(), refusal);
            }
            byte[] voxels = new byte[96];
            voxels[4 * 16] = 1;
            Mask mask = Mask.of(GRID, voxels);
            return Result.of(List.of(new Found.Structure(
                    new StructureSummary(
                            "f",
                            "Mandible",
                            FindingState.DRAFT,
                            0.001,
                            "m",
                            "1",
                            SliceAreas.of(mask),
                            "cpu",
                            1,
                            true,
                            Optional.empty()),
                    mask,
                    Certainty.of(new float[96], mask))));
        }

        @Override
        public void decide(String findingId, FindingState state) {
            decisions.add(state);
        }

        @Override
        public void export(OpenSeries series, Path folder, Progress progress) {}
    }

    private static final class NoDialogs implements Dialogs {
        @Override
        public Optional<Path> folder(String title) {
            return Optional.empty();
        }

        @Override
        public List<Path> files(String title) {
            return List.of();
        }

        @Override
        public Optional<Path> saveAs(String title, String suggestedName) {
            return Optional.empty();
        }
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited 10 s");
            Runnable next = home.poll(20, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }

    private void openAll() throws InterruptedException {
        desk.open(List.of(Path.of("study")));
        until(() ->
                models.viewport().stack().isPresent() && models.jobs().active().isEmpty());
    }

    @AfterEach
    void close() {
        mayFinish.countDown();
        jobs.close();
        quiet.close();
    }

    @Test
    void theFirstSeriesOfAnEmptyWindowIsShownByItself() throws InterruptedException {
        openAll();
        assertEquals(Optional.of("a"), models.browser().selected());
        assertEquals(2, models.browser().items().size());
        assertInstanceOf(Analysis.Possible.class, models.inspector().analysis());
    }

    @Test
    void whatIsOpenedLaterDoesNotTakeTheScreen() throws InterruptedException {
        openAll();
        desk.showSeries("b");
        until(() -> models.status().title().equals(Optional.of("Series b")));
        onDisk = List.of(series("c"));
        desk.open(List.of(Path.of("other")));
        until(() ->
                models.browser().items().size() == 3 && models.jobs().active().isEmpty());
        assertEquals(Optional.of("b"), models.browser().selected());
        assertEquals(Optional.of("Series b"), models.status().title());
    }

    @Test
    void morePanesShowTheNextSeriesOfThePatientAndFewerGiveThemUp() throws InterruptedException {
        openAll();
        desk.arrange(new PaneGrid(1, 2));
        Pane second = models.panes().shown().get(1);
        until(() -> second.series().isPresent());
        assertEquals("b", second.series().orElseThrow().item().id());
        assertEquals(Optional.of("a"), models.browser().selected(), "the active pane stays the active one");
        desk.arrange(PaneGrid.ONE);
        assertTrue(second.viewport().stack().isEmpty());
        desk.arrange(new PaneGrid(2, 1));
        until(() -> second.series().isPresent());
        assertEquals("b", second.series().orElseThrow().item().id(), "what it had before");
    }

    @Test
    void theSelectionTheTitleAndThePanelFollowTheActivePane() throws InterruptedException {
        openAll();
        desk.arrange(new PaneGrid(1, 2));
        Pane second = models.panes().shown().get(1);
        until(() -> second.series().isPresent());
        models.panes().activate(second);
        assertEquals(Optional.of("b"), models.browser().selected());
        assertEquals(Optional.of("Series b"), models.status().title());
        mayFinish.countDown();
        desk.analyse();
        until(() -> models.inspector().analysis() instanceof Analysis.Done);
        Pane first = models.panes().shown().get(0);
        assertInstanceOf(Analysis.Possible.class, first.inspector().analysis());
        assertTrue(first.viewport().over().mask().isEmpty());
        assertTrue(second.viewport().over().mask().isPresent());
    }

    @Test
    void oneSeriesInTwoPanesShowsItsFindingInBoth() throws InterruptedException {
        openAll();
        desk.arrange(new PaneGrid(1, 2));
        Pane second = models.panes().shown().get(1);
        desk.showSeries("a", second);
        until(() -> second.series().filter(s -> s.item().id().equals("a")).isPresent());
        mayFinish.countDown();
        desk.analyse();
        until(() -> models.inspector().analysis() instanceof Analysis.Done);
        models.panes()
                .shown()
                .forEach(p -> assertTrue(p.viewport().over().mask().isPresent()));
    }

    @Test
    void aSeriesIsComparedWithTheOneMostLikeItInAnotherStudyOfThePatient() throws InterruptedException {
        MemorySeries like = (MemorySeries) series("c");
        var earlier = new SeriesItem("c", "Phantom", "Earlier study", "Series a", "CT · 6 images");
        var another = new SeriesItem("d", "Someone else", "Earlier study", "Series a", "CT · 6 images");
        onDisk = List.of(series("a"), series("b"), like.as(another), like.as(earlier));
        openAll();
        desk.compare();
        Pane second = models.panes().shown().get(1);
        until(() -> second.series().isPresent());
        assertEquals("c", second.series().orElseThrow().item().id());
        assertEquals(Linking.Mode.STEPS, models.linking().mode());
        onDisk = List.of();
    }

    @Test
    void skippedFilesAreListedWithTheirReason() throws InterruptedException {
        skipped = List.of(new SkippedFile("notes.txt", "Not an image."));
        openAll();
        assertEquals(skipped, models.browser().skipped());
        assertFalse(models.status().notice().isPresent());
    }

    @Test
    void aPathThatIsNotThereBecomesANotice() throws InterruptedException {
        desk.open(List.of(Path.of("missing")));
        until(() -> models.status().notice().isPresent());
        assertEquals(
                new Notice("missing is not there. Check the path.", true),
                models.status().notice().orElseThrow());
    }

    @Test
    void openingWithAnalysisEndsAtTheSliceWithMostOfTheFinding() throws InterruptedException {
        mayFinish.countDown();
        desk.open(List.of(Path.of("study")), true);
        until(() -> models.inspector().analysis() instanceof Analysis.Done);
        assertEquals(4, models.viewport().slice());
        assertTrue(models.viewport().over().mask().orElseThrow().draft());
        assertEquals(new Window(500, 2000), models.viewport().window());
    }

    @Test
    void aResultThatComesBeforeTheFirstImageIsShownWithIt() throws InterruptedException {
        var imagesMayCome = new CountDownLatch(1);
        quiet.<Boolean>submit("other work", "show", progress -> awaited(imagesMayCome), new Outcome<>() {
            @Override
            public void done(Boolean came) {}

            @Override
            public void failed(Problem problem) {
                throw new AssertionError(problem);
            }
        });
        mayFinish.countDown();
        desk.open(List.of(Path.of("study")), true);
        until(() -> models.status().device().equals(Optional.of("cpu")));
        assertTrue(models.viewport().stack().isEmpty());
        imagesMayCome.countDown();
        until(() -> models.viewport().stack().isPresent());
        assertEquals(4, models.viewport().slice());
        assertEquals(new Window(500, 2000), models.viewport().window());
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void progressIsShownAndCancelEndsWithoutAResult() throws InterruptedException {
        openAll();
        desk.analyse();
        until(() -> models.inspector().analysis().equals(new Analysis.Running(0.5, "slice 3 of 6")));
        desk.cancelAnalysis(Target.MANDIBLE);
        until(() -> models.inspector().analysis() instanceof Analysis.Possible);
        assertEquals(List.of(), models.inspector().findings());
        assertTrue(models.viewport().over().mask().isEmpty());
    }

    @Test
    void aResultForAnotherSeriesWaitsThere() throws InterruptedException {
        openAll();
        desk.analyse();
        desk.showSeries("b");
        until(() -> models.status().title().equals(Optional.of("Series b")));
        mayFinish.countDown();
        until(() -> models.jobs().active().isEmpty());
        assertEquals(List.of(), models.inspector().findings());
        desk.showSeries("a");
        until(() -> !models.inspector().findings().isEmpty());
        assertTrue(models.viewport().over().mask().isPresent());
    }

    @Test
    void acceptingMakesTheOutlineSolidAndRejectingTakesItAway() throws InterruptedException {
        mayFinish.countDown();
        desk.open(List.of(Path.of("study")), true);
        until(() -> models.inspector().analysis() instanceof Analysis.Done);
        desk.accept("f");
        assertFalse(models.viewport().over().mask().orElseThrow().draft());
        desk.reject("f");
        assertTrue(models.viewport().over().mask().isEmpty());
        assertEquals(List.of(FindingState.ACCEPTED, FindingState.REJECTED), decisions);
    }

    @Test
    void aModelThatRefusesSaysWhy() throws InterruptedException {
        refusal = Optional.of("No liver was found.");
        mayFinish.countDown();
        openAll();
        desk.analyse();
        until(() -> models.inspector().analysis().equals(new Analysis.Refused("No liver was found.")));
        assertEquals(List.of(), models.inspector().findings());
    }

    @Test
    void aSeriesThatNoModelIsMeantForSaysWhy() throws InterruptedException {
        whyNot = Optional.of("This is an ultrasound; the model reads CT.");
        openAll();
        assertEquals(
                new Analysis.Impossible("This is an ultrasound; the model reads CT.", false),
                models.inspector().analysis());
        desk.analyse();
        assertTrue(models.jobs().active().isEmpty());
    }

    @Test
    void aFileThatDoesNotSayWhatItsValuesAreCanBeTakenForACt() throws InterruptedException {
        onDisk = List.of(series("a").thatMayBe(series("a")));
        whyNot = Optional.of("The series does not say its modality.");
        openAll();
        assertEquals(
                new Analysis.Impossible("The series does not say its modality.", true),
                models.inspector().analysis());
        whyNot = Optional.empty();
        desk.treatAsCt();
        until(() -> models.inspector().analysis() instanceof Analysis.Possible);
        assertEquals(1, models.browser().items().size());
    }
}
