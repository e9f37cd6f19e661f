package org.radiloom.annotate;

import java.io.IOException;
import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** What can go wrong with the work on a case, and what to do about it. */
final class AnnotateProblems {
    private AnnotateProblems() {}

    static Problem heldElsewhere(Path file) {
        return Problem.input(
                "annotate.held",
                "This case is being corrected in another window (" + file + ").",
                "Close it there, or look at the case without correcting it.");
    }

    static Problem otherCase(Path file) {
        return Problem.input(
                "annotate.other.case",
                file + " holds the work on another case, or on one with another grid.",
                "Move the file away to begin anew; nothing in it has been changed.");
    }

    static Problem notAJournal(Path file) {
        return Problem.input(
                "annotate.no.journal",
                file + " is not a journal of corrections.",
                "Move the file away to begin anew; nothing in it has been changed.");
    }

    static Problem noJournal(Path file, IOException why) {
        return Problem.input(
                "annotate.unwritable",
                "The work on this case cannot be kept in " + file + ".",
                "Check that the folder can be written and has room, then open the case again.",
                why);
    }

    static Problem notKept(Path file, int steps, IOException why) {
        return Problem.input(
                "annotate.unkept",
                "The last " + steps + (steps == 1 ? " step is" : " steps are") + " not on the disk (" + file + ").",
                "Make room; the next step writes them all. Until then they are lost if the program ends.",
                why);
    }
}
