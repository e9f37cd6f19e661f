package org.radiloom.ui.inspect;

import java.util.Optional;
import org.radiloom.ui.view.SliceAreas;

/**
 * What a card says about a structure that a model found.
 *
 * @param id of the finding
 * @param label what was found ("Mandible")
 * @param model name of the model
 * @param version version of the model
 * @param areas how much of it lies in each slice
 * @param device where it was computed
 * @param seconds how long it took
 * @param complete false if only a part of the series was looked at
 * @param caution why the result deserves a second look
 */
public record StructureSummary(
        String id,
        String label,
        FindingState state,
        double volumeCm3,
        String model,
        String version,
        SliceAreas areas,
        String device,
        double seconds,
        boolean complete,
        Optional<String> caution)
        implements FindingSummary {
    @Override
    public Target target() {
        return Target.MANDIBLE;
    }

    @Override
    public StructureSummary decided(FindingState decision) {
        return new StructureSummary(
                id, label, decision, volumeCm3, model, version, areas, device, seconds, complete, caution);
    }
}
