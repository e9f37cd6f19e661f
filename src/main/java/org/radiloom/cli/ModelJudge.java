package org.radiloom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.FrameSegmenter;
import org.radiloom.infer.VolumeSegmenter;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.train.CandidatePackage;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.PictureEvaluation;
import org.radiloom.train.RunFolder;
import org.radiloom.train.SegmentationEvaluation;
import org.radiloom.train.Split;
import org.radiloom.train.classify.GraderEvaluation;
import org.radiloom.train.evaluation.Evaluation;
import org.radiloom.train.evaluation.EvaluationJson;
import org.radiloom.train.evaluation.VolumeScore;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluation;
import org.radiloom.train.evaluation.anomaly.AnomalyEvaluationJson;
import org.radiloom.train.evaluation.correction.CorrectionEvaluation;

/**
 * Runs a model, or the weights of a run, on the samples of a manifest.
 *
 * @param data the manifest
 * @param split train, val, test or all; empty for test if the model or the manifest knows one of the samples to be of it, else
 *     for the part that all samples are known to be of, else all
 * @param checkpoint of a run folder: best or last
 * @param margin how far from a structure probabilities are judged
 * @param looking what a grading model is given beside the pictures
 * @param baselines whether a model of anomalies is judged beside scores that look at nothing that matters
 */
record ModelJudge(
        Path data,
        Optional<String> split,
        String checkpoint,
        double margin,
        GraderEvaluation.Looking looking,
        boolean baselines) {
    private static final String TEST = Split.Part.TEST.label();

    /** @param name an installed model, a package or a run folder */
    Verdict judge(String name, Progress progress) throws Problem {
        Manifest manifest = Manifest.read(data);
        Optional<RunFolder> run =
                RunFolder.isOne(Path.of(name)) ? Optional.of(RunFolder.open(Path.of(name))) : Optional.empty();
        if (run.isPresent() && run.get().readConfig().learnsClasses()) {
            Map<String, Split.Line> known = Split.parse(run.get().splitLines());
            String part = part(manifest, known);
            return new ClassJudge(manifest, entries(manifest, known, part), data, part)
                    .run(run.get(), origin(run.get()), progress);
        }
        ModelPackage model = run.isPresent()
                ? CandidatePackage.of(run.get(), checkpoint)
                : ModelRegistry.installed().find(name);
        Map<String, Split.Line> known = knownSplit(model);
        String part = part(manifest, known);
        List<ManifestEntry> entries = entries(manifest, known, part);
        if (model.card().task() instanceof GradingTask) {
            return new Verdict.OfClasses(
                    new ClassJudge(manifest, entries, data, part).graded(model, looking, progress));
        }
        if (model.card().task() instanceof AnomalyTask) {
            AnomalyEvaluation found = new AnomalyJudge(manifest, entries, data, part, baselines)
                    .of(model, run.isPresent() ? Optional.of(origin(run.get())) : Optional.empty(), progress);
            if (run.isPresent() && checkpoint.equals("best")) {
                CandidatePackage.keep(run.get(), AnomalyEvaluationJson.write(found));
            }
            return new Verdict.OfAnomalies(found);
        }
        Evaluation evaluation = model.card().segmentation().ofPictures()
                ? pictures(model, run, manifest, entries, part, progress)
                : volumes(model, run, manifest, entries, part, progress);
        if (run.isPresent() && checkpoint.equals("best")) {
            CandidatePackage.keep(run.get(), EvaluationJson.write(evaluation));
        }
        return new Verdict.OfMasks(evaluation);
    }

    /**
     * Judges where the model's errors are looked for, and what corrections tell of other slices.
     *
     * @param name an installed model of volumes or a package
     */
    CorrectionEvaluation correction(String name, Progress progress) throws Problem {
        Manifest manifest = Manifest.read(data);
        ModelPackage model = ModelRegistry.installed().find(name);
        Map<String, Split.Line> known = knownSplit(model);
        List<ManifestEntry> entries = entries(manifest, known, part(manifest, known));
        var judged = new CorrectionEvaluation();
        try (EngineRoom room = new EngineRoom();
                VolumeSegmenter segmenter = VolumeSegmenter.open(room, model)) {
            new SegmentationEvaluation(segmenter, manifest, margin)
                    .each(
                            entries,
                            progress,
                            (entry, volume, outlined) ->
                                    judged.add(entry.patientId(), volume.image(), volume.reference(), outlined));
        }
        return judged;
    }

    private Evaluation volumes(
            ModelPackage model,
            Optional<RunFolder> run,
            Manifest manifest,
            List<ManifestEntry> entries,
            String part,
            Progress progress)
            throws Problem {
        try (EngineRoom room = new EngineRoom();
                VolumeSegmenter segmenter = VolumeSegmenter.open(room, model)) {
            return new Evaluation(
                    about(model, run, manifest, part, Evaluation.Lengths.MM),
                    new SegmentationEvaluation(segmenter, manifest, margin).run(entries, progress));
        }
    }

    private Evaluation pictures(
            ModelPackage model,
            Optional<RunFolder> run,
            Manifest manifest,
            List<ManifestEntry> entries,
            String part,
            Progress progress)
            throws Problem {
        if (!PictureEvaluation.fits(manifest, entries)) {
            throw Problem.input(
                    "evaluate.pictures",
                    "The model '" + model.card().id() + "' outlines in pictures, and not all samples of " + data
                            + " are PNG, JPEG or TIFF files.",
                    "Name a manifest of pictures with masks.");
        }
        try (EngineRoom room = new EngineRoom();
                FrameSegmenter segmenter = FrameSegmenter.open(room, model)) {
            PictureEvaluation judging = new PictureEvaluation(segmenter, manifest, entries, margin);
            List<VolumeScore> scores = judging.run(progress);
            return new Evaluation(about(model, run, manifest, part, judging.lengths()), scores);
        }
    }

    private Evaluation.About about(
            ModelPackage model, Optional<RunFolder> run, Manifest manifest, String part, Evaluation.Lengths lengths)
            throws Problem {
        List<String> classes = manifest.classes();
        return new Evaluation.About(
                model.card().id(),
                run.isPresent() ? Optional.of(origin(run.get())) : Optional.empty(),
                model.verifyWeights(),
                data.toString(),
                part,
                classes.isEmpty() ? "background" : classes.getFirst(),
                classes.size() < 2 ? "foreground" : classes.get(1),
                margin,
                lengths);
    }

    private Evaluation.Run origin(RunFolder run) throws Problem {
        Path root = run.root().toAbsolutePath().normalize();
        return new Evaluation.Run(
                String.valueOf(root.getFileName()), run.readConfig().preset(), checkpoint);
    }

    /** Training patients are told as such and not taken for others. */
    private String part(Manifest manifest, Map<String, Split.Line> known) {
        if (split.isPresent()) {
            return split.get();
        }
        Set<String> parts = new HashSet<>();
        manifest.entries().forEach(e -> parts.add(Objects.requireNonNullElse(partOf(e, known), "all")));
        return parts.contains(TEST)
                ? TEST
                : parts.size() == 1 ? parts.iterator().next() : "all";
    }

    private List<ManifestEntry> entries(Manifest manifest, Map<String, Split.Line> known, String part) throws Problem {
        List<ManifestEntry> entries = manifest.entries().stream()
                .filter(e -> part.equals("all") || part.equals(partOf(e, known)))
                .toList();
        if (entries.isEmpty()) {
            throw Problem.input(
                    "evaluate.empty",
                    "No sample of " + data + " is known to belong to the split '" + part + "' of the model.",
                    "Use the manifest that the model was trained on, or --split all.");
        }
        return entries;
    }

    private static @Nullable String partOf(ManifestEntry entry, Map<String, Split.Line> known) {
        Split.Line line = known.get(entry.sampleId());
        return line != null ? line.part().label() : entry.split();
    }

    private static Map<String, Split.Line> knownSplit(ModelPackage model) throws Problem {
        Path file = model.folder().resolve(CandidatePackage.SPLIT);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return Split.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw Problem.input("split.unreadable", "The file " + file + " cannot be read.", "Check its rights.", e);
        }
    }
}
