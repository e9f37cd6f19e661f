package org.radiloom.train.crossvalidation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.Split;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.evaluation.classify.ClassPrediction;
import org.radiloom.train.evaluation.classify.ImageAnswer;

/** The bookkeeping, with trainings that only pretend. */
class CrossValidationTest {
    private static final String PRESET = "mandi/micro";

    @TempDir
    private Path folder;

    private Path manifest = Path.of("");

    @BeforeEach
    void writeManifest() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("{\"header\": {\"task\": \"classification\", \"classes\": [\"normal\", \"fatty\"]}}");
        for (int patient = 0; patient < 12; patient++) {
            for (int image = 0; image < 2; image++) {
                lines.add(line(patient, image, ""));
            }
        }
        manifest = Files.write(folder.resolve("manifest.jsonl"), lines);
    }

    private static String line(int patient, int image, String more) {
        return "{\"sample_id\": \"s%d-%d\", \"patient_id\": \"p%d\", \"path\": \"x.png\", \"label\": %d%s}"
                .formatted(patient, image, patient, patient % 2, more);
    }

    private FoldPlan plan(String preset, int repeats) {
        return new FoldPlan(preset, "paper", Map.of(), manifest, 3, repeats, "best", folder.resolve("cv"), "test");
    }

    /** Answers rightly, and too surely by a factor of 3 on every fourth image, where it is wrong. */
    private final class Pretended implements FoldWork {
        private final Map<Path, Map<String, String>> trained = new LinkedHashMap<>();
        private final List<Boolean> resumed = new ArrayList<>();
        private int left = Integer.MAX_VALUE;

        @Override
        public boolean train(Map<String, String> changes, Path run, boolean resume) {
            try {
                Files.createDirectories(run.resolve("checkpoints/last"));
                Files.writeString(run.resolve("checkpoints/last/state.json"), "{}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            trained.put(run, changes);
            resumed.add(resume);
            return left-- > 0;
        }

        @Override
        public Answers answers(Path run) throws Problem {
            Map<String, String> changes = trained.getOrDefault(run, Map.of());
            Manifest all = Manifest.read(manifest);
            long seed = Long.parseLong(changes.getOrDefault("run.seed", ""));
            Split split = Split.given(all)
                    ? Split.of(all, List.of(0.7, 0.1, 0.2), seed)
                    : Split.fold(all, 3, Integer.parseInt(changes.getOrDefault("data.fold", "")), seed);
            return new Answers(
                    all.classes(),
                    split.entries(all, Split.Part.VAL).stream()
                            .map(this::answer)
                            .toList(),
                    split.entries(all, Split.Part.TEST).stream()
                            .map(this::answer)
                            .toList());
        }

        private ImageAnswer answer(ManifestEntry entry) {
            int label = java.util.Objects.requireNonNull(entry.label());
            boolean wrong = entry.sampleId().endsWith("1")
                    && Integer.parseInt(entry.patientId().substring(1)) % 4 < 2;
            double[] logits = new double[2];
            logits[wrong ? 1 - label : label] = 9;
            return new ImageAnswer(entry.sampleId(), entry.patientId(), label, new double[][] {logits});
        }

        @Override
        public void finished(FoldResult fold, boolean kept) {
            assertTrue(fold.temperature() > 0);
        }
    }

    @Test
    void everyPatientIsKeptOutOncePerRepeatAndNeverSplit() throws Problem {
        Pretended work = new Pretended();
        ClassEvaluation evaluation = CrossValidation.run(plan(PRESET, 2), work).orElseThrow();
        assertEquals(6, work.trained.size());
        for (int repeat = 0; repeat < 2; repeat++) {
            int wanted = repeat;
            List<ClassPrediction> all = evaluation.predictions().stream()
                    .filter(p -> p.repeat() == wanted)
                    .toList();
            assertEquals(24, all.stream().map(ClassPrediction::id).distinct().count());
            assertEquals(24, all.size());
            for (ClassPrediction each : all) {
                assertTrue(all.stream()
                        .filter(p -> p.patient().equals(each.patient()))
                        .allMatch(p -> p.fold() == each.fold()));
            }
        }
        assertEquals(List.of("normal", "fatty"), evaluation.about().classes());
        assertTrue(Files.isRegularFile(folder.resolve("cv/report.json")));
        assertTrue(Files.isRegularFile(folder.resolve("cv/predictions.csv")));
    }

    @Test
    void everyRepeatHasAnotherSplit() throws Problem {
        Pretended work = new Pretended();
        ClassEvaluation evaluation = CrossValidation.run(plan(PRESET, 2), work).orElseThrow();
        List<Set<Set<String>>> splits = new ArrayList<>();
        for (int repeat = 0; repeat < 2; repeat++) {
            Set<Set<String>> folds = new java.util.HashSet<>();
            for (int fold = 0; fold < 3; fold++) {
                int r = repeat;
                int f = fold;
                Set<String> patients = new TreeSet<>();
                evaluation.predictions().stream()
                        .filter(p -> p.repeat() == r && p.fold() == f)
                        .forEach(p -> patients.add(p.patient()));
                folds.add(patients);
            }
            splits.add(folds);
        }
        assertFalse(splits.getFirst().equals(splits.get(1)));
    }

    @Test
    void aTemperatureComesFromTheValidationPartAlone() throws Problem {
        Pretended work = new Pretended();
        CrossValidation.run(plan(PRESET, 1), work);
        for (Path run : work.trained.keySet()) {
            FoldWork.Answers answers = work.answers(run);
            double fitted = ImageAnswer.temperature(
                    answers.validation(), org.radiloom.train.evaluation.classify.ClassUnit.PATIENT);
            assertEquals(fitted, FoldResult.read(run).temperature(), 1e-9);
        }
    }

    @Test
    void finishedFoldsAreKeptAndTheOneUnderWayGoesOn() throws Problem {
        Pretended first = new Pretended();
        first.left = 1;
        assertEquals(Optional.empty(), CrossValidation.run(plan(PRESET, 1), first));
        assertEquals(2, first.trained.size());
        Pretended second = new Pretended();
        assertTrue(CrossValidation.run(plan(PRESET, 1), second).isPresent());
        // fold 1 had a checkpoint, fold 2 none
        assertEquals(List.of(true, false), second.resumed);
        assertFalse(Files.exists(folder.resolve("cv/repeat-0/fold-1/checkpoints/last")));
        Pretended third = new Pretended();
        assertEquals(
                1, CrossValidation.run(plan(PRESET, 1), third).orElseThrow().repeats());
        assertEquals(0, third.trained.size());
        // more repeats of the same may be asked for
        assertEquals(
                2, CrossValidation.run(plan(PRESET, 2), third).orElseThrow().repeats());
        assertEquals(3, third.trained.size());
    }

    @Test
    void aFolderOfAnotherRequestIsRefused() throws Problem {
        CrossValidation.run(plan(PRESET, 1), new Pretended());
        Problem other = assertThrows(Problem.class, () -> CrossValidation.run(plan("mandi/U", 1), new Pretended()));
        assertEquals("crossvalidation.exists", other.code());
    }

    @Test
    void aSplitOfTheManifestIsTrainedOnWithSeveralSeeds() throws IOException, Problem {
        List<String> lines = new ArrayList<>();
        for (int patient = 0; patient < 12; patient++) {
            String part = patient < 6 ? "train" : patient < 8 ? "val" : "test";
            lines.add(line(patient, 0, ", \"split\": \"" + part + "\""));
        }
        lines.addFirst("{\"header\": {\"task\": \"classification\", \"classes\": [\"normal\", \"fatty\"]}}");
        Files.write(manifest, lines);
        Pretended work = new Pretended();
        ClassEvaluation evaluation = CrossValidation.run(plan(PRESET, 3), work).orElseThrow();
        assertEquals(3, work.trained.size());
        assertEquals(3, evaluation.repeats());
        assertEquals(12, evaluation.predictions().size());
        assertEquals("test", evaluation.about().split());
        assertEquals(
                3,
                work.trained.values().stream()
                        .map(c -> c.get("run.seed"))
                        .distinct()
                        .count());
    }
}
