package org.radiloom.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.measure.MeasureSubject;

class UndoRouteTest {
    @Test
    void whatWasDoneLastIsTakenBackFirstWhicheverToolDidIt() {
        ReaderTools tools = ReaderTools.create();
        VolumeStack stack = VolumeStack.ofShorts(Geometry.axial(40, 40, 1, 1, 1, 1), new short[1600], ValueUnit.RAW);
        MeasureSubject subject =
                MeasureSubject.of("1.2", List.of(new ImageKey("a", 0)), Calibration.everywhere(Scale.PIXELS));
        tools.measure().attach(stack, subject, List.of());
        tools.region().show("1.2", 40, 40);
        UndoRoute route = new UndoRoute(tools.region(), tools.measure(), Optional.empty());
        assertFalse(route.canUndo());
        probe(tools, stack, 3);
        tools.region().setEditing(true);
        tools.region().select(0);
        tools.region().nudge(1, 0);
        probe(tools, stack, 9);
        route.undo();
        assertEquals(1, tools.measure().all(subject).size());
        assertTrue(tools.region().polygon().isPresent());
        route.undo();
        route.undo();
        assertTrue(tools.region().polygon().isEmpty());
        assertEquals(1, tools.measure().all(subject).size());
        route.undo();
        assertEquals(0, tools.measure().all(subject).size());
        assertFalse(route.canUndo());
    }

    private static void probe(ReaderTools tools, VolumeStack stack, int at) {
        tools.measure().setTool(Kind.PROBE);
        tools.measure().press(stack, 0, new Point(at, at));
        tools.measure().release(new Point(at, at), false, 1);
    }
}
