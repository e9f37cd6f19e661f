package org.radiloom.ui.inspect;

import java.util.List;
import org.radiloom.infer.GradeFinding;

/**
 * What a card says about a grading.
 *
 * @param intendedUse what the model may be used for, in the words of its card
 * @param limits what the model cannot tell, in the words of its card
 * @param device where it was computed
 */
public record GradeSummary(
        GradeFinding finding, FindingState state, String intendedUse, List<String> limits, String device)
        implements FindingSummary {
    public GradeSummary {
        limits = List.copyOf(limits);
    }

    @Override
    public String id() {
        return finding.id();
    }

    @Override
    public Target target() {
        return Target.LIVER_GRADE;
    }

    @Override
    public GradeSummary decided(FindingState decision) {
        return new GradeSummary(finding, decision, intendedUse, limits, device);
    }
}
