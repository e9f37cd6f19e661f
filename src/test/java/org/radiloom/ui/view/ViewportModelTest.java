package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.LiverFilm;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.OrientationLabels;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;

class ViewportModelTest {
    /** 4 x 3 x 10 voxels of 2 x 1 x 5 mm; a voxel's value is its slice times 100 plus its column. */
    private static final Geometry GRID = Geometry.axial(4, 3, 10, 2, 1, 5);

    private final ViewportModel model = new ViewportModel();

    private static ImageStack stack(Geometry grid) {
        float[] values = new float[(int) grid.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = 100 * (n / 12) + n % 4;
        }
        return VolumeStack.ofFloats(grid, values, ValueUnit.HOUNSFIELD);
    }

    private void showIn(int width, int height) {
        model.setSize(width, height);
        model.show(stack(GRID), Caption.EMPTY, Presentation.PLAIN);
    }

    @Test
    void startsFittedOnTheMiddleSlice() {
        showIn(80, 60);
        assertEquals(5, model.slice());
        // 8 mm x 3 mm in 80 x 60 pixels: the width decides, 10 pixels a millimetre
        assertEquals(10, model.pixelsPerMm().orElseThrow(), 1e-9);
        assertEquals(20, model.place().scaleX(), 1e-9);
        assertEquals(10, model.place().scaleY(), 1e-9);
    }

    @Test
    void scrollingStopsAtTheEnds() {
        showIn(80, 60);
        model.scroll(99);
        assertEquals(9, model.slice());
        model.scroll(-99);
        assertEquals(0, model.slice());
    }

    @Test
    void zoomingKeepsThePointUnderThePointer() {
        showIn(80, 60);
        var before = model.place().toImage(13, 41);
        model.zoomSteps(5, 13, 41);
        var after = model.place().toImage(13, 41);
        assertEquals(before.column(), after.column(), 1e-9);
        assertEquals(before.row(), after.row(), 1e-9);
        // five notches of 15 % each
        assertEquals(10 * Math.pow(1.15, 5), model.pixelsPerMm().orElseThrow(), 1e-9);
    }

    @Test
    void aFittedSliceStaysFittedWhenTheWindowGrowsAndAZoomedOneKeepsItsZoom() {
        showIn(80, 60);
        model.setSize(160, 120);
        assertEquals(20, model.pixelsPerMm().orElseThrow(), 1e-9);
        model.actualSize();
        model.setSize(80, 60);
        // the finer axis, rows of 1 mm, has one pixel for each
        assertEquals(1, model.pixelsPerMm().orElseThrow(), 1e-9);
    }

    @Test
    void theReadingIsTheVoxelUnderThePointer() {
        showIn(80, 60);
        // column 2 is centred at 50; rows take 30 of 60 pixels, row 0 is centred at 20
        Reading reading = model.readingAt(50, 20).orElseThrow();
        assertEquals(
                new Reading(2, 0, Optional.of(502.0), ValueUnit.HOUNSFIELD, Optional.of(new Vec3(4, 0, 25))), reading);
        assertTrue(model.readingAt(50, 5).isEmpty());
    }

    @Test
    void aGreyPixelOfAColouredFrameHasAValueAndAColouredOneHasNone() {
        model.setSize(640, 480);
        model.show(LiverFilm.of(1, 120, 80), Caption.EMPTY, Presentation.PLAIN);
        assertTrue(model.readingAt(260, 265).orElseThrow().value().orElseThrow() > 0);
        assertTrue(model.geometry().isEmpty());
        Slice red = ColourSlice.of(new int[] {0xFF0000}, 1, 1);
        model.show(new LiverFilm(List.of(red)), Caption.EMPTY, Presentation.PLAIN);
        model.setSize(640, 480);
        assertTrue(model.readingAt(0.5, 0.5).orElseThrow().value().isEmpty());
    }

    @Test
    void aTurnedStackHasThePatientsRightOnTheLeftAndTheFrontUp() {
        // as in NIfTI files: columns to the right, rows to the front
        var ras = new Geometry(4, 3, 10, new Vec3(0, 0, 0), new Vec3(-2, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 5));
        model.setSize(80, 60);
        model.show(stack(ras), Caption.EMPTY, new Presentation(true, false, Optional.empty(), false));
        assertTrue(model.place().scaleX() < 0);
        assertTrue(model.place().scaleY() < 0);
        // the left edge of the screen shows the last column
        assertEquals(3, model.readingAt(5, 30).orElseThrow().column());
        model.show(stack(ras), Caption.EMPTY, Presentation.PLAIN);
        assertTrue(model.place().scaleX() > 0);
    }

    @Test
    void columnsThatRunToTheFeetAreStoodUpright() {
        // as in NIfTI files of sagittal scans: columns to the feet, rows to the front
        var lying =
                new Geometry(4, 3, 10, new Vec3(0, 0, 0), new Vec3(0, 0, -2), new Vec3(0, -1, 0), new Vec3(1, 0, 0));
        model.setSize(80, 60);
        model.show(stack(lying), Caption.EMPTY, new Presentation(true, false, Optional.empty(), false));
        var seen = OrientationLabels.of(lying, model.place());
        assertEquals(new OrientationLabels("A", "P", "H", "F"), seen);
        // 3 mm across and 8 mm down in 80 x 60 pixels: the height decides
        assertEquals(7.5, model.pixelsPerMm().orElseThrow(), 1e-9);
    }

    @Test
    void turnsAndMirrorsThatCancelLeaveExactlyThePlaceBefore() {
        showIn(81, 60);
        model.zoomSteps(2.7, 13, 41);
        model.panBy(3.3, -1.7);
        var before = model.place();
        for (int n = 0; n < 1000; n++) {
            model.setTurn(model.turn().right().flippedVertically());
            model.setTurn(model.turn().flippedVertically().left());
            model.setTurn(model.turn().left().left().left().left());
        }
        assertEquals(before, model.place());
        var middle = before.toImage(40.5, 30);
        model.setTurn(model.turn().right());
        assertEquals(middle.column(), model.place().toImage(40.5, 30).column(), 1e-9);
        assertEquals(middle.row(), model.place().toImage(40.5, 30).row(), 1e-9);
        assertEquals(before.zoom(), model.place().zoom(), 1e-12);
    }

    @Test
    void aTurnedSliceIsFittedByItsNewShapeAndResetTurnsItBack() {
        showIn(80, 60);
        model.setTurn(model.turn().right());
        // 3 mm across and 8 mm down: the height decides, 7.5 pixels a millimetre
        assertEquals(7.5, model.pixelsPerMm().orElseThrow(), 1e-9);
        // the upper left corner of the screen shows the lower left of the file
        assertEquals(
                new Reading(0, 2, Optional.of(500.0), ValueUnit.HOUNSFIELD, Optional.of(new Vec3(0, 2, 25))),
                model.readingAt(30, 1).orElseThrow());
        model.fitWidth();
        assertEquals(80 / 3.0, model.pixelsPerMm().orElseThrow(), 1e-9);
        model.reset();
        assertEquals(Turn.NONE, model.turn());
        assertEquals(10, model.pixelsPerMm().orElseThrow(), 1e-9);
    }

    @Test
    void draggingToTheRightWidensTheWindowAndUpwardsRaisesItsCentre() {
        showIn(80, 60);
        model.setWindow(new Window(40, 400));
        model.dragWindow(10, 0);
        assertEquals(new Window(40, 420), model.window());
        model.setWindow(new Window(40, 400));
        model.dragWindow(0, -10);
        assertEquals(new Window(50, 400), model.window());
    }

    @Test
    void theWindowNeverGetsNarrowerThanOneUnit() {
        showIn(80, 60);
        model.setWindow(new Window(40, 1));
        model.dragWindow(-10_000, 0);
        assertEquals(1, model.window().width(), 1e-9);
    }

    @Test
    void numberKeysSetTheNamedWindowsOfCt() {
        showIn(80, 60);
        model.preset(3);
        assertEquals(new Window(500, 2000), model.window());
        model.preset(1);
        assertEquals(stack(GRID).defaultWindow(), model.window());
        model.preset(0);
        assertEquals(stack(GRID).defaultWindow(), model.window());
    }

    @Test
    void imagesWithoutHounsfieldUnitsHaveOnlyTheirOwnWindow() {
        var raw = VolumeStack.ofFloats(GRID, new float[(int) GRID.voxels()], ValueUnit.RAW);
        assertEquals(1, WindowPreset.of(raw, 0).size());
    }

    @Test
    void resetKeepsTheSlice() {
        showIn(80, 60);
        model.goTo(2);
        model.setInverted(true);
        model.panBy(30, 30);
        model.reset();
        assertEquals(2, model.slice());
        assertFalse(model.inverted());
        assertEquals(10, model.pixelsPerMm().orElseThrow(), 1e-9);
        assertEquals(1.5, model.place().toImage(40, 30).column(), 1e-9);
    }

    @Test
    void thePositionNamesTheSideOfTheOrigin() {
        showIn(80, 60);
        model.goTo(3);
        assertEquals(new AxisPosition('H', 15), model.slicePosition().orElseThrow());
        assertEquals(new AxisPosition('F', 2), AxisPosition.along(new Vec3(0, 0.1, 1), new Vec3(9, 9, -2)));
        assertEquals(new AxisPosition('R', 9), AxisPosition.along(new Vec3(1, 0, 0), new Vec3(-9, 1, 1)));
    }

    @Test
    void theScaleBarIsTheLongestRoundLengthThatFits() {
        assertEquals(Optional.of(new ScaleBar(50, 150)), ScaleBar.fitting(Optional.of(3.0), 200));
        assertEquals(Optional.of(new ScaleBar(20, 200)), ScaleBar.fitting(Optional.of(10.0), 200));
        assertEquals(Optional.empty(), ScaleBar.fitting(Optional.empty(), 200));
    }
}
