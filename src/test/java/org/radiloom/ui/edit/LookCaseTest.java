package org.radiloom.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.tool.MaskOperations;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Certainty;
import org.radiloom.problem.Problem;

/** A draft of one voxel in each of five slices; the model is the less sure the higher the slice lies, so the order is 4, 3, 2, 1, 0. */
class LookCaseTest {
    private static final Geometry GRID = Geometry.axial(4, 4, 5, 1, 1, 1);
    private static final Mask DRAFT = draft();

    @TempDir
    Path folder;

    private final EditModel model = new EditModel();
    private final VolumeStack images = VolumeStack.ofShorts(GRID, new short[80], ValueUnit.HOUNSFIELD);
    private final LookCase look = new LookCase("f", DRAFT, certainty());

    private static Mask draft() {
        byte[] voxels = new byte[80];
        for (int k = 0; k < 5; k++) {
            voxels[16 * k] = 1;
        }
        return Mask.of(GRID, voxels);
    }

    private static Certainty certainty() {
        float[] values = new float[80];
        for (int k = 0; k < 5; k++) {
            values[16 * k] = 0.95f - 0.1f * k;
        }
        return Certainty.of(values, DRAFT);
    }

    private EditCase opened() throws Problem {
        var on = new EditCase("s", LabelEditor.open(folder.resolve("s.journal"), "s", GRID), images, true);
        model.attach(images, "s");
        model.looking().found("s", look);
        model.put(on);
        on.add("segment", SegmentPresets.first(1));
        model.looking().open(on, 1);
        on.edit("draft", canvas -> MaskOperations.put(canvas, DRAFT, 1));
        return on;
    }

    @Test
    void placesComeInOrderAndEachOnce() {
        assertEquals(List.of(4, 3, 2, 1, 0), look.certainty().places());
        assertEquals(OptionalInt.of(4), look.next());
        assertEquals(OptionalInt.of(3), look.next());
        assertEquals(OptionalInt.of(4), look.previous());
        assertFalse(look.hasPrevious());
        assertEquals(OptionalInt.empty(), look.previous());
        assertEquals(OptionalInt.of(3), look.next(), "forward to where one was");
        assertEquals(OptionalInt.of(2), look.next());
        assertEquals(2, look.left());
        assertEquals(List.of(1, 0), look.upcoming(5));
        look.next();
        look.next();
        assertEquals(OptionalInt.empty(), look.next());
        assertEquals(3, look.place(Optional.of(images), 2));
        var across = VolumeStack.ofShorts(Geometry.axial(4, 5, 4, 1, 1, 1), new short[80], ValueUnit.HOUNSFIELD);
        assertEquals(0, look.place(Optional.of(across), 2), "the third of some planes is not the third slice");
    }

    @Test
    void correctedSlicesAreSkippedUntilTheCorrectionIsTakenBack() throws Problem {
        EditCase on = opened();
        assertFalse(look.anyCorrected(), "the draft is no correction");
        on.edit("brush", canvas -> canvas.set(2, 2, 4, 1));
        assertEquals(Set.of(4), look.corrected());
        assertEquals(OptionalInt.of(3), look.next());
        assertEquals(Set.of(3, 4), look.settled());
        on.undo();
        assertFalse(look.anyCorrected());
        on.redo();
        assertTrue(look.anyCorrected());
    }

    @Test
    void whatWasCarriedOnIsNoCorrectionUntilSomebodyChangesIt() throws Problem {
        EditCase on = opened();
        on.edit("brush", canvas -> canvas.set(2, 2, 4, 1));
        var proposed = new TreeMap<Integer, boolean[]>();
        boolean[] inside = new boolean[16];
        inside[0] = true;
        inside[10] = true;
        proposed.put(3, inside);
        look.offer(on, proposed);
        on.takePreview();
        assertEquals(1, on.map().label(2, 2, 3));
        assertEquals(Set.of(4), look.corrected());
        on.edit("brush", canvas -> canvas.set(3, 3, 3, 1));
        assertEquals(Set.of(3, 4), look.corrected());
        on.undo();
        on.undo();
        assertEquals(0, on.map().label(2, 2, 3));
        assertEquals(Set.of(4), look.corrected());
    }

    @Test
    void whatIsKnownOfADraftStaysWithItsCorrection() throws Problem {
        opened();
        model.looking().lost("s");
        assertTrue(model.looking().find("s").isPresent());
        model.looking().found("s", new LookCase("later", DRAFT, certainty()));
        assertEquals("f", model.looking().find("s").orElseThrow().finding());
        model.remove("s");
        assertEquals("later", model.looking().find("s").orElseThrow().finding());
    }
}
