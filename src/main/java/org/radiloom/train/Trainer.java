package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Control;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.loop.TrainLoop;
import org.radiloom.train.pretext.PretextObjective;
import org.radiloom.train.run.TrainEvent;

/** Runs a training from a manifest into a run folder; the command line and the worker process both come here. */
public final class Trainer {
    private Trainer() {}

    /**
     * A run to start or to go on with.
     *
     * @param out the run folder
     * @param command the words that started it, kept in the folder
     */
    public record Task(RunConfig config, Path manifest, Path out, String command, boolean resume) {}

    /**
     * Trains until done, stopped early or cancelled.
     *
     * @throws Problem if data, configuration or folder cannot be used, or the training diverges
     * @throws java.util.concurrent.CancellationException if cancelled; the last checkpoint can be resumed
     */
    public static TrainEnd train(Task task, TrainEvents listener, Progress progress) throws Problem {
        return train(task, listener, progress, Control.NONE);
    }

    /**
     * Trains until done, stopped early, stopped by {@code control} or cancelled.
     *
     * @param control may pause the run, or end it with a checkpoint
     * @throws Problem if data, configuration or folder cannot be used, or the training diverges
     * @throws java.util.concurrent.CancellationException if cancelled; the last checkpoint can be resumed
     */
    public static TrainEnd train(Task task, TrainEvents listener, Progress progress, Control control) throws Problem {
        RunConfig config = task.config();
        Manifest manifest = Manifest.read(task.manifest());
        Split split = split(manifest, config);
        RunFolder folder = task.resume()
                ? resumed(task, split)
                : RunFolder.create(task.out(), config, manifest, split, task.command());
        folder.keepSource(task.manifest());
        for (String warning : SplitCheck.warnings(manifest, split)) {
            listener.accept(new TrainEvent.Warning("split.class", warning));
        }
        if (config.data().folds() > 0 && Split.given(manifest)) {
            listener.accept(new TrainEvent.Warning(
                    "split.given", "the split of the manifest is used, not data.folds: remove it to cross-validate"));
        }
        return train(config, manifest, split, folder, listener, progress, control);
    }

    /** The split that a configuration asks for. */
    public static Split split(Manifest manifest, RunConfig config) throws Problem {
        RunConfig.Data data = config.data();
        Split.Unit unit = Split.Unit.named(data.unit());
        return data.folds() > 0 && !Split.given(manifest)
                ? Split.fold(manifest, data.folds(), data.fold(), config.run().seed(), unit)
                : Split.of(manifest, data.ratios(), config.run().seed(), unit);
    }

    private static RunFolder resumed(Task task, Split split) throws Problem {
        RunFolder folder = RunFolder.open(task.out());
        if (!folder.readConfig().equals(task.config())) {
            throw Problem.usage(
                    "run.config",
                    "The run in " + task.out() + " was started with another configuration.",
                    "Give the same preset and settings, or choose a new folder.");
        }
        if (!folder.splitLines().equals(split.lines())) {
            throw Problem.input(
                    "run.data",
                    "The manifest no longer gives the split that the run in " + task.out() + " was started with.",
                    "Use the manifest of that run.");
        }
        folder.addCommand(task.command());
        return folder;
    }

    private static TrainEnd train(
            RunConfig config,
            Manifest manifest,
            Split split,
            RunFolder folder,
            TrainEvents events,
            Progress progress,
            Control control)
            throws Problem {
        ObjectNode about = about(manifest, split, config);
        if (config.encoder().inDomain()) {
            PretextStage stage = new PretextStage(config, manifest, split, folder, about);
            if (!stage.done() || config.encoder().pretext().only()) {
                TrainEnd end = stage.run(events, progress, control);
                if (config.encoder().pretext().only() || end.reason() == TrainEnd.Reason.STOPPED) {
                    return told(end, PretextObjective.ACCURACY, events);
                }
            }
            events.accept(new TrainEvent.Stage("segmentation", config.train().epochs()));
        }
        EngineCompat.setThreads(config.run().threads());
        try (Recipe recipe = Recipe.of(new Recipe.Setting(config, manifest, split, folder, about, events, progress))) {
            Objective objective = recipe.objective();
            CheckpointFolder checkpoints = new CheckpointFolder(folder.checkpoints(), about);
            if (checkpoints.last().isEmpty()) {
                recipe.begin();
            }
            folder.keepMetrics(checkpoints.epochsDone());
            events.accept(new TrainEvent.Plan(
                    config.preset(),
                    objective.parameters().values().stream()
                            .mapToLong(p -> p.getShape().size())
                            .sum(),
                    recipe.counts(),
                    config.train().epochs(),
                    checkpoints.epochsDone() + 1,
                    recipe.dataset().epoch(checkpoints.epochsDone()).size(),
                    config.train().batch(),
                    split.fingerprint(),
                    EngineCompat.describe(),
                    config.run().threads(),
                    ProcessHandle.current().pid(),
                    folder.root().toAbsolutePath().toString(),
                    Processor.describe()));
            RunDiary diary = new RunDiary(
                    folder,
                    events,
                    table(objective),
                    objective.monitor(),
                    config.train().epochs());
            recipe.pictures().ifPresent(diary::showing);
            TrainEnd end = new TrainLoop(config.loop(), objective, recipe.dataset())
                    .keepingIn(checkpoints)
                    .controlledBy(control)
                    .watchedBy(progress)
                    .telling(diary)
                    .run();
            if (end.reason() != TrainEnd.Reason.STOPPED) {
                recipe.end();
            }
            return told(end, objective.monitor().map(Monitor::figure).orElse(null), events);
        }
    }

    private static TrainEnd told(TrainEnd end, @Nullable String monitor, TrainEvents events) {
        events.accept(new TrainEvent.Done(
                outcome(end.reason()),
                end.state().epoch(),
                end.state().bestEpoch(),
                end.state().best(),
                monitor));
        return end;
    }

    static MetricsTable table(Objective objective) {
        List<String> terms = new ArrayList<>();
        for (Pass pass : objective.passes(0)) {
            pass.terms().forEach(term -> terms.add(term.name()));
        }
        return new MetricsTable(terms, objective.figures());
    }

    private static TrainEvent.Outcome outcome(TrainEnd.Reason reason) {
        return switch (reason) {
            case FINISHED -> TrainEvent.Outcome.FINISHED;
            case EARLY -> TrainEvent.Outcome.EARLY;
            case STOPPED -> TrainEvent.Outcome.STOPPED;
        };
    }

    private static ObjectNode about(Manifest manifest, Split split, RunConfig config) {
        ObjectNode about = Json.object()
                .put("split", split.fingerprint())
                .put("manifest", fingerprint(manifest))
                .put("engine", EngineCompat.describe())
                .put("program", version());
        about.set("config", config.toJson());
        return about;
    }

    private static String version() {
        String version = Trainer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** SHA-256 over the sample lines as understood, so that blank lines and key order do not matter. */
    private static String fingerprint(Manifest manifest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ManifestEntry e : manifest.entries()) {
                String line = e.sampleId() + "\t" + e.patientId() + "\t" + e.path() + "\t" + e.maskPath() + "\n";
                digest.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
