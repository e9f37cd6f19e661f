package org.radiloom.ui.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.infer.GradeExplanation.Plane;
import org.radiloom.ui.evidence.PlanePainter;

class AnomalyModelTest {
    private static AnomalyModel showing(String id, double... scores) {
        var model = new AnomalyModel();
        model.show(MadeUpAnomalies.finding(id, Kind.LIVER, scores));
        return model;
    }

    /** The colour of a value where it lies alone on the screen. */
    private static int painted(AnomalyModel model, float value) {
        var plane = new Plane(new float[] {value}, 1, 1, 0, 0, 1, 1, 0, 1);
        int[] argb = new int[16];
        PlanePainter.values(plane, model.scale()::argb).paint(new ViewTransform(4, 4, 2, 2), argb, 4, 4);
        return argb[5];
    }

    @Test
    void oneValueHasOneColourInAQuietAndInALoudStudy() {
        AnomalyModel quiet = showing("quiet", 0.21);
        AnomalyModel loud = showing("loud", 3.9, 7.5);
        assertTrue(loud.map().orElseThrow().largest()
                > 10 * quiet.map().orElseThrow().largest());
        for (float value : new float[] {0.2f, 0.33f, 0.5f, 0.79f, 4f}) {
            assertEquals(painted(quiet, value), painted(loud, value));
            assertEquals(255, painted(quiet, value) >>> 24);
        }
    }

    @Test
    void underTheThresholdNothingIsPainted() {
        AnomalyModel model = showing("a", 0.9);
        assertEquals(0, painted(model, 0.1999f));
        assertEquals(0, painted(model, 0));
        assertEquals(0, painted(model, Float.NaN));
        assertEquals(255, painted(model, 0.2001f) >>> 24);
    }

    @Test
    void anotherThresholdShowsMoreOrLessButNeverInAnotherColour() {
        AnomalyModel model = showing("a", 0.9);
        int before = painted(model, 0.5f);
        model.setThreshold(0.4);
        assertTrue(model.moved());
        assertEquals(before, painted(model, 0.5f));
        assertEquals(0, painted(model, 0.39f));
        // what the model calls anomalous is not the reader's to move
        assertEquals(MadeUpAnomalies.SCALE, model.stored());
        assertTrue(model.finding().orElseThrow().above());
        model.resetThreshold();
        assertEquals(0.2, model.threshold());
        assertFalse(model.moved());
        assertEquals(255, painted(model, 0.39f) >>> 24);
    }

    @Test
    void theThresholdStaysOnTheScaleAndAboveWhatWasNotLookedAt() {
        AnomalyModel model = showing("a", 0.9);
        model.setThreshold(-5);
        // 2 % of the way from 0.05 to 0.8
        assertEquals(0.065, model.threshold(), 1e-12);
        assertEquals(0, painted(model, 0));
        model.setThreshold(99);
        assertEquals(0.8, model.threshold());
    }

    @Test
    void anotherFindingBeginsAtTheModelsOwnThreshold() {
        AnomalyModel model = showing("a", 0.9);
        model.setThreshold(0.4);
        model.show(MadeUpAnomalies.finding("a", Kind.LIVER, 0.9));
        assertEquals(0.4, model.threshold());
        model.show(MadeUpAnomalies.finding("b", Kind.LIVER, 0.9));
        assertEquals(0.2, model.threshold());
    }

    @Test
    void theMapLiesOnThePixelsOfTheSliceOnScreen() {
        AnomalyModel model = showing("a", 0.3, Double.NaN, 0.9);
        Plane first = model.plane().orElseThrow();
        assertEquals(640, first.columns());
        assertEquals(480, first.rows());
        model.goTo(1);
        assertTrue(model.plane().isEmpty());
        model.goTo(2);
        // the blob of 64 pixels' column 42, row 30 lies right of the middle, and high
        int at = 221 * 640 + 430;
        assertTrue(model.plane().orElseThrow().values()[at] > first.values()[at] + 0.3);
        model.goTo(7);
        assertTrue(model.here().isEmpty());
    }

    @Test
    void suspiciousSlicesAreFoundForwardsAndBackwards() {
        AnomalyModel model = showing("a", 0.1, 0.5, 0.2, 0.7, 0.1);
        assertEquals(OptionalInt.of(1), model.suspect(true));
        assertEquals(OptionalInt.empty(), model.suspect(false));
        model.goTo(3);
        assertEquals(OptionalInt.empty(), model.suspect(true));
        assertEquals(OptionalInt.of(1), model.suspect(false));
        assertEquals(OptionalInt.of(3), model.mostSuspicious());
    }

    @Test
    void aModelThatDrawsNothingOffersNoComparison() {
        var model = new AnomalyModel();
        model.setComparing(true);
        model.show(MadeUpAnomalies.finding("a", Kind.LIVER.withoutDrawing(), 0.9));
        assertFalse(model.comparable());
        assertFalse(model.comparing());
        assertTrue(model.plane().isPresent(), "its map is there all the same");
        model.show(MadeUpAnomalies.finding("b", Kind.LIVER, 0.9));
        assertTrue(model.comparing());
    }
}
