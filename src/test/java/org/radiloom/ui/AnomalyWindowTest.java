package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.List;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.ui.anomaly.AnomalyModel;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.preference.Theme;
import org.testfx.util.WaitForAsyncUtils;

/** A reader looks for anomalies: card, map, strip, comparison. The pictures are those of target/screenshots. */
@Tag("ui")
class AnomalyWindowTest {
    private static void shot(AnomalyWindow w, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(w.stage.getScene(), name));
    }

    private static void press(AnomalyWindow w, String id) {
        fx(() -> w.node(id, ButtonBase.class).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static void looked(AnomalyWindow w, int times) throws Exception {
        w.until(() -> w.requests.size() == times
                && w.models.inspector().analyses().get(Target.ANOMALY) instanceof Analysis.Done
                && w.there("anomaly-headline"));
    }

    private static String text(AnomalyWindow w, String id) {
        return w.node(id, Label.class).getText();
    }

    @Test
    void aSeriesIsLookedThroughSliceBySlice() throws Exception {
        try (var w = AnomalyWindow.chest(120)) {
            shot(w, "anomaly-start-1600x1000");
            w.robot.clickOn("#find-anomalies");
            looked(w, 1);
            assertEquals(OptionalInt.empty(), w.requests.get(0).only());
            int most = w.answer.mostSuspicious();
            assertEquals(most, w.models.viewport().slice(), "the most suspicious slice is on screen");
            assertEquals("Above the threshold", text(w, "anomaly-headline"));
            assertTrue(text(w, "anomaly-score").endsWith("higher than all 214 normal images."));
            assertTrue(text(w, "anomaly-count").contains("of 119 slices"));
            assertFalse(w.there("anomaly-domain-warning"));
            assertEquals("Draft", text(w, "finding-state"));
            shot(w, "anomaly-card-1600x1000");
            fx(() -> w.preferences.setTheme(Theme.LIGHT));
            shot(w, "anomaly-card-light");
            fx(() -> w.preferences.setTheme(Theme.DARK));
            theStripGoesToSlices(w, most);
            theMapIsOnTheFixedScale(w, most);
            theSlicesStandSideBySide(w, most);
            press(w, "finding-accept");
            assertEquals(List.of(FindingState.ACCEPTED), w.decisions);
            press(w, "finding-reject");
            assertFalse(w.models.tools().anomaly().heat(), "what is rejected is not on the image");
            assertFalse(w.models.viewport().covered());
        }
    }

    private static void theStripGoesToSlices(AnomalyWindow w, int most) {
        Node strip = w.node("score-strip", Node.class);
        fx(strip::requestFocus);
        w.robot.push(KeyCode.HOME);
        assertEquals(0, w.models.viewport().slice());
        w.robot.push(KeyCode.RIGHT);
        assertEquals(1, w.models.viewport().slice());
        w.robot.push(KeyCode.ENTER);
        assertEquals(most, w.models.viewport().slice());
        w.robot.clickOn(strip);
        assertEquals(60, w.models.viewport().slice(), 1, "the middle of 120 slices");
        w.robot.push(KeyCode.END);
        assertEquals(119, w.models.viewport().slice());
        fx(() -> w.shell.viewport().requestFocus());
        w.robot.push(KeyCode.SHIFT, KeyCode.N);
        assertTrue(w.answer.slice(w.models.viewport().slice()).orElseThrow().above());
        w.robot.push(KeyCode.M);
        assertEquals(most, w.models.viewport().slice());
        assertTrue(w.models.viewport().over().marks().slices().get(most), "the ruler marks it");
        assertFalse(w.models.viewport().over().marks().slices().get(0));
    }

    private static void theMapIsOnTheFixedScale(AnomalyWindow w, int most) {
        AnomalyModel maps = w.models.tools().anomaly();
        ImageView map = w.node("anomaly-map", ImageView.class);
        assertTrue(map.isVisible());
        assertTrue(w.node("anomaly-legend", Node.class).getAccessibleText().contains("from 0.0500 to 0.800"));
        var slider = w.node("anomaly-threshold", Slider.class);
        assertEquals(0.2, slider.getValue(), 1e-9);
        fx(() -> slider.setValue(0.5));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0.5, maps.threshold(), 1e-9);
        assertEquals("0.500", text(w, "anomaly-threshold-value"));
        assertEquals("Above the threshold", text(w, "anomaly-headline"));
        shot(w, "anomaly-threshold-1600x1000");
        press(w, "anomaly-threshold-reset");
        assertEquals(0.2, maps.threshold());
        assertEquals(0.2, slider.getValue(), 1e-9);
        assertTrue(w.node("anomaly-threshold-reset", Node.class).isDisabled());
        fx(() -> w.node("anomaly-opacity", Slider.class).setValue(80));
        assertEquals(0.8, w.models.viewport().over().opacity(), 1e-9);
        fx(() -> w.models.viewport().over().setOpacity(0.35));
        fx(() -> w.shell.viewport().requestFocus());
        w.robot.push(KeyCode.O);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(map.isVisible());
        assertFalse(w.node("anomaly-legend", Node.class).isVisible());
        w.robot.push(KeyCode.O);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(map.isVisible());
        fx(() -> w.models.viewport().goTo(24));
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(map.isVisible(), "a slice without a score has no map");
        fx(() -> w.models.viewport().goTo(most));
    }

    private static void theSlicesStandSideBySide(AnomalyWindow w, int most) {
        assertFalse(w.node("compare", Node.class).isVisible());
        // wherever the focus is
        fx(() -> w.node("anomaly-heat", Node.class).requestFocus());
        w.robot.push(KeyCode.C);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(w.node("compare", Node.class).isVisible());
        for (String id : List.of("compare-original", "compare-reconstruction", "compare-difference")) {
            ImageView picture = w.node(id, ImageView.class);
            assertTrue(picture.isVisible() && picture.getImage() != null, id);
        }
        shot(w, "anomaly-compare-1600x1000");
        fx(() -> w.models.viewport().goTo(24));
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(w.node("compare-original", ImageView.class).isVisible());
        assertEquals("Nothing but air is in this slice.", text(w, "compare-message"));
        fx(() -> {
            w.models.viewport().goTo(most);
            w.size(1280, 800);
        });
        shot(w, "anomaly-compare-1280x800");
        press(w, "compare-close");
        assertFalse(w.node("compare", Node.class).isVisible());
        shot(w, "anomaly-card-1280x800");
    }

    @Test
    void aFrameThatIsNotWhatTheModelKnowsIsWarnedOf() throws Exception {
        try (var w = AnomalyWindow.film(6)) {
            w.answer = MadeUpAnomalies.finding(
                    "warned",
                    Kind.LIVER
                            .withoutDrawing()
                            .outside(
                                    "The model sees a liver in ultrasound, the files say chest: the score means little."),
                    0.31);
            w.tags = new AnomalySummary.Tags("US", "CHEST");
            shot(w, "anomaly-start-film-1600x1000");
            fx(() -> w.models.viewport().goTo(0));
            press(w, "find-anomalies-here");
            looked(w, 1);
            assertEquals(OptionalInt.of(0), w.requests.get(0).only());
            assertTrue(text(w, "anomaly-domain-warning").contains("the score means little"));
            assertEquals("Below the threshold", text(w, "anomaly-headline"));
            assertFalse(w.there("score-strip"), "one frame has no strip");
            assertFalse(w.there("anomaly-compare"), "nothing is redrawn, so nothing stands beside it");
            assertFalse(w.node("compare", Node.class).isVisible());
            assertTrue(w.there("grade-liver"), "the other analysis is still offered");
            shot(w, "anomaly-warning-1600x1000");
            fx(() -> w.size(1280, 800));
            shot(w, "anomaly-warning-1280x800");
            w.answer = MadeUpAnomalies.series("again", Kind.LIVER, 6);
            press(w, "anomaly-again-all");
            w.until(() -> w.requests.size() == 2 && w.there("score-strip"));
            assertEquals(OptionalInt.empty(), w.requests.get(1).only());
            shot(w, "anomaly-film-1280x800");
        }
    }

    @Test
    void aThousandSlicesHaveAStrip() throws Exception {
        try (var w = AnomalyWindow.chest(1000)) {
            press(w, "find-anomalies");
            looked(w, 1);
            assertEquals(w.answer.mostSuspicious(), w.models.viewport().slice());
            shot(w, "anomaly-thousand-1600x1000");
        }
    }
}
