package org.radiloom.train;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.nn.Weights;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.Classifiers;
import org.radiloom.nn.classify.TextureClassifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.ClassificationDataset;
import org.radiloom.train.classify.ClassificationLoss;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.ClassificationValidator;
import org.radiloom.train.classify.ClassifierParts;
import org.radiloom.train.classify.PictureCutter;
import org.radiloom.train.classify.PictureReader;
import org.radiloom.train.classify.PictureSample;
import org.radiloom.train.classify.TextureFit;
import org.radiloom.train.loop.Dataset;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.run.TrainEvent;

/** Classes from pictures. */
final class ClassificationRecipe implements Recipe {
    private final Setting setting;
    private final List<PictureSample> training;
    private final List<PictureSample> validation;
    private final Classifier network;
    private final ClassificationObjective objective;
    private final ClassificationDataset dataset;

    private ClassificationRecipe(
            Setting setting, List<PictureSample> training, List<PictureSample> validation, Classifier network)
            throws Problem {
        RunConfig config = setting.config();
        this.setting = setting;
        this.validation = validation;
        this.network = network;
        List<Long> counts =
                ClassificationDataset.counts(training, config.classifier().classes());
        for (int c = 0; c < counts.size(); c++) {
            if (counts.get(c) == 0) {
                setting.events()
                        .accept(new TrainEvent.Warning(
                                "train.untrained",
                                "class " + c + " has no training sample: nothing is learned about it"));
            }
        }
        if (config.at().enabled() && config.imbalance().method().equals("classWeights")) {
            setting.events()
                    .accept(
                            new TrainEvent.Warning(
                                    "train.weights",
                                    "class weights multiply the cross entropy that adversarial training weighs by class already"));
        }
        this.training = ClassifierParts.boxed(config, training, counts);
        if (config.care().enabled()
                && this.training.stream().allMatch(s -> s.boxes().isEmpty())) {
            setting.events()
                    .accept(new TrainEvent.Warning(
                            "train.boxes",
                            "no training sample of a class that is attended to has a box: attention learns nothing"));
        }
        objective = new ClassificationObjective(
                network,
                ClassificationLoss.of(config.imbalance(), counts),
                ClassifierParts.of(config, network, counts),
                new ClassificationValidator(
                        validation,
                        new PictureCutter(config.picture(), config.augment()),
                        config.train().unit(),
                        config.picture().pooling()),
                config.train().monitor());
        dataset = new ClassificationDataset(this.training, config, config.care().enabled());
    }

    static ClassificationRecipe of(Setting setting) throws Problem {
        RunConfig config = setting.config();
        classesFit(setting);
        List<PictureSample> training = read(setting, Split.Part.TRAIN, true);
        if (config.data().learnFromVal()) {
            training.addAll(read(setting, Split.Part.VAL, true));
        }
        List<PictureSample> validation =
                config.data().learnFromVal() ? List.of() : read(setting, Split.Part.VAL, false);
        if (training.size() < 2) {
            throw Problem.input(
                    "data.empty", "The split has fewer than two training samples.", "Give train a larger share.");
        }
        Classifier network =
                Classifiers.create(config.grading(), Device.cpu(), config.run().seed());
        try {
            return new ClassificationRecipe(setting, training, validation, network);
        } catch (Problem | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static void classesFit(Setting setting) throws Problem {
        int named = setting.manifest().classes().size();
        int wanted = setting.config().classifier().classes();
        if (named != 0 && named != wanted) {
            throw Problem.input(
                    "data.classes",
                    "The manifest names " + named + " classes, the configuration asks for " + wanted + ".",
                    "Set classifier.classes to " + named + ".");
        }
    }

    private static List<PictureSample> read(Setting setting, Split.Part part, boolean learning) throws Problem {
        RunConfig config = setting.config();
        PictureReader reader = new PictureReader(
                setting.manifest(), config.picture(), config.classifier().classes());
        List<PictureSample> samples = new ArrayList<>();
        for (ManifestEntry entry : setting.split().entries(setting.manifest(), part)) {
            setting.progress().check();
            setting.progress().report(-1, "reading " + part.label() + " sample " + (samples.size() + 1));
            samples.add(reader.read(entry, learning));
        }
        return samples;
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
        counts.put(
                "trainPatients",
                training.stream().map(PictureSample::patientId).distinct().count());
        counts.put(
                "valPatients",
                validation.stream().map(PictureSample::patientId).distinct().count());
        return counts;
    }

    /** A network starts as the encoder settings say; a texture model is fitted here, and its epochs only judge it. */
    @Override
    public void begin() throws Problem {
        RunConfig config = setting.config();
        if (config.classifier().body().equals(TextureClassifier.BODY)) {
            PictureCutter cutter = new PictureCutter(config.picture(), config.augment());
            TextureFit fit = TextureFit.of(training, cutter, setting.progress());
            Weights.restore(
                    network.parameters(),
                    network.buffers(),
                    fit.arrays(config.classifier().classes(), config.texture()),
                    "the fit");
        } else {
            EncoderStart.fill(
                    network.parameters(),
                    network.buffers(),
                    config,
                    setting.split(),
                    setting.folder(),
                    setting.events());
        }
    }

    /** What the validation says of the probabilities goes into the card. */
    @Override
    public void end() throws Problem {
        if (!validation.isEmpty()) {
            ClassCalibration.of(setting.folder(), setting.manifest(), setting.split(), setting.progress())
                    .write(setting.folder());
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
