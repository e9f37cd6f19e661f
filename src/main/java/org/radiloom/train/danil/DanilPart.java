package org.radiloom.train.danil;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.DistractorEvidence;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.ClassificationObjective;
import org.radiloom.train.classify.ClassifierPart;
import org.radiloom.train.classify.DanilSettings;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.StepContext;

/**
 * DANIL (reconstruction): a picture's features are held apart from those of its distractor, which is made out of the
 * network's own maps (modes {@code feature} and, as a control, {@code random}) or is a picture of its own (modes {@code
 * saliency} and {@code step}, see {@link DistractorPicture}). It adds nothing to what the trained network does.
 */
public final class DanilPart implements ClassifierPart {
    private final DanilSettings settings;
    private final Classifier network;
    private final DistractorLoss loss;

    /**
     * @param network of two classes or more, as all are
     * @throws Problem {@code danil.cam} if the mode needs class weights in closed form and the network has none
     */
    public DanilPart(DanilSettings settings, Classifier network) throws Problem {
        this.settings = settings;
        this.network = network;
        this.loss = new DistractorLoss(
                settings.distance().equals("cos"),
                settings.weighting().equals("p_d"),
                (float) settings.margin(),
                (float) settings.minProbability());
        if (!ofPictures() && network.camWeights().isEmpty()) {
            throw Problem.usage(
                    "danil.cam",
                    "DANIL (reconstruction) cannot tell which features of a "
                            + network.spec().body() + " with this head vote for which class.",
                    "Use a head that averages the maps (classifier.head=gap), or danil.mode=saliency or step.");
        }
    }

    /** Whether the distractor is a picture that goes through the network. */
    private boolean ofPictures() {
        return settings.mode().equals("saliency") || settings.mode().equals("step");
    }

    @Override
    public String name() {
        return "danil";
    }

    @Override
    public List<LossTerm> terms() {
        return settings.enabled() ? List.of(LossTerm.of(name(), settings.weight(), this::compute)) : List.of();
    }

    @Override
    public List<Callback> callbacks() {
        return ofPictures() ? List.of(new DistractorPicture(settings, network)) : List.of();
    }

    private NDArray compute(StepContext context) {
        NDArray map = context.output(ClassificationObjective.MAP);
        NDManager manager = map.getManager();
        if (context.moment().epoch() < settings.startEpoch()) {
            return manager.create(0f);
        }
        NDArray labels = context.target(ClassificationObjective.LABEL);
        NDArray logits = context.output(ClassificationObjective.LOGITS).stopGradient();
        Distractors found = ofPictures() ? pictured(context) : masked(context, map, logits, labels);
        int classes = network.spec().classes();
        NDArray probability =
                logits.softmax(1).mul(oneHot(found.classes(), classes)).sum(new int[] {1});
        return loss.compute(
                DistractorLoss.features(map),
                found.features(),
                probability,
                found.counts().mul(unmixed(context)));
    }

    /**
     * @param features of the distractors (B, C)
     * @param classes what they speak for (B)
     * @param counts (B), 0 where there is no distractor
     */
    private record Distractors(NDArray features, NDArray classes, NDArray counts) {}

    private Distractors masked(StepContext context, NDArray map, NDArray logits, NDArray labels) {
        NDArray classes = DistractorEvidence.distractors(logits, labels);
        NDArray evidence;
        try (NDArray weights = network.camWeights().orElseThrow()) {
            weights.attach(map.getManager());
            evidence = DistractorEvidence.of(map.stopGradient(), weights.stopGradient(), labels, classes);
        }
        NDArray mask = DistractorLoss.mask(evidence, settings.keep());
        NDArray counts = positive(mask);
        if (settings.mode().equals("random")) {
            mask = shuffled(mask, context.random(name()));
        }
        return new Distractors(DistractorLoss.features(map.mul(mask)), classes, counts);
    }

    private Distractors pictured(StepContext context) {
        NDArray picture = context.output(DistractorPicture.PICTURE);
        try (FeatureOut out = network.forward(picture, declared(network, context), false)) {
            return new Distractors(
                    DistractorLoss.features(out.map()),
                    context.output(DistractorPicture.CLASSES),
                    context.output(DistractorPicture.FOUND));
        }
    }

    static @Nullable NDArray declared(Classifier network, StepContext context) {
        return network.spec().declared() == 0 ? null : context.target(ClassificationObjective.DECLARED);
    }

    static NDArray oneHot(NDArray classes, int count) {
        return classes.oneHot(count).toType(DataType.FLOAT32, false);
    }

    /** (B, …) to (B): 1 where a sample has anything above 0. */
    static NDArray positive(NDArray values) {
        NDArray flat = values.reshape(values.getShape().get(0), -1);
        return flat.max(new int[] {1}).gt(0).toType(DataType.FLOAT32, false);
    }

    /** The same numbers for other neurons: what a distractor does that has nothing to do with the wrong class. */
    private static NDArray shuffled(NDArray mask, SplittableRandom random) {
        Shape s = mask.getShape();
        int samples = Math.toIntExact(s.get(0));
        int neurons = Math.toIntExact(s.size() / samples);
        long[] order = new long[samples * neurons];
        for (int n = 0; n < samples; n++) {
            for (int at = 0; at < neurons; at++) {
                int other = random.nextInt(at + 1);
                order[n * neurons + at] = order[n * neurons + other];
                order[n * neurons + other] = at;
            }
        }
        NDArray index = mask.getManager().create(order, new Shape(samples, neurons));
        return mask.reshape(samples, neurons).gather(index, 1).reshape(s);
    }

    private static NDArray unmixed(StepContext context) {
        float[] counts = new float[context.batch().size()];
        for (int n = 0; n < counts.length; n++) {
            counts[n] = context.isMixed(n) ? 0 : 1;
        }
        return context.manager().create(counts);
    }
}
