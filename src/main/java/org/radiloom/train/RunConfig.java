package org.radiloom.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.radiloom.model.SegmentationInput;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.LoopSettings;
import org.radiloom.train.loop.LrSchedule;
import org.radiloom.train.loop.NanPolicy;
import org.radiloom.train.loop.OptimSettings;

/**
 * Everything that decides a training run; its JSON form is a run folder's {@code config.json}.
 *
 * @param preset name of the preset that it started from
 * @param profile the size that the preset was brought to: {@code paper} (as stored), {@code compact} or {@code micro}
 */
public record RunConfig(
        String preset,
        String profile,
        String description,
        Run run,
        Data data,
        SegmentationInput input,
        SegmenterSpec model,
        EncoderConfig encoder,
        Sampling sampling,
        Augment augment,
        Imbalance imbalance,
        Loss loss,
        OptimSettings optim,
        Train train) {
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
     */
    public record Data(List<Double> ratios, int folds, int fold, String unit, boolean learnFromVal) {
        public Data {
            ratios = List.copyOf(ratios);
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
     * @param method {@code none}, {@code classWeights}, {@code balancedSampler} or {@code focal}
     * @param weights {@code inverse} (frequency) or {@code effective} (number of samples)
     * @param beta of the effective number, in [0, 1)
     */
    public record Imbalance(String method, String weights, double beta) {}

    /** @param name a name that {@link org.radiloom.nn.SegmentationLoss#of} knows */
    public record Loss(String name) {}

    /**
     * @param accumulate batches whose gradients make one step
     * @param monitor validation figure that decides what is best: one of {@link Validator#FIGURES}
     * @param patience epochs without a better validation result after which training stops
     * @param validateSliceStride every n-th slice of the validation volumes is looked at
     * @param checkpointEverySteps optimiser steps from one checkpoint within an epoch to the next; 0 for none
     * @param ema how much of the averaged weights each step keeps (0.999, say); 0 for no averaging. Averaged weights are
     *     validated and kept for use; the run goes on with the others
     * @param mixup the parameter a of the Beta(a, a) distribution by which pictures are blended; 0 for none
     * @param nan what is done about numbers that are not finite
     */
    public record Train(
            int epochs,
            int batch,
            int accumulate,
            int minEpochs,
            String monitor,
            int patience,
            double minDelta,
            int validateEvery,
            int validateSliceStride,
            int loaderThreads,
            int checkpointEverySteps,
            double ema,
            double mixup,
            NanPolicy nan) {}

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
            config.validate();
            return config;
        } catch (JsonProcessingException e) {
            throw Problem.input(
                    "config.value",
                    "The configuration of " + where + " is not valid: " + e.getOriginalMessage() + ".",
                    "Correct that key.",
                    e);
        }
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
                new LoopSettings.EarlyStop(train.minEpochs, train.patience, train.minDelta),
                train.nan,
                optim);
    }

    /** The resolved configuration as JSON. */
    public ObjectNode toJson() {
        return STRICT.valueToTree(this);
    }

    private void validate() throws Problem {
        need(run.threads >= 1, "run.threads", run.threads);
        need(sampling.crop % input.strideMultiple() == 0 && sampling.crop > 0, "sampling.crop", sampling.crop);
        need(model.members() == 1, "model.members", model.members());
        need(model.inputChannels() == input.channels(), "model.inputChannels", model.inputChannels());
        encoder.validate();
        need(sampling.jitterPx >= 0, "sampling.jitterPx", sampling.jitterPx);
        need(sampling.negativesPerPositive >= 0, "sampling.negativesPerPositive", sampling.negativesPerPositive);
        need(augment.scaleMin > 0 && augment.scaleMax >= augment.scaleMin, "augment.scaleMin", augment.scaleMin);
        need(augment.gammaMin > 0 && augment.gammaMax >= augment.gammaMin, "augment.gammaMin", augment.gammaMin);
        need(OptimSettings.NAMES.contains(optim.name()), "optim.name", optim.name());
        need(List.of("patient", "slice").contains(data.unit), "data.unit", data.unit);
        need(augment.aspectJitter >= 0 && augment.aspectJitter < 1, "augment.aspectJitter", augment.aspectJitter);
        need(augment.elasticPx >= 0, "augment.elasticPx", augment.elasticPx);
        need(augment.elasticSpacingPx >= 2, "augment.elasticSpacingPx", augment.elasticSpacingPx);
        need(SegmentationBalance.METHODS.contains(imbalance.method), "imbalance.method", imbalance.method);
        need(SegmentationBalance.WEIGHTS.contains(imbalance.weights), "imbalance.weights", imbalance.weights);
        need(imbalance.beta >= 0 && imbalance.beta < 1, "imbalance.beta", imbalance.beta);
        need(optim.lr() > 0, "optim.lr", optim.lr());
        double momentum = optim.sgd().momentum();
        need(momentum >= 0 && momentum < 1, "optim.sgd.momentum", momentum);
        need(
                optim.rmsprop().rho() >= 0 && optim.rmsprop().rho() < 1,
                "optim.rmsprop.rho",
                optim.rmsprop().rho());
        need(
                optim.rmsprop().epsilon() > 0,
                "optim.rmsprop.epsilon",
                optim.rmsprop().epsilon());
        double fall = optim.plateau().factor();
        need(fall > 0 && fall <= 1, "optim.plateau.factor", fall);
        need(
                optim.plateau().patience() >= 0,
                "optim.plateau.patience",
                optim.plateau().patience());
        need(optim.stepEvery() >= 1, "optim.stepEvery", optim.stepEvery());
        for (Map.Entry<String, Double> group : optim.groupFactors().entrySet()) {
            need(group.getValue() >= 0, "optim.groupFactors." + group.getKey(), group.getValue());
        }
        need(
                optim.frozenEpochs() >= 0 && optim.frozenEpochs() <= train.epochs,
                "optim.frozenEpochs",
                optim.frozenEpochs());
        need(LrSchedule.KINDS.contains(optim.schedule()), "optim.schedule", optim.schedule());
        need(train.epochs >= 1, "train.epochs", train.epochs);
        need(train.batch >= 2, "train.batch", train.batch);
        need(train.accumulate >= 1, "train.accumulate", train.accumulate);
        need(Validator.FIGURES.contains(train.monitor), "train.monitor", train.monitor);
        need(train.checkpointEverySteps >= 0, "train.checkpointEverySteps", train.checkpointEverySteps);
        need(train.ema >= 0 && train.ema < 1, "train.ema", train.ema);
        need(train.mixup >= 0, "train.mixup", train.mixup);
        need(train.nan.inARow() >= 1, "train.nan.inARow", train.nan.inARow());
        need(train.nan.share() >= 0 && train.nan.share() <= 1, "train.nan.share", train.nan.share());
        need(train.nan.restores() >= 0, "train.nan.restores", train.nan.restores());
        need(train.validateEvery >= 1, "train.validateEvery", train.validateEvery);
        need(train.validateSliceStride >= 1, "train.validateSliceStride", train.validateSliceStride);
        need(train.loaderThreads >= 1, "train.loaderThreads", train.loaderThreads);
    }

    static void need(boolean holds, String key, Object value) throws Problem {
        if (!holds) {
            throw Problem.usage(
                    "config.range", "The setting " + key + " cannot be " + value + ".", "Choose a value in its range.");
        }
    }
}
