package org.radiloom.review.report;

import java.time.Instant;
import java.util.Optional;
import org.radiloom.review.report.FindingState.Act;

/**
 * What a reader has done with a finding.
 *
 * @param reason for a rejection never blank; may be empty otherwise
 * @param statement what the reader says in place of the model; there for an edit and for nothing else
 */
public record Decision(Act act, String who, Instant at, String reason, Optional<Statement> statement) {
    public Decision {
        if (statement.isPresent() != (act == Act.EDIT)) {
            throw new IllegalArgumentException("only an edit says something, and it must");
        }
        if (act == Act.REJECT && reason.isBlank()) {
            throw new IllegalArgumentException("a rejection without a reason");
        }
    }

    public static Decision accept(String who, Instant at) {
        return new Decision(Act.ACCEPT, who, at, "", Optional.empty());
    }

    public static Decision edit(String who, Instant at, Statement statement) {
        return new Decision(Act.EDIT, who, at, "", Optional.of(statement));
    }

    /** @throws IllegalArgumentException if the reason is blank */
    public static Decision reject(String who, Instant at, String reason) {
        return new Decision(Act.REJECT, who, at, reason, Optional.empty());
    }

    public static Decision reopen(String who, Instant at) {
        return new Decision(Act.REOPEN, who, at, "", Optional.empty());
    }
}
