package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.Organs;
import org.radiloom.metric.Roc;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

/**
 * Two kinds of made-up pictures: lungs, always the same two dark ovals, and livers, speckle in a disc that lies anywhere. A
 * lesion is a bright blob.
 */
@Tag("engine")
class PatchMemoryTest {
    private static final int SIDE = 64;
    private static final int PLANE = SIDE * SIDE;
    private static final int LUNGS = 12;
    private static final int LIVERS = 6;

    private static DetectorSpec spec(int memory) {
        return DetectorSpec.published(Detectors.PATCH_MEMORY)
                .remembering(memory, 0)
                .with(ConstraintSpec.all(2, 2).withDims(1, 1))
                .with(List.of(
                        new MemorySpec(0, 1, MemorySpec.BY_POSITION, LUNGS),
                        new MemorySpec(1, 0, MemorySpec.IN_REGION, LIVERS)));
    }

    private static float[] lung(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double shift = random.nextDouble(-2, 2);
        float[] picture = new float[PLANE];
        for (int at = 0; at < PLANE; at++) {
            double y = (at / SIDE - 32 + shift) / 22;
            double left = (at % SIDE - 18 + shift) / 10.0;
            double right = (at % SIDE - 46 + shift) / 10.0;
            boolean dark = y * y + left * left < 1 || y * y + right * right < 1;
            picture[at] = (float) ((dark ? -0.6 : 0.4) + 0.05 * random.nextGaussian());
        }
        return picture;
    }

    private static byte[] disc(int row, int column, int radius) {
        byte[] region = new byte[PLANE];
        for (int at = 0; at < PLANE; at++) {
            int r = at / SIDE - row;
            int c = at % SIDE - column;
            region[at] = (byte) (r * r + c * c <= radius * radius ? 1 : 0);
        }
        return region;
    }

    private static byte[] everywhere() {
        byte[] region = new byte[PLANE];
        Arrays.fill(region, (byte) 1);
        return region;
    }

    private static byte[] liver(int seed) {
        return disc(28 + seed % 7, 29 + seed % 5, 24);
    }

    private static float[] speckle(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] region = liver(seed);
        float[] picture = new float[PLANE];
        for (int at = 0; at < PLANE; at++) {
            picture[at] = region[at] == 0 ? -1 : (float) (-0.3 + 0.1 * random.nextGaussian() + 0.004 * (at / SIDE));
        }
        return picture;
    }

    private static float[] withBlob(float[] picture, int row, int column) {
        float[] copy = picture.clone();
        for (int at = 0; at < PLANE; at++) {
            copy[at] = disc(row, column, 5)[at] == 1 ? 0.8f : copy[at];
        }
        return copy;
    }

    private static Detector fitted(int memory) throws Problem {
        Detector detector = Detectors.create(spec(memory), Device.cpu(), 1);
        int n = LUNGS + LIVERS;
        float[] pictures = new float[n * PLANE];
        float[] organ = new float[n];
        float[] modality = new float[n];
        float[] regions = new float[n * PLANE];
        for (int k = 0; k < n; k++) {
            boolean lung = k < LUNGS;
            organ[k] = lung ? 0 : 1;
            modality[k] = lung ? 1 : 0;
            System.arraycopy(lung ? lung(k) : speckle(k - LUNGS), 0, pictures, k * PLANE, PLANE);
            byte[] region = lung ? everywhere() : liver(k - LUNGS);
            for (int at = 0; at < PLANE; at++) {
                regions[k * PLANE + at] = region[at];
            }
        }
        try (NDManager scope = detector.manager().newSubManager()) {
            detector.measure(List.of(
                    new Normals(scope.create(pictures, new Shape(n, 1, SIDE, SIDE)), organ, modality, regions)));
        }
        return detector;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Seen(float score, float[] map, float[] organ) {
        int peak() {
            int best = 0;
            for (int at = 1; at < map.length; at++) {
                best = map[at] > map[best] ? at : best;
            }
            return best;
        }
    }

    private static Seen look(Detector detector, float[] picture, int organ, int modality, byte[] region) {
        try (NDManager scope = detector.manager().newSubManager();
                NDArray x = scope.create(picture, new Shape(1, 1, SIDE, SIDE));
                Look look = detector.look(x, Known.of(organ, modality, List.of(region)))) {
            assertTrue(look.reconstruction().isEmpty());
            return new Seen(
                    look.score().toFloatArray()[0],
                    look.map().toFloatArray(),
                    look.organ().orElseThrow().toFloatArray());
        }
    }

    private static void assertNear(int row, int column, int at) {
        assertTrue(Math.hypot(at / SIDE - row, at % SIDE - column) < 7, "row " + at / SIDE + ", column " + at % SIDE);
    }

    @Test
    void aBlobIsFoundWhereTheBodyAlwaysLies() throws Problem {
        try (Detector detector = fitted(100)) {
            Seen normal = look(detector, lung(50), 0, 1, everywhere());
            Seen lesion = look(detector, withBlob(lung(50), 24, 18), 0, 1, everywhere());
            assertNear(24, 18, lesion.peak());
            assertTrue(lesion.score > 1.2 * normal.score, normal.score + " and " + lesion.score);
            assertEquals(1, normal.score, 0.3, "as unlike as normal pictures are");
        }
    }

    @Test
    void aBlobIsFoundInsideARegionAndNothingBesideIt() throws Problem {
        try (Detector detector = fitted(500)) {
            byte[] region = liver(51);
            Seen normal = look(detector, speckle(51), 1, 0, region);
            Seen lesion = look(detector, withBlob(speckle(51), 34, 24), 1, 0, region);
            assertNear(34, 24, lesion.peak());
            assertTrue(lesion.score > normal.score, normal.score + " and " + lesion.score);
            for (int at = 0; at < PLANE; at++) {
                assertTrue(region[at] == 1 ? lesion.map[at] >= 0 : lesion.map[at] == 0);
            }
        }
    }

    /** What is told counts; else what it looks like. */
    @Test
    void theKindIsToldByTheNearestPictures() throws Problem {
        try (Detector detector = fitted(100)) {
            Seen told = look(detector, lung(60), 0, 1, everywhere());
            Seen guessed = look(detector, lung(60), -1, -1, everywhere());
            assertTrue(guessed.organ[0] > 0.9, Arrays.toString(guessed.organ));
            assertEquals(told.score, guessed.score);
            Seen liver = look(detector, speckle(60), -1, -1, liver(60));
            assertTrue(liver.organ[1] > 0.9, Arrays.toString(liver.organ));
        }
    }

    /** 64 places of 8 numbers and one distance, mean and scale; 13 numbers; 18 examples of 512, their counts and unit. */
    @Test
    void noMoreIsKeptThanTheMemoryHolds() throws Problem {
        long places = 64 * 4 * (8 + 1) + 2 * 64 * 8 + 1;
        long region = 4 * 13 + 2 * 13 + 3;
        assertEquals(4 * (places + region + 18 * 512 + 3), PatchMemory.bytes(spec(4)));
        try (Detector detector = fitted(4)) {
            long kept = detector.buffers().values().stream()
                    .mapToLong(array -> array.getShape().size())
                    .sum();
            assertEquals(PatchMemory.bytes(spec(4)), 4 * kept);
            Seen lesion = look(detector, withBlob(lung(50), 24, 18), 0, 1, everywhere());
            assertNear(24, 18, lesion.peak());
        }
        assertEquals(0, Detectors.parameterCount(spec(4)));
    }

    @Test
    void whatIsSavedScoresTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("weights.safetensors");
        Seen before;
        try (Detector detector = fitted(100)) {
            Weights.save(detector.parameters(), detector.buffers(), file, Map.of());
            before = look(detector, withBlob(speckle(52), 30, 30), 1, 0, liver(52));
        }
        JsonMapper mapper = JsonMapper.builder().build();
        DetectorSpec read = mapper.readValue(mapper.writeValueAsString(spec(100)), DetectorSpec.class);
        assertEquals(spec(100), read);
        try (Detector detector = Detectors.create(read, Device.cpu(), 9)) {
            Weights.load(detector.parameters(), detector.buffers(), file);
            detector.prepareForInference();
            Seen after = look(detector, withBlob(speckle(52), 30, 30), 1, 0, liver(52));
            assertEquals(before.score, after.score);
            assertArrayEquals(before.map, after.map);
        }
    }

    @Test
    void fittingTwiceKeepsTheSame() throws Problem {
        try (Detector one = fitted(50);
                Detector two = fitted(50)) {
            one.buffers()
                    .forEach((name, array) -> assertArrayEquals(
                            array.toFloatArray(),
                            Objects.requireNonNull(two.buffers().get(name)).toFloatArray(),
                            name));
        }
    }

    @Test
    void flatPicturesAndRegionsOfNothingOrAFewPixelsHaveFiniteScores() throws Problem {
        try (Detector detector = fitted(50)) {
            float[] flat = new float[PLANE];
            for (byte[] region : List.of(everywhere(), new byte[PLANE], disc(5, 5, 0), disc(0, 0, 2))) {
                for (int organ : new int[] {0, 1}) {
                    Seen seen = look(detector, flat, organ, 1 - organ, region);
                    assertTrue(Float.isFinite(seen.score) && seen.score >= 0);
                    for (int at = 0; at < PLANE; at++) {
                        assertTrue(Float.isFinite(seen.map[at]) && seen.map[at] >= 0);
                        assertTrue(region[at] == 1 || seen.map[at] == 0);
                    }
                }
            }
            assertEquals(0, look(detector, flat, 1, 0, new byte[PLANE]).score);
        }
    }

    @Test
    void whatThereIsNoSuchOrganOfIsRefused() {
        DetectorSpec unknown = spec(100).with(List.of(new MemorySpec(2, 0, MemorySpec.BY_POSITION, 3)));
        assertThrows(
                Problem.class, () -> Detectors.create(unknown, Device.cpu(), 1).close());
    }

    private static final DetectorSpec ORGANS = DetectorSpec.published(Detectors.PATCH_MEMORY)
            .with(new ConstraintSpec(false, false, false, false, 1, 1, Organs.ORGANS, Organs.MODALITIES))
            .remembering(100, 0);

    /** Nothing says which organs and modalities there are, so that there is room for all. */
    private static Detector remembering(List<Organs> normals) throws Problem {
        Detector detector = Detectors.create(ORGANS, Device.cpu(), 1);
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

    private static void look(Detector detector, List<Organs> of, int organ, int modality, Consumer<Look> seer) {
        FloatTensor pictures = Organs.pictures(of);
        int[] organs = new int[of.size()];
        int[] modalities = new int[of.size()];
        Arrays.fill(organs, organ);
        Arrays.fill(modalities, modality);
        try (NDManager scope = detector.manager().newSubManager();
                Look look = detector.look(
                        scope.create(pictures.values(), new Shape(pictures.shape())),
                        new Known(organs, modalities, new byte[0]))) {
            seer.accept(look);
        }
    }

    @Test
    void abnormalPicturesLieFartherFromWhatIsRememberedAndOrgansAreTold() throws Problem {
        try (Detector detector = remembering(Organs.draw(1, SIDE, 30, false))) {
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
            });
        }
    }

    @Test
    void aDeclaredOrganDecidesWhatAPictureIsComparedWith() throws Problem {
        try (Detector detector = remembering(Organs.draw(1, SIDE, 10, false))) {
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
    void anEmptyMemorySaysNothing() throws Problem {
        try (Detector detector = Detectors.create(spec(20), Device.cpu(), 1)) {
            Seen seen = look(detector, lung(1), 0, 1, everywhere());
            assertEquals(0, seen.score);
            assertArrayEquals(new float[PLANE], seen.map);
        }
    }
}
