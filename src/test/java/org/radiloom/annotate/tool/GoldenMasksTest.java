package org.radiloom.annotate.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.fixtures.MandiblePhantom;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;

/** Every tool leaves the mask that Python computes for it, and no tool changes what is locked. */
class GoldenMasksTest {
    private static final String FOLDER = "/org/radiloom/annotate/tool/";
    private static final Geometry GRID = MandiblePhantom.GRID;

    @TempDir
    Path folder;

    private final GoldenTools tools = new GoldenTools();
    private LabelEditor editor;

    @BeforeEach
    void open() throws Exception {
        editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID);
    }

    @AfterEach
    void close() throws Exception {
        editor.close();
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(GoldenMasksTest.class.getResourceAsStream(FOLDER + name))) {
            return in.readAllBytes();
        }
    }

    /** Number of voxels and checksum, by tool. */
    private static Map<String, String> golden() throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        new String(resource("golden-masks.txt"), StandardCharsets.UTF_8).lines().forEach(line -> {
            // the name may have blanks: the last two words are the result
            int behind = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
            all.put(line.substring(0, behind), line.substring(behind + 1));
        });
        return all;
    }

    private static String found(byte[] mask) {
        int count = 0;
        for (byte each : mask) {
            count += each;
        }
        return found(count, mask);
    }

    private static String found(long sum, byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return String.format("%d %08x", sum, crc.getValue());
    }

    private void bone() {
        editor.edit("Bone", canvas -> MaskOperations.put(canvas, tools.phantom().bone(), 1));
    }

    private String left(Consumer<Canvas> tool) {
        Canvas canvas = editor.begin();
        tool.accept(canvas);
        return found(LabelOperations.mask(canvas, 1).toArray());
    }

    @Test
    void everyToolLeavesTheMaskThatPythonComputes() throws Exception {
        Map<String, String> golden = golden();
        Map<String, String> ours = new LinkedHashMap<>();
        tools.empty().forEach((name, tool) -> ours.put(name, left(tool)));
        bone();
        tools.onBone().forEach((name, tool) -> ours.put(name, left(tool)));
        ours.put("values", values());
        ours.put("livewire slice", livewire(new EditPlane(EditPlane.Axis.SLICE, 8), 5, 26, 38, 25));
        ours.put("livewire row", livewire(new EditPlane(EditPlane.Axis.ROW, 14), 12, 4, 33, 12));
        ours.put("livewire column", livewire(new EditPlane(EditPlane.Axis.COLUMN, 8), 12, 3, 30, 16));
        golden.forEach((name, expected) -> assertEquals(expected, ours.get(name), name));
        assertEquals(golden.keySet(), ours.keySet());
    }

    private String values() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(2 * (int) GRID.voxels());
        long sum = 0;
        var values = new StackValues(tools.phantom().stack());
        for (int at = 0; at < GRID.voxels(); at++) {
            short value = (short) values.at(at % 48, at / 48 % 40, at / (48 * 40));
            bytes.putShort(value);
            sum += value;
        }
        return found(sum, bytes.array());
    }

    /** What the way that it finds costs: several may cost as little. */
    private String livewire(EditPlane plane, int x1, int y1, int x2, int y2) {
        int width = plane.width(GRID);
        int height = plane.height(GRID);
        var values = new StackValues(tools.phantom().stack());
        float[] v = new float[width * height];
        for (int at = 0; at < v.length; at++) {
            int y = at / width;
            v[at] = values.at(plane.i(at % width, y), plane.j(at % width, y), plane.k(at % width, y));
        }
        List<double[]> way = Livewire.of(v, width, x1, y1).to(x2, y2);
        assertArrayEquals(new double[] {x1, y1}, way.getFirst());
        assertArrayEquals(new double[] {x2, y2}, way.getLast());
        float[] edge = new float[v.length];
        float strongest = 0;
        for (int at = 0; at < v.length; at++) {
            int x = at % width;
            int y = at / width;
            int row = y * width;
            float gx = v[row + Math.min(width - 1, x + 1)] - v[row + Math.max(0, x - 1)];
            float gy = v[x + width * Math.min(height - 1, y + 1)] - v[x + width * Math.max(0, y - 1)];
            edge[at] = (float) Math.hypot(gx, gy);
            strongest = Math.max(strongest, edge[at]);
        }
        long all = 0;
        for (int n = 1; n < way.size(); n++) {
            double[] p = way.get(n);
            double[] before = way.get(n - 1);
            double step = Math.hypot(p[0] - before[0], p[1] - before[1]);
            assertTrue(step > 0 && step < 1.5, "from voxel to voxel");
            double flat = 1 - edge[(int) p[0] + width * (int) p[1]] / strongest;
            all += Math.round(100 * (1 + Math.rint(39 * flat)) * step);
        }
        return all + " -";
    }

    /** The same with what is locked in the way: a block of label 2 in the middle of all. */
    @Test
    void noToolChangesAVoxelThatIsLocked() throws Exception {
        Map<String, Consumer<Canvas>> all = new LinkedHashMap<>(tools.onBone());
        tools.empty().forEach((name, tool) -> all.put(name, tool));
        bone();
        editor.edit("Block", canvas -> {
            for (int k = 3; k < 17; k++) {
                for (int j = 5; j < 35; j++) {
                    canvas.setRow(k, 30, j, k, 2);
                }
            }
        });
        var code = new CodedConcept("91609006", "SCT", "Mandible");
        editor.put("Lock", new Segment(2, "Kept", 1, code, true, true, Segment.State.DONE));
        byte[] before = LabelOperations.mask(editor.begin(), 2).toArray();
        Set<String> idle = new HashSet<>();
        all.forEach((name, tool) -> {
            if (!editor.edit(name, tool)) {
                idle.add(name);
            }
            assertArrayEquals(before, LabelOperations.mask(editor.begin(), 2).toArray(), name);
        });
        assertTrue(idle.size() < all.size() / 2, "most change something beside it: " + idle);
    }

    /** 4,000 pixels a second at 60 points a second: 67 pixels from one to the next. */
    @Test
    void aFastStrokeIsInOnePieceOnAllThreePlanes() throws Exception {
        LabelEditor large =
                LabelEditor.open(folder.resolve("large"), "1.2.3", Geometry.axial(150, 150, 150, 0.8, 1.1, 2));
        double[][] way = {{10.2, 12.7}, {70.9, 40.1}, {137, 49.5}, {137, 116.5}, {80.3, 80.4}};
        var brushes = List.of(
                new Brush(0.1, false, 1, Reach.EVERYWHERE),
                new Brush(4, false, 1, Reach.EVERYWHERE),
                new Brush(4, true, 1, Reach.EVERYWHERE));
        for (EditPlane.Axis axis : EditPlane.Axis.values()) {
            for (Brush brush : brushes) {
                var plane = new EditPlane(axis, 70);
                Canvas canvas = large.begin();
                for (int n = 1; n < way.length; n++) {
                    brush.stroke(canvas, plane, way[n - 1][0], way[n - 1][1], way[n][0], way[n][1]);
                }
                Mask painted = LabelOperations.mask(canvas, 1);
                assertEquals(1, Components.of(painted, Neighbours.TWENTY_SIX).count(), brush + " on " + axis);
                for (double[] p : way) {
                    assertEquals(1, plane.label(canvas, (int) Math.rint(p[0]), (int) Math.rint(p[1])));
                }
            }
        }
        large.close();
    }

    @Test
    @Tag("peers")
    void pythonStillComputesTheGoldenMasks() throws Exception {
        Path script = Files.write(folder.resolve("golden-masks.py"), resource("golden-masks.py"));
        Process python = new ProcessBuilder("/usr/bin/python3", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, python.waitFor());
        assertEquals(new String(resource("golden-masks.txt"), StandardCharsets.UTF_8), said);
    }
}
