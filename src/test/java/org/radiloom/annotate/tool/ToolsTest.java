package org.radiloom.annotate.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;

/** Every tool against the mask that its definition gives voxel by voxel. */
class ToolsTest {
    private static final Geometry GRID = Geometry.axial(96, 80, 24, 0.6, 0.9, 2.5);

    @TempDir
    Path folder;

    private LabelEditor editor;

    @BeforeEach
    void open() throws Exception {
        editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID);
    }

    @AfterEach
    void close() throws Exception {
        editor.close();
    }

    private interface Inside {
        boolean holds(int i, int j, int k);
    }

    /** The labels are 1 exactly where they should be. */
    private void assertPainted(Inside expected) {
        int wrong = 0;
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    wrong += (editor.map().label(i, j, k) == 1) == expected.holds(i, j, k) ? 0 : 1;
                }
            }
        }
        assertEquals(0, wrong, "voxels that differ");
        assertTrue(editor.map().count(1) > 0, "something was painted");
    }

    private static Mask mask(Inside inside) {
        byte[] voxels = new byte[(int) GRID.voxels()];
        int at = 0;
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    voxels[at++] = (byte) (inside.holds(i, j, k) ? 1 : 0);
                }
            }
        }
        return Mask.of(GRID, voxels);
    }

    @Test
    void aStrokePaintsEveryVoxelWithinTheRadiusOfTheWayOnAllThreePlanes() throws Exception {
        var random = new Random(4);
        for (EditPlane.Axis axis : EditPlane.Axis.values()) {
            for (int n = 0; n < 12; n++) {
                var plane = new EditPlane(axis, 5 + random.nextInt(10));
                double[] p = {
                    random.nextDouble(plane.width(GRID)),
                    random.nextDouble(plane.height(GRID)),
                    random.nextDouble(plane.width(GRID)),
                    random.nextDouble(plane.height(GRID))
                };
                double radius = 2.6 + random.nextDouble(6);
                editor.edit("Stroke", canvas -> new Brush(radius, false, 1, Reach.EVERYWHERE)
                        .stroke(canvas, plane, p[0], p[1], p[2], p[3]));
                double dx = plane.xMm(GRID);
                double dy = plane.yMm(GRID);
                assertPainted((i, j, k) -> {
                    int x = axis == EditPlane.Axis.COLUMN ? j : i;
                    int y = axis == EditPlane.Axis.SLICE ? j : k;
                    int across = axis == EditPlane.Axis.SLICE ? k : axis == EditPlane.Axis.ROW ? j : i;
                    return across == plane.index()
                            && Line2D.ptSegDist(p[0] * dx, p[1] * dy, p[2] * dx, p[3] * dy, x * dx, y * dy) <= radius;
                });
                editor.undo();
            }
        }
    }

    @Test
    void aBallReachesIntoTheNeighbouringPlanes() {
        editor.edit("Dab", canvas -> new Brush(8, true, 1, Reach.EVERYWHERE)
                .stroke(canvas, new EditPlane(EditPlane.Axis.SLICE, 10), 40, 30, 40, 30));
        assertPainted((i, j, k) -> Math.hypot(Math.hypot((i - 40) * 0.6, (j - 30) * 0.9), (k - 10) * 2.5) <= 8);
    }

    @Test
    void aFastStrokeLeavesNoGap() {
        // 4,000 pixels a second seen 60 times a second: 67 pixels from one point to the next
        var brush = new Brush(0.4, false, 1, Reach.EVERYWHERE);
        var plane = new EditPlane(EditPlane.Axis.SLICE, 3);
        editor.edit("Stroke", canvas -> {
            brush.stroke(canvas, plane, 5, 5, 72, 20);
            brush.stroke(canvas, plane, 72, 20, 10, 70);
        });
        assertEquals(
                1, Components.of(editor.map().mask(1), Neighbours.TWENTY_SIX).count());
        assertEquals(1, editor.map().label(5, 5, 3));
        assertEquals(1, editor.map().label(10, 70, 3));
    }

    @Test
    void aBrushWithARangeChangesOnlyVoxelsWithinIt() {
        editor.edit("Stroke", canvas -> new Brush(9, false, 1, (i, j, k) -> (i + j) % 3 == 0)
                .stroke(canvas, new EditPlane(EditPlane.Axis.SLICE, 2), 30, 30, 30, 30));
        assertPainted((i, j, k) -> k == 2 && (i + j) % 3 == 0 && Math.hypot((i - 30) * 0.6, (j - 30) * 0.9) <= 9);
    }

    @Test
    void aLassoThatCrossesItselfFillsByTheEvenOddRule() {
        List<double[]> star = new ArrayList<>();
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (int n = 0; n < 5; n++) {
            double angle = 4 * Math.PI * n / 5 + 0.1;
            double[] p = {45.3 + 30 * Math.cos(angle), 38.7 + 30 * Math.sin(angle)};
            star.add(p);
            if (n == 0) {
                path.moveTo(p[0], p[1]);
            } else {
                path.lineTo(p[0], p[1]);
            }
        }
        path.closePath();
        editor.edit(
                "Lasso",
                canvas -> AreaFill.fill(canvas, new EditPlane(EditPlane.Axis.SLICE, 7), star, 1, Reach.EVERYWHERE));
        assertPainted((i, j, k) -> k == 7 && path.contains(i, j));
        assertEquals(0, editor.map().label(45, 39, 7), "the middle of a star is outside");
    }

    @Test
    void growingStopsAtWhatDoesNotBelongAndLeavesWhatIsTooLarge() {
        Reach box = (i, j, k) ->
                (i >= 10 && i < 20 && j >= 10 && j < 20 && k >= 5 && k < 8 && i != 15) || (i >= 60 && j > 60);
        editor.edit("Grow", canvas -> assertEquals(150, RegionGrow.grow(canvas, 12, 12, 6, 1, box, 1000)));
        assertPainted((i, j, k) -> i >= 10 && i < 15 && j >= 10 && j < 20 && k >= 5 && k < 8);
        assertFalse(editor.edit("Grow", canvas -> assertEquals(-1, RegionGrow.grow(canvas, 70, 70, 0, 1, box, 1000))));
        editor.edit(
                "Grow",
                canvas -> assertEquals(
                        40, RegionGrow.grow(canvas, new EditPlane(EditPlane.Axis.SLICE, 6), 17, 12, 1, box, 1000)));
    }

    @Test
    void slicesBetweenTwoEllipsesAreFilledByShapeAndAPreviewChangesNothing() {
        // radii go from (20, 12) to (12, 8) in pixels over ten slices, the centre moves by ten
        editor.edit("Draw", canvas -> {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    if (ellipse(i, j, 40, 40, 20, 12)) {
                        canvas.set(i, j, 4, 1);
                    }
                    if (ellipse(i, j, 50, 40, 12, 8)) {
                        canvas.set(i, j, 14, 1);
                    }
                }
            }
        });
        long before = editor.map().fingerprint();
        var preview = SliceInterpolation.preview(editor.map(), 1);
        assertEquals(before, editor.map().fingerprint());
        assertEquals(List.of(5, 6, 7, 8, 9, 10, 11, 12, 13), List.copyOf(preview.keySet()));
        editor.edit("Interpolate", canvas -> SliceInterpolation.apply(canvas, preview, 1));
        long both = 0;
        long all = 0;
        for (int j = 0; j < GRID.rows(); j++) {
            for (int i = 0; i < GRID.columns(); i++) {
                boolean expected = ellipse(i, j, 45, 40, 16, 10);
                boolean found = editor.map().label(i, j, 9) == 1;
                both += expected && found ? 1 : 0;
                all += (expected ? 1 : 0) + (found ? 1 : 0);
            }
        }
        assertTrue(2.0 * both / all >= 0.97, "Dice " + 2.0 * both / all);
        editor.undo();
        assertEquals(before, editor.map().fingerprint());
    }

    private static boolean ellipse(int i, int j, double ci, double cj, double ri, double rj) {
        return (i - ci) * (i - ci) / (ri * ri) + (j - cj) * (j - cj) / (rj * rj) <= 1;
    }

    @Test
    void aLivewireFollowsTheEdgeOfADiscBetweenTwoPointsOnIt() {
        int side = 120;
        float[] values = new float[side * side];
        for (int at = 0; at < values.length; at++) {
            int row = at / side;
            values[at] = Math.hypot(at % side - 60, row - 60) <= 40 ? 1000 : 0;
        }
        // a quarter of the circle; the straight way would cut the corner by 40 (1 - cos 45 degrees) = 12 pixels
        List<double[]> way = Livewire.of(values, side, 100, 60).to(60, 100);
        assertEquals(100, way.getFirst()[0]);
        assertEquals(100, way.getLast()[1]);
        way.forEach(p -> assertEquals(40, Math.hypot(p[0] - 60, p[1] - 60), 1.5));
        assertEquals(1, Livewire.of(values, side, 5, 5).to(5, 5).size());
    }

    @Test
    void seedsGrowUpToTheEdgeBetweenThemAndWhatIsToBeEmptyIsErased() throws Exception {
        // bone in the left part of a box of soft tissue, with noise that is small beside the step between them
        var random = new Random(2);
        float[] values = new float[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (at % GRID.columns() < 37 ? 900 : 40) + 20 * random.nextFloat();
        }
        var stack = VolumeStack.ofFloats(GRID, values, ValueUnit.HOUNSFIELD);
        editor.edit("Seeds", canvas -> {
            canvas.set(30, 30, 8, 1);
            canvas.set(50, 50, 14, 2);
        });
        Canvas canvas = editor.begin();
        var box = GrowFromSeeds.Box.around(canvas, 4);
        GrowFromSeeds.fill(canvas, stack, box, 2);
        assertTrue(editor.commit("Grow", canvas));
        assertPainted((i, j, k) -> i >= 26 && i < 37 && j >= 26 && j <= 54 && k >= 4 && k <= 18);
        assertEquals(0, editor.map().count(2));
    }

    @Test
    void marginsAreBallsInMillimetres() {
        Mask point = mask((i, j, k) -> i == 40 && j == 40 && k == 12);
        Mask grown = MaskOperations.grow(point, 6);
        Mask ball = mask((i, j, k) -> Math.hypot(Math.hypot((i - 40) * 0.6, (j - 40) * 0.9), (k - 12) * 2.5) <= 6);
        assertEquals(
                0,
                MaskOperations.minus(grown, ball).count()
                        + MaskOperations.minus(ball, grown).count());
        assertEquals(1, MaskOperations.shrink(grown, 5.9).count());
    }

    @Test
    void openingTakesThinThingsAwayAndClosingFillsNarrowGaps() {
        Mask box = mask((i, j, k) -> i >= 20 && i < 60 && j >= 20 && j < 50 && k >= 4 && k < 20);
        Mask whisker = mask((i, j, k) -> j == 35 && k == 10 && i >= 60 && i < 80);
        Mask slit = mask((i, j, k) -> i == 40 && j >= 20 && j < 50 && k >= 4 && k < 20);
        Mask opened = MaskOperations.open(MaskOperations.union(box, whisker), 2);
        assertTrue(MaskOperations.both(opened, whisker).count() <= 1, "but for where it leaves the box");
        Mask closed = MaskOperations.close(MaskOperations.minus(box, slit), 2);
        assertEquals(slit.count(), MaskOperations.both(closed, slit).count());
        assertEquals(0, MaskOperations.minus(box, closed).count());
    }

    @Test
    void theMedianTakesSinglePointsAndFillsSingleHolesAndKeepsAFlatFace() {
        Mask box = mask((i, j, k) ->
                (i >= 20 && i < 60 && j >= 20 && j < 50 && k >= 4 && k < 20 && !(i == 40 && j == 35 && k == 10))
                        || (i == 5 && j == 5 && k == 5));
        Mask smooth = MaskOperations.median(box);
        assertFalse(smooth.contains(5, 5, 5));
        assertTrue(smooth.contains(40, 35, 10));
        assertTrue(smooth.contains(20, 35, 10), "18 of 27 voxels around a face are inside");
        assertFalse(smooth.contains(20, 20, 4), "8 of 27 around a corner");
    }

    @Test
    void aGaussianRoundsAndKeepsTheVolumeOfABall() {
        Mask ball = mask((i, j, k) -> Math.hypot(Math.hypot((i - 45) * 0.6, (j - 40) * 0.9), (k - 12) * 2.5) <= 18);
        Mask smooth = MaskOperations.gaussian(ball, 1.5);
        assertEquals(1, smooth.count() / (double) ball.count(), 0.03);
    }

    @Test
    void holesAreFilledAndIslandsGoInOneStepEachAndOtherLabelsStay() {
        Mask shell = mask((i, j, k) -> {
            double r = Math.hypot(Math.hypot((i - 45) * 0.6, (j - 40) * 0.9), (k - 12) * 2.5);
            return (r <= 18 && r > 9) || (i < 3 && j < 3 && k == 0) || (i == 90 && j < 4 && k == 2);
        });
        // something else within the hole
        editor.edit("Other", canvas -> canvas.setRow(44, 47, 40, 12, 2));
        editor.edit("Put", canvas -> MaskOperations.put(canvas, shell, 1));
        editor.edit("Fill", canvas -> LabelOperations.fillHoles(canvas, 1));
        editor.edit("Islands", canvas -> LabelOperations.removeIslands(canvas, 1, 5));
        assertEquals(0, editor.map().label(90, 0, 2), "4 voxels");
        assertEquals(1, editor.map().label(0, 0, 0), "9 voxels");
        editor.edit("Largest", canvas -> LabelOperations.keepLargest(canvas, 1));
        assertEquals(3, editor.map().count(2));
        editor.undo();
        editor.redo();
        editor.edit("Other", canvas -> canvas.setRow(44, 47, 40, 12, 1));
        assertPainted((i, j, k) -> Math.hypot(Math.hypot((i - 45) * 0.6, (j - 40) * 0.9), (k - 12) * 2.5) <= 18);
        for (int n = 0; n < 4; n++) {
            editor.undo();
        }
        assertEquals(shell.count(), editor.map().count(1));
    }

    @Test
    void holesOnAPlaneAreThoseOfThatPlaneAlone() {
        // a tube along the columns: open at its ends, closed on planes across it
        Mask tube = mask((i, j, k) -> i >= 20
                && i < 60
                && Math.abs(j - 40) <= 3
                && Math.abs(k - 12) <= 3
                && Math.max(Math.abs(j - 40), Math.abs(k - 12)) >= 2);
        editor.edit("Put", canvas -> MaskOperations.put(canvas, tube, 1));
        assertFalse(editor.edit("Fill", canvas -> LabelOperations.fillHoles(canvas, 1)));
        assertFalse(editor.edit("Fill", canvas -> LabelOperations.fillHolesInSlices(canvas, 1)));
        editor.edit("Fill", canvas -> LabelOperations.fillHoles(canvas, new EditPlane(EditPlane.Axis.COLUMN, 33), 1));
        assertPainted((i, j, k) -> tube.contains(i, j, k) || (i == 33 && Math.abs(j - 40) < 2 && Math.abs(k - 12) < 2));
    }
}
