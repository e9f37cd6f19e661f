package org.radiloom.infer;

import java.util.List;

/** What became of a grading: a finding, or the reason why there is none. */
public sealed interface GradeOutcome {
    /** There is a grade. */
    record Graded(GradeFinding finding) implements GradeOutcome {}

    /**
     * No frame could be graded.
     *
     * @param reason one sentence for people
     * @param perFrame what was seen in each frame, with its own reason
     */
    record Refused(String reason, List<FrameGrade> perFrame) implements GradeOutcome {
        public Refused {
            perFrame = List.copyOf(perFrame);
        }
    }
}
