package org.radiloom.annotate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;

class AnnotateProblemsTest {
    private static final Path FILE = Path.of("/1/2.3");
    private static final Path ASIDE = Path.of("/1/2.4");

    @Test
    void everyProblemNamesItsFileSaysWhatToDoNextAndSpeaksChinese() {
        var full = new IOException("full");
        var words = Words.in(Language.CHINESE);
        for (Problem each : List.of(
                AnnotateProblems.heldElsewhere(FILE),
                AnnotateProblems.otherCase(FILE),
                AnnotateProblems.otherGrid(FILE),
                AnnotateProblems.otherVersion(FILE),
                AnnotateProblems.setAside(FILE, ASIDE),
                AnnotateProblems.cut(FILE, 17, ASIDE),
                AnnotateProblems.writtenAnew(FILE, null),
                AnnotateProblems.writtenAnew(FILE, ASIDE),
                AnnotateProblems.carried(FILE, ASIDE),
                AnnotateProblems.noJournal(FILE, full),
                AnnotateProblems.notKept(FILE, 1, full),
                AnnotateProblems.notKept(FILE, 2, full),
                AnnotateProblems.lost(FILE, 1, full),
                AnnotateProblems.lost(FILE, 5, full))) {
            assertTrue(each.getMessage().contains(FILE.toString()), each.getMessage());
            assertFalse(each.remedy().isBlank());
            String chinese = words.of(each);
            assertTrue(chinese.contains(FILE.toString()), chinese);
            assertFalse(chinese.replace("Radiloom", "").matches("(?s).*[A-Za-z]{2,}.*"), chinese);
        }
    }
}
