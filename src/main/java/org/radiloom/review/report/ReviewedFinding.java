package org.radiloom.review.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finding of a model and what the reader has decided about it. What the model said is never changed, and no decision is
 * forgotten.
 *
 * @param id of the finding
 * @param label what was looked for, for people
 * @param original what the model said
 * @param model that said it
 * @param decisions in their order
 */
public record ReviewedFinding(String id, String label, Statement original, ModelUsed model, List<Decision> decisions) {
    public ReviewedFinding {
        decisions = List.copyOf(decisions);
        state(decisions);
    }

    /** A finding that nobody has decided about. */
    public static ReviewedFinding draft(String id, String label, Statement original, ModelUsed model) {
        return new ReviewedFinding(id, label, original, model, List.of());
    }

    private static FindingState state(List<Decision> decisions) {
        FindingState state = FindingState.DRAFT;
        for (Decision each : decisions) {
            FindingState from = state;
            state = from.after(each.act())
                    .orElseThrow(() -> new IllegalArgumentException(each.act() + " in state " + from));
        }
        return state;
    }

    public FindingState state() {
        return state(decisions);
    }

    /** @throws IllegalArgumentException if it means nothing in this state, as accepting what is accepted */
    public ReviewedFinding decide(Decision decision) {
        List<Decision> more = new ArrayList<>(decisions);
        more.add(decision);
        return new ReviewedFinding(id, label, original, model, more);
    }

    /** What the report says; empty before the decision and after a rejection. */
    public Optional<Statement> reported() {
        return switch (state()) {
            case DRAFT, REJECTED -> Optional.empty();
            case ACCEPTED -> Optional.of(original);
            case EDITED -> decisions.getLast().statement();
        };
    }
}
