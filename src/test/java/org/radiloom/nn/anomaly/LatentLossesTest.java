package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;

@Tag("engine")
class LatentLossesTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        EngineCompat.start();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(int columns, float... values) {
        return manager.create(values, new Shape(values.length / columns, columns));
    }

    /** −(1−p)²·log p. */
    @Test
    void focalLossIsSmallWhereTheAnswerIsRight() {
        NDArray scores = rows(2, (float) Math.log(0.9), (float) Math.log(0.1));
        List<Double> one = List.of(1.0);
        assertEquals(0.001053605, focal(scores, one, 2, 0), 1e-7);
        assertEquals(1.865094, focal(scores, one, 2, 1), 1e-5);
        assertEquals(0.1732868, focal(rows(2, 0, 0), one, 2, 0), 1e-6);
        assertEquals(-Math.log(0.9), focal(scores, one, 0, 0), 1e-6);
        assertEquals(-Math.pow(0.1, 1.5) * Math.log(0.9), focal(scores, one, 1.5, 0), 1e-6);
    }

    /** The published code has 0.25 and 0.75 where the paper has 0.25 for every class. */
    @Test
    void everyClassCountsByItsAlphaAndAllThatFollowTheLastLikeIt() {
        NDArray scores = rows(3, 0, 0, 0);
        double each = Math.pow(2.0 / 3, 2) * Math.log(3);
        for (int of = 0; of < 3; of++) {
            assertEquals(0.25 * each, focal(scores, List.of(0.25), 2, of), 1e-6);
        }
        assertEquals(0.25 * each, focal(scores, List.of(0.25, 0.75), 2, 0), 1e-6);
        assertEquals(0.75 * each, focal(scores, List.of(0.25, 0.75), 2, 2), 1e-6);
    }

    @Test
    void samplesOfUnknownOrganDoNotCount() {
        NDArray scores = rows(2, 0, 0, 5, -5);
        assertEquals(0.1732868, focal(scores, List.of(1.0), 2, 0, -1), 1e-6);
        assertEquals(0, focal(scores, List.of(1.0), 2, -1, -1), 1e-9);
    }

    private static double focal(NDArray scores, List<Double> alpha, double gamma, float... classes) {
        return LatentLosses.focal(scores, classes, gamma, alpha).getFloat();
    }

    /** Means of the others: (1,1), (0,1), (1,0); squared distances 2, 5, 5. */
    @Test
    void theCentreOfThreePointsIsThatOfTheHandCalculation() {
        NDArray z = rows(2, 0, 0, 2, 0, 0, 2);
        assertEquals(4.0, LatentLosses.centre(z, false).getFloat(), 1e-6);
        assertEquals(2.0, LatentLosses.centre(z, true).getFloat(), 1e-6);
    }

    @Test
    void theClosedFormIsTheSumOverAllOthers() {
        SplittableRandom random = new SplittableRandom(1);
        int n = 7;
        int d = 5;
        float[] values = new float[n * d];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                double others = 0;
                for (int j = 0; j < n; j++) {
                    others += j == i ? 0 : values[j * d + k];
                }
                sum += Math.pow(values[i * d + k] - others / (n - 1), 2);
            }
        }
        assertEquals(sum / n, LatentLosses.centre(rows(d, values), false).getFloat(), 1e-4);
    }

    @Test
    void aSingleSampleHasNoOthersAndNoLoss() {
        assertEquals(0, LatentLosses.centre(rows(2, 3, 4), false).getFloat(), 1e-9);
    }

    /** The published code takes the spread of the numbers within a sample for that of the batch. */
    @Test
    void equalSamplesAreInTheCentreHoweverTheirNumbersDiffer() {
        assertEquals(0, LatentLosses.centre(rows(3, -9, 0, 9, -9, 0, 9), true).getFloat());
        assertEquals(0, LatentLosses.spread(rows(3, -9, 0, 9, -9, 0, 9)).getFloat());
    }

    @Test
    void theSpreadIsTheDeviationOfTheBatch() {
        assertEquals(1, LatentLosses.spread(rows(2, 1, 3, 3, 5)).getFloat(), 1e-6);
    }
}
