package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.Organs;
import org.radiloom.metric.Roc;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class PatchMemoryTest {
    private static final int SIDE = 64;
    private static final DetectorSpec SPEC = DetectorSpec.published(Detectors.PATCH_MEMORY)
            .with(new ConstraintSpec(false, false, false, false, 1, 1, Organs.ORGANS, Organs.MODALITIES))
            .remembering(100, 0);

    @TempDir
    Path folder;

    private static Detector fitted(List<Organs> normals) throws Problem {
        Detector detector = Detectors.create(SPEC, Device.cpu(), 1);
        try (NDManager scope = detector.manager().newSubManager()) {
            FloatTensor pictures = Organs.pictures(normals);
            float[] organ = new float[normals.size()];
            float[] modality = new float[normals.size()];
            for (int n = 0; n < organ.length; n++) {
                organ[n] = normals.get(n).organ();
                modality[n] = normals.get(n).modality();
            }
            detector.measure(List.of(
                    new Normals(scope.create(pictures.values(), new Shape(pictures.shape())), organ, modality)));
        }
        return detector;
    }

    private interface Seer {
        void see(Look look);
    }

    private static Known known(int n, int organ, int modality) {
        int[] organs = new int[n];
        int[] modalities = new int[n];
        java.util.Arrays.fill(organs, organ);
        java.util.Arrays.fill(modalities, modality);
        return new Known(organs, modalities, new byte[0]);
    }

    private static void look(Detector detector, List<Organs> of, int organ, int modality, Seer seer) {
        FloatTensor pictures = Organs.pictures(of);
        try (NDManager scope = detector.manager().newSubManager();
                Look look = detector.look(
                        scope.create(pictures.values(), new Shape(pictures.shape())),
                        known(of.size(), organ, modality))) {
            seer.see(look);
        }
    }

    @Test
    void abnormalPicturesLieFartherFromWhatIsRememberedAndOrgansAreTold() throws Problem {
        try (Detector detector = fitted(Organs.draw(1, SIDE, 30, false))) {
            List<Organs> judged = new ArrayList<>(Organs.draw(2, SIDE, 20, false));
            judged.addAll(Organs.draw(3, SIDE, 20, true));
            look(detector, judged, -1, -1, look -> {
                float[] scores = look.score().toFloatArray();
                long[] organs = look.organ().orElseThrow().argMax(1).toLongArray();
                double[] values = new double[scores.length];
                boolean[] abnormal = new boolean[scores.length];
                int right = 0;
                for (int n = 0; n < scores.length; n++) {
                    values[n] = scores[n];
                    abnormal[n] = judged.get(n).abnormal();
                    right += organs[n] == judged.get(n).organ() ? 1 : 0;
                }
                double auc = Roc.auc(values, abnormal);
                assertTrue(auc > 0.8, "AUC " + auc);
                assertTrue(right > 0.9 * scores.length, right + " organs of " + scores.length);
                assertEquals(new Shape(120, 1, SIDE, SIDE), look.map().getShape());
                assertTrue(look.reconstruction().isEmpty());
            });
        }
    }

    @Test
    void aDeclaredOrganDecidesWhatAPictureIsComparedWith() throws Problem {
        try (Detector detector = fitted(Organs.draw(1, SIDE, 10, false))) {
            List<Organs> liver = Organs.draw(2, SIDE, 3, false).stream()
                    .filter(one -> one.organ() == 0)
                    .toList();
            double[] means = new double[2];
            look(detector, liver, 0, 0, look -> means[0] = look.score().mean().getFloat());
            look(detector, liver, 1, 1, look -> means[1] = look.score().mean().getFloat());
            assertTrue(means[1] > 1.5 * means[0], means[0] + " and " + means[1]);
        }
    }

    @Test
    void aSavedAndLoadedMemoryScoresTheSameAlsoPrepared() throws Exception {
        List<Organs> others = Organs.draw(2, SIDE, 2, true);
        Path file = folder.resolve("memory.safetensors");
        float[][] scores = new float[2][];
        try (Detector first = fitted(Organs.draw(1, SIDE, 8, false));
                Detector second = Detectors.create(SPEC, Device.cpu(), 2)) {
            look(first, others, -1, -1, look -> scores[0] = look.score().toFloatArray());
            Weights.save(first.parameters(), first.buffers(), file, Map.of());
            Weights.load(second.parameters(), second.buffers(), file);
            second.prepareForInference();
            look(second, others, -1, -1, look -> scores[1] = look.score().toFloatArray());
            assertArrayEquals(scores[0], scores[1]);
        }
    }

    /** Of three places on a line at 0, 1 and 10 the coreset of two is the first and the farthest. */
    @Test
    void aFullMemoryKeepsWhatIsFarApart() {
        List<float[]> features = new ArrayList<>();
        for (float value : new float[] {0, 1, 10}) {
            float[] all = new float[PatchFeatures.PIXELS];
            java.util.Arrays.fill(all, value);
            features.add(all);
        }
        PatchBank bank = PatchBank.of(features, 2);
        double mean = 11.0 / 3;
        double deviation = Math.sqrt((mean * mean + (1 - mean) * (1 - mean) + (10 - mean) * (10 - mean)) / 3);
        assertEquals(2, bank.pictures().length);
        assertEquals(-mean / deviation, bank.pictures()[0][0], 1e-4);
        assertEquals((10 - mean) / deviation, bank.pictures()[1][0], 1e-4);
        // the distances to the two are 0 and 10 in each of 8 features
        float[] at = PatchFeatures.places(features.get(0), bank.mean(), bank.deviation());
        assertEquals(Math.sqrt(8) * 10 / deviation / 2, bank.distances(at)[0], 1e-3);
    }

    /** A ramp across has the same slope everywhere but at its ends, none down, and equal deviations. */
    @Test
    void featuresOfARampAreThoseOfARamp() {
        float[] ramp = new float[56 * 56];
        for (int at = 0; at < ramp.length; at++) {
            ramp[at] = at % 56;
        }
        float[] features = PatchFeatures.of(ramp, 56);
        int middle = (14 * PatchFeatures.SIDE + 13) * PatchFeatures.COUNT;
        // 28 steps with a deviation of √((28² − 1)/12)
        double slope = 1 / Math.sqrt((28 * 28 - 1) / 12.0);
        assertEquals(-0.5 * slope, features[middle], 1e-4);
        assertEquals(slope, features[middle + 6], 1e-3);
        assertEquals(0, features[middle + 7], 1e-6);
        assertEquals(Math.log(1.05 * slope), features[middle + 1], 0.02);
    }
}
