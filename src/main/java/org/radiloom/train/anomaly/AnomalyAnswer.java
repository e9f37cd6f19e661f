package org.radiloom.train.anomaly;

import java.util.List;

/**
 * What a detector says of a sample.
 *
 * @param score larger is less normal
 * @param organ probability of every organ; empty for a network that does not tell them
 * @param modality probability of every modality, alike
 */
public record AnomalyAnswer(
        String sampleId,
        String patientId,
        DomainTable.Name domain,
        boolean abnormal,
        double score,
        List<Double> organ,
        List<Double> modality) {
    public AnomalyAnswer {
        organ = List.copyOf(organ);
        modality = List.copyOf(modality);
    }

    /** Place of the largest; -1 of none. */
    static int largest(List<Double> values) {
        int best = values.isEmpty() ? -1 : 0;
        for (int at = 1; at < values.size(); at++) {
            best = values.get(at) > values.get(best) ? at : best;
        }
        return best;
    }
}
