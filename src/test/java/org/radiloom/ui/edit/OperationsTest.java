package org.radiloom.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.job.Work;
import org.radiloom.problem.Problem;

/** Operations on whole segments: each against the voxels that its definition gives. */
class OperationsTest {
    private static final Geometry GRID = Geometry.axial(40, 40, 20, 1, 1, 1);

    @TempDir
    Path folder;

    private final EditModel model = new EditModel();
    private final List<String> refused = new ArrayList<>();
    private EditCase on;

    private interface Inside {
        boolean holds(int i, int j, int k);
    }

    @BeforeEach
    void open() throws Exception {
        float[] values = new float[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = at % 40 < 20 ? 1000 : 0;
        }
        var editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID);
        on = new EditCase("series", editor, VolumeStack.ofFloats(GRID, values, ValueUnit.HOUNSFIELD), true);
        model.put(on);
        model.setRefusal(refused::add);
        on.add("segment", SegmentPresets.named("Other", 2));
        on.add("segment", SegmentPresets.named("Mandible", 1));
    }

    @AfterEach
    void close() throws Exception {
        on.editor().close();
    }

    private static void paint(Canvas canvas, int label, Inside inside) {
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    if (inside.holds(i, j, k)) {
                        canvas.set(i, j, k, label);
                    }
                }
            }
        }
    }

    private void paint(int label, Inside inside) {
        on.edit("paint", canvas -> paint(canvas, label, inside));
    }

    private void assertHas(int label, Inside expected) {
        List<String> wrong = new ArrayList<>();
        for (int k = 0; k < GRID.slices(); k++) {
            for (int j = 0; j < GRID.rows(); j++) {
                for (int i = 0; i < GRID.columns(); i++) {
                    if ((on.map().label(i, j, k) == label) != expected.holds(i, j, k)) {
                        wrong.add(i + "," + j + "," + k);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong, "voxels that differ");
    }

    private static boolean box(int i, int j, int k, int from, int to) {
        return i >= from && i < to && j >= from && j < to && k >= from && k < to;
    }

    @Test
    void holesAreFilledButForWhatAnotherSegmentHolds() {
        paint(1, (i, j, k) -> box(i, j, k, 4, 16) && !box(i, j, k, 6, 14));
        paint(2, (i, j, k) -> box(i, j, k, 8, 10));
        model.operations().run(on, Operation.FILL_HOLES);
        assertHas(1, (i, j, k) -> box(i, j, k, 4, 16) && !box(i, j, k, 8, 10));
        assertHas(2, (i, j, k) -> box(i, j, k, 8, 10));
        assertEquals("holes", on.editor().undoName().orElseThrow());
    }

    @Test
    void aTubeHasHolesInItsSlicesOnly() {
        Inside tube = (i, j, k) -> i >= 4 && i < 16 && j >= 4 && j < 16 && !(i >= 8 && i < 12 && j >= 8 && j < 12);
        paint(1, tube);
        model.operations().run(on, Operation.FILL_HOLES);
        assertHas(1, tube);
        assertEquals(List.of("correct.refused.same"), refused);
        model.operations().run(on, Operation.FILL_SLICES);
        assertHas(1, (i, j, k) -> i >= 4 && i < 16 && j >= 4 && j < 16);
    }

    @Test
    void theLargestPartStaysAndIslandsGoByTheirVolume() {
        Inside large = (i, j, k) -> box(i, j, k, 2, 12);
        Inside island = (i, j, k) -> box(i, j, k, 14, 17);
        paint(1, (i, j, k) -> large.holds(i, j, k) || island.holds(i, j, k) || (i == 30 && j == 30 && k == 2));
        model.setOptions(o -> o.withIslandMm3(27));
        model.operations().run(on, Operation.REMOVE_ISLANDS);
        assertHas(1, (i, j, k) -> large.holds(i, j, k) || island.holds(i, j, k));
        model.setOptions(o -> o.withIslandMm3(28));
        model.operations().run(on, Operation.REMOVE_ISLANDS);
        assertHas(1, large);
        on.undo();
        model.operations().run(on, Operation.KEEP_LARGEST);
        assertHas(1, large);
    }

    @Test
    void marginsAndSmoothingUseTheirSize() {
        paint(1, (i, j, k) -> i == 20 && j == 20 && k == 10);
        model.setOptions(o -> o.withMarginMm(3));
        model.operations().run(on, Operation.GROW);
        Inside ball = (i, j, k) -> (i - 20) * (i - 20) + (j - 20) * (j - 20) + (k - 10) * (k - 10) <= 9;
        assertHas(1, ball);
        model.setOptions(o -> o.withMarginMm(1));
        model.operations().run(on, Operation.SHRINK);
        // what has all six neighbours within the ball
        assertHas(
                1,
                (i, j, k) -> ball.holds(i - 1, j, k)
                        && ball.holds(i + 1, j, k)
                        && ball.holds(i, j - 1, k)
                        && ball.holds(i, j + 1, k)
                        && ball.holds(i, j, k - 1)
                        && ball.holds(i, j, k + 1));
        on.undo();
        model.setOptions(o -> o.withMarginMm(2));
        long before = on.map().count(1);
        model.operations().run(on, Operation.OPEN);
        assertTrue(on.map().count(1) < before);
        assertEquals("opening", on.editor().undoName().orElseThrow());
        on.undo();
        on.undo();
        Inside slit = (i, j, k) -> box(i, j, k, 4, 16) && i == 10;
        Inside speck = (i, j, k) -> i == 30 && j == 30 && k == 10;
        for (Operation each : List.of(Operation.CLOSE, Operation.GAUSSIAN, Operation.MEDIAN)) {
            paint(1, (i, j, k) -> (box(i, j, k, 4, 16) && !slit.holds(i, j, k)) || speck.holds(i, j, k));
            model.operations().run(on, each);
            assertEquals(each.step(), on.editor().undoName().orElseThrow());
            assertEquals(each == Operation.CLOSE, on.map().label(30, 30, 10) == 1, "smoothing takes a speck away");
            assertEquals(1, on.map().label(10, 9, 9), "all of them fill a slit");
            on.undo();
            on.undo();
        }
    }

    @Test
    void aMaskIsAddedTakenAwayOrKeptWhereBothAre() {
        Mask other = mask((i, j, k) -> box(i, j, k, 5, 15));
        Inside own = (i, j, k) -> box(i, j, k, 2, 10);
        paint(2, (i, j, k) -> i == 14 && j == 14 && k == 14);
        paint(1, own);
        model.operations().combine(on, Combination.SUBTRACT, other);
        assertHas(1, (i, j, k) -> box(i, j, k, 2, 10) && !box(i, j, k, 5, 15));
        on.undo();
        model.operations().combine(on, Combination.INTERSECT, other);
        assertHas(1, (i, j, k) -> box(i, j, k, 5, 10));
        on.undo();
        model.operations().combine(on, Combination.ADD, other);
        assertHas(1, (i, j, k) -> (own.holds(i, j, k) || box(i, j, k, 5, 15)) && !(i == 14 && j == 14 && k == 14));
        model.operations().combine(on, Combination.ADD, 2);
        assertHas(1, (i, j, k) -> own.holds(i, j, k) || box(i, j, k, 5, 15));
        assertEquals(0, on.map().count(2));
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
    void slicesBetweenArePreviewedAndLeaveOtherSegmentsAlone() {
        paint(1, (i, j, k) -> (k == 4 || k == 8) && i >= 10 && i < 20 && j >= 10 && j < 20);
        paint(2, (i, j, k) -> k == 6 && i == 15 && j == 15);
        model.operations().interpolate(on);
        assertEquals(200, on.map().count(1), "a preview paints nothing");
        assertTrue(on.takePreview());
        assertHas(
                1,
                (i, j, k) ->
                        k >= 4 && k <= 8 && i >= 10 && i < 20 && j >= 10 && j < 20 && !(k == 6 && i == 15 && j == 15));
        on.undo();
        assertEquals(200, on.map().count(1));
        paint(1, (i, j, k) -> k >= 5 && k <= 7 && i == 15 && j == 15);
        model.operations().interpolate(on);
        assertEquals(List.of("correct.refused.between"), refused);
    }

    @Test
    void seedsGrowToTheEdgeBetweenThemAsAPreviewOfBoth() {
        model.operations().growFromSeeds(on);
        assertEquals(List.of("correct.refused.seeds"), refused);
        paint(1, (i, j, k) -> i == 15 && j == 20 && k == 10);
        paint(2, (i, j, k) -> i == 25 && j == 20 && k == 10);
        model.operations().growFromSeeds(on);
        assertTrue(on.preview().isPresent());
        assertEquals(1, on.map().count(1));
        on.takePreview();
        // six voxels around the seeds; the values change between columns 19 and 20
        assertHas(1, (i, j, k) -> i >= 9 && i < 20 && j >= 14 && j <= 26 && k >= 4 && k <= 16);
        assertHas(2, (i, j, k) -> i >= 20 && i <= 31 && j >= 14 && j <= 26 && k >= 4 && k <= 16);
        on.undo();
        on.change("lock", 2, s -> s.withLocked(true));
        model.operations().growFromSeeds(on);
        on.takePreview();
        assertEquals(1, on.map().count(2), "what is locked does not grow");
        on.undo();
        boolean[] wanted = new boolean[1600];
        wanted[5] = true;
        on.setPreview(new Preview("grow", 1, new TreeMap<>(Map.of(3, wanted)), false));
        on.change("lock", 1, s -> s.withLocked(true));
        on.takePreview();
        assertEquals(1, on.map().count(1), "nor does what was locked after the preview was made");
    }

    @Test
    void erasingASliceOrASegmentLeavesTheOthers() {
        paint(1, (i, j, k) -> box(i, j, k, 4, 10));
        paint(2, (i, j, k) -> box(i, j, k, 10, 12));
        model.operations().clear(on, new EditPlane(EditPlane.Axis.ROW, 5));
        assertHas(1, (i, j, k) -> box(i, j, k, 4, 10) && j != 5);
        model.operations().clear(on);
        assertEquals(0, on.map().count(1));
        assertEquals(8, on.map().count(2));
        assertEquals("clearsegment", on.editor().undoName().orElseThrow());
    }

    @Test
    void lockedSegmentsRefuseWithWords() {
        paint(1, (i, j, k) -> box(i, j, k, 4, 10));
        on.change("lock", 1, s -> s.withLocked(true));
        model.operations().run(on, Operation.MEDIAN);
        model.operations().clear(on);
        model.operations().interpolate(on);
        assertEquals(List.of("correct.refused.locked", "correct.refused.locked", "correct.refused.locked"), refused);
        assertEquals(216, on.map().count(1));
    }

    /** Keeps work until it is asked for. */
    private static final class Later implements Background {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public <T> void submit(String step, Work<T> work, Consumer<T> then) {
            waiting.add(() -> {
                try {
                    then.accept(work.run(Progress.NONE));
                } catch (Problem problem) {
                    throw new IllegalStateException(problem);
                }
            });
        }

        void work() {
            List.copyOf(waiting).forEach(Runnable::run);
            waiting.clear();
        }
    }

    @Test
    void whatIsPaintedWhileAnOperationWorksStays() {
        var later = new Later();
        model.setBackground(later);
        paint(1, (i, j, k) -> box(i, j, k, 4, 16) && !box(i, j, k, 6, 14));
        model.operations().run(on, Operation.FILL_HOLES);
        paint(1, (i, j, k) -> i == 30 && j == 30 && k == 10);
        on.begin();
        on.paint(canvas -> canvas.set(7, 7, 7, 2));
        later.work();
        assertEquals("paint", on.editor().undoName().orElseThrow(), "a stroke is not disturbed");
        on.end("brush");
        assertEquals("holes", on.editor().undoName().orElseThrow());
        assertHas(
                1,
                (i, j, k) -> (box(i, j, k, 4, 16) && !(i == 7 && j == 7 && k == 7)) || (i == 30 && j == 30 && k == 10));
        on.undo();
        assertEquals(1, on.map().label(30, 30, 10));
        assertEquals(0, on.map().label(8, 8, 8));
    }

    @Test
    void toolsThatNeedValuesSayWhyTheyHaveNone() {
        var hand = new GrowHand(model);
        model.setOptions(o -> o.growing(new EditOptions.Growth(OptionalDouble.of(10), false)));
        var spot = new Spot(new EditPlane(EditPlane.Axis.SLICE, 3), 5, 5, false, 1, 10);
        on.setImages(new Unread(on.images(), ValueUnit.COLOUR));
        hand.press(on, spot);
        on.setImages(new Unread(on.images(), ValueUnit.HOUNSFIELD));
        hand.press(on, spot);
        model.setOptions(o -> o.limitedTo(Optional.of(new EditOptions.Limit(0, 1))));
        model.setTool(EditTool.BRUSH);
        model.press(on, spot);
        assertFalse(on.painting());
        assertEquals(List.of("correct.refused.colour", "correct.refused.unread", "correct.refused.unread"), refused);
    }

    /** Images that are not in memory. */
    private record Unread(ImageStack of, ValueUnit unit) implements ImageStack {
        @Override
        public int columns() {
            return of.columns();
        }

        @Override
        public int rows() {
            return of.rows();
        }

        @Override
        public int slices() {
            return of.slices();
        }

        @Override
        public Optional<Geometry> geometry() {
            return of.geometry();
        }

        @Override
        public Window defaultWindow() {
            return of.defaultWindow();
        }

        @Override
        public Slice slice(int k) throws Problem {
            return of.slice(k);
        }

        @Override
        public Optional<Slice> ifLoaded(int k) {
            return Optional.empty();
        }
    }
}
