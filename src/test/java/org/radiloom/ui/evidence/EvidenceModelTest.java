package org.radiloom.ui.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.evidence.Evidence.Kind;

class EvidenceModelTest {
    private final EvidenceModel model = new EvidenceModel();

    private static GradeFinding finding(String id) {
        return MadeUpGrades.finding(id, 5, List.of(0.1, 0.2, 0.6, 0.1), List.of("moderate"), Map.of());
    }

    @BeforeEach
    void aFindingOfFiveFramesOfWhichTheFourthHasNoGrade() {
        model.show(finding("f"));
    }

    @Test
    void theMapOfGradesNeedsNothingButTheFinding() {
        assertEquals(Set.of(Kind.GRADES), model.offered());
        model.choose(Choice.of(Kind.GRADES));
        Evidence.Grades grades =
                assertInstanceOf(Evidence.Grades.class, model.evidence().orElseThrow());
        assertEquals(finding("f").perFrame().get(0).patches(), grades.patches());
    }

    @Test
    void oneFrameIsExplainedToKnowWhatThereIsAndOthersOnlyWhenTheyAreShown() {
        assertEquals(Optional.of(0), model.wanted());
        model.explained("f", MadeUpGrades.explanation(0));
        assertEquals(EnumSet.allOf(Kind.class), model.offered());
        model.goTo(1);
        assertEquals(Optional.empty(), model.wanted());
        model.choose(new Choice(Kind.ACTIVATION, "severe"));
        assertEquals(Optional.of(1), model.wanted());
        assertTrue(model.evidence().isEmpty());
        model.explained("f", MadeUpGrades.explanation(1));
        assertInstanceOf(Evidence.Heat.class, model.evidence().orElseThrow());
        model.choose(Choice.of(Kind.RECONSTRUCTION));
        assertInstanceOf(Evidence.Grey.class, model.evidence().orElseThrow());
        assertEquals(Optional.of("mild"), model.runnerUp());
    }

    @Test
    void beforeItIsExplainedAFramesRunnerUpIsItsSecondLikeliestGrade() {
        List<Double> first = finding("f").perFrame().get(0).probabilities();
        String runnerUp = model.runnerUp().orElseThrow();
        double p = first.get(MadeUpGrades.CLASSES.indexOf(runnerUp));
        assertEquals(1, first.stream().filter(q -> q > p).count());
        model.goTo(3);
        assertEquals(Optional.empty(), model.runnerUp());
    }

    @Test
    void aFrameWithoutAGradeHasNoEvidence() {
        model.choose(Choice.of(Kind.DISTRACTOR));
        model.goTo(3);
        assertEquals(Optional.empty(), model.wanted());
        assertTrue(model.evidence().isEmpty());
    }

    @Test
    void whatCannotBeExplainedIsNotAskedForAgain() {
        model.unexplained("f", 0);
        assertEquals(Optional.empty(), model.wanted());
    }

    @Test
    void picturesOfAnEarlierFindingAreDroppedAndTheChoiceStays() {
        model.explained("f", MadeUpGrades.explanation(0));
        model.choose(Choice.of(Kind.DISTRACTOR));
        model.clear();
        assertTrue(model.choice().isEmpty());
        model.show(finding("g"));
        model.explained("f", MadeUpGrades.explanation(0));
        assertEquals(Optional.of(Choice.of(Kind.DISTRACTOR)), model.choice());
        assertTrue(model.evidence().isEmpty());
        assertEquals(Optional.of(0), model.wanted());
    }
}
