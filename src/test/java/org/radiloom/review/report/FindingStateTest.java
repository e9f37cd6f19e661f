package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.review.report.FindingState.Act;

class FindingStateTest {
    private static final Statement SEVERE = Statement.of("severe");

    /** All states and all acts; an empty cell means that the act has no meaning there. */
    @ParameterizedTest
    @CsvSource({
        "DRAFT,    ACCEPTED, EDITED, REJECTED,",
        "ACCEPTED, ,         EDITED, REJECTED, DRAFT",
        "EDITED,   ACCEPTED, EDITED, REJECTED, DRAFT",
        "REJECTED, ACCEPTED, EDITED, ,         DRAFT",
    })
    void eachActLeadsWhereTheTableSays(
            FindingState from, FindingState accept, FindingState edit, FindingState reject, FindingState reopen) {
        assertEquals(Optional.ofNullable(accept), from.after(Act.ACCEPT));
        assertEquals(Optional.ofNullable(edit), from.after(Act.EDIT));
        assertEquals(Optional.ofNullable(reject), from.after(Act.REJECT));
        assertEquals(Optional.ofNullable(reopen), from.after(Act.REOPEN));
    }

    @Test
    void nothingIsReportedBeforeADecisionAndAfterARejection() {
        ReviewedFinding finding = MadeUpReport.grade();
        assertEquals(Optional.empty(), finding.reported());
        assertEquals(
                Optional.empty(),
                finding.decide(Decision.reject("R", MadeUpReport.WHEN, "shadow"))
                        .reported());
        assertEquals(
                Optional.of(finding.original()),
                finding.decide(Decision.accept("R", MadeUpReport.WHEN)).reported());
    }

    @Test
    void anEditSaysWhatTheReaderSaysAndKeepsWhatTheModelSaid() {
        ReviewedFinding edited = MadeUpReport.grade().decide(Decision.edit("R", MadeUpReport.WHEN, SEVERE));
        assertEquals(Optional.of(SEVERE), edited.reported());
        assertEquals("mild", edited.original().headline());
        ReviewedFinding back = edited.decide(Decision.accept("R", MadeUpReport.WHEN));
        assertEquals(Optional.of(edited.original()), back.reported());
        assertEquals(
                List.of(Act.EDIT, Act.ACCEPT),
                back.decisions().stream().map(Decision::act).toList());
    }

    @Test
    void aRejectionHasAReasonAndAnEditHasWords() {
        assertThrows(IllegalArgumentException.class, () -> Decision.reject("R", MadeUpReport.WHEN, " "));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Decision(Act.EDIT, "R", MadeUpReport.WHEN, "", Optional.empty()));
        ReviewedFinding accepted = MadeUpReport.grade().decide(Decision.accept("R", MadeUpReport.WHEN));
        assertThrows(IllegalArgumentException.class, () -> accepted.decide(Decision.accept("R", MadeUpReport.WHEN)));
    }
}
