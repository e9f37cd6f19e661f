package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.texture.TextureFeatures;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class TextureClassifierTest {
    private static final int SIDE = 28;

    @Test
    void anEmptyModelHasNoOpinion() throws Problem {
        try (Classifier model = Classifiers.create(spec(0), Device.cpu(), 1)) {
            assertArrayEquals(new float[8], logits(model, pictures(2, 1), null), 1e-6f);
            assertTrue(model.camWeights().isEmpty());
        }
    }

    /** By hand: (f - 1) / 2 times 3 for one feature, times the rank of the class, plus its constant. */
    @Test
    void scoresRiseEvenlyFromClassToClass() throws Problem {
        try (Classifier model = Classifiers.create(spec(0), Device.cpu(), 1)) {
            Map<String, FloatTensor> arrays = arrays(model);
            values(arrays, TextureClassifier.WEIGHT)[2] = 3;
            values(arrays, TextureClassifier.MEAN)[2] = 1;
            values(arrays, TextureClassifier.SCALE)[2] = 2;
            values(arrays, TextureClassifier.BIAS)[1] = 0.5f;
            Weights.restore(model.parameters(), model.buffers(), arrays, "test");
            float[] picture = pictures(1, 2);
            float score = (float) ((TextureFeatures.of(picture, SIDE)[2] - 1) / 2 * 3);
            assertArrayEquals(new float[] {0, score + 0.5f, 2 * score, 3 * score}, logits(model, picture, null), 1e-4f);
        }
    }

    /** By hand: means log 1 and log 2, deviations 1 and 0.5; of 2: -log²2/2 and log 2. Of 100: as of the upper edge, 2. */
    @Test
    void aDeclaredNumberAddsTheLogarithmOfItsDensity() throws Problem {
        try (Classifier model = Classifiers.create(spec(1), Device.cpu(), 1)) {
            Map<String, FloatTensor> arrays = arrays(model);
            float log2 = (float) Math.log(2);
            values(arrays, TextureClassifier.DECLARED_MEAN)[1] = log2;
            values(arrays, TextureClassifier.DECLARED_DEVIATION)[1] = 0.5f;
            values(arrays, TextureClassifier.DECLARED_LOW)[0] = -1;
            values(arrays, TextureClassifier.DECLARED_HIGH)[0] = log2;
            Weights.restore(model.parameters(), model.buffers(), arrays, "test");
            for (float number : new float[] {2, 100}) {
                float[] logits = logits(model, pictures(1, 3), new float[] {number});
                assertEquals(-log2 * log2 / 2, logits[0], 1e-5f);
                assertEquals(log2, logits[1], 1e-5f);
            }
        }
    }

    @Test
    void colourPicturesAreRefused() {
        assertThrows(Problem.class, () -> Classifiers.create(
                        ClassifierSpec.of(TextureClassifier.BODY, 4, 3), Device.cpu(), 1)
                .close());
    }

    @Test
    void itsArraysAreCounted() throws Problem {
        assertEquals(TextureFeatures.COUNT + 4, Classifiers.parameterCount(spec(1)));
    }

    private static ClassifierSpec spec(int declared) {
        return ClassifierSpec.of(TextureClassifier.BODY, 4, 1)
                .withPatches(SIDE, 4, 1)
                .withDeclared(declared);
    }

    private static Map<String, FloatTensor> arrays(Classifier model) {
        return new LinkedHashMap<>(Weights.copy(model.parameters(), model.buffers()));
    }

    private static float[] pictures(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 + 0.4 * random.nextDouble());
        }
        return values;
    }

    private static float[] logits(Classifier model, float[] pictures, float @Nullable [] declared) {
        int count = pictures.length / (SIDE * SIDE);
        try (NDManager scope = model.manager().newSubManager()) {
            NDArray x = scope.create(pictures, new Shape(count, 1, SIDE, SIDE));
            NDArray numbers = declared == null ? null : scope.create(declared, new Shape(count, 1));
            return model.forward(x, numbers, false).logits().toFloatArray();
        }
    }

    private static float[] values(Map<String, FloatTensor> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name)).values();
    }
}
