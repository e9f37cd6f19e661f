package org.radiloom.annotate.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;

/** Two cubes of noisy bone in soft tissue, with a gap of two voxels between them along each axis. */
class EdgeBrushTest {
    private static final Geometry GRID = Geometry.axial(40, 40, 40, 0.5, 0.8, 1.2);

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

    /** Bone from 5 to 17 and from 20 to 34 along the axis; from 5 to 34 along the others. */
    private static boolean bone(EditPlane.Axis split, int i, int j, int k) {
        int along =
                switch (split) {
                    case SLICE -> k;
                    case ROW -> j;
                    case COLUMN -> i;
                };
        boolean inside = Math.min(i, Math.min(j, k)) >= 5 && Math.max(i, Math.max(j, k)) < 35;
        return inside && (along < 18 || along >= 20);
    }

    private static VolumeStack stack(EditPlane.Axis split, double noise) {
        var random = new Random(8);
        float[] values = new float[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % 40;
            int j = at / 40 % 40;
            int k = at / 1600;
            values[at] = (float) ((bone(split, i, j, k) ? 1000 : 40) + noise * random.nextGaussian());
        }
        return VolumeStack.ofFloats(GRID, values, ValueUnit.HOUNSFIELD);
    }

    private static Canvas painted(LabelEditor editor, VolumeStack stack, EditPlane plane, boolean ball) {
        Canvas canvas = editor.begin();
        var brush = new Brush(12, ball, 1, Reach.EVERYWHERE);
        EdgeBrush edge = EdgeBrush.at(brush, stack, GRID, plane, 12, 12, EdgeBrush.USUAL_SENSITIVITY);
        edge.stroke(canvas, plane, 12, 12, 12, 12);
        edge.stroke(canvas, plane, 12, 12, 14, 13);
        return canvas;
    }

    @Test
    void itFillsTheBoneUnderTheBrushAndNeitherLeavesItNorCrossesAGap() throws Exception {
        for (EditPlane.Axis axis : EditPlane.Axis.values()) {
            // the gap lies on the plane, across its x
            EditPlane.Axis split = axis == EditPlane.Axis.COLUMN ? EditPlane.Axis.ROW : EditPlane.Axis.COLUMN;
            for (boolean ball : new boolean[] {false, true}) {
                var plane = new EditPlane(axis, 12);
                Canvas canvas = painted(editor, stack(split, 30), plane, ball);
                Canvas plain = editor.begin();
                new Brush(12, ball, 1, Reach.EVERYWHERE).stroke(plain, plane, 12, 12, 14, 13);
                int taken = 0;
                int whole = 0;
                for (int at = 0; at < GRID.voxels(); at++) {
                    int i = at % 40;
                    int j = at / 40 % 40;
                    int k = at / 1600;
                    boolean same = bone(split, i, j, k) && (split == EditPlane.Axis.COLUMN ? i : j) < 18;
                    if (canvas.label(i, j, k) == 1) {
                        assertTrue(same && plain.label(i, j, k) == 1, axis + " at " + i + " " + j + " " + k);
                        taken++;
                    }
                    whole += same && plain.label(i, j, k) == 1 ? 1 : 0;
                }
                assertTrue(taken >= 0.99 * whole, taken + " of " + whole + " on " + axis);
            }
        }
    }

    @Test
    void withoutNoiseItTakesExactlyTheBone() throws Exception {
        var plane = new EditPlane(EditPlane.Axis.SLICE, 10);
        Canvas canvas = painted(editor, stack(EditPlane.Axis.COLUMN, 0), plane, false);
        Canvas plain = editor.begin();
        new Brush(12, false, 1, Reach.EVERYWHERE).stroke(plain, plane, 12, 12, 14, 13);
        for (int at = 0; at < 1600; at++) {
            int i = at % 40;
            int j = at / 40;
            boolean expected = plain.label(i, j, 10) == 1 && i >= 5 && i < 18 && j >= 5;
            assertEquals(expected, canvas.label(i, j, 10) == 1, i + " " + j);
        }
    }

    @Test
    void theSameStrokesGiveTheSameAndALimitAndALockHold() throws Exception {
        VolumeStack stack = stack(EditPlane.Axis.ROW, 30);
        var plane = new EditPlane(EditPlane.Axis.ROW, 12);
        editor.commit("Once", painted(editor, stack, plane, true));
        long once = editor.map().fingerprint();
        editor.undo();
        editor.commit("Again", painted(editor, stack, plane, true));
        assertEquals(once, editor.map().fingerprint());
        editor.undo();
        Canvas canvas = editor.begin();
        var odd = new Brush(12, true, 1, (i, j, k) -> i % 2 == 1);
        EdgeBrush.at(odd, stack, GRID, plane, 13, 12, 3).stroke(canvas, plane, 13, 12, 13, 12);
        editor.commit("Odd", canvas);
        assertTrue(editor.map().count(1) > 0);
        for (int at = 0; at < GRID.voxels(); at++) {
            assertFalse(at % 2 == 0 && editor.map().label(at % 40, at / 40 % 40, at / 1600) == 1);
        }
    }

    @Test
    void whereNoValuesAreInMemoryItPaintsNothing() {
        Canvas canvas = editor.begin();
        var plane = new EditPlane(EditPlane.Axis.SLICE, 12);
        var brush = new Brush(12, true, 1, Reach.EVERYWHERE);
        EdgeBrush.at(brush, new OnDisk(), GRID, plane, 12, 12, 3).stroke(canvas, plane, 12, 12, 14, 13);
        assertFalse(editor.commit("Nothing", canvas));
    }

    /** Slices that nobody has read yet. */
    private record OnDisk() implements ImageStack {
        @Override
        public int columns() {
            return GRID.columns();
        }

        @Override
        public int rows() {
            return GRID.rows();
        }

        @Override
        public int slices() {
            return GRID.slices();
        }

        @Override
        public ValueUnit unit() {
            return ValueUnit.HOUNSFIELD;
        }

        @Override
        public Optional<Geometry> geometry() {
            return Optional.of(GRID);
        }

        @Override
        public Window defaultWindow() {
            return new Window(40, 400);
        }

        @Override
        public Slice slice(int k) {
            throw new AssertionError("a brush does not wait for the disk");
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return Optional.empty();
        }
    }
}
