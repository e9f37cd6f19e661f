package org.radiloom.ui.inspect;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.edit.EditCase;

/**
 * What has become of the mask that a model found.
 *
 * @param open whether it is a segment that can be corrected
 * @param volumeCm3 of that segment; empty while it is as the model left it
 */
record Correction(boolean open, OptionalDouble volumeCm3) {
    private static final Correction NONE = new Correction(false, OptionalDouble.empty());

    /** Steps that leave the voxels of a draft as they are. */
    private static final Set<String> HARMLESS = Set.of("draft", "segment", "rename", "colour", "show", "lock", "state");

    static Correction of(Optional<EditCase> on, StructureSummary finding) {
        Segment segment = on.stream()
                .flatMap(c -> c.segments().stream())
                .filter(s -> s.name().equals(finding.label()))
                .findFirst()
                .orElse(null);
        if (on.isEmpty() || segment == null) {
            return NONE;
        }
        EditCase c = on.get();
        long voxels = c.counts().voxels(segment.label());
        boolean same = voxels == found(finding)
                && c.editor()
                        .undoName()
                        .filter(step -> !HARMLESS.contains(step))
                        .isEmpty();
        double cm3 = voxels * c.grid().voxelVolumeMm3() / 1000;
        return new Correction(true, same ? OptionalDouble.empty() : OptionalDouble.of(cm3));
    }

    private static long found(StructureSummary finding) {
        long all = 0;
        for (int k = 0; k < finding.areas().slices(); k++) {
            all += finding.areas().voxelsIn(k);
        }
        return all;
    }
}
