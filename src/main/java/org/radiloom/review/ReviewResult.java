package org.radiloom.review;

import java.time.Instant;
import java.util.List;
import org.radiloom.study.Study;

/**
 * What all models found in a study, and which were not run and why.
 *
 * @param complete false if the review was cancelled on the way
 */
public record ReviewResult(
        Study study, Instant createdAt, List<ReviewFinding> findings, List<NotRun> notRun, boolean complete) {
    public ReviewResult {
        findings = List.copyOf(findings);
        notRun = List.copyOf(notRun);
    }
}
