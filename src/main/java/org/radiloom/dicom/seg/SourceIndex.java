package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the slice of a series by image and frame. */
final class SourceIndex {
    private final List<SourceSlice> slices;
    private final Map<String, List<Integer>> byInstance = new HashMap<>();

    SourceIndex(List<SourceSlice> slices) {
        this.slices = slices;
        for (int k = 0; k < slices.size(); k++) {
            byInstance
                    .computeIfAbsent(slices.get(k).sopInstanceUid(), uid -> new ArrayList<>())
                    .add(k);
        }
    }

    /** The one slice that is among these images; empty if there is none, or if there are several. */
    Optional<Integer> slice(List<SourceSlice> sources) {
        Set<Integer> found = new HashSet<>();
        for (SourceSlice source : sources) {
            List<Integer> frames = byInstance.getOrDefault(source.sopInstanceUid(), List.of());
            for (int k : frames) {
                // a reference without a frame means all of them: one place only where there is one
                boolean all = source.frame() == 0;
                boolean only = slices.get(k).frame() == 0 && source.frame() == 1;
                if (all || only || slices.get(k).frame() == source.frame()) {
                    found.add(k);
                }
            }
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }
}
