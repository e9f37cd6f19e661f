package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;

class LabelCountsTest {
    private static final Geometry GRID = Geometry.axial(37, 29, 11, 0.5, 0.5, 2);

    @TempDir
    Path folder;

    @Test
    void countsFollowEveryStepMadeTakenBackAndMadeAgain() throws Exception {
        var random = new Random(7);
        try (var editor = LabelEditor.open(folder.resolve("journal"), "1.2.3", GRID)) {
            var code = new CodedConcept("91609006", "SCT", "Mandible");
            editor.put("segment", new Segment(200, "Part", 0, code, true, false, Segment.State.STARTED));
            LabelCounts counts = LabelCounts.of(editor.map());
            editor.onChange(counts::update);
            for (int n = 0; n < 60; n++) {
                int label = random.nextInt(4) * 66;
                switch (random.nextInt(5)) {
                    case 0 -> editor.undo();
                    case 1 -> editor.redo();
                    case 2 -> editor.remove("delete", Math.max(1, label));
                    default ->
                        editor.edit("box", canvas -> {
                            int k = random.nextInt(9);
                            canvas.setRow(random.nextInt(10), 11 + random.nextInt(20), random.nextInt(29), k, label);
                            canvas.setRow(0, 30, random.nextInt(29), k + 2, label);
                        });
                }
                for (int each : new int[] {66, 132, 198, 200}) {
                    assertEquals(editor.map().count(each), counts.voxels(each), "label " + each + " after step " + n);
                    long slices = 0;
                    for (int k = 0; k < GRID.slices(); k++) {
                        slices += counts.voxels(each, k);
                    }
                    assertEquals(counts.voxels(each), slices);
                }
            }
        }
    }
}
