package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.radiloom.model.SegmentationInput;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.nn.classify.ClassifierSpec;
import org.radiloom.nn.classify.GradingSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.anomaly.AnomalyFigures;
import org.radiloom.train.anomaly.AnomalySettings;
import org.radiloom.train.anomaly.FeatureSettings;
import org.radiloom.train.anomaly.MaddrSettings;
import org.radiloom.train.classify.AtSettings;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.ClassificationFigures;
import org.radiloom.train.classify.DanilSettings;
import org.radiloom.train.classify.IcfdSettings;
import org.radiloom.train.classify.PictureSettings;
import org.radiloom.train.classify.TextureSettings;
import org.radiloom.train.loop.LoopSettings;
import org.radiloom.train.loop.NanPolicy;
import org.radiloom.train.loop.OptimSettings;

/**
 * Everything that decides a training run; its JSON form is a run folder's {@code config.json}.
 *
 * @param preset name of the preset that it started from
 * @param profile the size that the preset was brought to: {@code paper} (as stored), {@code compact} or {@code micro}
 * @param task one of {@link #TASKS}; {@code input}, {@code model}, {@code encoder}, {@code sampling} and {@code loss} are read
 *     for segmentation alone, {@code picture}, {@code classifier}, {@code icfd}, {@code at}, {@code danil}, {@code care}
 *     and {@code texture} for classification alone, {@code anomaly}, {@code maddr} and {@code features} for anomalies alone
 */
public record RunConfig(
        String preset,
        String profile,
        String description,
        String task,
        Run run,
        Data data,
        SegmentationInput input,
        SegmenterSpec model,
        EncoderConfig encoder,
        Sampling sampling,
        Augment augment,
        Imbalance imbalance,
        Loss loss,
        PictureSettings picture,
        ClassifierSpec classifier,
        IcfdSettings icfd,
        AtSettings at,
        DanilSettings danil,
        CareSettings care,
        TextureSettings texture,
        AnomalySettings anomaly,
        MaddrSettings maddr,
        FeatureSettings features,
        OptimSettings optim,
        Train train) {
    /** What the classifier takes follows from the pictures. */
    public RunConfig {
        classifier = picture.fitted(classifier);
    }

    /** The task of a configuration that learns masks. */
    public static final String SEGMENTATION = "segmentation";

    /** The task of a configuration that learns classes. */
    public static final String CLASSIFICATION = "classification";

    /** The task of a configuration that learns what is normal. */
    public static final String ANOMALY = "anomaly";

    /** What {@code task} can be. */
    public static final List<String> TASKS = List.of(SEGMENTATION, CLASSIFICATION, ANOMALY);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /**
     * @param seed of the split, the initial weights, the order of samples and their augmentation
     * @param threads processor threads of the engine
     */
    public record Run(long seed, int threads) {}

    /**
     * @param ratios shares of train, val and test; not used when {@code folds} is given or the manifest names splits
     * @param folds folds of a cross-validation; 0 for none. The manifest's own folds are taken if it names them
     * @param fold the fold kept out as test; the next one is for validation
     * @param unit what stays together: {@code patient}, or {@code slice} for a split that leaks as some papers' do
     * @param learnFromVal whether the validation part is trained on too: for a last run whose settings and length are
     *     chosen; nothing is validated then
     * @param mix which samples take part in learning anomalies: any of {@code organ/MODALITY} such as {@code liver/US}, or
     *     names of sites; all if empty. The split is made before
     */
    public record Data(List<Double> ratios, int folds, int fold, String unit, boolean learnFromVal, List<String> mix) {
        public Data {
            ratios = List.copyOf(ratios);
            mix = List.copyOf(mix);
        }
    }

    /**
     * Which pieces of which slices make an epoch.
     *
     * @param crop side of the square cut from the working grid, pixels
     * @param jitterPx largest random shift of a crop from the middle of the structure, each axis
     * @param negativesPerPositive slices without the structure for each slice with it
     * @param nearNegatives share of these that lie within 30 mm of the structure's ends
     * @param samplesPerEpoch size of an epoch, drawn from the positives; 0 for every positive once
     * @param softTargets learn the share of each pixel that is inside, instead of 0 or 1
     * @param completeFromMm volumes whose mask is less high than this count as ended early and give no slices without
     *     the structure; 0 if all are complete
     */
    public record Sampling(
            int crop,
            int jitterPx,
            double negativesPerPositive,
            double nearNegatives,
            int samplesPerEpoch,
            boolean softTargets,
            double completeFromMm) {}

    /**
     * Random changes to a sample; see {@link Augmenter}.
     *
     * @param set the named values that all others started from (see {@link Presets#augmentations}); {@code own} for none
     * @param flip probability of exchanging left and right
     * @param flipVertical probability of exchanging top and bottom
     * @param onGrid probability of a sample that is only flipped and moved by whole pixels, so that nothing of it is
     *     interpolated
     * @param rotateDegrees largest rotation either way
     * @param aspectJitter largest relative change of width and of height, against each other
     * @param elasticPx standard deviation of the shifts of an elastic bend, pixels; 0 for none
     * @param elasticSpacingPx distance of the places that are shifted
     * @param gain largest relative change of all values
     * @param brightness largest offset, as a share of the window
     * @param contrast largest relative change of contrast around the window's middle
     * @param noise largest standard deviation of the added Gaussian noise, as a share of the window
     */
    public record Augment(
            String set,
            double flip,
            double flipVertical,
            double onGrid,
            double rotateDegrees,
            double scaleMin,
            double scaleMax,
            double aspectJitter,
            double translatePx,
            double elasticPx,
            double elasticSpacingPx,
            double gain,
            double brightness,
            double contrast,
            double gammaMin,
            double gammaMax,
            double noise) {}

    /**
     * What is done about classes that are rarer than others.
     *
     * <p>In segmentation the classes are background and foreground. {@code classWeights} weighs the pixels of the cross
     * entropy or focal part of the loss by the classes' shares of the crops' pixels, {@code balancedSampler} makes slices
     * with and without the structure equally frequent (instead of {@code sampling.negativesPerPositive}), {@code focal}
     * puts focal loss in the place of cross entropy.
     *
     * <p>In classification the samples of each class are counted. Besides, {@code logitAdjustment} adds τ·log of a class's
     * share to its score in the loss (Menon et al. 2021, arXiv:2007.07314, equation 10), and {@code ohem} learns from the
     * samples of a batch that cost most.
     *
     * @param method {@code none}, {@code classWeights}, {@code balancedSampler} or {@code focal}; for classification also
     *     {@code logitAdjustment} or {@code ohem}
     * @param weights {@code inverse} (frequency) or {@code effective} (number of samples)
     * @param beta of the effective number, in [0, 1)
     * @param gamma of the focal loss of classification
     * @param tau of the logit adjustment
     * @param hardest share of a batch that {@code ohem} learns from
     */
    public record Imbalance(String method, String weights, double beta, double gamma, double tau, double hardest) {}

    /** @param name a name that {@link org.radiloom.nn.SegmentationLoss#of} knows */
    public record Loss(String name) {}

    /**
     * @param accumulate batches whose gradients make one step
     * @param monitor validation figure that decides what is best: one of {@link Validator#FIGURES} for segmentation, of {@link
     *     ClassificationFigures#NAMES} for classification, of {@link AnomalyFigures#NAMES} for anomalies
     * @param unit whose class is judged in classification: the {@code image}'s, or the {@code patient}'s (mean probability of
     *     all images)
     * @param patience epochs without a better validation result after which training stops
     * @param validateSliceStride every n-th slice of the validation volumes is looked at
     * @param checkpointEverySteps optimiser steps from one checkpoint within an epoch to the next; 0 for none
     * @param ema how much of the averaged weights each step keeps (0.999, say); 0 for no averaging. Averaged weights are
     *     validated and kept for use; the run goes on with the others
     * @param mixup the parameter a of the Beta(a, a) distribution by which pictures are blended; 0 for none
     * @param mixupWindow from which share of the epochs on and up to which they are; of the epochs after those of features that
     *     learn first
     * @param nan what is done about numbers that are not finite
     */
    public record Train(
            int epochs,
            int batch,
            int accumulate,
            int minEpochs,
            String monitor,
            String unit,
            int patience,
            double minDelta,
            int validateEvery,
            int validateSliceStride,
            int loaderThreads,
            int checkpointEverySteps,
            double ema,
            double mixup,
            List<Double> mixupWindow,
            NanPolicy nan) {
        public Train {
            mixupWindow = List.copyOf(mixupWindow);
        }
    }

    /**
     * Resolves a preset with changes.
     *
     * @param changes values by dotted key, such as {@code train.epochs}
     * @throws Problem if there is no such preset or key, or a value has the wrong type or range
     */
    public static RunConfig of(String preset, Map<String, String> changes) throws Problem {
        return of(preset, Presets.PAPER, changes);
    }

    /**
     * Resolves a preset in a profile with changes.
     *
     * @param profile one of {@link Presets#profiles}
     * @param changes values by dotted key; they count more than the profile
     * @throws Problem if there is no such preset, profile or key, or a value has the wrong type or range
     */
    public static RunConfig of(String preset, String profile, Map<String, String> changes) throws Problem {
        ObjectNode tree = Presets.tree(preset, profile);
        String set = changes.get("augment.set");
        if (set != null && !set.equals("own")) {
            // before all other changes, whatever their order: they count more
            Presets.takeAugmentation(tree, set);
        }
        for (Map.Entry<String, String> change : changes.entrySet()) {
            ConfigChange.apply(tree, change.getKey(), change.getValue());
        }
        return parse(tree, "the preset " + preset + (changes.isEmpty() ? "" : " with " + changes));
    }

    /** Reads {@code config.json}; settings that there were not yet when it was written have their defaults. */
    public static RunConfig parse(ObjectNode tree, String where) throws Problem {
        try {
            RunConfig config = STRICT.treeToValue(Presets.completed(tree), RunConfig.class);
            new RunConfigCheck(config).run();
            return config;
        } catch (JsonProcessingException e) {
            throw Problem.input(
                    "config.value",
                    "The configuration of " + where + " is not valid: " + e.getOriginalMessage() + ".",
                    "Correct that key.",
                    e);
        }
    }

    /** Whether it learns classes. */
    public boolean learnsClasses() {
        return task.equals(CLASSIFICATION);
    }

    /** Whether it learns what is normal. */
    public boolean learnsNormals() {
        return task.equals(ANOMALY);
    }

    /** The network of a classification. */
    public GradingSpec grading() {
        return new GradingSpec(classifier, icfd.spec(picture.side()));
    }

    private LoopSettings.Window mixupWindow() {
        LoopSettings.Window window = new LoopSettings.Window(train.mixupWindow.getFirst(), train.mixupWindow.getLast());
        return learnsNormals() ? window.after(epochsBefore(), train.epochs) : window;
    }

    /** Epochs in which features learn, before all else. */
    int epochsBefore() {
        return learnsNormals() && anomaly.comparesFeatures() ? features.epochsBefore() : 0;
    }

    /** What the training loop needs of it. */
    public LoopSettings loop() {
        return new LoopSettings(
                run.seed,
                train.epochs,
                train.accumulate,
                train.validateEvery,
                train.checkpointEverySteps,
                train.loaderThreads,
                train.ema,
                train.mixup,
                mixupWindow(),
                new LoopSettings.EarlyStop(train.minEpochs, train.patience, train.minDelta),
                train.nan,
                optim);
    }

    /** The resolved configuration as JSON. */
    public ObjectNode toJson() {
        return STRICT.valueToTree(this);
    }

    static void need(boolean holds, String key, Object value) throws Problem {
        ConfigRange.need(holds, key, value);
    }
}
