package org.radiloom.ui.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.job.Jobs;
import org.radiloom.job.Progress;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.FindingSummary;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.words.Words;

/** A film that can be graded and looked through for anomalies; this test's thread is that of the window. */
class AnalysesTest {
    private final BlockingQueue<Runnable> home = new LinkedBlockingQueue<>();
    private final DeskModels models = DeskModels.empty();
    private final List<Analyst.Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch anomaliesMayFinish = new CountDownLatch(1);
    private final Jobs jobs = new Jobs(home::add, models.jobs()::changed);
    private final Jobs quiet = new Jobs(home::add);
    private final Desk desk = new Desk(
            models,
            new Desk.Services(
                    (paths, progress, found) -> {
                        found.accept(MemorySeries.of("film", LiverFilm.of(4, 118, 74)));
                        return List.of();
                    },
                    new TwoAnalyses(),
                    new NoDialogs()),
            jobs,
            quiet,
            home::add,
            Words.in(Locale.ENGLISH));

    private final class TwoAnalyses implements Analyst {
        @Override
        public List<Target> targets(OpenSeries series) {
            return List.of(Target.LIVER_GRADE, Target.ANOMALY);
        }

        @Override
        public Optional<String> whyNot(OpenSeries series) {
            return Optional.empty();
        }

        @Override
        public boolean takesIndex(OpenSeries series) {
            return false;
        }

        @Override
        public Result analyse(OpenSeries series, Request request, Progress progress, Consumer<Found> partial) {
            requests.add(request);
            if (request.target() == Target.LIVER_GRADE) {
                var grade =
                        MadeUpGrades.finding("grade", 4, List.of(0.1, 0.2, 0.6, 0.1), List.of("moderate"), Map.of());
                return Result.of(List.of(
                        new Found.Grade(new GradeSummary(grade, FindingState.DRAFT, "Tests.", List.of(), "cpu"))));
            }
            partial.accept(anomalies("half", 0.1, 0.2));
            progress.report(0.5, "frame 2 of 4");
            try {
                while (!anomaliesMayFinish.await(5, TimeUnit.MILLISECONDS)) {
                    progress.check();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Result.of(List.of(anomalies("whole", 0.1, 0.2, 0.7, 0.1)));
        }

        private Found anomalies(String id, double... scores) {
            return new Found.Anomaly(new AnomalySummary(
                    MadeUpAnomalies.finding(id, Kind.LIVER, scores),
                    FindingState.DRAFT,
                    new AnomalySummary.Tags("US", "LIVER"),
                    true,
                    "Tests.",
                    List.of(),
                    "cpu"));
        }

        @Override
        public Optional<GradeExplanation> explain(OpenSeries series, String findingId, int frame) {
            return Optional.empty();
        }

        @Override
        public void decide(String findingId, FindingState state) {}

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
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "timed out");
            Runnable next = home.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
    }

    private Analysis anomalies() {
        return models.inspector().analyses().getOrDefault(Target.ANOMALY, new Analysis.NoSeries());
    }

    private List<String> found() {
        return models.inspector().findings().stream().map(FindingSummary::id).toList();
    }

    @BeforeEach
    void aFilmIsOnScreen() throws InterruptedException {
        desk.open(List.of(Path.of("film")));
        until(() -> models.viewport().stack().isPresent()
                && models.inspector().analyses().size() == 2);
    }

    @AfterEach
    void stop() {
        anomaliesMayFinish.countDown();
        jobs.close();
        quiet.close();
    }

    @Test
    void oneAnalysisRunsWhileTheResultOfTheOtherStays() throws InterruptedException {
        desk.analyse();
        until(() -> models.inspector().analysis() instanceof Analysis.Done);
        assertEquals(Target.LIVER_GRADE, requests.get(0).target());
        assertTrue(anomalies() instanceof Analysis.Possible);
        desk.analyse(Target.ANOMALY, OptionalInt.empty());
        until(() -> anomalies().equals(new Analysis.Running(0.5, "frame 2 of 4")));
        assertEquals(List.of("grade"), found());
        anomaliesMayFinish.countDown();
        until(() -> anomalies() instanceof Analysis.Done);
        assertEquals(List.of("grade", "whole"), found());
        assertEquals(2, models.viewport().slice(), "the most suspicious frame");
        assertTrue(models.viewport().covered());
    }

    @Test
    void oneFrameCanBeAskedFor() throws InterruptedException {
        anomaliesMayFinish.countDown();
        desk.analyse(Target.ANOMALY, OptionalInt.of(3));
        until(() -> anomalies() instanceof Analysis.Done);
        assertEquals(OptionalInt.of(3), requests.get(0).only());
    }

    @Test
    void whatWasFoundBeforeCancellingStaysAndTheSearchCanBeStartedAgain() throws InterruptedException {
        desk.analyse(Target.ANOMALY, OptionalInt.empty());
        until(() -> anomalies() instanceof Analysis.Running r && r.fraction() > 0);
        desk.cancelAnalysis(Target.ANOMALY);
        until(() -> anomalies() instanceof Analysis.Possible);
        assertEquals(List.of("half"), found());
        assertTrue(models.tools().anomaly().finding().isPresent());
    }

    @Test
    void whatIsRejectedLeavesTheImageAndTheRuler() throws InterruptedException {
        anomaliesMayFinish.countDown();
        desk.analyse(Target.ANOMALY, OptionalInt.empty());
        until(() -> anomalies() instanceof Analysis.Done);
        assertTrue(models.viewport().over().marks().slices().get(2));
        desk.reject("whole");
        assertTrue(models.viewport().over().marks().slices().isEmpty());
        assertTrue(models.tools().anomaly().finding().isEmpty());
        assertFalse(models.viewport().covered());
    }
}
