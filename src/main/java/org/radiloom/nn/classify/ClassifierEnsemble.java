package org.radiloom.nn.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.radiloom.nn.Convs;
import org.radiloom.nn.Scalars;
import org.radiloom.nn.Segmenters;

/**
 * Several classifiers of one shape, trained apart, whose scores are averaged; what they err in differently cancels.
 *
 * <p>Its arrays are its members' under {@code member0.}, {@code member1.} and so on; its maps are its members' one after
 * the other, so that attention stays closed form. For inference: training it would train the members as one network.
 */
public final class ClassifierEnsemble implements Classifier {
    private final ClassifierSpec spec;
    private final NDManager manager;
    private final List<Classifier> members;

    /**
     * Of these members, which become its own.
     *
     * @param spec with as many members as these
     */
    public ClassifierEnsemble(ClassifierSpec spec, Device device, List<? extends Classifier> members) {
        if (members.isEmpty() || members.size() != spec.members()) {
            throw new IllegalArgumentException(members.size() + " members for " + spec);
        }
        this.spec = spec;
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        this.members = List.copyOf(members);
    }

    @Override
    public ClassifierSpec spec() {
        return spec;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    /** {@inheritDoc} The extras are the first member's. */
    @Override
    public FeatureOut forward(NDArray x, @Nullable NDArray declared, boolean training) {
        List<FeatureOut> outs = new ArrayList<>();
        for (Classifier member : members) {
            outs.add(member.forward(x, declared, training));
        }
        NDArray map = joined(outs, FeatureOut::map);
        NDArray pooled = joined(outs, FeatureOut::pooled);
        NDArray sum = view(outs.getFirst().logits());
        for (FeatureOut out : outs.subList(1, outs.size())) {
            sum = Convs.after(sum, sum.add(out.logits()));
            out.close();
        }
        FeatureOut first = outs.getFirst();
        Map<String, NDArray> extras = first.extras();
        new FeatureOut(first.map(), first.pooled(), first.logits(), Map.of()).close();
        return new FeatureOut(map, pooled, Convs.after(sum, Scalars.over(sum, members.size())), extras);
    }

    private static NDArray joined(List<FeatureOut> outs, Function<FeatureOut, NDArray> of) {
        NDArray first = of.apply(outs.getFirst());
        NDList others = new NDList();
        outs.subList(1, outs.size()).forEach(out -> others.add(of.apply(out)));
        return others.isEmpty() ? view(first) : first.getNDArrayInternal().concat(others, 1);
    }

    /** The same numbers as another array; the engine's duplicate would be cut off from the graph. */
    private static NDArray view(NDArray x) {
        return x.reshape(x.getShape());
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return prefixed(Classifier::parameters);
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return prefixed(Classifier::buffers);
    }

    private SequencedMap<String, NDArray> prefixed(Function<Classifier, SequencedMap<String, NDArray>> of) {
        LinkedHashMap<String, NDArray> all = new LinkedHashMap<>();
        for (int n = 0; n < members.size(); n++) {
            String prefix = Segmenters.memberPrefix(n);
            of.apply(members.get(n)).forEach((name, array) -> all.put(prefix + name, array));
        }
        return Collections.unmodifiableSequencedMap(all);
    }

    /** Those of one member; freezing one freezes it in all. */
    @Override
    public SequencedSet<String> groups() {
        return members.getFirst().groups();
    }

    @Override
    public void freeze(Set<String> groups) {
        members.forEach(member -> member.freeze(groups));
    }

    @Override
    public Optional<NDArray> camWeights() {
        List<NDArray> each = new ArrayList<>();
        for (Classifier member : members) {
            member.camWeights().ifPresent(each::add);
        }
        if (each.size() < members.size()) {
            each.forEach(NDArray::close);
            return Optional.empty();
        }
        NDList others = new NDList(each.subList(1, each.size()));
        NDArray first = each.getFirst();
        try (NDArray beside =
                others.isEmpty() ? view(first) : first.getNDArrayInternal().concat(others, 1)) {
            return Optional.of(Scalars.over(beside, members.size()));
        } finally {
            each.forEach(NDArray::close);
        }
    }

    @Override
    public void prepareForInference() {
        members.forEach(Classifier::prepareForInference);
    }

    @Override
    public void close() {
        members.forEach(Classifier::close);
        manager.close();
    }
}
