package org.radiloom.train;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.PretextNet;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Control;
import org.radiloom.train.loop.TrainEnd;
import org.radiloom.train.loop.TrainLoop;
import org.radiloom.train.pretext.PretextDataset;
import org.radiloom.train.pretext.PretextObjective;
import org.radiloom.train.pretext.PretextSettings;
import org.radiloom.train.run.DiskProblems;
import org.radiloom.train.run.TrainEvent;

/**
 * Stage 0 of a run: the encoder learns without labels and is left as {@code encoder.safetensors}; checkpoints and figures of
 * the stage are in the folder {@code pretext/} of the run, its events follow a {@link TrainEvent.Stage}.
 */
final class PretextStage {
    private final RunConfig config;
    private final Manifest manifest;
    private final Split split;
    private final RunFolder folder;
    private final ObjectNode about;

    /** @param about what checkpoints keep beside the weights */
    PretextStage(RunConfig config, Manifest manifest, Split split, RunFolder folder, ObjectNode about) {
        this.config = config;
        this.manifest = manifest;
        this.split = split;
        this.folder = folder;
        this.about = about;
    }

    /** Whether the stage has left its encoder. */
    boolean done() {
        return Files.exists(folder.root().resolve(EncoderStart.FILE));
    }

    /**
     * Runs the stage, or what is left of it.
     *
     * @return how it ended; the encoder is there unless it was stopped
     */
    TrainEnd run(TrainEvents events, Progress progress, Control control) throws Problem {
        PretextSettings settings = config.encoder().pretext();
        events.accept(new TrainEvent.Stage("pretext", settings.epochs()));
        Manifest source = settings.data().isEmpty() ? manifest : Manifest.read(Path.of(settings.data()));
        Split sourceSplit = settings.data().isEmpty() ? split : Trainer.split(source, config);
        List<ManifestEntry> training = UnlabelledSlices.allowed(source, sourceSplit, manifest, split);
        if (training.isEmpty()) {
            throw Problem.input(
                    "pretext.empty",
                    "There is no slice to learn from without labels.",
                    "Name a manifest in encoder.pretext.data that has training patients of its own.");
        }
        PretextDataset.Form form = new PretextDataset.Form(
                config.input().channels(),
                config.sampling().crop(),
                config.input().norm());
        long seed = config.run().seed();
        PretextDataset dataset = new PretextDataset(read(source, training, progress), 1, settings, form, seed);
        List<UnlabelledSlices> others = read(manifest, split.entries(manifest, Split.Part.VAL), progress);
        PretextDataset judged = new PretextDataset(others, settings.validateSliceStride(), settings, form, seed);
        RunFolder own = ownFolder();
        EngineCompat.setThreads(config.run().threads());
        try (PretextNet network = PretextNet.create(config.model(), Device.cpu(), seed)) {
            PretextObjective objective = new PretextObjective(network, settings, Optional.of(judged));
            CheckpointFolder checkpoints = new CheckpointFolder(own.checkpoints(), about);
            if (settings.only()) {
                events.accept(plan(network, dataset, training, others, checkpoints.epochsDone()));
            }
            TrainEnd end = new TrainLoop(settings.loop(seed, config.train().loaderThreads()), objective, dataset)
                    .keepingIn(checkpoints)
                    .controlledBy(control)
                    .watchedBy(progress)
                    .telling(
                            new RunDiary(own, events, Trainer.table(objective), objective.monitor(), settings.epochs()))
                    .run();
            if (end.reason() != TrainEnd.Reason.STOPPED) {
                ObjectNode facts = Json.object()
                        .put("source", "inDomain")
                        .put("data", source.header().path("source").asText("own data"))
                        .put("split", sourceSplit.fingerprint())
                        .put("patients", patients(training))
                        .put("slices", dataset.size())
                        .put("epochs", settings.epochs())
                        .put("seed", seed);
                if (!objective.figures().isEmpty()) {
                    objective.validate(progress).forEach(facts::put);
                }
                leave(network, new EncoderOrigin(facts));
            }
            return end;
        }
    }

    private RunFolder ownFolder() throws Problem {
        RunFolder own = new RunFolder(folder.root().resolve("pretext"));
        try {
            Files.createDirectories(own.checkpoints());
        } catch (IOException e) {
            throw DiskProblems.unwritable("The folder of the first stage", own.root(), e);
        }
        return own;
    }

    private List<UnlabelledSlices> read(Manifest from, List<ManifestEntry> entries, Progress progress) throws Problem {
        List<UnlabelledSlices> samples = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report(-1, "reading sample " + (samples.size() + 1) + " of " + entries.size());
            samples.add(UnlabelledSlices.read(from, entry, config));
        }
        return samples;
    }

    private static int patients(List<ManifestEntry> entries) {
        return (int) entries.stream().map(ManifestEntry::patientId).distinct().count();
    }

    private TrainEvent plan(
            PretextNet network,
            PretextDataset dataset,
            List<ManifestEntry> training,
            List<UnlabelledSlices> others,
            int epochsDone) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("trainPatients", (long) patients(training));
        counts.put("trainSlices", (long) dataset.size());
        counts.put("valSamples", (long) others.size());
        return new TrainEvent.Plan(
                config.preset(),
                network.parameters().values().stream()
                        .mapToLong(p -> p.getShape().size())
                        .sum(),
                counts,
                config.encoder().pretext().epochs(),
                epochsDone + 1,
                dataset.epoch(epochsDone).size(),
                config.encoder().pretext().batch(),
                split.fingerprint(),
                EngineCompat.describe(),
                config.run().threads(),
                ProcessHandle.current().pid(),
                folder.root().toAbsolutePath().toString(),
                Processor.describe());
    }

    /** The encoder comes last: its presence means that the stage is done. */
    private void leave(PretextNet network, EncoderOrigin origin) throws Problem {
        origin.write(folder);
        Path file = folder.root().resolve(EncoderStart.FILE);
        try {
            Safetensors.write(
                    file,
                    network.encoder(),
                    Map.of(EncoderOrigin.KEY, origin.sentence(), EncoderOrigin.SPLIT, split.fingerprint()));
        } catch (IOException e) {
            throw DiskProblems.unwritable("The encoder", file, e);
        }
    }
}
