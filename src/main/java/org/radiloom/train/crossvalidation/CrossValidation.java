package org.radiloom.train.crossvalidation;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.radiloom.model.Aggregation;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.RunConfig;
import org.radiloom.train.Split;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.evaluation.classify.ClassEvaluationJson;
import org.radiloom.train.evaluation.classify.ClassPrediction;
import org.radiloom.train.evaluation.classify.ClassUnit;
import org.radiloom.train.evaluation.classify.ImageAnswer;
import org.radiloom.train.evaluation.classify.PredictionsCsv;
import org.radiloom.train.run.DiskProblems;

/**
 * Trains on all folds but one, predicts that one, in turn for all and again for every repeat, and judges the pooled
 * predictions: {@code repeat-R/fold-F} are run folders, {@code report.json} and {@code predictions.csv} hold what is complete
 * so far.
 *
 * <p>Patients stay together and classes are spread evenly over the folds. The temperature of a fold's model is fitted on its
 * validation part, which it was also chosen on, never on the part kept out. A manifest that names its own split is not cut
 * into folds: every repeat trains on it with another seed.
 */
public final class CrossValidation {
    private final FoldPlan plan;
    private final FoldWork work;
    private final boolean givenSplit;
    private final Aggregation.Rule pool;
    private final List<FoldResult> done = new ArrayList<>();

    private CrossValidation(FoldPlan plan, FoldWork work, boolean givenSplit, Aggregation.Rule pool) {
        this.plan = plan;
        this.pool = pool;
        this.work = work;
        this.givenSplit = givenSplit;
    }

    /**
     * Runs what is not finished yet.
     *
     * @return the evaluation of all repeats; empty if it was stopped
     * @throws Problem if data, settings or folder cannot be used
     */
    public static Optional<ClassEvaluation> run(FoldPlan plan, FoldWork work) throws Problem {
        boolean given = Split.given(Manifest.read(plan.manifest()));
        Aggregation.Rule pool = RunConfig.of(plan.preset(), plan.profile(), plan.changes())
                .picture()
                .pooling();
        plan.claim();
        return new CrossValidation(plan, work, given, pool).run();
    }

    private Optional<ClassEvaluation> run() throws Problem {
        int folds = givenSplit ? 1 : plan.folds();
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            for (int fold = 0; fold < folds; fold++) {
                Path run = plan.run(repeat, fold);
                boolean kept = FoldResult.isIn(run);
                if (!kept && !train(repeat, fold, run)) {
                    return Optional.empty();
                }
                FoldResult result = FoldResult.read(run);
                done.add(result);
                work.finished(result, kept);
            }
            report();
        }
        return Optional.of(evaluation());
    }

    private boolean train(int repeat, int fold, Path run) throws Problem {
        long started = System.nanoTime();
        boolean resume = Files.isRegularFile(run.resolve("checkpoints/last/state.json"));
        if (!resume) {
            // an attempt that never reached a checkpoint; the folder is this cross-validation's own
            clear(run);
        }
        if (!work.train(plan.changes(repeat, fold, givenSplit), run, resume)) {
            return false;
        }
        FoldWork.Answers answers = work.answers(run);
        double temperature = ImageAnswer.temperature(answers.validation(), unit(answers.validation()));
        new FoldResult(
                        repeat,
                        fold,
                        temperature,
                        answers.validation().size(),
                        (System.nanoTime() - started) / 1e9,
                        answers.classes(),
                        answers.test().stream()
                                .map(answer -> answer.prediction(repeat, fold, temperature))
                                .toList())
                .write(run);
        // only needed to go on with the training
        clear(run.resolve("checkpoints/last"));
        return true;
    }

    private static ClassUnit unit(List<ImageAnswer> answers) {
        return ClassEvaluation.naturalUnit(
                answers.stream().map(a -> a.prediction(0, 0, 1)).toList());
    }

    /** Judges the repeats that are complete. */
    private void report() throws Problem {
        ClassEvaluation evaluation = evaluation();
        ObjectNode tree = ClassEvaluationJson.writeAll(evaluation);
        ArrayNode folds = tree.putObject("crossValidation").putArray("folds");
        done.forEach(fold -> folds.add(fold.json()));
        try {
            Files.writeString(
                    plan.out().resolve("report.json"),
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(tree)
                            + "\n");
            Files.write(
                    plan.out().resolve("predictions.csv"),
                    PredictionsCsv.lines(evaluation.about().classes(), evaluation.predictions()));
        } catch (IOException e) {
            throw DiskProblems.unwritable("The report", plan.out(), e);
        }
    }

    private ClassEvaluation evaluation() {
        List<ClassPrediction> predictions =
                done.stream().flatMap(fold -> fold.predictions().stream()).toList();
        Path out = plan.out().toAbsolutePath().normalize();
        return new ClassEvaluation(
                new ClassEvaluation.About(
                        plan.preset(),
                        Optional.of(new Evaluation.Run(
                                String.valueOf(out.getFileName()), plan.preset(), plan.checkpoint())),
                        "",
                        plan.manifest().toString(),
                        givenSplit ? "test" : "cross-validation",
                        done.getFirst().classes(),
                        ClassEvaluation.naturalUnit(predictions),
                        pool,
                        0),
                predictions);
    }

    private static void clear(Path folder) throws Problem {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw DiskProblems.unwritable("The folder", folder, e);
        }
    }
}
