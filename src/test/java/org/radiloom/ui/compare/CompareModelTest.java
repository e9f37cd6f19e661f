package org.radiloom.ui.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.LabelEditor;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.Blinding;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.SegmentPresets;

class CompareModelTest {
    private static final Geometry GRID = Geometry.axial(8, 8, 6, 1, 1, 1);

    @TempDir
    private Path folder;

    private final EditModel edit = new EditModel();
    private final CompareModel model = new CompareModel(edit);
    private final List<CompareModel.Request> asked = new ArrayList<>();
    private LabelEditor editor;
    private EditCase on;

    @BeforeEach
    void aCaseOfAnEarlierDay() throws Exception {
        model.setWorker(asked::add);
        editor = LabelEditor.open(folder.resolve("case"), "1.2.3", GRID);
        editor.put("segment", SegmentPresets.first(1));
        row(0, 4, 2);
        row(0, 4, 3);
        on = new EditCase("series", editor, VolumeStack.ofFloats(GRID, new float[8 * 8 * 6], ValueUnit.RAW), true);
        edit.put(on);
        model.follow(Optional.of(on));
    }

    @AfterEach
    void close() throws Exception {
        editor.close();
    }

    private void row(int from, int to, int k) {
        editor.edit("brush", canvas -> canvas.setRow(from, to, 0, k, 1));
    }

    /** The worker does what it was asked for. */
    private void work() {
        CompareModel.Request request = asked.removeLast();
        Mask a = request.a().get();
        Mask b = request.b().get();
        model.done(request.number(), new CompareModel.Result(a, b, MaskComparison.of(a, b)));
    }

    private MaskComparison figures() {
        return model.result().orElseThrow().figures();
    }

    @Test
    void beforeAndAfterAreComparedAndEveryStepIsFollowed() {
        model.setOpen(true);
        assertEquals(Optional.of(new Source.AsOpened(1)), model.first());
        assertEquals(Optional.of(new Source.OfSegment(1)), model.second());
        work();
        assertEquals(1, figures().dice().orElseThrow());
        row(4, 7, 3);
        work();
        assertEquals(List.of(new SliceDifference(3, 4, 0, 3)), model.order());
        assertEquals(3, model.next(1).orElseThrow().slice());
        editor.undo();
        work();
        assertEquals(List.of(), model.order());
        assertTrue(asked.isEmpty());
    }

    @Test
    void aStrokeThatIsNotFinishedIsNotCompared() {
        model.setOpen(true);
        work();
        on.begin();
        on.paint(canvas -> canvas.setRow(4, 8, 0, 3, 1));
        assertTrue(asked.isEmpty());
        on.end("brush");
        assertEquals(1, asked.size());
    }

    @Test
    void theModelsMaskIsWhatIsComparedWithFirst() {
        Mask found = Mask.of(GRID, new byte[8 * 8 * 6]);
        model.setDrafts(c -> Optional.of(found));
        model.setOpen(true);
        assertEquals(Optional.of(new Source.Draft()), model.first());
        work();
        assertEquals(8, figures().voxelsB());
    }

    @Test
    void anAnswerToAnEarlierQuestionIsNotTaken() {
        model.setOpen(true);
        model.swap();
        work();
        assertTrue(model.result().isEmpty(), "what was asked before the swap");
        work();
        assertTrue(model.result().isPresent());
    }

    @Test
    void slicesThatDifferAreGoneThroughInTheirOrderAndNotPastTheEnds() {
        model.setOpen(true);
        row(4, 5, 1);
        row(4, 7, 2);
        row(4, 6, 3);
        while (!asked.isEmpty()) {
            work();
        }
        assertEquals(
                List.of(2, 3, 1),
                model.order().stream().map(SliceDifference::slice).toList());
        model.setSlice(0);
        assertEquals(2, model.next(1).orElseThrow().slice());
        assertEquals(1, model.next(-1).orElseThrow().slice());
        model.setSlice(3);
        assertEquals(1, model.place());
        assertEquals(1, model.next(1).orElseThrow().slice());
        model.setSlice(1);
        assertTrue(model.next(1).isEmpty());
    }

    @Test
    void blindedTheTwoAreDrawnAndNothingIsChangedUntilTheyAreRevealed() {
        long seed = 0;
        while (!new Blinding(seed).swapped(0)) {
            seed++;
        }
        model.setOpen(true);
        row(4, 7, 3);
        while (!asked.isEmpty()) {
            work();
        }
        assertEquals(3, figures().overlap().fp(), "only in B, which is the segment of now");
        var reading = BlindReading.begin(
                new Blinding(seed), List.of(new BlindReading.Case("case", "before", "now")), Instant.EPOCH);
        model.setReading(reading);
        assertTrue(model.result().isEmpty(), "what was known before would tell");
        work();
        assertEquals(3, figures().overlap().fn(), "now it is A");
        assertTrue(edit.covered(), "the segments would tell");
        Source first = model.first().orElseThrow();
        model.swap();
        model.setFirst(new Source.OfSegment(1));
        assertEquals(first, model.first().orElseThrow());
        model.setReading(reading.revealed(Instant.EPOCH));
        assertEquals(Optional.of(new Source.OfSegment(1)), model.first());
        assertEquals(3, figures().overlap().fn(), "A stays A");
        assertFalse(model.hidden());
    }

    @Test
    void segmentsComeBackWhenTheComparisonIsClosed() {
        model.setOpen(true);
        work();
        assertTrue(edit.covered());
        model.setMap(false);
        assertFalse(edit.covered());
        model.setMap(true);
        model.setOpen(false);
        assertFalse(edit.covered());
    }
}
