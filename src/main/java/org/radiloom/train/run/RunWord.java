package org.radiloom.train.run;

import java.util.Locale;
import java.util.Optional;

/** What a run can be asked to do. */
public enum RunWord {
    /** Finish the step under way and wait. */
    PAUSE,
    /** Go on after a pause. */
    RESUME,
    /** Finish the step under way, save a checkpoint and end. */
    STOP;

    /** The word as it is written on standard input and in the control file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Understands a line; blanks around the word and its case do not matter. */
    public static Optional<RunWord> of(String line) {
        String word = line.strip().toLowerCase(Locale.ROOT);
        for (RunWord known : values()) {
            if (known.text().equals(word)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
