package org.radiloom.train.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.ProcessMemory;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.GradLock;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.nn.anomaly.FeatureSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.anomaly.AnomalyObjective;
import org.radiloom.train.anomaly.AnomalyPlan;
import org.radiloom.train.anomaly.DetectorValidation;
import org.radiloom.train.anomaly.MaddrTerms;

/**
 * Our side of EngineSpeedPeersTest, a program of its own: reads one command a line, answers each with one line of JSON.
 * The counterpart is torch_peer.py.
 */
public final class SpeedWorker {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private @Nullable SpeedNet network;
    private float[] image = {};
    private Shape shape = new Shape();
    private @Nullable Adam adam;
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private @Nullable NDManager arrays;
    private @Nullable Work step;

    private SpeedWorker() {}

    private interface Work {
        void run();
    }

    /** Runs until its input ends. */
    public static void main(String[] args) throws IOException, Problem {
        SpeedWorker worker = new SpeedWorker();
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(worker.answer(line.split(" ")));
            out.flush();
        }
    }

    private ObjectNode answer(String[] words) throws Problem {
        return switch (words[0]) {
            case "hello" -> hello(Integer.parseInt(words[1]));
            case "open" -> open(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
            case "infer" -> timed(Integer.parseInt(words[1]), this::infer);
            case "train" -> timed(Integer.parseInt(words[1]), this::train);
            case "detector" -> detector(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "detect" ->
                timed(Integer.parseInt(words[1]), () -> java.util.Objects.requireNonNull(step)
                        .run());
            case "vectors" -> vectors(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "adam" -> timed(Integer.parseInt(words[1]), this::adam);
            case "live" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("arrays", arrays())
                        .put("mib", ProcessMemory.currentMib().orElse(0));
            case "peak" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("peakMib", ProcessMemory.peakMib().orElse(0));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static ObjectNode hello(int threads) {
        EngineCompat.setThreads(threads);
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", EngineCompat.describe())
                .put("threads", EngineCompat.threads());
    }

    private ObjectNode open(String name, int batch, int side, String what) throws Problem {
        SpeedNet fresh = SpeedNet.of(name);
        int channels = name.equals("small") ? 1 : 3;
        shape = new Shape(batch, channels, side, side);
        image = noise((int) shape.size());
        long parameters = fresh.parameters().values().stream()
                .mapToLong(p -> p.getShape().size())
                .sum();
        if (what.equals("train")) {
            fresh.parameters().keySet().forEach(each -> rates.put(each, 1e-4));
            adam = new Adam(fresh.parameters(), optim());
        } else {
            fresh.prepareForInference();
        }
        network = fresh;
        return JsonNodeFactory.instance.objectNode().put("parameters", parameters);
    }

    /** A detector of its published size; features, where it has any, are half of VGG's and stand still. */
    private ObjectNode detector(String method, int batch, int side) throws Problem {
        DetectorSpec spec = DetectorSpec.published(method).sized(side, 128, 0);
        Detector detector = Detectors.create(
                spec.features().any() ? spec.with(FeatureSpec.randomFixed(32, 64, 128, 256)) : spec, Device.cpu(), 1);
        AnomalyPlan plan = new AnomalyPlan(0, 0, 1, MaddrTerms.PAPER);
        AnomalyObjective objective = new AnomalyObjective(detector, plan, epoch -> List.of(), DetectorValidation.NONE);
        objective.freeze(objective.frozen(0));
        LoopSettings settings = LoopSettings.plain(1, 1, 1, optim());
        TrainStep train =
                new TrainStep(objective, Optimisers.of(objective, settings.optim()), objective.callbacks(), settings);
        float[] pictures = noise(batch * side * side);
        for (int at = 0; at < pictures.length; at++) {
            pictures[at] = 2 * pictures[at] - 1;
        }
        Batch data = new Batch(new FloatTensor(new long[] {batch, 1, side, side}, pictures), new LinkedHashMap<>());
        Map<String, Double> groups = new LinkedHashMap<>();
        objective.groups().forEach(group -> groups.put(group.name(), 1e-4));
        objective.frozen(0).forEach(groups::remove);
        step = () -> train.run(data, new StepContext.Moment(1, 0, 0, 0), groups, true);
        return JsonNodeFactory.instance.objectNode().put("parameters", Detectors.parameterCount(detector.spec()));
    }

    private void infer() {
        SpeedNet net = java.util.Objects.requireNonNull(network);
        try (NDManager scope = net.manager().newSubManager()) {
            NDArray x = scope.create(image, shape);
            try (NDArray logits = net.scores(x, false)) {
                logits.toFloatArray();
            }
        }
    }

    private void train() {
        SpeedNet net = java.util.Objects.requireNonNull(network);
        Adam optimiser = java.util.Objects.requireNonNull(adam);
        try (NDManager scope = net.manager().newSubManager()) {
            NDArray x = scope.create(image, shape);
            NDArray target = net.target(scope, shape);
            try (GradLock.Recording recording = GradLock.record()) {
                NDArray loss = net.loss(net.scores(x, true), target);
                loss.getFloat();
                recording.backward(loss);
            }
        }
        optimiser.step(rates);
        net.parameters().values().forEach(EngineCompat::zeroGrad);
    }

    /** Arrays of equal length with a gradient, for the optimiser alone. */
    private ObjectNode vectors(int count, int length) throws Problem {
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        arrays = manager;
        Map<String, NDArray> vectors = new LinkedHashMap<>();
        for (int n = 0; n < count; n++) {
            NDArray vector = manager.create(noise(length)).duplicate();
            vector.setRequiresGradient(true);
            try (NDManager scope = manager.newSubManager();
                    GradLock.Recording recording = GradLock.record()) {
                NDArray factor = scope.create(noise(length));
                recording.backward(factor.sub(0.5f).mul(vector).sum());
            }
            vectors.put("v" + n, vector);
        }
        vectors.keySet().forEach(each -> rates.put(each, 1e-4));
        adam = new Adam(vectors, optim());
        return JsonNodeFactory.instance.objectNode().put("parameters", (long) count * length);
    }

    private void adam() {
        java.util.Objects.requireNonNull(adam).step(rates);
    }

    private static OptimSettings optim() throws Problem {
        return RunConfig.of("mandi/micro", Map.of("optim.clipNorm", "0", "optim.weightDecay", "0"))
                .optim();
    }

    private int arrays() {
        NDManager manager = network == null ? java.util.Objects.requireNonNull(arrays) : network.manager();
        return manager.getManagedArrays().size();
    }

    private static float[] noise(int length) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[length];
        for (int at = 0; at < length; at++) {
            values[at] = (float) random.nextDouble();
        }
        return values;
    }

    private static ObjectNode timed(int calls, Work work) {
        ObjectNode times = JsonNodeFactory.instance.objectNode();
        ArrayNode clock = times.putArray("clock");
        ArrayNode cpu = times.putArray("cpu");
        for (int call = 0; call < calls; call++) {
            long from = System.nanoTime();
            long busy = SYSTEM.getProcessCpuTime();
            work.run();
            clock.add((System.nanoTime() - from) / 1e6);
            cpu.add((SYSTEM.getProcessCpuTime() - busy) / 1e6);
        }
        return times;
    }
}
