package org.radiloom.annotate;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
                file + " holds the work on another case.",
                "Move the file away to begin anew; nothing in it has been changed.");
    }

    static Problem otherGrid(Path file) {
        return Problem.input(
                "annotate.other.grid",
                file + " holds the work on this case with images of another size, number or place.",
                "Open the images that it was made on, or move the file away to begin anew; nothing in it has been changed.");
    }

    static Problem otherVersion(Path file) {
        return Problem.input(
                "annotate.other.version",
                file + " was written by another version of Radiloom.",
                "Open the case with that version; nothing in the file has been changed.");
    }

    static Problem setAside(Path file, Path aside) {
        return Problem.input(
                "annotate.set.aside",
                file + " was no journal of corrections, or its beginning is damaged.",
                "It is kept as " + aside + "; the work on this case begins anew.");
    }

    static Problem cut(Path file, long bytes, Path aside) {
        return Problem.input(
                "annotate.cut",
                "The last " + bytes + " bytes of " + file
                        + " are not a whole step: the program or the computer ended while it"
                        + " was written, or the file is damaged.",
                "All steps before it are here; look at the case. The bytes are kept in " + aside + ".");
    }

    static Problem writtenAnew(Path file, @Nullable Path aside) {
        return aside == null
                ? Problem.input(
                        "annotate.written.anew",
                        file + " was deleted by another program while the case was open.",
                        "Nothing is lost: it has been written again with all that was done.")
                : Problem.input(
                        "annotate.written.anew",
                        file + " was changed by another program while the case was open.",
                        "Nothing is lost: it has been written again; what the other program left is kept as " + aside
                                + ".");
    }

    static Problem carried(Path file, Path kept) {
        return Problem.input(
                "annotate.carried",
                "The images of this case have changed since the work on it began (" + file + ").",
                "What was drawn has been brought onto them; earlier steps can no longer be taken back, and the old journal is kept as "
                        + kept + ".");
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
                steps == 1
                        ? "The last step is not on the disk (" + file + ")."
                        : "The last " + steps + " steps are not on the disk (" + file + ").",
                "Make room; the next step writes them all. Until then they are lost if the program ends.",
                why);
    }

    static Problem lost(Path file, int steps, IOException why) {
        return Problem.input(
                "annotate.lost",
                steps == 1
                        ? "The work on this case has ended without its last step in " + file + "."
                        : "The work on this case has ended without its last " + steps + " steps in " + file + ".",
                "Make room or mount the disk again, open the case and do once more what is missing.",
                why);
    }
}
