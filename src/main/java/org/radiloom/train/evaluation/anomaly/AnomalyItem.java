package org.radiloom.train.evaluation.anomaly;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A picture that was judged.
 *
 * @param site where it comes from; empty if unknown
 * @param organ of the manifest
 * @param modality of the manifest
 * @param score larger is less normal
 * @param threshold of the picture's organ and modality: from it on a picture is called anomalous
 * @param namedOrgan what the network takes it for; empty if it does not tell organs
 * @param namedModality alike
 * @param localisation how well the map shows its lesions; empty without a mask
 * @param shortcuts what scores without looking at anything that matters say, by name; larger is less normal
 * @param centrePrior how well the distance to the region's edge shows the lesions
 */
public record AnomalyItem(
        String id,
        String patient,
        String site,
        String organ,
        String modality,
        boolean abnormal,
        double score,
        double threshold,
        String namedOrgan,
        String namedModality,
        Optional<Localisation> localisation,
        Map<String, Double> shortcuts,
        Optional<Localisation> centrePrior) {
    public AnomalyItem {
        shortcuts = Collections.unmodifiableMap(new LinkedHashMap<>(shortcuts));
    }

    /** Organ and modality, for people. */
    public String domain() {
        return organ + " " + modality;
    }

    /** Whether it is called anomalous. */
    public boolean called() {
        return score >= threshold;
    }

    /** Whether the network names organ and modality rightly; true of what it does not tell. */
    boolean namedRightly() {
        return (namedOrgan.isEmpty() || namedOrgan.equals(organ))
                && (namedModality.isEmpty() || namedModality.equals(modality));
    }

    /** Whether the network tells organs or modalities. */
    boolean named() {
        return !namedOrgan.isEmpty() || !namedModality.isEmpty();
    }
}
