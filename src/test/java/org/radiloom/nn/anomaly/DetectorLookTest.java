package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.fixtures.SmallDetectors;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class DetectorLookTest {
    private static final int SIDE = SmallDetectors.SIDE;

    @TempDir
    Path folder;

    static List<String> methods() {
        return SmallDetectors.methods();
    }

    private static float[] pictures(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n * SIDE * SIDE];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static NDArray array(NDManager scope, float[] values) {
        return scope.create(values, new Shape(values.length / (SIDE * SIDE), 1, SIDE, SIDE));
    }

    private static float[] scores(Detector detector, float[] pictures) {
        EngineCompat.start();
        try (NDManager scope = detector.manager().newSubManager();
                Look look = detector.look(array(scope, pictures))) {
            return look.score().toFloatArray();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyPictureHasAFiniteScoreAMapOfItsSizeAndItsReconstruction(String method) throws Problem {
        try (Detector detector = Detectors.create(SmallDetectors.constrained(method), Device.cpu(), 1);
                NDManager scope = detector.manager().newSubManager()) {
            float[] pictures = pictures(3, 1);
            java.util.Arrays.fill(pictures, 0, SIDE * SIDE, -1); // black all over
            java.util.Arrays.fill(pictures, SIDE * SIDE, 2 * SIDE * SIDE, 1);
            try (Look look = detector.look(array(scope, pictures))) {
                assertEquals(new Shape(3), look.score().getShape());
                assertEquals(new Shape(3, 1, SIDE, SIDE), look.map().getShape());
                assertEquals(
                        new Shape(3, 1, SIDE, SIDE),
                        look.reconstruction().orElseThrow().getShape());
                assertEquals(new Shape(3, 16), look.latent().getShape());
                for (NDArray all :
                        List.of(look.score(), look.map(), look.reconstruction().orElseThrow(), look.latent())) {
                    for (float value : all.toFloatArray()) {
                        assertTrue(Float.isFinite(value), method);
                    }
                }
                for (float value : look.map().toFloatArray()) {
                    assertTrue(value >= 0);
                }
                for (NDArray head :
                        List.of(look.organ().orElseThrow(), look.modality().orElseThrow())) {
                    assertArrayEquals(
                            new float[] {1, 1, 1}, head.sum(new int[] {1}).toFloatArray(), 1e-5f);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void withoutConstraintsThereAreNoHeads(String method) throws Problem {
        try (Detector detector = Detectors.create(SmallDetectors.alone(method), Device.cpu(), 1);
                NDManager scope = detector.manager().newSubManager();
                Look look = detector.look(array(scope, pictures(1, 1)))) {
            assertTrue(look.organ().isEmpty() && look.modality().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aSavedAndLoadedDetectorScoresTheSame(String method) throws Exception {
        DetectorSpec spec = SmallDetectors.constrained(method).withRho(0.5);
        float[] pictures = pictures(4, 2);
        Path file = folder.resolve("weights.safetensors");
        try (Detector first = Detectors.create(spec, Device.cpu(), 1);
                Detector second = Detectors.create(spec, Device.cpu(), 2)) {
            float[] scores = scores(first, pictures);
            Weights.save(first.parameters(), first.buffers(), file, Map.of());
            Weights.load(second.parameters(), second.buffers(), file);
            assertArrayEquals(scores, scores(second, pictures));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aPictureScoresAloneAsItDoesAmongOthersAndPreparedAsBefore(String method) throws Problem {
        try (Detector detector = Detectors.create(SmallDetectors.constrained(method), Device.cpu(), 1)) {
            float[] pictures = pictures(3, 3);
            float[] together = scores(detector, pictures);
            detector.prepareForInference();
            for (int n = 0; n < 3; n++) {
                float[] one = java.util.Arrays.copyOfRange(pictures, n * SIDE * SIDE, (n + 1) * SIDE * SIDE);
                assertEquals(together[n], scores(detector, one)[0], 1e-4f * Math.abs(together[n]) + 1e-6f);
            }
            assertThrows(IllegalStateException.class, detector::parameters);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aLookLeavesNothingBehind(String method) throws Problem {
        try (Detector detector = Detectors.create(SmallDetectors.constrained(method), Device.cpu(), 1)) {
            scores(detector, pictures(2, 1));
            int before = detector.manager().getManagedArrays().size();
            scores(detector, pictures(2, 1));
            assertEquals(before, detector.manager().getManagedArrays().size());
        }
    }

    @Test
    void theDistanceFromTheMiddleOfTheLatentAddsToTheScore() throws Problem {
        DetectorSpec spec = SmallDetectors.alone(Detectors.MEMAE);
        float[] pictures = pictures(1, 1);
        try (Detector plain = Detectors.create(spec, Device.cpu(), 1);
                Detector with = Detectors.create(spec.withRho(0.5), Device.cpu(), 1);
                NDManager scope = plain.manager().newSubManager();
                Look look = plain.look(array(scope, pictures))) {
            double squares = 0;
            for (float z : look.latent().toFloatArray()) {
                squares += z * z;
            }
            assertEquals(look.score().getFloat() + 0.5 * squares, scores(with, pictures)[0], 1e-4);
        }
    }
}
