package org.radiloom.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.anomaly.DetectorEvaluation;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluation;

/**
 * Runs a model of anomalies on samples of a manifest.
 *
 * @param entries the samples to judge
 * @param data name of the manifest
 * @param part name of the part that they are
 * @param baselines whether scores that look at nothing that matters are judged beside it
 */
record AnomalyJudge(Manifest manifest, List<ManifestEntry> entries, Path data, String part, boolean baselines) {
    AnomalyEvaluation of(ModelPackage model, Optional<Evaluation.Run> run, Progress progress) throws Problem {
        try (DetectorEvaluation judging = DetectorEvaluation.open(model, manifest, baselines)) {
            judging.run(entries, progress);
            if (judging.items().isEmpty()) {
                throw Problem.model(
                        "evaluate.domains",
                        "The model '" + model.card().id() + "' knows normal pictures of none of the " + entries.size()
                                + " samples.",
                        "Use samples that say organ, modality and abnormal; its card names what it knows.");
            }
            return new AnomalyEvaluation(
                    new AnomalyEvaluation.About(
                            model.card().id(),
                            run,
                            model.verifyWeights(),
                            data.toString(),
                            part,
                            model.card().anomaly().method(),
                            "the samples' own, where they have one",
                            judging.skipped()),
                    judging.items());
        }
    }
}
