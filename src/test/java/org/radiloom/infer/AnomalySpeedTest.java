package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.nn.anomaly.ConstraintSpec;
import org.radiloom.nn.anomaly.DetectorSpec;
import org.radiloom.nn.anomaly.Detectors;
import org.radiloom.problem.Problem;

/**
 * From a decoded slice of 512 x 512 to its score and its map on the slice's pixels, with the published autoencoder: goal 50 ms
 * on two idle processors after warm-up. Figures are printed; the test fails only at four times the goal by the clock, or if
 * the processors work more than twice as long as both have in the goal, because others may use the machine.
 */
@Tag("engine")
@Tag("slow")
class AnomalySpeedTest {
    private static final double GOAL_MS = 50;
    private static final int SLICES = 64;
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @TempDir
    private Path models;

    @Test
    void scoreAndMapOfAPictureAreThereWithinTheGoal() throws Problem, IOException {
        DetectorSpec spec = DetectorSpec.published(Detectors.DPA).with(ConstraintSpec.all(2, 3));
        ModelPackage model = TinyAnomaly.write(models, TinyAnomaly.card("speed", ""), spec);
        measure("published DPA", model);
    }

    @Test
    void theShippedModelKeepsTheGoal() throws Problem {
        Path shipped = Path.of("models", "anomaly-universal");
        assumeTrue(Files.exists(shipped.resolve("card.json")), "the model is not shipped yet");
        measure("anomaly-universal", ModelPackage.open(shipped));
    }

    private static void measure(String what, ModelPackage model) throws Problem {
        for (AnomalyTask.Domain each : model.card().anomaly().domains()) {
            measure(what + ", " + each.name(), model, each);
        }
    }

    private static void measure(String what, ModelPackage model, AnomalyTask.Domain domain) throws Problem {
        boolean hounsfield = domain.modality().equals("CT");
        // where a region is looked for, it is given: finding it has a goal of its own
        Optional<byte[]> region = domain.regionModel().isEmpty() ? Optional.empty() : Optional.of(middle());
        Map<String, ModelPackage> regions = new HashMap<>();
        for (AnomalyTask.Domain each : model.card().anomaly().domains()) {
            if (!each.regionModel().isEmpty()) {
                regions.put(each.regionModel(), ModelRegistry.beside(model, each.regionModel()));
            }
        }
        List<GreySlice> slices = slices();
        double[] clockMs = new double[40];
        double[] processorMs = new double[clockMs.length];
        double throughput;
        try (EngineRoom room = new EngineRoom();
                AnomalyScanner scanner = AnomalyScanner.open(room, model, regions)) {
            for (int round = 0; round < clockMs.length; round++) {
                Frame frame = Frame.of(slices.get(round), 16);
                long start = System.nanoTime();
                long before = MACHINE.getProcessCpuTime();
                SliceAnomaly seen = scanner.look(frame, hounsfield, domain, region);
                float[] map = seen.map().orElseThrow().onPicture();
                processorMs[round] = (MACHINE.getProcessCpuTime() - before) / 1e6;
                clockMs[round] = (System.nanoTime() - start) / 1e6;
                assertTrue(seen.scored() && map.length == 512 * 512);
            }
            throughput = hounsfield ? throughput(scanner, domain, slices) : Double.NaN;
        }
        double[] clock = Arrays.copyOfRange(clockMs, 15, clockMs.length);
        double[] processor = Arrays.copyOfRange(processorMs, 15, clockMs.length);
        Arrays.sort(clock);
        Arrays.sort(processor);
        System.out.printf(
                "score and map of 512 x 512 with %s: median %.1f ms, least %.1f ms, processor time median %.1f ms (goal"
                        + " %.0f ms)%s%n",
                what,
                clock[clock.length / 2],
                clock[0],
                processor[processor.length / 2],
                GOAL_MS,
                hounsfield ? "; %.0f slices a second in series".formatted(throughput) : "");
        assertTrue(clock[0] < 4 * GOAL_MS, clock[0] + " ms");
        assertTrue(processor[processor.length / 2] < 2 * 2 * GOAL_MS, processor[processor.length / 2] + " ms");
    }

    /** An organ in the middle of a picture, as large as a liver. */
    private static byte[] middle() {
        byte[] inside = new byte[512 * 512];
        for (int at = 0; at < inside.length; at++) {
            double u = (at % 512 - 256) / 150.0;
            double v = (at / 512 - 256) / 110.0;
            inside[at] = (byte) (u * u + v * v < 1 ? 1 : 0);
        }
        return inside;
    }

    /** Slices of a series in a second, the better of three runs. */
    private static double throughput(AnomalyScanner scanner, AnomalyTask.Domain domain, List<GreySlice> slices)
            throws Problem {
        VolumeStack stack = VolumeStack.of(slices, Optional.<Geometry>empty(), ValueUnit.HOUNSFIELD);
        AnomalyInput input =
                new AnomalyInput(stack, 16, false, Optional.empty(), true, List.of(domain), "", List.of(), Map.of());
        double best = 0;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            scanner.scan(input, Progress.NONE);
            best = Math.max(best, SLICES / ((System.nanoTime() - start) / 1e9));
        }
        return best;
    }

    /** A body with noise, in Hounsfield units. */
    private static List<GreySlice> slices() {
        var random = new Random(5);
        List<GreySlice> slices = new ArrayList<>();
        for (int k = 0; k < SLICES; k++) {
            short[] hu = new short[512 * 512];
            for (int at = 0; at < hu.length; at++) {
                double x = at % 512 - 256;
                double y = (at / 512 - 256) * 1.4;
                hu[at] = (short) (x * x + y * y < 200 * 200 ? 60 + 20 * random.nextGaussian() : -1000);
            }
            slices.add(GreySlice.ofStored(hu, true, 1, 0, 512, 512));
        }
        return slices;
    }
}
