package org.radiloom.ui.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.view.Caption;
import org.radiloom.ui.view.Presentation;
import org.radiloom.ui.view.Tool;

class PanesTest {
    private final DeskModels models = DeskModels.empty();
    private final Panes panes = models.panes();

    private void fill(int n, Geometry grid, String space) {
        var stack = VolumeStack.ofFloats(grid, new float[(int) grid.voxels()], ValueUnit.HOUNSFIELD);
        panes.shown()
                .get(n)
                .viewport()
                .show(
                        stack,
                        Caption.EMPTY,
                        Presentation.PLAIN.in(Optional.of(space).filter(s -> !s.isEmpty())));
    }

    private int slice(int n) {
        return panes.shown().get(n).viewport().slice();
    }

    @Test
    void aSmallerGridKeepsTheActivePaneInSight() {
        panes.setGrid(new PaneGrid(2, 2));
        Pane third = panes.shown().get(2);
        panes.activate(third);
        panes.setGrid(PaneGrid.ONE);
        assertEquals(List.of(third), panes.shown());
        assertSame(third, panes.active());
    }

    @Test
    void theToolAndTheOverlayGoWithTheReaderToAnotherPane() {
        panes.setGrid(new PaneGrid(1, 2));
        panes.active().viewport().setTool(Tool.ZOOM);
        panes.active().viewport().over().setShown(false);
        panes.step(1);
        assertNotSame(panes.shown().get(0), panes.active());
        assertEquals(Tool.ZOOM, models.viewport().tool());
        assertFalse(models.viewport().over().shown());
    }

    @Test
    void aPaneIsShownAloneAndTheOthersComeBack() {
        panes.setGrid(new PaneGrid(3, 3));
        panes.step(1);
        Pane alone = panes.active();
        panes.setMaximised(true);
        assertEquals(List.of(alone), panes.shown());
        panes.setMaximised(false);
        assertEquals(9, panes.shown().size());
    }

    @Test
    void paneOfOneSpaceFollowByPositionWithinHalfAVoxel() {
        panes.setGrid(new PaneGrid(1, 3));
        // z from 0 in steps of 3 mm; from -10 in steps of 1.25 mm; the same as the first in another space
        fill(0, Geometry.axial(4, 4, 40, 1, 1, 3), "1.2.3");
        fill(
                1,
                new Geometry(
                        4, 4, 120, new Vec3(0, 0, -10), new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1.25)),
                "1.2.3");
        fill(2, Geometry.axial(4, 4, 40, 1, 1, 3), "1.2.4");
        panes.active().viewport().goTo(0);
        for (int k = 0; k < 40; k++) {
            panes.active().viewport().goTo(k);
            double wanted = 3 * k;
            double there = -10 + 1.25 * slice(1);
            assertEquals(wanted, there, 0.625 + 1e-9, "slice " + k);
        }
        assertEquals(20, slice(2), "another space stays where it was");
    }

    @Test
    void zoomAndPanKeepTheSamePlaceInTheMiddleEquallyLarge() {
        panes.setGrid(new PaneGrid(1, 2));
        fill(0, Geometry.axial(100, 100, 5, 1, 1, 3), "1.2.3");
        // half the pixel size, its first pixel 10 mm to the left and 20 mm to the back
        fill(
                1,
                new Geometry(
                        100, 100, 5, new Vec3(10, 20, 0), new Vec3(0.5, 0, 0), new Vec3(0, 0.5, 0), new Vec3(0, 0, 3)),
                "1.2.3");
        panes.shown().forEach(p -> p.viewport().setSize(400, 300));
        panes.active().viewport().zoomSteps(5, 130, 90);
        panes.active().viewport().panBy(-17, 40);
        Vec3 here = panes.shown().get(0).viewport().middle().orElseThrow();
        Vec3 there = panes.shown().get(1).viewport().middle().orElseThrow();
        assertEquals(0, here.minus(there).length(), 1e-9);
        assertEquals(
                panes.shown().get(0).viewport().pixelsPerMm().orElseThrow(),
                panes.shown().get(1).viewport().pixelsPerMm().orElseThrow(),
                1e-9);
        panes.active().viewport().fit();
        assertTrue(panes.shown().get(1).viewport().fitted());
    }

    @Test
    void seriesThatShareNoSpaceFollowSliceBySliceIfTheReaderAsksForIt() {
        panes.setGrid(new PaneGrid(1, 2));
        fill(0, Geometry.axial(4, 4, 10, 1, 1, 3), "");
        fill(1, Geometry.axial(4, 4, 30, 1, 1, 1), "");
        models.linking().setMode(Linking.Mode.STEPS);
        int before = slice(1);
        panes.active().viewport().scroll(2);
        assertEquals(before + 2, slice(1));
        models.linking().setMode(Linking.Mode.OFF);
        panes.active().viewport().scroll(1);
        assertEquals(before + 2, slice(1));
    }

    @Test
    void planesThatCrossDoNotFollowEachOther() {
        panes.setGrid(new PaneGrid(1, 2));
        fill(0, Geometry.axial(8, 8, 8, 1, 1, 1), "1.2.3");
        fill(
                1,
                new Geometry(8, 8, 8, new Vec3(0, 0, 7), new Vec3(1, 0, 0), new Vec3(0, 0, -1), new Vec3(0, 1, 0)),
                "1.2.3");
        panes.active().viewport().goTo(1);
        assertEquals(4, slice(1));
        assertTrue(Linking.sameSpace(panes.shown().get(0), panes.shown().get(1)));
    }
}
