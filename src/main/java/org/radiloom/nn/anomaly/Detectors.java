package org.radiloom.nn.anomaly;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Parameters;
import org.radiloom.problem.Problem;

/** Builds the detectors that this program knows. */
public final class Detectors {
    /** Deep perceptual autoencoder. */
    public static final String DPA = "dpa";

    /** Autoencoder with a memory of normal patterns. */
    public static final String MEMAE = "memae";

    public static final String GANOMALY = "ganomaly";
    public static final String FANOGAN = "fanogan";

    /** Nearest neighbours of patch features; no network. */
    public static final String PATCH_MEMORY = "patch-memory";

    /** All of them. */
    public static final List<String> METHODS = List.of(DPA, MEMAE, GANOMALY, FANOGAN, PATCH_MEMORY);

    private static final int LEAST_SIDE = 16;

    private Detectors() {}

    /**
     * A detector with fresh weights, the same for the same seed on any machine.
     *
     * @throws Problem {@code nn.detector} or {@code nn.latent} if there is no such detector or the sizes do not go together
     */
    public static Detector create(DetectorSpec spec, Device device, long seed) throws Problem {
        check(spec);
        EngineCompat.start();
        NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        try {
            return build(spec, manager, new Parameters(manager, seed));
        } catch (Problem | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * How many numbers learn in each group, without making the detector.
     *
     * @throws Problem as for {@link #create}
     */
    public static SequencedMap<String, Long> parameterCounts(DetectorSpec spec) throws Problem {
        check(spec);
        EngineCompat.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Parameters names = Parameters.namesOnly(manager);
            build(spec, manager, names);
            return NetworkDetector.counts(names);
        }
    }

    /** How many numbers learn in all, those of features included. */
    public static long parameterCount(DetectorSpec spec) throws Problem {
        Collection<Long> counts = parameterCounts(spec).values();
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    private static Detector build(DetectorSpec spec, NDManager manager, Parameters arrays) throws Problem {
        return switch (spec.method()) {
            case DPA -> new Dpa(spec, manager, arrays);
            case MEMAE -> new MemAe(spec, manager, arrays);
            case GANOMALY -> new Ganomaly(spec, manager, arrays);
            case FANOGAN -> new Fanogan(spec, manager, arrays);
            case PATCH_MEMORY -> new PatchMemory(spec, manager, arrays);
            default -> throw unknown(spec);
        };
    }

    private static void check(DetectorSpec spec) throws Problem {
        if (!METHODS.contains(spec.method())) {
            throw unknown(spec);
        }
        if (spec.side() < LEAST_SIDE || Integer.bitCount(spec.side()) != 1) {
            throw Problem.model(
                    "nn.detector",
                    "A detector cannot look at pictures of side " + spec.side() + ".",
                    "Set anomaly.side to 16, 32, 64, 128 or 256.");
        }
        if (spec.latent() < 1 || spec.width() < 0) {
            throw Problem.model(
                    "nn.detector",
                    "A detector cannot have a latent of " + spec.latent() + " or a width of " + spec.width() + ".",
                    "Set anomaly.latent to at least 1 and anomaly.width to at least 0.");
        }
        if ((spec.method().equals(MEMAE) || spec.method().equals(PATCH_MEMORY))
                && (spec.memory() < 1 || !(spec.shrink() >= 0 && spec.shrink() < 1))) {
            throw Problem.model(
                    "nn.detector",
                    "A memory cannot keep " + spec.memory() + " patterns and leave out shares below " + spec.shrink()
                            + ".",
                    "Set anomaly.memory to at least 1 and anomaly.shrink to 1 divided by it or less.");
        }
        if (spec.method().equals(PATCH_MEMORY)) {
            memories(spec);
        }
        features(spec.features(), spec.method());
    }

    private static void memories(DetectorSpec spec) throws Problem {
        ConstraintSpec kinds = spec.constraints();
        boolean fits = spec.memory() >= 1;
        for (MemorySpec each : spec.memories()) {
            fits &= MemorySpec.WAYS.contains(each.way())
                    && each.pictures() >= 1
                    && each.organ() >= 0
                    && each.organ() < Math.max(1, kinds.organs())
                    && each.modality() >= 0
                    && each.modality() < Math.max(1, kinds.modalities());
        }
        if (!fits) {
            throw Problem.model(
                    "nn.detector",
                    "A memory of " + spec.memory() + " rows for each place cannot keep " + spec.memories() + ".",
                    "Set anomaly.memory to at least 1, and keep organs and modalities that there are.");
        }
    }

    private static void features(FeatureSpec features, String method) throws Problem {
        if (!FeatureSpec.SOURCES.contains(features.source())
                || !FeatureSpec.LAYERS.contains(features.mapLayer())
                || features.any()
                        && (features.widths().size() != 4
                                || features.widths().stream().anyMatch(w -> w < 1))) {
            throw Problem.model(
                    "nn.detector",
                    "There are no features '" + features.source() + "' of layer '" + features.mapLayer()
                            + "' with widths " + features.widths() + ".",
                    "Set features.source to one of " + FeatureSpec.SOURCES + ", features.widths to four numbers.");
        }
        if (method.equals(DPA) && !features.any()) {
            throw Problem.model(
                    "nn.detector",
                    "The detector dpa compares features, but there are none.",
                    "Set features.source to inDomain or import.");
        }
    }

    private static Problem unknown(DetectorSpec spec) {
        return Problem.model(
                "nn.detector", "Unknown detector '" + spec.method() + "'.", "This version knows " + METHODS + ".");
    }
}
