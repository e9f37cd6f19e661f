package org.radiloom.train;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import java.util.Map;
import org.radiloom.problem.Problem;
import org.radiloom.train.anomaly.AnomalyFigures;
import org.radiloom.train.classify.ClassificationFigures;
import org.radiloom.train.loop.LrSchedule;
import org.radiloom.train.loop.OptimSettings;

/** Whether every setting of a configuration is in its range, and what belongs together fits. */
final class RunConfigCheck {
    private static final List<String> CLASS_METHODS =
            List.of("none", "classWeights", "balancedSampler", "focal", "logitAdjustment", "ohem");

    private final RunConfig config;

    RunConfigCheck(RunConfig config) {
        this.config = config;
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    void run() throws Problem {
        need(RunConfig.TASKS.contains(config.task()), "task", config.task());
        need(config.run().threads() >= 1, "run.threads", config.run().threads());
        need(
                List.of("patient", "slice").contains(config.data().unit()),
                "data.unit",
                config.data().unit());
        augment(config.augment());
        imbalance(config.imbalance());
        optim(config.optim());
        train(config.train());
        if (config.learnsClasses()) {
            classification();
        } else if (config.learnsNormals()) {
            anomaly();
        } else {
            segmentation();
        }
    }

    private void segmentation() throws Problem {
        RunConfig.Sampling sampling = config.sampling();
        int crop = sampling.crop();
        need(crop % config.input().strideMultiple() == 0 && crop > 0, "sampling.crop", crop);
        need(config.model().members() == 1, "model.members", config.model().members());
        int channels = config.model().inputChannels();
        need(channels == config.input().channels(), "model.inputChannels", channels);
        config.encoder().validate();
        need(sampling.jitterPx() >= 0, "sampling.jitterPx", sampling.jitterPx());
        need(sampling.negativesPerPositive() >= 0, "sampling.negativesPerPositive", sampling.negativesPerPositive());
        String method = config.imbalance().method();
        need(SegmentationBalance.METHODS.contains(method), "imbalance.method", method);
        String monitor = config.train().monitor();
        need(Validator.FIGURES.contains(monitor), "train.monitor", monitor);
        need(
                config.train().validateSliceStride() >= 1,
                "train.validateSliceStride",
                config.train().validateSliceStride());
    }

    private void classification() throws Problem {
        int epochs = config.train().epochs();
        config.picture().validate();
        config.icfd().validate(epochs);
        if (config.icfd().enabled()) {
            config.grading().icfd().check();
        }
        config.at().validate();
        config.danil().validate();
        config.care().validate(config.classifier().classes());
        config.texture().validate();
        String init = config.encoder().init();
        need(List.of("random", "safetensors").contains(init), "encoder.init", init);
        need(
                config.classifier().members() <= 1,
                "classifier.members",
                config.classifier().members());
        need(
                CLASS_METHODS.contains(config.imbalance().method()),
                "imbalance.method",
                config.imbalance().method());
        String monitor = config.train().monitor();
        need(ClassificationFigures.NAMES.contains(monitor), "train.monitor", monitor);
        double mixup = config.train().mixup();
        need(mixup == 0 || config.picture().declared().isEmpty(), "train.mixup", mixup);
        String unit = config.train().unit();
        need(List.of("image", "patient").contains(unit), "train.unit", unit);
    }

    private void anomaly() throws Problem {
        config.anomaly().validate();
        config.maddr().validate(config.anomaly().latent());
        config.features().validate();
        int before = config.epochsBefore();
        need(before < config.train().epochs(), "features.epochs", before);
        String monitor = config.train().monitor();
        need(AnomalyFigures.NAMES.contains(monitor), "train.monitor", monitor);
        need(
                config.data().mix().stream().noneMatch(String::isBlank),
                "data.mix",
                config.data().mix());
    }

    private static void augment(RunConfig.Augment augment) throws Problem {
        need(
                augment.scaleMin() > 0 && augment.scaleMax() >= augment.scaleMin(),
                "augment.scaleMin",
                augment.scaleMin());
        need(
                augment.gammaMin() > 0 && augment.gammaMax() >= augment.gammaMin(),
                "augment.gammaMin",
                augment.gammaMin());
        need(augment.aspectJitter() >= 0 && augment.aspectJitter() < 1, "augment.aspectJitter", augment.aspectJitter());
        need(augment.elasticPx() >= 0, "augment.elasticPx", augment.elasticPx());
        need(augment.elasticSpacingPx() >= 2, "augment.elasticSpacingPx", augment.elasticSpacingPx());
    }

    private static void imbalance(RunConfig.Imbalance imbalance) throws Problem {
        need(SegmentationBalance.WEIGHTS.contains(imbalance.weights()), "imbalance.weights", imbalance.weights());
        need(imbalance.beta() >= 0 && imbalance.beta() < 1, "imbalance.beta", imbalance.beta());
        need(imbalance.gamma() >= 0, "imbalance.gamma", imbalance.gamma());
        need(imbalance.tau() >= 0, "imbalance.tau", imbalance.tau());
        need(imbalance.hardest() > 0 && imbalance.hardest() <= 1, "imbalance.hardest", imbalance.hardest());
    }

    private void optim(OptimSettings optim) throws Problem {
        need(OptimSettings.NAMES.contains(optim.name()), "optim.name", optim.name());
        need(optim.lr() > 0, "optim.lr", optim.lr());
        double momentum = optim.sgd().momentum();
        need(momentum >= 0 && momentum < 1, "optim.sgd.momentum", momentum);
        double rho = optim.rmsprop().rho();
        need(rho >= 0 && rho < 1, "optim.rmsprop.rho", rho);
        double epsilon = optim.rmsprop().epsilon();
        need(epsilon > 0, "optim.rmsprop.epsilon", epsilon);
        double fall = optim.plateau().factor();
        need(fall > 0 && fall <= 1, "optim.plateau.factor", fall);
        int patience = optim.plateau().patience();
        need(patience >= 0, "optim.plateau.patience", patience);
        need(optim.stepEvery() >= 1, "optim.stepEvery", optim.stepEvery());
        for (Map.Entry<String, Double> group : optim.groupFactors().entrySet()) {
            need(group.getValue() >= 0, "optim.groupFactors." + group.getKey(), group.getValue());
        }
        int frozen = optim.frozenEpochs();
        need(frozen >= 0 && frozen <= config.train().epochs(), "optim.frozenEpochs", frozen);
        need(LrSchedule.KINDS.contains(optim.schedule()), "optim.schedule", optim.schedule());
    }

    private static void train(RunConfig.Train train) throws Problem {
        need(train.epochs() >= 1, "train.epochs", train.epochs());
        need(train.batch() >= 2, "train.batch", train.batch());
        need(train.accumulate() >= 1, "train.accumulate", train.accumulate());
        need(train.checkpointEverySteps() >= 0, "train.checkpointEverySteps", train.checkpointEverySteps());
        need(train.ema() >= 0 && train.ema() < 1, "train.ema", train.ema());
        need(train.mixup() >= 0, "train.mixup", train.mixup());
        List<Double> window = train.mixupWindow();
        need(
                window.size() == 2
                        && window.getFirst() >= 0
                        && window.getFirst() <= window.getLast()
                        && window.getLast() <= 1,
                "train.mixupWindow",
                window);
        need(train.nan().inARow() >= 1, "train.nan.inARow", train.nan().inARow());
        need(
                train.nan().share() >= 0 && train.nan().share() <= 1,
                "train.nan.share",
                train.nan().share());
        need(train.nan().restores() >= 0, "train.nan.restores", train.nan().restores());
        need(train.validateEvery() >= 1, "train.validateEvery", train.validateEvery());
        need(train.loaderThreads() >= 1, "train.loaderThreads", train.loaderThreads());
    }
}
