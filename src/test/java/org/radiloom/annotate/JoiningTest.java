package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

class JoiningTest {
    private static final Geometry GRID = Geometry.axial(6, 1, 1, 1, 1, 1);
    private static final CodedConcept JAW = new CodedConcept("91609006", "SCT", "Mandible");

    @TempDir
    private Path folder;

    private static Segment segment(int label, String name, boolean locked) {
        return new Segment(label, name, 0x102030, JAW, true, locked, Segment.State.STARTED);
    }

    private static Segmentation coming(String labels, Segment... segments) {
        byte[] slice = new byte[6];
        for (int at = 0; at < 6; at++) {
            slice[at] = (byte) (labels.charAt(at) - '0');
        }
        return new Segmentation(LabelMap.of(GRID, new byte[][] {slice}), List.of(segments));
    }

    private static String labels(LabelEditor editor) {
        var text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append(editor.map().label(i, 0, 0));
        }
        return text.toString();
    }

    @Test
    void whatComesInJoinsItsLikeAndTakesAFreeLabelOtherwiseInOneStep() throws Exception {
        try (var editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID)) {
            editor.put("segment", segment(1, "jaw", false));
            editor.put("segment", segment(2, "nerve", false));
            editor.put("segment", segment(3, "tooth", false));
            editor.edit("brush", c -> c.setRow(0, 2, 0, 0, 1));
            editor.edit("brush", c -> c.set(3, 0, 0, 3));
            editor.edit("brush", c -> c.set(4, 0, 0, 2));
            editor.change("lock", 2, s -> s.withLocked(true));
            assertEquals("110320", labels(editor));
            // 1 is the tooth there, 2 the jaw, 3 is new
            Joining joining = Joining.of(
                    coming("011233", segment(1, "tooth", false), segment(2, "jaw", false), segment(3, "canal", false)),
                    editor.segments());
            assertEquals(3, joining.label(1));
            assertEquals(1, joining.label(2));
            assertEquals(4, joining.label(3));
            assertTrue(editor.edit("import", joining.segments(), joining::paint));
            // the nerve is locked and keeps its voxel
            assertEquals("133124", labels(editor));
            assertEquals(2, joining.taken());
            assertEquals(1, joining.refused());
            assertEquals(
                    List.of("jaw", "nerve", "tooth", "canal"),
                    editor.segments().stream().map(Segment::name).toList());
            editor.undo();
            assertEquals("110320", labels(editor));
            assertEquals(3, editor.segments().size());
            editor.redo();
            assertEquals("133124", labels(editor));
        }
        try (var again = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID)) {
            assertEquals("133124", labels(again));
            assertEquals(4, again.segments().size());
        }
    }

    @Test
    void nothingGoesIntoALockedSegmentEither() throws Exception {
        try (var editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID)) {
            editor.put("segment", segment(1, "jaw", true));
            Joining joining = Joining.of(coming("111000", segment(1, "jaw", false)), editor.segments());
            editor.edit("import", joining.segments(), joining::paint);
            assertEquals("000000", labels(editor));
            assertEquals(3, joining.refused());
        }
    }

    @Test
    void moreThan255SegmentsAreAProblem() {
        List<Segment> full = new ArrayList<>();
        for (int label = 1; label <= 255; label++) {
            full.add(segment(label, "part " + label, false));
        }
        assertEquals(
                "annotate.labels",
                assertThrows(Problem.class, () -> Joining.of(coming("100000", segment(1, "one more", false)), full))
                        .code());
    }
}
