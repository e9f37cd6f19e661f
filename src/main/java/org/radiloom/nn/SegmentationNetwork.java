package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** The arrays of a segmentation network and their state, around the {@link Wiring} that uses them. */
final class SegmentationNetwork implements Segmenter {
    private static final String ENCODER = "encoder.";

    private final SegmenterSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final Wiring wiring;
    private boolean encoderFrozen;
    private boolean inferenceOnly;

    private SegmentationNetwork(SegmenterSpec spec, NDManager manager, long seed) throws Problem {
        this.spec = spec;
        this.manager = manager;
        arrays = new Parameters(manager, seed);
        wiring = Segmenters.wiring(spec, arrays);
    }

    static SegmentationNetwork create(SegmenterSpec spec, Device device, long seed) throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            return new SegmentationNetwork(spec, manager, seed);
        } catch (Problem | RuntimeException e) {
            manager.close();
            throw e;
        }
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
        if (training) {
            requireTrainable();
        }
        return pass(x, training, null);
    }

    @Override
    public SequencedMap<String, NDArray> attention(NDArray x) {
        LinkedHashMap<String, NDArray> maps = new LinkedHashMap<>();
        pass(x, false, maps).close();
        return maps;
    }

    private NDArray pass(NDArray x, boolean training, @Nullable SequencedMap<String, NDArray> attention) {
        check(x.getShape());
        try (NDArray input = Layout.channelsLast(x)) {
            return wiring.logits(input, new Wiring.Pass(training, training && !encoderFrozen, attention));
        }
    }

    private void check(Shape s) {
        int stride = wiring.stride();
        if (s.dimension() != 4
                || s.get(1) != spec.inputChannels()
                || s.get(2) % stride != 0
                || s.get(3) % stride != 0
                || s.size() == 0) {
            throw new IllegalArgumentException("input (B, " + spec.inputChannels() + ", H, W) with sides divisible by "
                    + stride + " expected, not " + s);
        }
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        requireTrainable();
        return arrays.trained();
    }

    @Override
    public SequencedMap<String, NDArray> encoderParameters() {
        LinkedHashMap<String, NDArray> part = new LinkedHashMap<>();
        parameters().forEach((name, array) -> {
            if (name.startsWith(ENCODER)) {
                part.put(name, array);
            }
        });
        return Collections.unmodifiableSequencedMap(part);
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        requireTrainable();
        return arrays.buffers();
    }

    @Override
    public void freezeEncoder(boolean frozen) {
        encoderParameters().values().forEach(p -> p.setRequiresGradient(!frozen));
        encoderFrozen = frozen;
    }

    @Override
    public void prepareForInference() {
        if (!inferenceOnly) {
            arrays.trained().values().forEach(p -> p.setRequiresGradient(false));
            wiring.fold();
            inferenceOnly = true;
        }
    }

    private void requireTrainable() {
        if (inferenceOnly) {
            throw new IllegalStateException("this network was prepared for inference and cannot be trained or saved");
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
