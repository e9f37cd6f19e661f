package org.radiloom.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Window;
import org.radiloom.model.AnomalyTask;

/**
 * What is to be searched for anomalies, and what is known of it.
 *
 * @param stack the slices or frames
 * @param bits of a grey value
 * @param inverted whether the lowest value is meant to be white
 * @param shown which values become black and white where these are neither Hounsfield units nor the grey values' whole
 *     range, as in radiographs of more than 8 bits
 * @param said whether the files, or the reader, say what modality it is; if not, the pictures are looked at first
 * @param candidates what it may show, by all that is said; at least one. The network decides between several
 * @param basis what of that is said, one sentence for people
 * @param sources what to name as input: SOP instance UIDs, or digests of files
 * @param regions drawn by the reader, by frame; others are searched where a domain asks for a region
 */
public record AnomalyInput(
        ImageStack stack,
        int bits,
        boolean inverted,
        Optional<Window> shown,
        boolean said,
        List<AnomalyTask.Domain> candidates,
        String basis,
        List<String> sources,
        Map<Integer, Polygon> regions) {
    public AnomalyInput {
        candidates = List.copyOf(candidates);
        sources = List.copyOf(sources);
        regions = Map.copyOf(regions);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("nothing that it may show");
        }
    }

    /** The same with fewer candidates. */
    AnomalyInput among(List<AnomalyTask.Domain> fewer) {
        return new AnomalyInput(stack, bits, inverted, shown, said, fewer, basis, sources, regions);
    }
}
