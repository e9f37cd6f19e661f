package org.radiloom.train.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.nn.FloatTensor;

/**
 * The smallest network that has everything a loop must carry over an interruption: two layers in two groups, batch norm
 * and dropout. It tells vectors of 6 numbers with a positive sum from others.
 */
final class TinyObjective implements Objective, AutoCloseable {
    static final int INPUTS = 6;
    static final int HIDDEN = 5;
    static final String LABEL = "label";

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final SequencedMap<String, NDArray> parameters = new LinkedHashMap<>();
    private final SequencedMap<String, NDArray> buffers = new LinkedHashMap<>();
    private final float dropout;
    private boolean bodyFrozen;
    /** What validation tells instead of the truth. */
    @Nullable
    Double told;

    TinyObjective(double dropout) {
        this.dropout = (float) dropout;
        SplittableRandom random = new SplittableRandom(5);
        trained("body.weight", random, HIDDEN, INPUTS);
        trained("body.gamma", random, HIDDEN);
        trained("body.beta", random, HIDDEN);
        trained("head.weight", random, 2, HIDDEN);
        trained("head.bias", random, 2);
        buffers.put("body.mean", owned(new float[HIDDEN], HIDDEN));
        float[] ones = new float[HIDDEN];
        java.util.Arrays.fill(ones, 1);
        buffers.put("body.variance", owned(ones, HIDDEN));
    }

    private void trained(String name, SplittableRandom random, long... shape) {
        float[] values = new float[(int) new Shape(shape).size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        NDArray array = owned(values, shape);
        array.setRequiresGradient(true);
        parameters.put(name, array);
    }

    private NDArray owned(float[] values, long... shape) {
        try (NDArray borrowed = manager.create(values, new Shape(shape))) {
            return borrowed.duplicate();
        }
    }

    /** (B, 2) scores of (B, 6). */
    NDArray scores(NDArray x, boolean training) {
        boolean learns = training && !bodyFrozen;
        NDList normed = BatchNorm.batchNorm(
                x.matMul(get("body.weight").transpose()),
                get(buffers, "body.mean"),
                get(buffers, "body.variance"),
                get("body.gamma"),
                get("body.beta"),
                1,
                0.9f,
                1e-5f,
                learns);
        NDArray hidden = normed.singletonOrThrow().tanh();
        NDArray dropped = dropout == 0 || !training
                ? hidden
                : Dropout.dropout(hidden, dropout, true).singletonOrThrow();
        return dropped.matMul(get("head.weight").transpose()).add(get("head.bias"));
    }

    private NDArray get(String name) {
        return get(parameters, name);
    }

    private static NDArray get(Map<String, NDArray> arrays, String name) {
        return java.util.Objects.requireNonNull(arrays.get(name));
    }

    static NDArray crossEntropy(NDArray scores, NDArray label) {
        NDArray positive = label.reshape(-1, 1);
        NDArray both = positive.mul(-1).add(1).concat(positive, 1);
        return scores.logSoftmax(1).mul(both).sum().mul(-1f / scores.getShape().get(0));
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public SequencedMap<String, NDArray> parameters() {
        return Collections.unmodifiableSequencedMap(parameters);
    }

    @Override
    public SequencedMap<String, NDArray> buffers() {
        return Collections.unmodifiableSequencedMap(buffers);
    }

    @Override
    public List<ParamGroup> groups() {
        return List.of(
                new ParamGroup("body", Set.of("body.weight", "body.gamma", "body.beta"), true),
                new ParamGroup("head", Set.of("head.weight", "head.bias"), false));
    }

    @Override
    public void freeze(Set<String> groups) {
        bodyFrozen = groups.contains("body");
        parameters.forEach((name, array) -> array.setRequiresGradient(!bodyFrozen || name.startsWith("head")));
    }

    @Override
    public List<Pass> passes(long step) {
        return List.of(new Pass(
                "classify",
                List.of("body", "head"),
                context -> Map.of("scores", scores(context.input(), true)),
                List.of(
                        LossTerm.of("ce", 1, c -> crossEntropy(c.output("scores"), c.target(LABEL))),
                        LossTerm.of(
                                "size", 0.01, c -> c.output("scores").square().mean()))));
    }

    @Override
    public List<String> figures() {
        return List.of("valLoss");
    }

    @Override
    public Optional<Monitor> monitor() {
        return Optional.of(new Monitor("valLoss", false));
    }

    @Override
    public SequencedMap<String, Double> validate(Progress progress) {
        if (told != null) {
            return new LinkedHashMap<>(Map.of("valLoss", told));
        }
        Batch batch = batch(99, 0, 16);
        try (NDManager scope = manager.newSubManager()) {
            NDArray x = scope.create(batch.input().values(), new Shape(16, INPUTS));
            NDArray y = scope.create(batch.target(LABEL).values(), new Shape(16));
            LinkedHashMap<String, Double> figures = new LinkedHashMap<>();
            figures.put("valLoss", (double) crossEntropy(scores(x, false), y).getFloat());
            return figures;
        }
    }

    /** So many batches an epoch, the last one smaller. */
    static Dataset data(int batches) {
        return epoch -> {
            List<BatchOrder> orders = new ArrayList<>();
            for (int at = 0; at < batches; at++) {
                int place = at;
                int size = at == batches - 1 ? 3 : 4;
                orders.add(new BatchOrder() {
                    @Override
                    public int size() {
                        return size;
                    }

                    @Override
                    public Batch make() {
                        return batch(epoch, place, size);
                    }
                });
            }
            return orders;
        };
    }

    static Batch batch(int epoch, int place, int size) {
        SplittableRandom random = new SplittableRandom(Seeds.of(17, epoch, place));
        float[] x = new float[size * INPUTS];
        float[] y = new float[size];
        for (int at = 0; at < size; at++) {
            double sum = 0;
            for (int i = 0; i < INPUTS; i++) {
                x[at * INPUTS + i] = (float) random.nextGaussian();
                sum += x[at * INPUTS + i];
            }
            y[at] = sum > 0 ? 1 : 0;
        }
        return Batch.of(new FloatTensor(new long[] {size, INPUTS}, x), LABEL, new FloatTensor(new long[] {size}, y));
    }

    @Override
    public void close() {
        manager.close();
    }
}
