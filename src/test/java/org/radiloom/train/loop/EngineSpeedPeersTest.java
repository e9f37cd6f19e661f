package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our networks through our own code beside the same networks in Debian's Python PyTorch; the table of docs/performance.md.
 *
 * <p>Each task starts both programs anew and lets them work in turn, order reversed every other round; ratios are formed
 * within a round. Goals are reported, and asserted with some slack if the machine is otherwise idle before and after the task. {@code
 * -Dradiloom.speed.threads} and {@code -Dradiloom.speed.rounds} change how it is run.
 */
@Tag("peers")
class EngineSpeedPeersTest {
    private static final int THREADS =
            Integer.getInteger("radiloom.speed.threads", Runtime.getRuntime().availableProcessors());
    private static final int ROUNDS = Integer.getInteger("radiloom.speed.rounds", 5);
    /** Share of all processors that others may use. */
    private static final double QUIET = 0.1;
    /** A goal missed is reported; one missed by more than this factor on an idle machine fails the test. */
    private static final double SLACK = 1.5;

    private static final ObjectNode REPORT = JsonMapper.builder().build().createObjectNode();

    @TempDir
    static Path folder;

    private static Path script;

    @BeforeAll
    static void findPython() throws IOException, InterruptedException {
        Process python = new ProcessBuilder("/usr/bin/python3", "-c", "import torch").start();
        assumeTrue(python.waitFor() == 0, "/usr/bin/python3 has no torch: install python3-torch");
        script = resource("torch_peer.py");
        REPORT.put("threads", THREADS).put("rounds", ROUNDS);
    }

    @AfterAll
    static void report() throws IOException {
        Path file = Path.of("target/peers/engine-speed-" + THREADS + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, REPORT.toPrettyString() + "\n");
        System.out.println(REPORT.toPrettyString());
    }

    private static Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = EngineSpeedPeersTest.class.getResourceAsStream("/org/radiloom/peers/" + name)) {
            Files.write(file, java.util.Objects.requireNonNull(in, name).readAllBytes());
        }
        return file;
    }

    @Test
    void inferenceOfTheSmallUnet() throws Exception {
        Result result = compare("infer small U-Net", "open small 16 128 infer", "infer", 4);
        result.atMost("clockRatio", 0.75);
        result.atMost("rssRatio", 1.3);
        compare("infer small U-Net, Python folded and channels-last", "open small 16 128 tuned", "infer", 4)
                .atMost("clockRatio", 1.0);
    }

    @Test
    void inferenceOfTheResnetUnet() throws Exception {
        double peak = peak();
        Result result = compare("infer ResNet-50 U-Net", "open r50 1 512 infer", "infer", 2);
        double reached = result.flops / result.clock / 1e6;
        double limit = Math.max(peak, peak());
        result.node.put("gflops", reached).put("peakGflops", limit).put("shareOfPeak", reached / limit);
        result.atLeast("shareOfPeak", 0.65);
        result.atMost("clockRatio", 0.75);
        result.atMost("rssRatio", 1.3);
        compare("infer ResNet-50 U-Net, Python folded and channels-last", "open r50 1 512 tuned", "infer", 2)
                .atMost("clockRatio", 1.0);
    }

    @Test
    void trainingOfTheSmallUnet() throws Exception {
        Result result = compare("train small U-Net", "open small 16 128 train", "train", 2);
        result.atMost("clockRatio", 0.8);
        result.atMost("rssRatio", 1.3);
    }

    @Test
    void trainingOfTheResnetUnet() throws Exception {
        Result result = compare("train ResNet-50 U-Net", "open r50 2 256 train", "train", 2);
        result.atMost("clockRatio", 1.0);
        result.atMost("rssRatio", 1.3);
    }

    @Test
    void inferenceOfSqueezenet() throws Exception {
        compare("infer SqueezeNet 1.0", "open squeezenet1_0 1 224 infer", "infer", 20)
                .atMost("clockRatio", 0.65);
    }

    @Test
    void inferenceOfResnet18() throws Exception {
        compare("infer ResNet-18", "open resnet18 1 224 infer", "infer", 20).atMost("clockRatio", 0.9);
    }

    @Test
    void trainingOfSqueezenet() throws Exception {
        compare("train SqueezeNet 1.0", "open squeezenet1_0 8 224 train", "train", 2)
                .atMost("clockRatio", 1.0);
    }

    @Test
    void trainingOfResnet18() throws Exception {
        compare("train ResNet-18", "open resnet18 8 224 train", "train", 2).atMost("clockRatio", 1.0);
    }

    @Test
    void trainingOfTheDeepPerceptualAutoencoder() throws Exception {
        compare("train DPA, batch 32 of 64 pixels", "detector dpa 32 64", "detect", 2)
                .atMost("clockRatio", 1.0);
    }

    @Test
    void trainingOfGanomaly() throws Exception {
        compare("train GANomaly, batch 64 of 64 pixels", "detector ganomaly 64 64", "detect", 2)
                .atMost("clockRatio", 1.0);
    }

    @Test
    void adamAlone() throws Exception {
        compare("Adam on 44 M parameters", "vectors 44 1000000", "adam", 8).atMost("clockRatio", 0.75);
    }

    @Test
    void fiveHundredStepsLeaveNothingBehind() throws Exception {
        ObjectNode node = REPORT.putObject("500 steps of the small U-Net, batch 2");
        // a heap that is whole from the start, so that what grows is the engine's
        try (SpeedProcess ours = SpeedProcess.ours("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch")) {
            ours.ask("hello " + THREADS);
            ours.ask("open small 2 128 train");
            ours.ask("train 100");
            JsonNode early = ours.ask("live");
            ours.ask("train 400");
            JsonNode late = ours.ask("live");
            node.set("step100", early);
            node.set("step500", late);
            assertEquals(early.get("arrays").asInt(), late.get("arrays").asInt());
            double growth = late.get("mib").asDouble() / early.get("mib").asDouble();
            node.put("growth", growth);
            assertTrue(growth <= 1.05, "resident size grew to " + growth + " of what it was");
        }
    }

    /** What came of a task. */
    private record Result(ObjectNode node, double clock, double flops, boolean quiet) {
        void atMost(String figure, double goal) {
            double value = node.path(figure).asDouble();
            judge(figure, "at most " + goal, value <= goal, value <= SLACK * goal);
        }

        void atLeast(String figure, double goal) {
            double value = node.path(figure).asDouble();
            judge(figure, "at least " + goal, value >= goal, SLACK * value >= goal);
        }

        private void judge(String figure, String goal, boolean reached, boolean tolerable) {
            node.withObject("/goals").put(figure, goal + (reached ? ": reached" : ": not reached"));
            assertTrue(tolerable || !quiet, figure + " " + node.path(figure) + ", goal " + goal);
        }
    }

    private static Result compare(String task, String open, String command, int calls) throws Exception {
        boolean quiet = othersShare() <= QUIET;
        List<Double> clock = new ArrayList<>();
        List<Double> clockRatio = new ArrayList<>();
        List<Double> cpuRatio = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        ObjectNode node = REPORT.putObject(task);
        double flops;
        try (SpeedProcess ours = SpeedProcess.ours();
                SpeedProcess python = SpeedProcess.python(script)) {
            REPORT.put("ours", ours.ask("hello " + THREADS).get("version").asText());
            REPORT.put("python", python.ask("hello " + THREADS).get("version").asText());
            JsonNode theirs = python.ask(open);
            flops = theirs.path("flops").asDouble();
            assertEquals(theirs.get("parameters"), ours.ask(open).get("parameters"));
            // the Java compiler needs a few calls
            ours.ask(command + " 4");
            python.ask(command + " 2");
            String ask = command + " " + calls;
            for (int round = 0; round < ROUNDS; round++) {
                boolean first = round % 2 == 0;
                JsonNode a = first ? ours.ask(ask) : python.ask(ask);
                JsonNode b = first ? python.ask(ask) : ours.ask(ask);
                JsonNode own = first ? a : b;
                JsonNode other = first ? b : a;
                clock.add(median(own.get("clock")));
                peers.add(median(other.get("clock")));
                clockRatio.add(clock.getLast() / peers.getLast());
                cpuRatio.add(sum(own.get("cpu")) / sum(other.get("cpu")));
            }
            double ownPeak = ours.ask("peak").get("peakMib").asDouble();
            double otherPeak = python.ask("peak").get("peakMib").asDouble();
            node.put("clockRatio", median(clockRatio))
                    .put("clockRatioSpread", spread(clockRatio))
                    .put("cpuRatio", median(cpuRatio))
                    .put("cpuRatioSpread", spread(cpuRatio))
                    .put("oursMs", median(clock))
                    .put("pythonMs", median(peers))
                    .put("oursPeakMib", ownPeak)
                    .put("pythonPeakMib", otherPeak)
                    .put("rssRatio", ownPeak / otherPeak);
        }
        quiet &= othersShare() <= QUIET;
        node.put("quiet", quiet);
        return new Result(node, median(clock), flops, quiet);
    }

    /** GFLOP/s of fused multiply-adds on all threads together; not a number without a C compiler. */
    private static double peak() throws IOException, InterruptedException {
        Path program = folder.resolve("fma");
        if (!Files.exists(program)) {
            Process cc = new ProcessBuilder(
                            "cc",
                            "-O3",
                            "-march=native",
                            "-o",
                            program.toString(),
                            resource("fma.c").toString())
                    .start();
            assumeTrue(cc.waitFor() == 0, "no C compiler to measure the peak with");
        }
        List<Process> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(new ProcessBuilder(program.toString()).start());
        }
        double sum = 0;
        for (Process each : all) {
            String text = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            sum += Double.parseDouble(text.substring(0, text.indexOf(' ')));
            each.waitFor();
        }
        return sum;
    }

    /** Share of the processors' time that was not idle during two seconds in which we do nothing. */
    private static double othersShare() throws IOException, InterruptedException {
        long[] before = processors();
        Thread.sleep(2000);
        long[] after = processors();
        return 1 - (double) (after[1] - before[1]) / (after[0] - before[0]);
    }

    /** Ticks in all, and idle ones. */
    private static long[] processors() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.isReadable(stat)) {
            return new long[] {System.nanoTime(), 0};
        }
        String[] words = Files.readAllLines(stat).getFirst().split(" +");
        long all = 0;
        for (int at = 1; at < words.length; at++) {
            all += Long.parseLong(words[at]);
        }
        return new long[] {all, Long.parseLong(words[4])};
    }

    private static double sum(JsonNode values) {
        double sum = 0;
        for (JsonNode value : values) {
            sum += value.asDouble();
        }
        return sum;
    }

    private static double median(JsonNode values) {
        List<Double> all = new ArrayList<>();
        values.forEach(value -> all.add(value.asDouble()));
        return median(all);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String spread(List<Double> values) {
        return String.format(Locale.ROOT, "%.2f-%.2f", Collections.min(values), Collections.max(values));
    }
}
