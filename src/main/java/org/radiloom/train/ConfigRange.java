package org.radiloom.train;

import org.radiloom.problem.Problem;

/** What settings must hold. */
public final class ConfigRange {
    private ConfigRange() {}

    /** @throws Problem {@code config.range} naming key and value if it does not hold */
    public static void need(boolean holds, String key, Object value) throws Problem {
        if (!holds) {
            throw Problem.usage(
                    "config.range", "The setting " + key + " cannot be " + value + ".", "Choose a value in its range.");
        }
    }
}
