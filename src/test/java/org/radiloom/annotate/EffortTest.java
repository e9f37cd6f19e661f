package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

class EffortTest {
    private static final Geometry GRID = Geometry.axial(24, 20, 6, 0.5, 0.5, 2);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-03-01T23:59:30Z");

    private LabelEditor open(String annotator) throws Problem {
        return LabelEditor.open(
                folder.resolve("case"),
                "1.2.3",
                GRID,
                Keeping.by(annotator).unforced().at(() -> now));
    }

    private void wait(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static void paint(LabelEditor editor, String tool, int i) {
        editor.edit(tool, canvas -> canvas.set(i, 3, 2, 1));
    }

    /** 5 + 30 (of 300) + 12 + 0 (of -3600) + 30 (of 90,000) + 8 s are 85 s. */
    private void work() throws Problem {
        try (LabelEditor editor = open("reader-1")) {
            assertEquals(Effort.none(), editor.effort());
            paint(editor, "Brush", 1);
            wait(5);
            paint(editor, "Brush", 2);
            wait(300);
            paint(editor, "Fill, \"holes\"", 3);
            wait(12);
            editor.undo();
            wait(-3600);
            editor.redo();
        }
        wait(90_000);
        try (LabelEditor editor = open("")) {
            paint(editor, "Brush", 4);
            assertTrue(!editor.edit("Brush", canvas -> canvas.set(4, 3, 2, 1)), "what changes nothing is no step");
            wait(8);
            editor.undo();
        }
    }

    @Test
    void stepsAreCountedByToolAndTimeUpToHalfAMinuteFromOneToTheNext() throws Exception {
        work();
        try (LabelEditor editor = open("reader-2")) {
            Effort effort = editor.effort();
            assertEquals(Map.of("Brush", 3, "Fill, \"holes\"", 1), effort.steps());
            assertEquals(4, effort.allSteps());
            assertEquals(2, effort.undone());
            assertEquals(1, effort.redone());
            assertEquals(85, effort.activeSeconds());
            assertEquals(LocalDate.of(2026, 3, 1), effort.firstDay().orElseThrow());
            assertEquals(LocalDate.of(2026, 3, 3), effort.lastDay().orElseThrow());
            assertEquals(Set.of("reader-1"), effort.annotators(), "who only looks is not among them");
        }
    }

    @Test
    void aRowOfATableAndAnObjectTellTheSame() throws Exception {
        work();
        try (LabelEditor editor = open("")) {
            Effort effort = editor.effort();
            assertEquals("first_day,last_day,active_seconds,steps,undone,redone,annotators,tools", Effort.CSV_HEAD);
            assertEquals(
                    "2026-03-01,2026-03-03,85.0,4,2,1,\"reader-1\",\"Brush=3;Fill, \"\"holes\"\"=1\"", effort.toCsv());
            assertEquals(
                    "{\"steps\":{\"Brush\":3,\"Fill, \\\"holes\\\"\":1},\"undone\":2,\"redone\":1,\"activeMs\":85000,"
                            + "\"firstMs\":1772409570000,\"lastMs\":1772496295000,\"annotators\":[\"reader-1\"]}",
                    effort.toJson());
            assertEquals(effort, Effort.of(effort.json()));
            assertEquals(",,0.0,0,0,0,\"\",\"\"", Effort.none().toCsv());
        }
    }

    @Test
    void whenTheProgramIsKilledTheEffortIsThatOfTheStepsThatAreThere() throws Exception {
        work();
        Path file = folder.resolve("case");
        byte[] whole = Files.readAllBytes(file);
        // the last undo, made 8 s after the step before it, was being written
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        try (LabelEditor editor = open("")) {
            assertEquals(77, editor.effort().activeSeconds());
            assertEquals(1, editor.effort().undone());
        }
    }

    @Test
    void allCasesOfAFolderMakeATableAlsoWhileTheyAreOpen() throws Exception {
        work();
        Files.move(folder.resolve("case"), folder.resolve("first.journal"));
        Files.writeString(folder.resolve("notes.journal"), "no journal at all");
        var keeping = Keeping.by("reader-3").unforced().at(() -> now);
        try (LabelEditor editor = LabelEditor.open(folder.resolve("second.journal"), "1.2.4", GRID, keeping);
                LabelEditor idle = LabelEditor.open(folder.resolve("idle.journal"), "1.2.5", GRID, keeping)) {
            assertTrue(idle.isNew());
            paint(editor, "Lasso", 1);
            wait(7);
            paint(editor, "Lasso", 2);
            EffortTable table = EffortTable.of(folder);
            assertEquals(List.of(folder.resolve("notes.journal")), table.unread());
            assertEquals("""
                    case,first_day,last_day,active_seconds,steps,undone,redone,annotators,tools\r
                    first,2026-03-01,2026-03-03,85.0,4,2,1,"reader-1","Brush=3;Fill, ""holes""=1"\r
                    second,2026-03-03,2026-03-03,7.0,2,0,0,"reader-3","Lasso=2"\r
                    """, table.csv());
        }
        assertEquals(
                "case," + Effort.CSV_HEAD + "\r\n",
                EffortTable.of(folder.resolve("none")).csv());
    }
}
