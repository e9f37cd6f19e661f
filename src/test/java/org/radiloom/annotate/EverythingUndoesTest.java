package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.tool.AreaFill;
import org.radiloom.annotate.tool.Brush;
import org.radiloom.annotate.tool.EdgeBrush;
import org.radiloom.annotate.tool.EditPlane;
import org.radiloom.annotate.tool.GrowFromSeeds;
import org.radiloom.annotate.tool.LabelOperations;
import org.radiloom.annotate.tool.Livewire;
import org.radiloom.annotate.tool.MaskOperations;
import org.radiloom.annotate.tool.Reach;
import org.radiloom.annotate.tool.RegionGrow;
import org.radiloom.annotate.tool.SliceInterpolation;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** Whatever is done with whichever tools, all of it can be taken back and made again. */
class EverythingUndoesTest {
    private static final Geometry GRID = Geometry.axial(22, 18, 7, 0.5, 0.8, 1.7);
    private static final int SEQUENCES = 1000;
    private static final int COMMANDS = 14;

    @TempDir
    Path folder;

    private final VolumeStack stack = stack();
    private final Set<String> did = new HashSet<>();
    private Random random = new Random(0);

    private static VolumeStack stack() {
        var noise = new Random(6);
        float[] values = new float[(int) GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (at % 22 < 12 ? 900 : 40) + 30 * noise.nextFloat();
        }
        return VolumeStack.ofFloats(GRID, values, ValueUnit.HOUNSFIELD);
    }

    private LabelEditor open(Path file) throws Problem {
        return LabelEditor.open(file, "1.2.3", GRID, Keeping.by("").unforced());
    }

    private EditPlane plane() {
        var axes = List.of(EditPlane.Axis.SLICE, EditPlane.Axis.ROW, EditPlane.Axis.COLUMN);
        EditPlane.Axis axis = axes.get(random.nextInt(3));
        return new EditPlane(axis, random.nextInt(new EditPlane(axis, 0).count(GRID)));
    }

    private void edit(LabelEditor editor, String name, Consumer<Canvas> tool) {
        if (editor.edit(name, tool)) {
            did.add(name);
        }
    }

    private void whole(LabelEditor editor, String name, int label, UnaryOperator<Mask> operation) {
        edit(
                editor,
                name,
                canvas -> MaskOperations.put(canvas, operation.apply(LabelOperations.mask(canvas, label)), label));
    }

    private void something(LabelEditor editor) {
        int label = 1 + random.nextInt(4);
        int other = 1 + random.nextInt(4);
        double mm = 0.6 + 2 * random.nextDouble();
        EditPlane plane = plane();
        double x = random.nextDouble() * plane.width(GRID);
        double y = random.nextDouble() * plane.height(GRID);
        double x2 = random.nextDouble() * plane.width(GRID);
        double y2 = random.nextDouble() * plane.height(GRID);
        Reach bone = Reach.values(stack, 500, 1000);
        switch (random.nextInt(38)) {
            case 0, 1 -> editor.undo();
            case 2 -> editor.redo();
            case 3 -> editor.put("segment", segment(label));
            case 4 -> editor.remove("remove", label);
            case 5 -> editor.change("lock", label, s -> s.withLocked(!s.locked()));
            case 6 -> editor.change("visible", label, s -> s.withVisible(!s.visible()));
            case 7 -> editor.change("name", label, s -> s.named(s.name() + "'"));
            case 8 -> editor.change("state", label, s -> s.withState(Segment.State.FLAGGED));
            case 9 ->
                edit(editor, "eraser", c -> brush(2 * mm, 0, Reach.EVERYWHERE).stroke(c, plane, x, y, x2, y2));
            case 10 -> edit(editor, "limit", c -> brush(2 * mm, label, bone).stroke(c, plane, x, y, x2, y2));
            case 11, 12 ->
                edit(editor, "edges", c -> EdgeBrush.at(
                                brush(2 * mm, label, Reach.EVERYWHERE), stack, GRID, plane, x, y, 3)
                        .stroke(c, plane, x, y, x2, y2));
            case 13, 14 -> edit(editor, "lasso", c -> AreaFill.fill(c, plane, lasso(plane), label, Reach.EVERYWHERE));
            case 15 -> edit(editor, "livewire", c -> AreaFill.fill(c, plane, wire(plane), label, Reach.EVERYWHERE));
            case 16 ->
                edit(
                        editor,
                        "grow",
                        c -> RegionGrow.grow(
                                c, random.nextInt(22), random.nextInt(18), random.nextInt(7), label, bone, 2000));
            case 17 ->
                edit(editor, "grow on plane", c -> RegionGrow.grow(c, plane, (int) x, (int) y, label, bone, 900));
            case 18 -> edit(editor, "seeds", c -> seeds(c, other));
            case 19 -> {
                edit(editor, "shell", c -> shell(c, label));
                edit(editor, "holes", c -> LabelOperations.fillHoles(c, label));
            }
            case 20 -> edit(editor, "holes in slices", c -> LabelOperations.fillHolesInSlices(c, label));
            case 21 -> edit(editor, "holes on plane", c -> LabelOperations.fillHoles(c, plane, label));
            case 22 -> edit(editor, "largest", c -> LabelOperations.keepLargest(c, label));
            case 23 -> edit(editor, "islands", c -> LabelOperations.removeIslands(c, label, 30));
            case 24 -> whole(editor, "median", label, MaskOperations::median);
            case 25 -> whole(editor, "open", label, m -> MaskOperations.open(m, mm));
            case 26 -> whole(editor, "close", label, m -> MaskOperations.close(m, mm));
            case 27 -> whole(editor, "gaussian", label, m -> MaskOperations.gaussian(m, mm));
            case 28 -> whole(editor, "wider", label, m -> MaskOperations.grow(m, mm));
            case 29 -> whole(editor, "smaller", label, m -> MaskOperations.shrink(m, mm));
            case 30 -> {
                Mask with = editor.map().mask(other);
                whole(editor, "union", label, m -> MaskOperations.union(m, with));
            }
            case 31 -> {
                Mask near = MaskOperations.grow(editor.map().mask(other), mm);
                whole(editor, "minus", label, m -> MaskOperations.minus(m, near));
            }
            case 32 -> {
                Mask near = MaskOperations.grow(editor.map().mask(other), 2 * mm);
                whole(editor, "intersection", label, m -> MaskOperations.both(m, near));
            }
            case 33 -> {
                var preview = SliceInterpolation.preview(editor.map(), label);
                edit(editor, "interpolation", c -> SliceInterpolation.apply(c, preview, label));
            }
            default ->
                edit(editor, "brush", c -> brush(mm, label, Reach.EVERYWHERE).stroke(c, plane, x, y, x2, y2));
        }
    }

    private Brush brush(double radius, int label, Reach reach) {
        return new Brush(radius, random.nextBoolean(), label, reach);
    }

    /** A ball that is hollow. */
    private static void shell(Canvas canvas, int label) {
        var middle = new EditPlane(EditPlane.Axis.SLICE, 3);
        new Brush(4, true, label, Reach.EVERYWHERE).stroke(canvas, middle, 11, 9, 12, 9);
        new Brush(1.8, true, 0, Reach.EVERYWHERE).stroke(canvas, middle, 11, 9, 12, 9);
    }

    private List<double[]> lasso(EditPlane plane) {
        List<double[]> line = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            line.add(new double[] {random.nextDouble() * plane.width(GRID), random.nextDouble() * plane.height(GRID)});
        }
        return line;
    }

    private List<double[]> wire(EditPlane plane) {
        float[] values = new float[plane.width(GRID) * plane.height(GRID)];
        for (int at = 0; at < values.length; at++) {
            values[at] = random.nextFloat();
        }
        Livewire wire = Livewire.of(values, plane.width(GRID), 1, 1);
        List<double[]> line = new ArrayList<>(wire.to(plane.width(GRID) - 2, plane.height(GRID) - 2));
        line.add(new double[] {random.nextInt(plane.width(GRID)), 0});
        return line;
    }

    private void seeds(Canvas canvas, int empty) {
        try {
            GrowFromSeeds.fill(canvas, stack, GrowFromSeeds.Box.around(canvas, 1), empty);
        } catch (Problem e) {
            throw new AssertionError(e);
        }
    }

    private static Segment segment(int label) {
        var code = new CodedConcept("91609006", "SCT", "Mandible");
        return new Segment(label, "Part " + label, label, code, true, false, Segment.State.STARTED);
    }

    @Test
    void aThousandSequencesOfAllToolsAndSegmentChangesAreTakenBackAndMadeAgain() throws Exception {
        long empty = LabelMap.empty(GRID).fingerprint();
        for (int seed = 0; seed < SEQUENCES; seed++) {
            random = new Random(seed);
            Path file = folder.resolve("case");
            long last;
            List<Segment> segments;
            try (LabelEditor editor = open(file)) {
                for (int n = 0; n < COMMANDS; n++) {
                    something(editor);
                }
                assertTrue(editor.historyBytes() <= 256L << 20);
                while (editor.redo()) {}
                last = editor.map().fingerprint();
                segments = editor.segments();
                assertUndoesAndRedoes(editor, empty, last, segments, seed);
            }
            if (seed % 20 == 0) {
                try (LabelEditor again = open(file)) {
                    assertEquals(last, again.map().fingerprint(), "opened again, seed " + seed);
                    assertUndoesAndRedoes(again, empty, last, segments, seed);
                }
            }
            Files.delete(file);
        }
        assertEquals(25, did.size(), "each tool changed something at least once: " + did);
    }

    private static void assertUndoesAndRedoes(
            LabelEditor editor, long empty, long last, List<Segment> segments, int seed) {
        while (editor.undo()) {}
        assertEquals(empty, editor.map().fingerprint(), "seed " + seed);
        assertEquals(List.of(), editor.segments());
        while (editor.redo()) {}
        assertEquals(last, editor.map().fingerprint(), "seed " + seed);
        assertEquals(segments, editor.segments());
    }
}
