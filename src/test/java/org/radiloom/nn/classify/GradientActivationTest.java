package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;

@Tag("engine")
class GradientActivationTest {
    private static final int SIDE = 64;
    private static final int CELLS = 8;

    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    /**
     * Brightening one cell by a small share t changes a score by t·Σ x·∂s/∂x over that cell: taken from both sides, without any
     * gradient.
     */
    @Test
    void aCellIsWorthWhatTheScoreChangesWhenItBrightens() throws Problem {
        ClassifierSpec spec = ClassifierSpec.micro("vit_ti16", 4, 1).withHead(ClassifierSpec.CLS);
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 5);
                NDManager scope = net.manager().newSubManager()) {
            net.prepareForInference();
            NDArray x = scope.create(texture(), new Shape(1, 1, SIDE, SIDE));
            float[] evidence = GradientActivation.of(net, x, null, CELLS);
            assertEquals(4 * CELLS * CELLS, evidence.length);
            float scale = 0;
            for (float value : evidence) {
                scale = Math.max(scale, Math.abs(value));
            }
            assertTrue(scale > 0);
            for (int cell : new int[] {0, 13, 63}) {
                for (int c = 0; c < 4; c++) {
                    double change = (score(net, scope, cell, 0.05f, c) - score(net, scope, cell, -0.05f, c)) / 0.1;
                    assertEquals(
                            CELLS * CELLS * change,
                            evidence[c * CELLS * CELLS + cell],
                            0.03 * scale,
                            "class " + c + ", cell " + cell);
                }
            }
        }
    }

    private static double score(Classifier net, NDManager scope, int cell, float share, int c) {
        float[] picture = texture();
        int step = SIDE / CELLS;
        for (int at = 0; at < picture.length; at++) {
            if (at / SIDE / step == cell / CELLS && at % SIDE / step == cell % CELLS) {
                picture[at] *= 1 + share;
            }
        }
        NDArray x = scope.create(picture, new Shape(1, 1, SIDE, SIDE));
        try (FeatureOut out = net.forward(x, null, false)) {
            return out.logits().toFloatArray()[c];
        }
    }

    private static float[] texture() {
        float[] values = new float[SIDE * SIDE];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) (0.5 + 0.4 * Math.sin(0.37 * at) * Math.cos(0.011 * at));
        }
        return values;
    }
}
