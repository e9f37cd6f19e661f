package org.radiloom.nn.icfd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.GradLock;

@Tag("engine")
class IcfdLossesTest {
    private NDManager manager;

    @BeforeEach
    void openAManager() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void closeTheManager() {
        manager.close();
    }

    /** u² has second difference 2 inside; at a repeated border u² goes 0 → 0 → 1 (1) and 16 → 25 → 25 (−9). */
    @Test
    void theLaplacianOfASquareIsTwoInside() {
        float[] squares = new float[36];
        for (int at = 0; at < 36; at++) {
            int u = at % 6;
            squares[at] = u * u;
        }
        float[] y = Laplacian.of(manager.create(squares, new Shape(1, 1, 6, 6))).toFloatArray();
        for (int row = 0; row < 6; row++) {
            assertArrayEquals(
                    new float[] {1, 2, 2, 2, 2, -9}, java.util.Arrays.copyOfRange(y, 6 * row, 6 * row + 6), 1e-5f);
        }
    }

    @Test
    void theLaplacianOfAConstantIsZeroInEveryChannel() {
        NDArray flat = manager.ones(new Shape(2, 3, 5, 4));
        assertArrayEquals(new float[120], Laplacian.of(flat).toFloatArray());
    }

    @Test
    void aPerfectReconstructionCostsXi() {
        NDArray x = manager.create(new float[] {0.1f, 0.7f, 0.4f, 0.9f}, new Shape(1, 1, 2, 2));
        assertEquals(1e-3f, IcfdLosses.reconstruction(x, x, 1e-3).getFloat(), 1e-9f);
    }

    /** By hand: x̂ − x = (0.3, 0); Δ of that = (−0.3, 0.3), both √(0.09 + ξ²) with ξ = 0.4 is 0.5; mean |x − x̂| = 0.15. */
    @Test
    void edgesAndLevelsOfAReconstructionAreAdded() {
        NDArray x = manager.create(new float[] {0.2f, 0.6f}, new Shape(1, 1, 1, 2));
        NDArray rebuilt = manager.create(new float[] {0.5f, 0.6f}, new Shape(1, 1, 1, 2));
        assertEquals(0.65f, IcfdLosses.reconstruction(x, rebuilt, 0.4).getFloat(), 1e-6f);
    }

    /** A flat picture: no edges, so ξ + L1; its gradient is finite where the root is least. */
    @Test
    void aFlatPictureCostsXiAndItsErrorAndHasFiniteGradients() {
        NDArray x = manager.ones(new Shape(1, 1, 4, 4)).mul(0.5f);
        NDArray rebuilt = manager.ones(new Shape(1, 1, 4, 4)).mul(0.75f);
        rebuilt.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            NDArray loss = IcfdLosses.reconstruction(x, rebuilt, 1e-3);
            assertEquals(0.251f, loss.getFloat(), 1e-6f);
            recording.backward(loss);
        }
        for (float slope : rebuilt.getGradient().toFloatArray()) {
            assertEquals(1f / 16, slope, 1e-6f);
        }
    }

    /** By hand: −(log σ(1) + log σ(2) + log σ(0) + log σ(−3·−1)) / 4 with σ(1) = .7310586, σ(2) = .8807971, σ(0) = .5, σ(3) = .9525741. */
    @Test
    void labelsAreJudgedByASigmoidEach() {
        NDArray scores = manager.create(new float[] {1, -2, 0, -3}, new Shape(2, 2));
        NDArray truth = manager.create(new float[] {1, 0, 1, 0}, new Shape(2, 2));
        double expected = -(Math.log(.7310586) + Math.log(.8807971) + Math.log(.5) + Math.log(.9525741)) / 4;
        assertEquals(expected, IcfdLosses.labels(scores, truth).getFloat(), 1e-6);
    }

    @Test
    void labelLossesStayFiniteForHugeScores() {
        NDArray scores = manager.create(new float[] {1000, -1000, 1000, -1000}, new Shape(2, 2));
        NDArray truth = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
        assertEquals(500f, IcfdLosses.labels(scores, truth).getFloat(), 1e-3f);
        assertEquals(1000f, IcfdLosses.labelsExclusive(scores, truth).getFloat(), 1e-3f);
    }

    @Test
    void classNumbersBecomeRows() {
        NDArray labels = manager.create(new float[] {2, 0}, new Shape(2, 1));
        assertArrayEquals(
                new float[] {0, 0, 1, 1, 0, 0}, IcfdLosses.oneHot(labels, 3).toFloatArray());
    }

    /** Lightness from the CIE formulas by hand: sRGB .5 is Y = .2140411 and L* = 53.3890; pure red Y = .2126, L* = 53.2329. */
    @ParameterizedTest
    @CsvSource({
        "Y, 1, 0, 0, 0.299",
        "Y, 0, 1, 0, 0.587",
        "Y, 0, 0, 1, 0.114",
        "V, 0.2, 0.9, 0.4, 0.9",
        "gray, 0.3, 0.6, 0.9, 0.6",
        "L, 1, 1, 1, 1",
        "L, 0, 0, 0, 0",
        "L, 0.5, 0.5, 0.5, 0.533890",
        "L, 1, 0, 0, 0.532329",
        "L, 0.01, 0.01, 0.01, 0.0069914"
    })
    void coloursFollowTheirStandards(String name, float red, float green, float blue, float expected) {
        NDArray x = manager.create(new float[] {red, green, blue}, new Shape(1, 3, 1, 1));
        assertEquals(expected, Colour.named(name).of(x).getFloat(), 2e-5f);
    }

    @ParameterizedTest
    @CsvSource({"Y, 0.5", "V, 0.5", "gray, 0.5", "L, 0.533890"})
    void aGreyPictureIsItsOwnColourExceptForLightness(String name, float expected) {
        NDArray x = manager.create(new float[] {0.5f}, new Shape(1, 1, 1, 1));
        assertEquals(expected, Colour.named(name).of(x).getFloat(), 2e-5f);
    }

    @ParameterizedTest
    @CsvSource({"Y", "V", "L", "gray"})
    void gradientsFlowToAGreyPicture(String name) {
        NDArray x = manager.ones(new Shape(1, 1, 2, 2)).mul(0.4f);
        x.setRequiresGradient(true);
        try (GradLock.Recording recording = GradLock.record()) {
            recording.backward(Colour.named(name).of(x).sum());
        }
        assertTrue(x.getGradient().min().getFloat() > 0.5f);
    }

    @ParameterizedTest
    @CsvSource({"Y", "V", "L", "gray"})
    void everyColourHasFiniteSlopesAtBlackAndWhite(String name) {
        for (float level : new float[] {0, 1}) {
            NDArray x = manager.ones(new Shape(1, 3, 2, 2)).mul(level);
            x.setRequiresGradient(true);
            try (GradLock.Recording recording = GradLock.record()) {
                recording.backward(Colour.named(name).of(x).sum());
            }
            for (float slope : x.getGradient().toFloatArray()) {
                assertTrue(Float.isFinite(slope) && slope >= 0, name + " at " + level + ": " + slope);
            }
        }
    }
}
