package org.radiloom.train.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.radiloom.problem.Problem;

/**
 * {@code control.txt} of a run folder: other processes add words to its end, the training reads what is new.
 *
 * <p>Words that were written before the training began are not for it and are left unread.
 */
final class ControlFile {
    static final String FILE = "control.txt";

    private final LineTail tail;

    /** Opened by the training: reads from the end on. */
    ControlFile(Path run) {
        this.tail = LineTail.fromTheEnd(run.resolve(FILE));
    }

    /** Asks the training in {@code run} for something. */
    static void ask(Path run, RunWord word) throws Problem {
        try {
            Files.writeString(
                    run.resolve(FILE),
                    word.text() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Problem.input(
                    "run.control",
                    "The run in " + run + " cannot be told to " + word.text() + ".",
                    "Check the rights of the folder.",
                    e);
        }
    }

    /** Hands over every line that came since the last look. */
    void read(Consumer<String> lines) throws IOException {
        List<String> fresh = tail.read();
        fresh.stream().filter(line -> !line.isBlank()).forEach(lines);
    }
}
