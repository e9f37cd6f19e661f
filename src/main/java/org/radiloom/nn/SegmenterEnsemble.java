package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.radiloom.problem.Problem;

/**
 * Several networks of one shape, trained apart, whose scores are averaged; what they err in differently cancels.
 *
 * <p>Its arrays are its members' under {@code member0.}, {@code member1.} and so on. For inference: training it would
 * train the members as one network.
 */
final class SegmenterEnsemble implements Segmenter {
    private final SegmenterSpec spec;
    private final NDManager manager;
    private final List<Segmenter> members;

    private SegmenterEnsemble(SegmenterSpec spec, NDManager manager, List<Segmenter> members) {
        this.spec = spec;
        this.manager = manager;
        this.members = members;
    }

    /** @param spec with at least two members; the n-th starts from the weights of {@code seed + n} */
    static SegmenterEnsemble create(SegmenterSpec spec, Device device, long seed) throws Problem {
        EngineCompat.start();
        List<Segmenter> members = new ArrayList<>();
        try {
            for (int n = 0; n < spec.members(); n++) {
                members.add(Segmenters.create(spec.withMembers(1), device, seed + n));
            }
        } catch (Problem | RuntimeException e) {
            members.forEach(Segmenter::close);
            throw e;
        }
        return new SegmenterEnsemble(spec, NDManager.newBaseManager(device, "PyTorch"), List.copyOf(members));
    }

    /** What the arrays of the {@code n}-th member are called with. */
    static String prefix(int n) {
        return "member" + n + ".";
    }

    @Override
    public SegmenterSpec spec() {
        return spec;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public NDArray logits(NDArray x, boolean training) {
        NDArray sum = members.getFirst().logits(x, training);
        for (Segmenter member : members.subList(1, members.size())) {
            try (NDArray before = sum;
                    NDArray more = member.logits(x, training)) {
                sum = before.add(more);
            }
        }
        return Convs.after(sum, Scalars.over(sum, members.size()));
    }

    /** The first member's. */
    @Override
    public SequencedMap<String, NDArray> attention(NDArray x) {
        return members.getFirst().attention(x);
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return prefixed(Segmenter::parameters);
    }

    @Override
    public SequencedMap<String, NDArray> encoderParameters() {
        return prefixed(Segmenter::encoderParameters);
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return prefixed(Segmenter::buffers);
    }

    private SequencedMap<String, NDArray> prefixed(Function<Segmenter, SequencedMap<String, NDArray>> of) {
        LinkedHashMap<String, NDArray> all = new LinkedHashMap<>();
        for (int n = 0; n < members.size(); n++) {
            String prefix = prefix(n);
            of.apply(members.get(n)).forEach((name, array) -> all.put(prefix + name, array));
        }
        return Collections.unmodifiableSequencedMap(all);
    }

    @Override
    public void freezeEncoder(boolean frozen) {
        members.forEach(member -> member.freezeEncoder(frozen));
    }

    @Override
    public void prepareForInference() {
        members.forEach(Segmenter::prepareForInference);
    }

    @Override
    public void close() {
        members.forEach(Segmenter::close);
        manager.close();
    }
}
