package org.radiloom.ui.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Polygon;

class RegionModelTest {
    private static final Polygon SQUARE = Polygon.of(10, 10, 30, 10, 30, 30, 10, 30);

    private final RegionModel model = new RegionModel();

    @BeforeEach
    void aSeriesWithASquareOnItsSecondFrame() {
        model.show("a", 100, 80);
        model.graded("a", Map.of(1, SQUARE), Set.of());
        model.goTo(1);
    }

    private Polygon now() {
        return model.polygon().orElseThrow();
    }

    @Test
    void whatTheModelFoundIsShownAsFound() {
        assertEquals(SQUARE, now());
        assertFalse(model.edited());
        assertFalse(model.changedSinceGrading());
        assertEquals(Map.of(), model.drawn("a"));
        model.goTo(0);
        assertEquals(Optional.empty(), model.polygon());
    }

    @Test
    void oneUndoTakesAWholeDragBack() {
        model.setEditing(true);
        model.drag(2, 33, 31);
        model.drag(2, 40, 35);
        model.drop();
        model.drag(0, 5, 5);
        model.drop();
        assertEquals(Polygon.of(5, 5, 30, 10, 40, 35, 10, 30), now());
        assertTrue(model.edited());
        model.undo();
        assertEquals(Polygon.of(10, 10, 30, 10, 40, 35, 10, 30), now());
        model.undo();
        assertEquals(SQUARE, now());
        assertFalse(model.canUndo());
        assertFalse(model.edited());
    }

    @Test
    void aFoundRegionOfManyPointsIsEditedWithFewAndKeptAsItWasUntilThen() {
        Polygon fine = Polygon.of(10, 10, 20, 10.3, 30, 10, 30, 30, 20, 29.8, 10, 30);
        model.graded("a", Map.of(1, fine), Set.of());
        model.setEditing(true);
        assertEquals(SQUARE, now());
        assertFalse(model.edited());
        model.setEditing(false);
        assertEquals(fine, now());
        assertEquals(Map.of(), model.drawn("a"));
        model.setEditing(true);
        model.drag(0, 5, 5);
        model.drop();
        assertEquals(Polygon.of(5, 5, 30, 10, 30, 30, 10, 30), now());
        model.undo();
        assertFalse(model.edited());
        model.setEditing(false);
        assertEquals(fine, now());
    }

    @Test
    void pointsStayInTheFrame() {
        model.drag(1, 500, -70);
        assertEquals(new Polygon.Point(99.5, -0.5), now().points().get(1));
    }

    @Test
    void aPointIsAddedOnALineAndCanBeDeletedAgain() {
        model.insert(3, 10, 20);
        assertEquals(Polygon.of(10, 10, 30, 10, 30, 30, 10, 30, 10, 20), now());
        assertEquals(4, model.selected());
        model.delete(model.selected());
        assertEquals(SQUARE, now());
    }

    @Test
    void threePointsAreLeftAtLeast() {
        model.delete(0);
        model.delete(0);
        model.delete(0);
        assertEquals(3, now().size());
    }

    @Test
    void theKeysActOnTheSelectedPoint() {
        model.select(-1);
        assertEquals(3, model.selected());
        model.nudge(2, -3);
        assertEquals(new Polygon.Point(12, 27), now().points().get(3));
        model.insertBehindSelected();
        assertEquals(new Polygon.Point(11, 18.5), now().points().get(4));
        model.delete(4);
        model.undo();
        assertEquals(5, now().size());
    }

    @Test
    void resetBringsTheFoundRegionAndUndoTheReadersOne() {
        model.drag(0, 0, 0);
        model.drop();
        Polygon mine = now();
        model.reset();
        assertEquals(SQUARE, now());
        model.undo();
        assertEquals(mine, now());
    }

    @Test
    void afterGradingAgainTheFoundRegionIsStillKnown() {
        model.drag(0, 0, 0);
        model.drop();
        assertTrue(model.changedSinceGrading());
        Map<Integer, Polygon> drawn = model.drawn("a");
        assertEquals(Map.of(1, now()), drawn);
        model.graded("a", drawn, Set.of(1));
        assertFalse(model.changedSinceGrading());
        assertTrue(model.edited());
        model.reset();
        assertEquals(SQUARE, now());
        assertTrue(model.changedSinceGrading());
        assertEquals(Map.of(), model.drawn("a"));
    }

    @Test
    void whereNothingWasFoundTheReaderBeginsWithAnOctagonInTheMiddle() {
        model.goTo(0);
        model.setEditing(true);
        assertEquals(8, now().size());
        assertTrue(now().contains(50, 40));
        assertEquals(Set.of(0), model.drawn("a").keySet());
        model.undo();
        assertEquals(Optional.empty(), model.polygon());
        assertFalse(model.editing());
    }

    @Test
    void aRejectedRegionIsOffTheImageUnlessItIsEdited() {
        model.setDecided(false, true);
        assertFalse(model.visible());
        model.setEditing(true);
        assertTrue(model.visible());
    }

    @Test
    void everySeriesKeepsItsOwn() {
        model.drag(0, 0, 0);
        model.drop();
        Polygon mine = now();
        model.show("b", 100, 80);
        assertEquals(Optional.empty(), model.polygon());
        model.show("a", 100, 80);
        assertEquals(mine, now());
    }
}
