package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

class LabelEditorTest {
    private static final Geometry GRID = Geometry.axial(37, 29, 11, 0.5, 0.5, 2);
    private static final CodedConcept MANDIBLE = new CodedConcept("91609006", "SCT", "Mandible");

    @TempDir
    Path folder;

    private LabelEditor open(String name) throws Problem {
        return LabelEditor.open(folder.resolve(name), "1.2.3", GRID);
    }

    /** Without waiting for the disk. */
    private LabelEditor quick(String name) throws Problem {
        return LabelEditor.open(
                folder.resolve(name), "1.2.3", GRID, Keeping.by("").unforced());
    }

    private static Segment segment(int label) {
        return new Segment(label, "Part " + label, 0x35C2C7, MANDIBLE, true, false, Segment.State.STARTED);
    }

    /** What an annotator may do next. */
    private static void something(LabelEditor editor, Random random) {
        int label = random.nextInt(4);
        switch (random.nextInt(8)) {
            case 0 -> editor.undo();
            case 1 -> editor.redo();
            case 2 -> editor.put("Segment", segment(1 + label));
            case 3 -> editor.remove("Remove", 1 + label);
            case 4 -> editor.change("Lock", 1 + label, s -> s.withLocked(!s.locked()));
            default ->
                editor.edit("Box", canvas -> {
                    int i = random.nextInt(30);
                    int k = random.nextInt(10);
                    for (int j = random.nextInt(20); j < 25; j++) {
                        canvas.setRow(i, i + 7, j, k, label);
                        canvas.set(i, j, k + 1, label);
                    }
                });
        }
    }

    @Test
    void reopeningBringsBackTheMapTheSegmentsAndWhatCanBeTakenBack() throws Exception {
        var random = new Random(7);
        long fingerprint;
        Optional<String> undo;
        try (LabelEditor editor = open("case")) {
            for (int n = 0; n < 60; n++) {
                something(editor, random);
            }
            fingerprint = editor.map().fingerprint();
            undo = editor.undoName();
        }
        try (LabelEditor editor = open("case")) {
            assertEquals(fingerprint, editor.map().fingerprint());
            assertEquals(undo, editor.undoName());
            while (editor.undo()) {}
            assertEquals(LabelMap.empty(GRID).fingerprint(), editor.map().fingerprint());
        }
    }

    @Test
    void killedAtAnyByteAtMostTheStepBeingWrittenIsLost() throws Exception {
        var random = new Random(1);
        Path file = folder.resolve("case");
        // state after each step, and how long the journal then is
        List<Long> states = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        try (LabelEditor editor = quick("case")) {
            states.add(editor.map().fingerprint());
            sizes.add(Files.size(file));
            for (int n = 0; n < 80; n++) {
                something(editor, random);
                states.add(editor.map().fingerprint());
                sizes.add(Files.size(file));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int kill = 0; kill < 500; kill++) {
            int length = random.nextInt(whole.length + 1);
            Path rest = folder.resolve("killed");
            byte[] left = Arrays.copyOf(whole, length);
            if (length > 0 && random.nextInt(4) == 0) {
                // a power failure may leave a block of zeros where the end was
                left = Arrays.copyOf(left, length + random.nextInt(64));
            }
            Files.write(rest, left);
            int complete = 0;
            for (int n = 0; n < sizes.size(); n++) {
                complete = sizes.get(n) <= length ? n : complete;
            }
            try (LabelEditor editor = quick("killed")) {
                assertEquals(
                        states.get(complete), editor.map().fingerprint(), "cut at " + length + " of " + whole.length);
                assertEquals(saidLost(left, whole, sizes), editor.notices().size(), "what is cut is said, once");
                editor.edit("Go on", canvas -> canvas.set(0, 0, 0, 3));
            }
            try (LabelEditor again = quick("killed")) {
                assertEquals(3, again.map().label(0, 0, 0), "the work goes on after that");
            }
            Files.delete(rest);
            Files.deleteIfExists(folder.resolve("killed.aside-1"));
        }
    }

    /** Nothing is said of a file that ends with a whole record, or within its head, when no step had been made. */
    private static int saidLost(byte[] left, byte[] whole, List<Long> sizes) {
        boolean pure = left.length <= whole.length && Arrays.equals(left, Arrays.copyOf(whole, left.length));
        boolean begun = left.length <= sizes.getFirst();
        return pure && (begun || sizes.contains((long) left.length)) ? 0 : 1;
    }

    @Test
    void whenTheProgramIsKilledEveryStepThatWasAnsweredIsThere() throws Exception {
        var random = new Random(3);
        for (int kill = 0; kill < 5; kill++) {
            Path file = folder.resolve("killed-" + kill);
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            PaintsUntilKilled.class.getName(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int answered = 0;
            try (var lines = program.inputReader()) {
                int enough = 1 + random.nextInt(40);
                while (answered < enough) {
                    answered = Integer.parseInt(lines.readLine());
                }
                Problem held = assertThrows(
                        Problem.class, () -> LabelEditor.open(file, PaintsUntilKilled.CASE, PaintsUntilKilled.GRID));
                assertEquals("annotate.held", held.code(), "while the program works on it");
                assertTrue(held.getMessage().contains(file.toString())
                        && !held.remedy().isBlank());
                program.destroyForcibly();
            }
            program.waitFor();
            try (LabelEditor editor = LabelEditor.open(file, PaintsUntilKilled.CASE, PaintsUntilKilled.GRID)) {
                long there = editor.map().count(1);
                assertTrue(answered > 0 && there >= answered, there + " steps of " + answered);
            }
        }
    }

    @Test
    void paintingOverALockedSegmentChangesNoneOfItsVoxels() throws Exception {
        try (LabelEditor editor = open("case")) {
            editor.put("Segment", segment(1));
            editor.edit("Paint", canvas -> canvas.setRow(3, 9, 4, 5, 1));
            editor.change("Lock", 1, s -> s.withLocked(true));
            editor.edit("Paint", canvas -> canvas.setRow(0, 37, 4, 5, 2));
            assertEquals(6, editor.map().count(1));
            assertEquals(31, editor.map().count(2));
            assertFalse(editor.edit("Erase", canvas -> canvas.setRow(3, 9, 4, 5, 0)), "no step where nothing changed");
        }
    }

    @Test
    void twoWindowsCannotWriteOneCase() throws Exception {
        try (LabelEditor first = open("case")) {
            assertTrue(first.isNew());
            Problem problem = assertThrows(Problem.class, () -> open("case"));
            assertEquals("annotate.held", problem.code());
        }
        open("case").close();
    }

    @Test
    void theHistoryForgetsTheOldestStepsBeyondItsBoundAndKeepsTheMap() throws Exception {
        try (LabelEditor editor = LabelEditor.open(
                folder.resolve("case"), "1.2.3", GRID, Keeping.by("").within(2000))) {
            for (int n = 0; n < 100; n++) {
                int at = n;
                editor.edit("Point", canvas -> canvas.set(at % 37, at / 37, 0, 1));
            }
            assertTrue(editor.historyBytes() <= 2000);
            assertEquals(100, editor.map().count(1));
            while (editor.undo()) {}
            assertTrue(editor.map().count(1) > 80, "what was forgotten stays");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblemThatSaysWhatToDo() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file where a folder should be");
        Problem problem = assertThrows(Problem.class, () -> LabelEditor.open(taken.resolve("case"), "1.2.3", GRID));
        assertEquals("annotate.unwritable", problem.code());
    }
}
