package org.radiloom.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.problem.Problem;

/**
 * Residual U-Net with attention for the mandible in CT (Fang et al. 2024): ResNet encoder, four {@link UpStep}s on the
 * concatenation of what comes from below and the encoder's map of that side, 1×1 convolution to the classes.
 *
 * <p>The last step doubles the half-size map, so the finest features sit on half the input's grid.
 */
final class MandiNet implements Segmenter {
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NONE = new Shape(0, 0);
    private static final String ENCODER = "encoder.";

    private final SegmenterSpec spec;
    private final NDManager manager;
    private final Parameters arrays;
    private final ResNetEncoder encoder;
    private final List<UpStep> steps = new ArrayList<>();
    private final NDArray headWeight;
    private final NDArray headBias;
    private boolean encoderFrozen;
    private boolean inferenceOnly;

    private MandiNet(SegmenterSpec spec, NDManager manager, long seed) throws Problem {
        this.spec = spec;
        this.manager = manager;
        arrays = new Parameters(manager, seed);
        encoder = new ResNetEncoder(arrays, "encoder", spec);
        int below = encoder.channels(4);
        for (int i = 0; i < 4; i++) {
            int out = spec.decoderWidths().get(i);
            int in = below + encoder.channels(3 - i);
            steps.add(new UpStep(arrays, "decoder.up" + (4 - i), in, out, spec.cbam(), spec.cbamReduction()));
            below = out;
        }
        headWeight = arrays.convWeight("head.weight", spec.classes(), below, 1);
        headBias = arrays.vector("head.bias", spec.classes(), 0);
    }

    static MandiNet create(SegmenterSpec spec, Device device, long seed) throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            return new MandiNet(spec, manager, seed);
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
        check(x.getShape());
        if (training) {
            requireTrainable();
        }
        try (NDArray input = Layout.channelsLast(x)) {
            List<NDArray> maps = encoder.features(input, training && !encoderFrozen);
            NDArray y = maps.getLast();
            for (int i = 0; i < 4; i++) {
                NDArray below = Convs.doubled(y);
                try (below;
                        NDArray skip = maps.get(3 - i)) {
                    y = below.concat(skip, 1);
                }
                y = steps.get(i).features(y);
            }
            // The head is applied before the last enlargement: a 1×1 convolution and a weighted mean of pixels
            // commute, and two channels are much cheaper to enlarge than all.
            return Convs.doubled(Convs.after(y, Convs.conv(y, headWeight, headBias, ONE, NONE)));
        }
    }

    private void check(Shape s) {
        int stride = SegmenterSpec.STRIDE;
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
            encoder.fold();
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
