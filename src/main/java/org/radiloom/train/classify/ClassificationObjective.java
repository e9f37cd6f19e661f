package org.radiloom.train.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.train.loop.Callback;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.loop.ParamGroup;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.StepContext;

/**
 * A classifier that learns classes: one clean forward pass, cross entropy, and whatever the parts add.
 *
 * <p>After the forward pass the context holds {@link #X}, {@link #MAP}, {@link #POOLED}, {@link #LOGITS} and every extra of
 * the network by its name; the targets are {@link #LABEL} and, where there are any, {@link #DECLARED}, {@link #INSIDE} and
 * {@link #HAS_BOX}.
 */
public final class ClassificationObjective implements Objective {
    /** Output: the clean batch (B, C, S, S) that the network saw. */
    public static final String X = "x";

    /** Output: A (B, C, h, w), the last maps. */
    public static final String MAP = "map";

    /** Output: φ (B, C), their means. */
    public static final String POOLED = "pooled";

    /** Output: s (B, K), scores. */
    public static final String LOGITS = "logits";

    /** Target: (B), the class as a float. */
    public static final String LABEL = "label";

    /** Target: (B, n), numbers that a reader declared; absent if the network takes none. */
    public static final String DECLARED = "declared";

    /** Target: (B, 1, S, S), 1 inside the union of a sample's boxes; absent unless a part asks for boxes. */
    public static final String INSIDE = "inside";

    /** Target: (B), 1 for samples that have a box; absent unless a part asks for boxes. */
    public static final String HAS_BOX = "hasBox";

    private final Classifier network;
    private final ClassificationLoss criterion;
    private final List<ClassifierPart> parts;
    private final ClassificationValidator validator;
    private final Monitor monitor;
    private final List<ParamGroup> groups;
    private final List<Pass> passes;

    /** @param monitor one of {@link ClassificationFigures#NAMES} */
    public ClassificationObjective(
            Classifier network,
            ClassificationLoss criterion,
            List<? extends ClassifierPart> parts,
            ClassificationValidator validator,
            String monitor) {
        this.network = network;
        this.criterion = criterion;
        this.parts = List.copyOf(parts);
        this.validator = validator;
        this.monitor = new Monitor(monitor, !monitor.equals(ClassificationFigures.LOSS));
        this.groups = groups(network);
        List<LossTerm> terms = new ArrayList<>();
        terms.add(LossTerm.of("ce", 1, this::crossEntropy));
        parts.forEach(part -> terms.addAll(part.terms()));
        this.passes = List.of(
                new Pass("classify", groups.stream().map(ParamGroup::name).toList(), this::forward, terms));
    }

    /** Which arrays belong to a group shows when it is frozen. */
    private static List<ParamGroup> groups(Classifier network) {
        List<ParamGroup> groups = new ArrayList<>();
        for (String name : network.groups()) {
            network.freeze(Set.of(name));
            Set<String> members = new LinkedHashSet<>();
            network.parameters().forEach((parameter, array) -> {
                if (!array.hasGradient()) {
                    members.add(parameter);
                }
            });
            groups.add(new ParamGroup(name, members, !name.equals("head")));
        }
        network.freeze(Set.of());
        return List.copyOf(groups);
    }

    private Map<String, NDArray> forward(StepContext context) {
        NDArray declared = declared(context);
        FeatureOut out = network.forward(context.input(), declared, true);
        Map<String, NDArray> outputs = new LinkedHashMap<>(out.extras());
        outputs.put(X, context.input());
        outputs.put(MAP, out.map());
        outputs.put(POOLED, out.pooled());
        outputs.put(LOGITS, out.logits());
        return outputs;
    }

    /** The numbers that go with a batch, for another pass through the network; null if it takes none. */
    @Nullable
    NDArray declared(StepContext context) {
        return network.spec().declared() == 0 ? null : context.target(DECLARED);
    }

    private NDArray crossEntropy(StepContext context) {
        NDArray loss = criterion.perSample(context.output(LOGITS), context.target(LABEL));
        for (ClassifierPart part : parts) {
            Optional<NDArray> share = part.crossEntropyShare(context);
            if (share.isPresent()) {
                loss = loss.mul(share.get());
            }
        }
        return loss.mean();
    }

    /** Those of the parts, in their order. */
    @Override
    public List<Callback> callbacks() {
        return parts.stream().flatMap(part -> part.callbacks().stream()).toList();
    }

    @Override
    public NDManager manager() {
        return network.manager();
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return network.parameters();
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return network.buffers();
    }

    @Override
    public List<ParamGroup> groups() {
        return groups;
    }

    @Override
    public void freeze(Set<String> frozen) {
        network.freeze(frozen);
    }

    @Override
    public Set<String> frozen(int epoch) {
        Set<String> frozen = new LinkedHashSet<>();
        parts.forEach(part -> frozen.addAll(part.frozen(epoch)));
        return frozen;
    }

    @Override
    public List<Pass> passes(long step) {
        return passes;
    }

    @Override
    public List<String> figures() {
        return validator.hasSamples() ? ClassificationFigures.NAMES : List.of();
    }

    @Override
    public Optional<Monitor> monitor() {
        return validator.hasSamples() ? Optional.of(monitor) : Optional.empty();
    }

    @Override
    public SequencedMap<String, Double> validate(Progress progress) {
        return validator.run(network, progress);
    }
}
