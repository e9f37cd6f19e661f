package org.radiloom.infer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.radiloom.model.AnomalyTask;

/**
 * What a network's answer to some pictures means in a domain.
 *
 * @param answer one row for each picture
 */
record AnomalyReading(AnomalyTask task, AnomalyTask.Domain domain, AnomalyNetwork.Answer answer) {
    private static final String FLAT = "The picture is of one grey, as a black one is; its score means nothing.";

    /**
     * What one of the pictures shows.
     *
     * @param slice index in the series
     * @param n row of the answer
     */
    SliceAnomaly slice(int slice, int n, AnomalyPreparation.Prepared prepared) {
        double score = answer.scores()[n];
        Map<String, Double> organs = named(task.organs(), answer.organs(), n);
        Map<String, Double> modalities = named(task.modalities(), answer.modalities(), n);
        Optional<String> other = SeriesAnomaly.otherDomain(domain, organs, modalities);
        Optional<String> flat = prepared.flat() ? Optional.of(FLAT) : Optional.empty();
        String warning = Stream.of(flat, other, SeriesAnomaly.beyond(domain, score))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return new SliceAnomaly(
                slice,
                Optional.empty(),
                score,
                domain.percentile(score),
                score >= domain.threshold(),
                other.isEmpty() && flat.isEmpty(),
                warning.isEmpty() ? Optional.empty() : Optional.of(warning),
                organs,
                modalities,
                Optional.of(new AnomalyMap(
                        Objects.requireNonNull(prepared.view()),
                        plane(answer.maps(), n),
                        grey(prepared.input()),
                        answer.reconstructions().length == 0
                                ? Optional.empty()
                                : Optional.of(grey(plane(answer.reconstructions(), n))))));
    }

    private float[] plane(float[] all, int n) {
        int plane = task.side() * task.side();
        return Arrays.copyOfRange(all, n * plane, (n + 1) * plane);
    }

    /** From [-1, 1] to [0, 1]. */
    private static float[] grey(float[] values) {
        float[] grey = new float[values.length];
        for (int at = 0; at < grey.length; at++) {
            grey[at] = Math.clamp((values[at] + 1) / 2, 0f, 1f);
        }
        return grey;
    }

    private static Map<String, Double> named(List<String> names, float[] probabilities, int n) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int c = 0; c < names.size() && probabilities.length > 0; c++) {
            named.put(names.get(c), (double) probabilities[n * names.size() + c]);
        }
        return named;
    }
}
