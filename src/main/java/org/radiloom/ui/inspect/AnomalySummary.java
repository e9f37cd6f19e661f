package org.radiloom.ui.inspect;

import java.util.List;
import org.radiloom.infer.AnomalyFinding;

/**
 * What a card says about an anomaly finding.
 *
 * @param tags what the files say that they show
 * @param film whether there are frames of a film, rather than slices of a body
 * @param intendedUse what the model may be used for, in the words of its card
 * @param limits what the model cannot tell, in the words of its card
 * @param device where it was computed
 */
public record AnomalySummary(
        AnomalyFinding finding,
        FindingState state,
        Tags tags,
        boolean film,
        String intendedUse,
        List<String> limits,
        String device)
        implements FindingSummary {
    /**
     * What the files say.
     *
     * @param modality DICOM's code, empty when they do not say
     * @param bodyPart DICOM's word, empty when they do not say
     */
    public record Tags(String modality, String bodyPart) {}

    public AnomalySummary {
        limits = List.copyOf(limits);
    }

    @Override
    public String id() {
        return finding.id();
    }

    @Override
    public Target target() {
        return Target.ANOMALY;
    }

    @Override
    public AnomalySummary decided(FindingState decision) {
        return new AnomalySummary(finding, decision, tags, film, intendedUse, limits, device);
    }
}
