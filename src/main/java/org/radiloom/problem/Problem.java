package org.radiloom.problem;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a user can mend: what happened, to which file or model, and what to do next.
 *
 * <p>Programmer mistakes are unchecked exceptions; everything that depends on the outside world (a file, a model
 * package, a device, an option) ends here. The code is stable and meant for logs and tests ({@code dicom.truncated},
 * {@code model.changed}); the two sentences are for people.
 */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of thing has to change; the command line turns it into its exit code. */
    public enum Kind {
        /** The request itself is wrong: an option, a key, a path that names nothing sensible. */
        USAGE,
        /** A file, study or data set cannot be used. */
        INPUT,
        /** A model is missing, changed, or not meant for this input. */
        MODEL
    }

    private final Kind kind;
    private final String code;
    private final String remedy;

    private Problem(Kind kind, String code, String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.code = code;
        this.remedy = remedy;
    }

    /** A request that cannot be understood or contradicts itself. */
    public static Problem usage(String code, String what, String remedy) {
        return new Problem(Kind.USAGE, code, what, remedy, null);
    }

    /** An input that cannot be used; {@code what} names the file. */
    public static Problem input(String code, String what, String remedy) {
        return new Problem(Kind.INPUT, code, what, remedy, null);
    }

    /** An input that cannot be used because of {@code cause}; {@code what} names the file. */
    public static Problem input(String code, String what, String remedy, Throwable cause) {
        return new Problem(Kind.INPUT, code, what, remedy, cause);
    }

    /** A model that is missing, changed or ineligible; {@code what} names it. */
    public static Problem model(String code, String what, String remedy) {
        return new Problem(Kind.MODEL, code, what, remedy, null);
    }

    /** A model that is missing, changed or ineligible because of {@code cause}; {@code what} names it. */
    public static Problem model(String code, String what, String remedy, Throwable cause) {
        return new Problem(Kind.MODEL, code, what, remedy, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable dotted lower-case name, for logs and tests. */
    public String code() {
        return code;
    }

    /** What the user can do next, one sentence. */
    public String remedy() {
        return remedy;
    }

    /** What happened, one sentence; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** What happened and what to do next, in one line for people. */
    public String sentence() {
        return getMessage() + " " + remedy;
    }
}
