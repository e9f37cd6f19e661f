package org.radiloom.train.loop;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.SegmentationLoss;
import org.radiloom.nn.Segmenter;
import org.radiloom.nn.Segmenters;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

/** Trains the micro network for so many steps and says now and then what it holds. */
final class MemoryProbe {
    private static final int SIDE = 32;

    private MemoryProbe() {}

    /**
     * What a process holds.
     *
     * @param arrays in the network's manager
     * @param residentKib memory of the process; 0 where the system does not tell
     */
    record Reading(long step, int arrays, long residentKib) {}

    public static void main(String[] args) throws Problem {
        EngineCompat.setThreads(1);
        int steps = Integer.parseInt(args[0]);
        RunConfig config = RunConfig.of(
                "mandi/micro", Map.of("train.epochs", Integer.toString(steps / 20), "train.minEpochs", "1000"));
        try (Segmenter network = Segmenters.create(config.model(), Device.cpu(), 1)) {
            Callback look = new Callback() {
                @Override
                public String name() {
                    return "look";
                }

                @Override
                public void endEpoch(EpochReport report) {
                    System.out.println("reading " + 20 * report.epoch() + " "
                            + network.manager().getManagedArrays().size() + " " + residentKib());
                }
            };
            int channels = config.model().inputChannels();
            new TrainLoop(
                            config.loop(),
                            new Unjudged(network, SegmentationLoss.of("ce+dice")),
                            epoch -> orders(channels))
                    .with(look)
                    .run();
        }
    }

    private static List<BatchOrder> orders(int channels) {
        List<BatchOrder> orders = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            int seed = at;
            orders.add(new BatchOrder() {
                @Override
                public int size() {
                    return 2;
                }

                @Override
                public Batch make() {
                    SplittableRandom random = new SplittableRandom(seed);
                    float[] x = new float[2 * channels * SIDE * SIDE];
                    float[] y = new float[2 * SIDE * SIDE];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = (float) random.nextDouble();
                    }
                    for (int i = 0; i < y.length; i++) {
                        y[i] = random.nextInt(2);
                    }
                    return Batch.of(
                            new FloatTensor(new long[] {2, channels, SIDE, SIDE}, x),
                            "mask",
                            new FloatTensor(new long[] {2, 1, SIDE, SIDE}, y));
                }
            });
        }
        return orders;
    }

    private static long residentKib() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A segmenter without validation. */
    private record Unjudged(Segmenter network, SegmentationLoss loss) implements Objective {
        @Override
        public ai.djl.ndarray.NDManager manager() {
            return network.manager();
        }

        @Override
        public java.util.SequencedMap<String, ai.djl.ndarray.NDArray> parameters() {
            return network.parameters();
        }

        @Override
        public java.util.SequencedMap<String, ai.djl.ndarray.NDArray> buffers() {
            return network.buffers();
        }

        @Override
        public List<ParamGroup> groups() {
            return List.of(new ParamGroup("all", network.parameters().keySet(), false));
        }

        @Override
        public void freeze(java.util.Set<String> groups) {
            network.freezeEncoder(false);
        }

        @Override
        public List<Pass> passes(long step) {
            return List.of(new Pass(
                    "segment",
                    List.of("all"),
                    c -> Map.of("logits", network.logits(c.input(), true)),
                    List.of(LossTerm.of("loss", 1, c -> loss.compute(c.output("logits"), c.target("mask"))))));
        }

        @Override
        public List<String> figures() {
            return List.of();
        }

        @Override
        public java.util.Optional<Monitor> monitor() {
            return java.util.Optional.empty();
        }

        @Override
        public java.util.SequencedMap<String, Double> validate(Progress progress) {
            return new java.util.LinkedHashMap<>();
        }
    }
}
