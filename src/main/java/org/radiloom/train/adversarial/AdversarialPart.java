package org.radiloom.train.adversarial;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.attack.AdversarialGenerator;
import org.radiloom.nn.attack.RobustLoss;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.nn.icfd.IcfdClassifier;
import org.radiloom.train.classify.AtSettings;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.ClassifierPart;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.ClassAccuracy;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.StepContext;

/**
 * Adversarial training whose radius and weight follow the accuracy of each class, for any classifier: L_at =
 * mean[(1 − β_y)·CE(f(x)) + β_y·KL(p ‖ p')]. Huang et al., MICCAI 2024; the divergence as in Zhang et al. 2019 (TRADES,
 * arXiv:1901.08573), with gradients through both sides.
 *
 * <p>With decouplers the colour channel alone is attacked while their features stay, unless {@code at.through} is {@code
 * full}. The attack runs after the clean forward pass, in the same recording and on its own graphs.
 */
public final class AdversarialPart implements ClassifierPart {
    /** Output: scores (B, K) of the attacked batch. */
    public static final String ATTACKED_LOGITS = "attackedLogits";

    private final AtSettings settings;
    private final Classifier network;
    private final double weight;
    private final int firstEpoch;
    private final AdversarialGenerator generator;
    private final ClassAccuracy accuracy;
    private final ClassStrength strength;
    private @Nullable NDArray answered;

    /**
     * @param network with or without decouplers
     * @param weight of all that the classifier learns from, λ3
     * @param aloneEpochs epochs at the beginning in which the classifier does not learn
     */
    public AdversarialPart(AtSettings settings, Classifier network, double weight, int aloneEpochs) {
        this.settings = settings;
        this.network = network;
        this.weight = weight;
        firstEpoch = Math.max(settings.startEpoch(), aloneEpochs);
        generator = new AdversarialGenerator(
                settings.norm().equals("l2") ? AdversarialGenerator.Norm.L2 : AdversarialGenerator.Norm.LINF,
                settings.init().equals("trades")
                        ? AdversarialGenerator.Start.TRADES
                        : AdversarialGenerator.Start.UNIFORM,
                AdversarialGenerator.Goal.DIVERGENCE,
                settings.steps());
        int classes = network.spec().classes();
        accuracy = new ClassAccuracy(classes, settings.smoothing(), new Answers());
        strength = new ClassStrength(settings, classes, firstEpoch, accuracy);
    }

    /** What each class is attacked with. */
    public ClassStrength strength() {
        return strength;
    }

    @Override
    public String name() {
        return "at";
    }

    @Override
    public List<LossTerm> terms() {
        return List.of(LossTerm.of(name(), weight, this::divergence));
    }

    @Override
    public List<Callback> callbacks() {
        return List.of(accuracy, strength);
    }

    /** 1 − β of each sample's class. */
    @Override
    public Optional<NDArray> crossEntropyShare(StepContext context) {
        return attacks(context) ? Optional.of(byLabel(context, label -> 1 - strength.share(label))) : Optional.empty();
    }

    private boolean attacks(StepContext context) {
        return context.moment().epoch() >= firstEpoch;
    }

    private NDArray divergence(StepContext context) {
        if (!attacks(context)) {
            return context.manager().create(0f);
        }
        NDArray clean = context.output(ClassificationObjective.LOGITS);
        NDArray attacked = attacked(context, clean);
        return RobustLoss.divergence(clean, attacked)
                .mul(byLabel(context, strength::share))
                .mean();
    }

    /** Once in a step, also where samples are blended and the loss is asked for twice. */
    private NDArray attacked(StepContext context, NDArray clean) {
        if (answered == clean) {
            return context.output(ATTACKED_LOGITS);
        }
        NDArray logits = attack(context, clean);
        context.put(ATTACKED_LOGITS, logits);
        answered = clean;
        return logits;
    }

    private NDArray attack(StepContext context, NDArray clean) {
        float[] radius = values(context, strength::radius);
        AdversarialGenerator.Reach reach = AdversarialGenerator.Reach.of(radius, settings.stepFrac());
        if (reach.none()) {
            return clean;
        }
        Attacked view = view(context);
        NDArray changed = generator.attack(
                GradLock.current(),
                new AdversarialGenerator.Victim(
                        view.outside, network.parameters().values()),
                view.start,
                null,
                reach,
                context.random(name()));
        return view.learning.apply(changed);
    }

    /**
     * What is attacked.
     *
     * @param start the array that the attack changes
     * @param outside scores outside training, of features that stay as they are
     * @param learning scores in training, with gradients to all that made the picture
     */
    private record Attacked(NDArray start, UnaryOperator<NDArray> outside, UnaryOperator<NDArray> learning) {}

    private Attacked view(StepContext context) {
        NDArray declared = network.spec().declared() == 0 ? null : context.target(ClassificationObjective.DECLARED);
        if (network instanceof IcfdClassifier whole && settings.through().equals("classifier")) {
            NDArray feat1 = context.output(IcfdClassifier.FEAT1);
            NDArray feat2 = context.output(IcfdClassifier.FEAT2);
            NDArray still1 = feat1.stopGradient();
            NDArray still2 = feat2.stopGradient();
            return new Attacked(
                    context.output(IcfdClassifier.COLOUR),
                    colour -> composed(whole, still1, still2, colour, declared, false),
                    colour -> composed(whole, feat1, feat2, colour, declared, true));
        }
        return new Attacked(
                context.output(ClassificationObjective.X),
                x -> scores(network.forward(x, declared, false)),
                x -> scores(network.forward(x, declared, true)));
    }

    private static NDArray composed(
            IcfdClassifier whole,
            NDArray feat1,
            NDArray feat2,
            NDArray colour,
            @Nullable NDArray declared,
            boolean training) {
        try (NDArray picture = IcfdClassifier.compose(feat1, feat2, colour)) {
            return scores(whole.classify(picture, declared, training));
        }
    }

    private static NDArray scores(FeatureOut out) {
        try (out) {
            return out.logits().reshape(out.logits().getShape());
        }
    }

    private static NDArray byLabel(StepContext context, IntToDoubleFunction value) {
        return context.manager().create(values(context, value));
    }

    private static float[] values(StepContext context, IntToDoubleFunction value) {
        float[] labels = context.target(ClassificationObjective.LABEL).toFloatArray();
        float[] values = new float[labels.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) value.applyAsDouble(Math.round(labels[j]));
        }
        return values;
    }

    /** Whose answers count as accuracy. */
    private final class Answers implements ClassAccuracy.Predictions {
        private boolean ofAttacked() {
            return settings.accSource().equals("adversarial");
        }

        @Override
        public int[] chosen(StepContext context) {
            String which = ofAttacked() && attacks(context) ? ATTACKED_LOGITS : ClassificationObjective.LOGITS;
            long[] best = context.output(which).argMax(1).toLongArray();
            return Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
        }

        @Override
        public int[] truth(StepContext context) {
            float[] labels = context.target(ClassificationObjective.LABEL).toFloatArray();
            int[] truth = new int[labels.length];
            for (int j = 0; j < truth.length; j++) {
                truth[j] = ofAttacked() && !attacks(context) ? -1 : Math.round(labels[j]);
            }
            return truth;
        }
    }
}
