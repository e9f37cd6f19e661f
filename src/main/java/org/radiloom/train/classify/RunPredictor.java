package org.radiloom.train.classify;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Weights;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.RunConfig;
import org.radiloom.train.RunFolder;
import org.radiloom.train.care.LesionAttention;
import org.radiloom.train.evaluation.classify.ImageAnswer;

/**
 * The classifier of a finished training run: shown samples as the run's validation shows them, without random changes. Belongs
 * to one thread, on which gradient recording must be off.
 */
public final class RunPredictor implements AutoCloseable {
    /** Samples in memory at once; bounds memory, not results. */
    private static final int AT_ONCE = 64;

    private final RunConfig config;
    private final Classifier network;
    private final PictureCutter cutter;

    private RunPredictor(RunConfig config, Classifier network) {
        this.config = config;
        this.network = network;
        this.cutter = new PictureCutter(config.picture(), config.augment());
    }

    /**
     * Loads a run's weights.
     *
     * @param checkpoint best or last
     * @throws Problem {@code run.task} if the run learned no classes, {@code run.checkpoint} if it has no such checkpoint, or
     *     a mismatch of weights and network
     */
    public static RunPredictor open(RunFolder run, String checkpoint) throws Problem {
        RunConfig config = run.readConfig();
        if (!config.learnsClasses()) {
            throw Problem.usage(
                    "run.task",
                    "The run in " + run.root() + " learned outlines, not classes.",
                    "Name a run whose preset is one of classification.");
        }
        Path weights = weights(run, checkpoint);
        EngineCompat.setThreads(config.run().threads());
        Classifier network =
                Classifiers.create(config.grading(), Device.cpu(), config.run().seed());
        try {
            Weights.load(network.parameters(), network.buffers(), weights);
            network.prepareForInference();
            return new RunPredictor(config, network);
        } catch (Problem | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * The weights of a checkpoint.
     *
     * @throws Problem {@code run.checkpoint} if there are none
     */
    public static Path weights(RunFolder run, String checkpoint) throws Problem {
        Path weights = run.checkpoint(checkpoint).resolve("weights.safetensors");
        if (!Files.isRegularFile(weights)) {
            throw Problem.model(
                    "run.checkpoint",
                    "The run " + run.root() + " has no checkpoint '" + checkpoint + "'.",
                    "Let it finish an epoch first, or name the other one.");
        }
        return weights;
    }

    /** Names of the classes: the manifest's, or numbers if it has none. */
    public List<String> classes(Manifest manifest) {
        int classes = config.classifier().classes();
        return manifest.classes().size() == classes
                ? manifest.classes()
                : IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    }

    /**
     * What the network says of each sample.
     *
     * @throws Problem if a picture cannot be read or a sample has no label
     */
    public List<ImageAnswer> answers(Manifest manifest, List<ManifestEntry> entries, Progress progress) throws Problem {
        PictureReader reader = new PictureReader(
                manifest, config.picture(), config.classifier().classes());
        SampleScores scores = new SampleScores(network, cutter);
        List<ImageAnswer> answers = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += AT_ONCE) {
            progress.report((double) from / entries.size(), entries.get(from).sampleId());
            List<PictureSample> samples = new ArrayList<>();
            for (ManifestEntry entry : entries.subList(from, Math.min(entries.size(), from + AT_ONCE))) {
                progress.check();
                samples.add(reader.read(entry, false));
            }
            List<double[][]> logits = scores.of(samples, progress);
            for (int at = 0; at < samples.size(); at++) {
                PictureSample sample = samples.get(at);
                answers.add(new ImageAnswer(
                        sample.sampleId(),
                        sample.patientId(),
                        sample.label(),
                        logits.get(at),
                        config.picture().pooling()));
            }
        }
        return answers;
    }

    /**
     * How well the network looks at the lesions of the samples that have boxes; of one that takes numbers beside the picture,
     * or has no maps in closed form, nothing is known.
     *
     * @throws Problem if a picture cannot be read or a sample has no label
     */
    public Optional<LesionAttention.Summary> attention(
            Manifest manifest, List<ManifestEntry> entries, Progress progress) throws Problem {
        if (network.spec().declared() > 0) {
            return Optional.empty();
        }
        PictureReader reader = new PictureReader(
                manifest, config.picture(), config.classifier().classes());
        List<LesionAttention.Found> found = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            if (!entry.boxes().isEmpty() || entry.maskPath() != null) {
                progress.check();
                found.addAll(LesionAttention.of(network, List.of(reader.readWithBoxes(entry)), cutter));
            }
        }
        return LesionAttention.summary(found);
    }

    @Override
    public void close() {
        network.close();
    }
}
