package org.radiloom.train;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.nn.Weights;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.FeatureImport;
import org.radiloom.nn.anomaly.MemorySpec;
import org.radiloom.nn.anomaly.PatchMemory;
import org.radiloom.problem.Problem;
import org.radiloom.train.anomaly.AnomalyDataset;
import org.radiloom.train.anomaly.AnomalyObjective;
import org.radiloom.train.anomaly.AnomalyPicture;
import org.radiloom.train.anomaly.AnomalyPlan;
import org.radiloom.train.anomaly.AnomalyReader;
import org.radiloom.train.anomaly.AnomalySample;
import org.radiloom.train.anomaly.AnomalyValidator;
import org.radiloom.train.anomaly.DomainCalibration;
import org.radiloom.train.anomaly.DomainTable;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.run.TrainEvent;

/** What is normal, from normal pictures alone. */
final class AnomalyRecipe implements Recipe {
    private final Setting setting;
    private final DomainTable domains;
    private final List<AnomalySample> training;
    private final List<AnomalySample> validation;
    private final Detector network;
    private final AnomalyObjective objective;
    private final AnomalyDataset dataset;

    private AnomalyRecipe(
            Setting setting,
            DomainTable domains,
            List<AnomalySample> training,
            List<AnomalySample> validation,
            Detector network)
            throws Problem {
        RunConfig config = setting.config();
        this.setting = setting;
        this.domains = domains;
        this.training = training;
        this.validation = validation;
        this.network = network;
        AnomalyValidator validator =
                new AnomalyValidator(validation, domains, config.train().monitor());
        if (validator.hasSamples() && !validator.tellsApart()) {
            warn(
                    "train.abnormal",
                    "the validation part has no abnormal picture of what is learned: the best epoch is that of the least"
                            + " mean score of normal ones");
        }
        dataset = new AnomalyDataset(training, domains, config);
        objective = new AnomalyObjective(network, plan(config), dataset, validator);
    }

    static AnomalyRecipe of(Setting setting) throws Problem {
        RunConfig config = setting.config();
        DomainTable.check(config.data().mix(), setting.manifest().entries());
        List<ManifestEntry> entries = normals(setting, Split.Part.TRAIN);
        List<ManifestEntry> kept = mixed(setting, Split.Part.VAL);
        if (config.data().learnFromVal()) {
            entries.addAll(normals(setting, Split.Part.VAL));
            kept = List.of();
        }
        DomainTable domains = DomainTable.of(entries);
        List<AnomalySample> training = read(setting, entries, "normal");
        if (training.size() < 2) {
            throw Problem.input(
                    "data.empty",
                    "The split has fewer than two normal training pictures.",
                    "Mark normal samples with abnormal 0, or give train a larger share.");
        }
        List<ManifestEntry> judged = new ArrayList<>();
        for (ManifestEntry entry : kept) {
            if (entry.abnormal() != null && domains.domains().contains(DomainTable.name(entry))) {
                judged.add(entry);
            }
        }
        List<AnomalySample> validation = read(setting, judged, "validation");
        DetectorSpec spec = spec(config, domains, config.anomaly().memories(domains, training));
        if (!spec.memories().isEmpty()) {
            setting.progress()
                    .report(
                            -1,
                            "the memory takes "
                                    + Math.round(PatchMemory.bytes(spec) / 1e5) / 10.0
                                    + " MB, whatever it is shown");
        }
        Detector network = Detectors.create(spec, Device.cpu(), config.run().seed());
        try {
            return new AnomalyRecipe(setting, domains, training, validation, network);
        } catch (Problem | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * The detector of a configuration, for what there is in the data.
     *
     * @param memories what of it is remembered
     */
    static DetectorSpec spec(RunConfig config, DomainTable domains, List<MemorySpec> memories) {
        return config.anomaly()
                .spec(
                        config.maddr()
                                .spec(
                                        domains.organs().size(),
                                        domains.modalities().size()),
                        config.features(),
                        memories);
    }

    /** Features come first, then what a detector needs before it, all within the epochs of the run. */
    static AnomalyPlan plan(RunConfig config) {
        int epochs = config.train().epochs();
        int features = config.epochsBefore();
        int first = config.anomaly().epochsBefore(epochs - features);
        return new AnomalyPlan(
                features, first, epochs - features - first, config.maddr().terms());
    }

    private static List<ManifestEntry> normals(Setting setting, Split.Part part) throws Problem {
        return new ArrayList<>(mixed(setting, part).stream()
                .filter(e -> Boolean.FALSE.equals(e.abnormal()))
                .toList());
    }

    private static List<ManifestEntry> mixed(Setting setting, Split.Part part) throws Problem {
        List<ManifestEntry> taken = new ArrayList<>();
        for (ManifestEntry entry : setting.split().entries(setting.manifest(), part)) {
            if (DomainTable.takes(setting.config().data().mix(), entry)) {
                taken.add(entry);
            }
        }
        return taken;
    }

    private static List<AnomalySample> read(Setting setting, List<ManifestEntry> entries, String what) throws Problem {
        AnomalyReader reader =
                new AnomalyReader(setting.manifest(), setting.config().anomaly());
        List<AnomalySample> samples = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            setting.progress().check();
            setting.progress().report(-1, "reading " + what + " sample " + (samples.size() + 1));
            for (AnomalyPicture picture : reader.read(entry)) {
                samples.add(AnomalySample.of(picture));
            }
        }
        return samples;
    }

    private void warn(String code, String text) {
        setting.events().accept(new TrainEvent.Warning(code, text));
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public Dataset dataset() {
        return dataset;
    }

    @Override
    public SequencedMap<String, Long> counts() {
        SequencedMap<String, Long> counts = new LinkedHashMap<>();
        counts.put("trainSamples", (long) training.size());
        counts.put("valSamples", (long) validation.size());
        counts.put("trainPatients", patients(training));
        counts.put("valPatients", patients(validation));
        return counts;
    }

    private static long patients(List<AnomalySample> samples) {
        return samples.stream().map(AnomalySample::patientId).distinct().count();
    }

    @Override
    public void begin() throws Problem {
        RunConfig config = setting.config();
        if (config.anomaly().comparesFeatures() && config.features().imported()) {
            FeatureImport.fill(network, Path.of(config.features().path()));
        }
        for (DomainTable.Name domain : domains.domains()) {
            long known = validation.stream()
                    .filter(s -> !s.abnormal() && s.domain().equals(domain))
                    .count();
            if (known < 2) {
                warn(
                        "train.validation",
                        "the validation part has fewer than two normal pictures of " + domain.words()
                                + ": no threshold can be chosen, and the model will not judge them");
            }
        }
    }

    /** Thresholds and the scale of the map go into the card. */
    @Override
    public void end() throws Problem {
        Path best = setting.folder().checkpoint("best").resolve(CheckpointFolder.WEIGHTS);
        Path weights = Files.isRegularFile(best)
                ? best
                : setting.folder().checkpoint("last").resolve(CheckpointFolder.WEIGHTS);
        RunConfig config = setting.config();
        List<MemorySpec> memories = config.anomaly().memories(domains, training);
        try (Detector chosen = Detectors.create(
                spec(config, domains, memories), Device.cpu(), config.run().seed())) {
            Weights.load(chosen.parameters(), chosen.buffers(), weights);
            chosen.prepareForInference();
            List<DomainCalibration> calibrations = DomainCalibration.of(
                    chosen, validation, domains, config.anomaly().threshold(), setting.progress());
            if (!calibrations.isEmpty()) {
                AnomalyCalibration.of(domains, memories, training, calibrations).write(setting.folder());
            }
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
