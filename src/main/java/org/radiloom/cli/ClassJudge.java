package org.radiloom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.Grader;
import org.radiloom.job.Progress;
import org.radiloom.model.Aggregation;
import org.radiloom.model.Checksums;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunFolder;
import org.radiloom.train.care.LesionAttention;
import org.radiloom.train.classify.GraderEvaluation;
import org.radiloom.train.classify.RunPredictor;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.classify.ClassEvaluation;
import org.radiloom.train.evaluation.classify.ClassEvaluationJson;
import org.radiloom.train.evaluation.classify.ClassPrediction;
import org.radiloom.train.evaluation.classify.ClassResult;

/**
 * Runs a classifier on samples of a manifest.
 *
 * @param entries the samples to judge
 * @param data name of the manifest
 * @param part name of the part that they are
 */
record ClassJudge(Manifest manifest, List<ManifestEntry> entries, Path data, String part) {
    /** The weights of a run, with the temperature that its validation part gave the best ones. */
    Verdict.OfClasses run(RunFolder run, Evaluation.Run origin, Progress progress) throws Problem {
        boolean best = origin.checkpoint().equals("best");
        double temperature = best ? run.temperature() : 1;
        ClassEvaluation evaluation;
        Optional<LesionAttention.Summary> attention;
        try (RunPredictor predictor = RunPredictor.open(run, origin.checkpoint())) {
            evaluation = evaluation(
                    origin.name(),
                    Optional.of(origin),
                    Checksums.sha256(RunPredictor.weights(run, origin.checkpoint())),
                    predictor.classes(manifest),
                    predictor.answers(manifest, entries, progress).stream()
                            .map(answer -> answer.prediction(0, 0, temperature))
                            .toList(),
                    run.readConfig().picture().pooling(),
                    0);
            attention = predictor.attention(manifest, entries, progress);
        }
        if (best) {
            CandidatePackage.keep(run, ClassEvaluationJson.write(ClassResult.of(evaluation)));
        }
        return new Verdict.OfClasses(evaluation, attention);
    }

    /** A grading model, as it grades for a reader. */
    ClassEvaluation graded(ModelPackage model, GraderEvaluation.Looking looking, Progress progress) throws Problem {
        GradingTask task = model.card().grading();
        String finder = task.regionModel();
        Optional<ModelPackage> region =
                finder.isEmpty() ? Optional.empty() : Optional.of(ModelRegistry.beside(model, finder));
        try (EngineRoom room = new EngineRoom();
                Grader grader = Grader.open(room, model, region)) {
            GraderEvaluation judging = new GraderEvaluation(grader, manifest, looking);
            judging.run(entries, progress);
            return evaluation(
                    model.card().id(),
                    Optional.empty(),
                    model.verifyWeights(),
                    task.classes(),
                    judging.predictions(),
                    task.aggregation().frames(),
                    judging.refused());
        }
    }

    private ClassEvaluation evaluation(
            String name,
            Optional<Evaluation.Run> run,
            String sha256,
            List<String> classes,
            List<ClassPrediction> predictions,
            Aggregation.Rule pool,
            int refused)
            throws Problem {
        if (predictions.isEmpty()) {
            throw Problem.model(
                    "evaluate.refused",
                    "The model '" + name + "' refused all " + refused + " samples.",
                    "Use pictures of the kind that its card names.");
        }
        return new ClassEvaluation(
                new ClassEvaluation.About(
                        name,
                        run,
                        sha256,
                        data.toString(),
                        part,
                        classes,
                        ClassEvaluation.naturalUnit(predictions),
                        pool,
                        refused),
                predictions);
    }
}
