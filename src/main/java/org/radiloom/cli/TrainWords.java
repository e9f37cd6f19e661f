package org.radiloom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads what a training is asked on standard input; its end, or an input that cannot be read, asks for nothing. */
final class TrainWords {
    private TrainWords() {}

    /** @param word receives every line that is not blank, on a thread of its own */
    static void listen(InputStream in, Consumer<String> word) {
        Thread thread = new Thread(
                () -> {
                    try {
                        // not closed: it belongs to the process
                        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (!line.isBlank()) {
                                word.accept(line);
                            }
                        }
                    } catch (IOException e) {
                        // a terminal that belongs to another program, or a closed one: the run goes on unasked
                        return;
                    }
                },
                "radiloom-words");
        thread.setDaemon(true);
        thread.start();
    }
}
