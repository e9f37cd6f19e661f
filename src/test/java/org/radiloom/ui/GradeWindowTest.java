package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Polygon;
import org.radiloom.review.ReaderInput;
import org.radiloom.ui.draw.IndexModel.Organ;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.FindingState;
import org.testfx.util.WaitForAsyncUtils;

/** A reader grades a film: card, evidence, region, index. The pictures are those of target/screenshots. */
@Tag("ui")
class GradeWindowTest {
    private static void shot(GradeWindow w, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        fx(() -> Screenshots.save(w.stage.getScene(), name));
    }

    private static void graded(GradeWindow w, int times) throws Exception {
        w.until(() -> w.inputs.size() == times
                && w.models.inspector().analysis() instanceof Analysis.Done
                && w.there("evidence-activation"));
    }

    private static void press(GradeWindow w, String id) {
        fx(() -> w.node(id, Node.class) instanceof ToggleButton t ? fire(t) : fire(w.node(id, Button.class)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean fire(javafx.scene.control.ButtonBase button) {
        button.fire();
        return true;
    }

    @Test
    void aFilmIsGradedExplainedCorrectedAndGradedAgainWithAnIndex() throws Exception {
        try (var w = GradeWindow.open(8)) {
            assertEquals("", w.shell.viewport().text().letters());
            assertTrue(w.shell.viewport().text().viewWords().endsWith("Frame 5 / 8"));
            w.robot.clickOn("#grade-liver");
            graded(w, 1);
            theCardSaysTheGrade(w);
            theEvidenceLiesOverTheImage(w);
            theRegionIsCorrected(w);
            theIndexIsMeasuredAndUsed(w);
            press(w, "finding-accept");
            assertEquals(List.of(FindingState.ACCEPTED), w.decisions);
            assertFalse(w.models.tools().region().draft(), "what is accepted has a solid outline");
            whereNoLiverIsFoundTheReaderDrawsOne(w);
        }
    }

    private static void theCardSaysTheGrade(GradeWindow w) {
        assertEquals(ReaderInput.NONE, w.inputs.get(0));
        assertEquals("Moderate", w.node("grade-headline", Label.class).getText());
        assertEquals(
                "Moderate, 72 %, in the 90 % set",
                w.node("grade-bar-2", Node.class).getAccessibleText());
        assertEquals("Mild, 13 %", w.node("grade-bar-1", Node.class).getAccessibleText());
        assertTrue(w.node("grade-bar-1", Node.class).getAccessibleHelp().contains("47 %"));
        assertTrue(w.node("grade-rule", Label.class).getText().startsWith("Frame: mean"));
        assertEquals("Draft", w.node("finding-state", Label.class).getText());
        shot(w, "grade-card-1600x1000");
        // the strip goes to frames; the fourth has no grade and no region
        fx(() -> w.node("frame-strip", Node.class).requestFocus());
        w.robot.push(KeyCode.LEFT);
        assertEquals(3, w.models.viewport().slice());
        assertTrue(w.models.tools().region().polygon().isEmpty());
        w.robot.push(KeyCode.LEFT);
        assertEquals(2, w.models.viewport().slice());
    }

    private static void theEvidenceLiesOverTheImage(GradeWindow w) throws Exception {
        press(w, "evidence-grades");
        assertTrue(w.node("grade-map", Node.class).isVisible());
        shot(w, "grade-map-1600x1000");
        press(w, "evidence-activation");
        press(w, "evidence-grade-3");
        w.until(() -> w.models.tools().evidence().evidence().isPresent());
        assertEquals("Signs of severe", w.node("evidence-legend", Node.class).getAccessibleText());
        shot(w, "grade-signs-1600x1000");
        press(w, "evidence-distractor");
        assertEquals(
                "What could be mistaken for mild",
                w.node("evidence-legend", Node.class).getAccessibleText());
        assertTrue(w.robot.lookup("#evidence-legend .label").queryAllAs(Label.class).stream()
                .anyMatch(l -> l.getText().startsWith("DANIL (reconstruction)")));
        shot(w, "grade-distractor-1600x1000");
        fx(() -> w.shell.viewport().requestFocus());
        w.robot.push(KeyCode.O);
        assertFalse(w.node("evidence-legend", Node.class).isVisible());
        w.robot.push(KeyCode.O);
        press(w, "evidence-distractor");
        assertTrue(w.models.tools().evidence().choice().isEmpty());
    }

    private static void theRegionIsCorrected(GradeWindow w) throws Exception {
        Polygon found = w.models.tools().region().polygon().orElseThrow();
        press(w, "region-edit");
        w.robot.drag("#region-point-3").dropBy(-60, 80);
        Polygon dragged = w.models.tools().region().polygon().orElseThrow();
        double zoom = w.models.viewport().place().zoom();
        assertEquals(
                found.points().get(3).column() - 60 / zoom,
                dragged.points().get(3).column(),
                2);
        assertEquals(
                found.points().get(3).row() + 80 / zoom, dragged.points().get(3).row(), 2);
        // the keys: arrows move the selected point, not the frame
        w.robot.push(KeyCode.RIGHT);
        assertEquals(
                dragged.points().get(3).column() + 1,
                w.models
                        .tools()
                        .region()
                        .polygon()
                        .orElseThrow()
                        .points()
                        .get(3)
                        .column(),
                1e-9);
        assertEquals(2, w.models.viewport().slice());
        shot(w, "grade-region-1600x1000");
        w.robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertEquals(dragged, w.models.tools().region().polygon().orElseThrow());
        press(w, "grade-again");
        graded(w, 2);
        assertEquals(Map.of(2, dragged), w.inputs.get(1).regions());
        assertFalse(w.there("grade-again"));
        assertTrue(w.models.tools().region().edited());
    }

    private static void theIndexIsMeasuredAndUsed(GradeWindow w) throws Exception {
        fx(() -> w.shell.viewport().requestFocus());
        w.robot.push(KeyCode.SHORTCUT, KeyCode.H);
        fx(() -> {
            w.models.tools().index().moveTo(Organ.LIVER, 260, 265);
            w.models.tools().index().moveTo(Organ.KIDNEY, 462, 300);
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(w.there("index-caution-depth"));
        w.robot.drag("#index-kidney").dropBy(12, -75);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(w.there("index-caution-depth"));
        shot(w, "grade-index-1600x1000");
        String value = w.node("index-value", Label.class).getText();
        // the film's greys are 118 and 74
        assertEquals(118 / 74.0, Double.parseDouble(value), 0.06);
        w.study = List.of(0.04, 0.44, 0.42, 0.1);
        w.set = List.of("mild", "moderate");
        fx(() -> {
            w.stage.setWidth(1280);
            w.stage.setHeight(800);
        });
        press(w, "index-use");
        graded(w, 3);
        assertEquals(
                Set.of(ReaderInput.HEPATORENAL_INDEX),
                w.inputs.get(2).declared().keySet());
        assertEquals(
                "Uncertain: mild or moderate",
                w.node("grade-headline", Label.class).getText());
        assertTrue(w.robot.lookup("#grade .label").queryAllAs(Label.class).stream()
                .anyMatch(l -> l.getText().equals("With hepatorenal index " + value)));
        shot(w, "grade-uncertain-1280x800");
    }

    private static void whereNoLiverIsFoundTheReaderDrawsOne(GradeWindow w) throws Exception {
        w.refusal = Optional.of("No liver was found in these frames. Choose frames that show it, or draw the region.");
        fx(() -> w.models.viewport().goTo(3));
        press(w, "index-withdraw");
        w.until(() -> w.models.inspector().analysis() instanceof Analysis.Refused);
        assertEquals(Map.of(), w.inputs.get(3).declared());
        assertFalse(w.there("grade-headline"));
        press(w, "region-edit");
        w.robot.drag("#region-point-0").dropBy(20, 20);
        shot(w, "grade-refused-1280x800");
        w.refusal = Optional.empty();
        press(w, "grade-again");
        graded(w, 5);
        assertTrue(w.inputs.get(4).regions().containsKey(3));
    }
}
