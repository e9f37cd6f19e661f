package org.radiloom.train;

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
import org.radiloom.job.Progress;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.SumLoss;
import org.radiloom.train.loop.LossTerm;
import org.radiloom.train.loop.Monitor;
import org.radiloom.train.loop.Objective;
import org.radiloom.train.loop.ParamGroup;
import org.radiloom.train.loop.Pass;
import org.radiloom.train.loop.StepContext;

/** A segmenter that learns masks: groups {@code encoder} (held in the first of two stages) and {@code rest}. */
final class SegmentationObjective implements Objective {
    /** Name of the only target: (B, 1, H, W), 1 = foreground. */
    static final String MASK = "mask";

    private static final String LOGITS = "logits";

    private final Segmenter network;
    private final SegmentationLoss criterion;
    private final Validator validator;
    private final Monitor monitor;
    private final List<ParamGroup> groups;
    private final List<Pass> passes;

    /** @param monitor one of {@link Validator#FIGURES} */
    SegmentationObjective(Segmenter network, SegmentationLoss criterion, Validator validator, String monitor) {
        this.network = network;
        this.criterion = criterion;
        this.validator = validator;
        this.monitor = new Monitor(monitor, !monitor.equals(Validator.LOSS));
        Set<String> encoder = new LinkedHashSet<>(network.encoderParameters().keySet());
        Set<String> rest = new LinkedHashSet<>(network.parameters().keySet());
        rest.removeAll(encoder);
        this.groups = List.of(new ParamGroup("encoder", encoder, true), new ParamGroup("rest", rest, false));
        this.passes = List.of(new Pass("segment", List.of("encoder", "rest"), this::forward, terms(criterion)));
    }

    private Map<String, NDArray> forward(StepContext context) {
        return Map.of(LOGITS, network.logits(context.input(), true));
    }

    /** A sum becomes a term each, so that their shares can be seen. */
    private static List<LossTerm> terms(SegmentationLoss loss) {
        List<LossTerm> terms = new ArrayList<>();
        if (loss instanceof SumLoss sum) {
            terms.addAll(terms(sum.first()));
            terms.addAll(terms(sum.second()));
        } else {
            terms.add(
                    LossTerm.of(loss.name(), 1, context -> loss.compute(context.output(LOGITS), context.target(MASK))));
        }
        return terms;
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
        network.freezeEncoder(frozen.contains("encoder"));
    }

    @Override
    public List<Pass> passes(long step) {
        return passes;
    }

    @Override
    public List<String> figures() {
        return validator.hasVolumes() ? Validator.FIGURES : List.of();
    }

    @Override
    public Optional<Monitor> monitor() {
        return validator.hasVolumes() ? Optional.of(monitor) : Optional.empty();
    }

    @Override
    public SequencedMap<String, Double> validate(Progress progress) {
        return new LinkedHashMap<>(validator.run(network, criterion, progress));
    }
}
