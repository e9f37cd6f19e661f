package org.radiloom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.radiloom.problem.Problem;

/** Where a command's result goes. */
final class Results {
    private Results() {}

    /**
     * Writes a result; the file "-" is standard output.
     *
     * @throws Problem {@code evaluate.write} if the file cannot be written
     */
    static void write(Path file, String text, PrintWriter out) throws Problem {
        if (file.toString().equals("-")) {
            out.print(text);
            out.flush();
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Problem.input("evaluate.write", "The file " + file + " cannot be written.", "Choose another.", e);
        }
    }
}
