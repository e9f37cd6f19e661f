package org.radiloom.cli;

import org.radiloom.problem.Problem;

/** The exit codes of every command. */
final class ExitCode {
    static final int DONE = 0;
    static final int DEFECT = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;
    static final int MODEL = 4;
    static final int PARTLY = 5;
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Problem problem) {
        return switch (problem.kind()) {
            case USAGE -> USAGE;
            case INPUT -> INPUT;
            case MODEL -> MODEL;
        };
    }
}
