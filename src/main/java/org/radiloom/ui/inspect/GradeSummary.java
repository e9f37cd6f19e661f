package org.radiloom.ui.inspect;

import org.radiloom.infer.GradeFinding;

/**
 * What a card says about a grading.
 *
 * @param intendedUse what the model may be used for, in the words of its card
 * @param device where it was computed
 */
public record GradeSummary(GradeFinding finding, FindingState state, String intendedUse, String device)
        implements FindingSummary {
    @Override
    public String id() {
        return finding.id();
    }

    @Override
    public GradeSummary decided(FindingState decision) {
        return new GradeSummary(finding, decision, intendedUse, device);
    }
}
