package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Disks that are full or cannot be written, and files that are deleted, cut, damaged or something else: nothing is lost unsaid. */
class JournalFaultsTest {
    private static final Geometry GRID = Geometry.axial(24, 20, 6, 0.5, 0.5, 2);
    private static final String CASE = "1.2.3";
    private static final Keeping QUICK = Keeping.by("reader-2").unforced();

    @TempDir
    Path folder;

    private LabelEditor open(Keeping keeping) throws Problem {
        return LabelEditor.open(file(), CASE, GRID, keeping);
    }

    private Path file() {
        return folder.resolve("case");
    }

    /** Step {@code n}: another voxel, and at times another segment. */
    private static void step(LabelEditor editor, int n) {
        if (n % 5 == 4) {
            var code = new CodedConcept("91609006", "SCT", "Mandible");
            editor.put("Segment", new Segment(1 + n, "Part " + n, n, code, true, false, Segment.State.STARTED));
        } else {
            editor.edit("Point", canvas -> canvas.setRow(n % 20, n % 20 + 3, n % 17, n % 6, 1 + n % 3));
        }
    }

    private static void steps(LabelEditor editor, int from, int to) {
        for (int n = from; n < to; n++) {
            step(editor, n);
        }
    }

    /** What the first steps leave. */
    private State after(int steps) throws Problem {
        Path other = folder.resolve("expected");
        try (LabelEditor editor = LabelEditor.open(other, CASE, GRID, QUICK)) {
            steps(editor, 0, steps);
            return State.of(editor);
        } finally {
            other.toFile().delete();
        }
    }

    private record State(long fingerprint, List<Segment> segments, Optional<String> undo, Optional<String> redo) {
        static State of(LabelEditor editor) {
            return new State(editor.map().fingerprint(), editor.segments(), editor.undoName(), editor.redoName());
        }
    }

    private static List<String> codes(LabelEditor editor) {
        return editor.notices().stream().map(Problem::code).toList();
    }

    private void assertUndoesToNothing(LabelEditor editor) {
        while (editor.undo()) {}
        assertEquals(LabelMap.empty(GRID).fingerprint(), editor.map().fingerprint());
        assertEquals(List.of(), editor.segments());
        while (editor.redo()) {}
    }

    @Test
    void onAFullDiskTheJournalEndsWithItsLastWholeStepAndTheRestWaitsAndIsSaid() throws Exception {
        var random = new Random(5);
        for (int round = 0; round < 60; round++) {
            int head = JournalHead.of(CASE, GRID).length;
            var disk = new FullDisk(head + random.nextInt(3000));
            LabelEditor editor = open(QUICK.on(disk));
            int made = 0;
            while (editor.trouble().isEmpty()) {
                step(editor, made++);
            }
            step(editor, made++);
            Problem trouble = editor.trouble().orElseThrow();
            assertEquals("annotate.unkept", trouble.code());
            assertTrue(trouble.getMessage().contains("last 2 steps")
                    && trouble.getMessage().contains("case"));
            assertEquals(after(made), State.of(editor), "nothing is missing on the screen");
            // what a program that is killed now would leave
            Path killed = Files.copy(file(), folder.resolve("killed"), StandardCopyOption.REPLACE_EXISTING);
            try (LabelEditor left = LabelEditor.open(killed, CASE, GRID, QUICK)) {
                assertEquals(after(made - 2), State.of(left), "all but the two that were said not to be kept");
                assertEquals(List.of(), left.notices(), "no half step");
            }
            disk.makeRoom(1 << 20);
            step(editor, made++);
            assertEquals(Optional.empty(), editor.trouble());
            editor.close();
            try (LabelEditor again = open(QUICK)) {
                assertEquals(after(made), State.of(again));
                assertUndoesToNothing(again);
            }
            Files.delete(file());
        }
    }

    @Test
    void closingOnAFullDiskSaysHowMuchIsLostAndWhere() throws Exception {
        LabelEditor editor = open(QUICK.on(new FullDisk(JournalHead.of(CASE, GRID).length + 10)));
        steps(editor, 0, 3);
        Problem lost = assertThrows(Problem.class, editor::close);
        assertEquals("annotate.lost", lost.code());
        assertTrue(lost.getMessage().contains("last 3 steps"), lost.getMessage());
        assertTrue(lost.getMessage().contains(file().toString()));
        open(QUICK).close();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblemBeforeTheFirstStroke() {
        Problem problem = assertThrows(
                Problem.class,
                () -> open(QUICK.on(file -> {
                    throw new AccessDeniedException(file.toString());
                })));
        assertEquals("annotate.unwritable", problem.code());
        assertTrue(problem.getMessage().contains(file().toString()));
    }

    @Test
    void aJournalThatIsDeletedWhileItIsOpenIsWrittenAgainWithEverything() throws Exception {
        for (boolean goesOn : new boolean[] {true, false}) {
            try (LabelEditor editor = open(QUICK)) {
                steps(editor, 0, 12);
                editor.undo();
                Files.delete(file());
                if (goesOn) {
                    editor.redo();
                    assertEquals(List.of("annotate.written.anew"), codes(editor));
                }
            }
            try (LabelEditor again = open(QUICK)) {
                if (!goesOn) {
                    assertTrue(again.redo(), "what had been taken back can still be made again");
                }
                assertEquals(after(12), State.of(again));
                assertUndoesToNothing(again);
                assertEquals(12, again.effort().allSteps());
            }
            Files.delete(file());
        }
    }

    @Test
    void aJournalThatAnotherProgramChangesWhileItIsOpenIsKeptAsideAndWrittenAgain() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 8);
            byte[] cut = Arrays.copyOf(Files.readAllBytes(file()), 300);
            Files.write(file(), cut);
            steps(editor, 8, 9);
            assertEquals(List.of("annotate.written.anew"), codes(editor));
            assertArrayEquals(cut, Files.readAllBytes(folder.resolve("case.aside-1")));
        }
        try (LabelEditor again = open(QUICK)) {
            assertEquals(after(9), State.of(again));
            assertUndoesToNothing(again);
        }
    }

    @Test
    void writingAgainOnAFullDiskLosesNothingEither() throws Exception {
        var disk = new FullDisk(1 << 20);
        try (LabelEditor editor = open(QUICK.on(disk))) {
            steps(editor, 0, 6);
            Files.delete(file());
            disk.makeRoom(500);
            steps(editor, 6, 8);
            assertEquals("annotate.unkept", editor.trouble().orElseThrow().code());
            disk.makeRoom(1 << 20);
            steps(editor, 8, 9);
            assertEquals(Optional.empty(), editor.trouble());
        }
        try (LabelEditor again = open(QUICK)) {
            assertEquals(after(9), State.of(again));
        }
        assertFalse(Files.exists(folder.resolve("case.new")));
    }

    @Test
    void damageInTheMiddleCostsWhatFollowsIsSaidAndTheBytesAreKept() throws Exception {
        long five;
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 5);
            five = Files.size(file());
            steps(editor, 5, 12);
        }
        byte[] damaged = Files.readAllBytes(file());
        damaged[(int) five + 20] ^= 4;
        Files.write(file(), damaged);
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(5), State.of(editor));
            Problem said = editor.notices().getFirst();
            assertEquals("annotate.cut", said.code());
            assertTrue(said.getMessage().contains(" " + (damaged.length - five) + " bytes"), said.getMessage());
            assertTrue(said.remedy().contains("case.aside-1"));
        }
        assertArrayEquals(
                Arrays.copyOfRange(damaged, (int) five, damaged.length),
                Files.readAllBytes(folder.resolve("case.aside-1")));
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(List.of(), editor.notices(), "said once");
        }
    }

    @Test
    void whatIsNoJournalIsKeptUnderAnotherNameAndNeverOverwritten() throws Exception {
        for (int n = 1; n <= 2; n++) {
            Files.writeString(file(), "somebody's notes about the case, number " + n);
            try (LabelEditor editor = open(QUICK)) {
                assertTrue(editor.isNew());
                assertEquals("annotate.set.aside", editor.notices().getFirst().code());
                step(editor, 0);
            }
            try (LabelEditor editor = open(QUICK)) {
                assertEquals(after(1), State.of(editor));
            }
            Files.delete(file());
        }
        assertTrue(Files.readString(folder.resolve("case.aside-1")).endsWith("1"));
        assertTrue(Files.readString(folder.resolve("case.aside-2")).endsWith("2"));
    }

    @Test
    void theWorkOnAnotherCaseGridOrVersionIsRefusedAndLeftAsItIs() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 3);
        }
        byte[] before = Files.readAllBytes(file());
        refused("annotate.other.case", "1.2.4", GRID);
        refused("annotate.other.grid", CASE, Geometry.axial(24, 20, 7, 0.5, 0.5, 2));
        refused("annotate.other.grid", CASE, Geometry.axial(24, 20, 6, 0.5, 0.5, 2.5));
        assertArrayEquals(before, Files.readAllBytes(file()));
        byte[] newer = before.clone();
        newer[7] = '9';
        Files.write(file(), newer);
        refused("annotate.other.version", CASE, GRID);
        assertArrayEquals(newer, Files.readAllBytes(file()));
    }

    private void refused(String code, String caseId, Geometry grid) {
        Problem problem = assertThrows(Problem.class, () -> LabelEditor.open(file(), caseId, grid, QUICK));
        assertEquals(code, problem.code());
        assertTrue(problem.getMessage().contains(file().toString())
                && !problem.remedy().isBlank());
    }

    @Test
    void aLongJournalIsWrittenAnewWhenItIsClosedAndKeepsUndoRedoAndEffort() throws Exception {
        Effort effort;
        State state;
        try (LabelEditor editor = open(QUICK.shorterThan(1000))) {
            steps(editor, 0, 60);
            for (int n = 0; n < 25; n++) {
                editor.undo();
                editor.redo();
            }
            editor.undo();
            editor.undo();
            effort = editor.effort();
            state = State.of(editor);
        }
        long whole = Files.size(file());
        try (LabelEditor editor = open(QUICK.shorterThan(1000))) {
            assertEquals(state, State.of(editor));
            assertEquals(effort, editor.effort());
        }
        assertEquals(whole, Files.size(file()), "what was written anew is not long");
        try (LabelEditor editor = open(QUICK)) {
            assertTrue(editor.redo());
            assertTrue(editor.redo());
            assertFalse(editor.redo());
            assertEquals(after(60), State.of(editor));
            assertUndoesToNothing(editor);
            assertEquals(60, editor.effort().allSteps());
        }
    }

    @Test
    void aLongJournalThatWasNeverClosedIsWrittenAnewWhenItIsOpened() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 60);
        }
        long whole = Files.size(file());
        open(QUICK.shorterThan(1000)).close();
        assertTrue(Files.size(file()) != whole);
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(60), State.of(editor));
            assertUndoesToNothing(editor);
        }
    }

    /** Twice as many slices, of which the first are those of before. */
    private static Segmentation taller(Segmentation made) {
        byte[][] slices = new byte[12][24 * 20];
        for (int k = 0; k < 6; k++) {
            made.map().copySlice(k, slices[k]);
        }
        return new Segmentation(LabelMap.of(Geometry.axial(24, 20, 12, 0.5, 0.5, 2), slices), made.segments());
    }

    @Test
    void aCaseWithMoreImagesIsCarriedOnWithItsEffortAndTheOldJournalStays() throws Exception {
        Effort effort;
        long voxels;
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 12);
            editor.change("Lock", 5, s -> s.withLocked(true));
            effort = editor.effort();
            voxels = editor.map().count(1);
        }
        byte[] old = Files.readAllBytes(file());
        try (LabelEditor editor = CaseJournal.carry(file(), CASE, GRID, QUICK, JournalFaultsTest::taller)) {
            assertEquals(12, editor.map().geometry().slices());
            assertEquals(voxels, editor.map().count(1));
            assertTrue(editor.segment(5).orElseThrow().locked());
            assertEquals(effort, editor.effort());
            assertFalse(editor.undo(), "what was done on fewer images");
            assertEquals(List.of("annotate.carried"), codes(editor));
        }
        assertArrayEquals(old, Files.readAllBytes(folder.resolve("case.aside-1")));
        assertEquals(12, CaseJournal.gridOf(file()).slices());
    }

    @Test
    void aCaseThatCannotBeCarriedOnStaysAsItWas() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 12);
        }
        byte[] old = Files.readAllBytes(file());
        Keeping full = QUICK.on(new FullDisk(40));
        assertEquals(
                "annotate.unwritable",
                assertThrows(
                                Problem.class,
                                () -> CaseJournal.carry(file(), CASE, GRID, full, JournalFaultsTest::taller))
                        .code());
        assertArrayEquals(old, Files.readAllBytes(file()));
        assertFalse(Files.exists(folder.resolve("case.new")));
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(12), State.of(editor));
        }
    }

    @Test
    void aProgramThatEndsWhileTheJournalIsWrittenAnewLeavesTheOldOrTheNewOne() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 9);
        }
        byte[] whole = Files.readAllBytes(file());
        Path fresh = folder.resolve("case.new");
        Files.write(fresh, Arrays.copyOf(whole, 400));
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(9), State.of(editor), "the old one is whole");
        }
        assertFalse(Files.exists(fresh));
        Files.move(file(), fresh);
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(9), State.of(editor), "the old one had gone");
        }
    }

    @Test
    void anInterruptedThreadLosesNoStep() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 2);
            Thread.currentThread().interrupt();
            step(editor, 2);
            assertTrue(Thread.interrupted());
            assertEquals("annotate.unkept", editor.trouble().orElseThrow().code());
            step(editor, 3);
            assertEquals(Optional.empty(), editor.trouble());
            assertEquals(List.of(), editor.notices());
        }
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(4), State.of(editor));
        }
    }

    @Test
    void aRecordOfAnUnknownKindEndsWhatIsReadAndIsKept() throws Exception {
        try (LabelEditor editor = open(QUICK)) {
            steps(editor, 0, 2);
        }
        byte[] known = new JournalRecord.Undone(new Stamp(5, "")).toBytes();
        // another kind, with the checksum that it would have
        byte[] unknown = known.clone();
        unknown[4] = 77;
        var crc = new java.util.zip.CRC32();
        crc.update(unknown, 4, unknown.length - 8);
        ByteBuffer.wrap(unknown).putInt(unknown.length - 4, (int) crc.getValue());
        byte[] before = Files.readAllBytes(file());
        byte[] both = Arrays.copyOf(before, before.length + unknown.length);
        System.arraycopy(unknown, 0, both, before.length, unknown.length);
        Files.write(file(), both);
        try (LabelEditor editor = open(QUICK)) {
            assertEquals(after(2), State.of(editor));
            assertEquals(List.of("annotate.cut"), codes(editor));
        }
        assertArrayEquals(unknown, Files.readAllBytes(folder.resolve("case.aside-1")));
    }
}
