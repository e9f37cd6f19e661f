package org.radiloom.train;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Segmenters;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.run.TrainEvent;

/** Masks from slices. */
final class SegmentationRecipe implements Recipe {
    private final Setting setting;
    private final List<LabelledSlices> training;
    private final List<LabelledSlices> validation;
    private final SliceDataset dataset;
    private final Segmenter network;
    private final Objective objective;

    private SegmentationRecipe(
            Setting setting, List<LabelledSlices> training, List<LabelledSlices> validation, Segmenter network)
            throws Problem {
        RunConfig config = setting.config();
        this.setting = setting;
        this.training = training;
        this.validation = validation;
        this.network = network;
        dataset = new SliceDataset(training, config);
        objective = new SegmentationObjective(
                network,
                SegmentationBalance.loss(config, training, message -> setting.events()
                        .accept(new TrainEvent.Warning("train.untrained", message))),
                new Validator(validation, config.train().validateSliceStride()),
                config.train().monitor());
    }

    static SegmentationRecipe of(Setting setting) throws Problem {
        RunConfig config = setting.config();
        List<LabelledSlices> training = new ArrayList<>(read(setting, Split.Part.TRAIN));
        List<LabelledSlices> validation = read(setting, Split.Part.VAL);
        if (config.data().learnFromVal()) {
            training.addAll(validation);
            validation = List.of();
        }
        if (training.isEmpty()) {
            throw Problem.input("data.empty", "The split has no training sample.", "Give train a larger share.");
        }
        Segmenter network =
                Segmenters.create(config.model(), Device.cpu(), config.run().seed());
        try {
            return new SegmentationRecipe(setting, training, validation, network);
        } catch (Problem | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static List<LabelledSlices> read(Setting setting, Split.Part part) throws Problem {
        return LabelledSlices.read(setting.manifest(), setting.split(), part, setting.config(), setting.progress());
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
        counts.put("positiveSlices", (long) dataset.positives());
        return counts;
    }

    @Override
    public void begin() throws Problem {
        EncoderStart.fill(
                network.parameters(),
                network.buffers(),
                setting.config(),
                setting.split(),
                setting.folder(),
                setting.events());
    }

    @Override
    public Optional<SamplePictures> pictures() {
        return Optional.of(
                new SamplePictures(network, validation, setting.folder().root()));
    }

    @Override
    public void close() {
        network.close();
    }
}
