package org.radiloom.train.anomaly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.job.Progress;
import org.radiloom.nn.anomaly.Detector;
import org.radiloom.nn.anomaly.Known;
import org.radiloom.nn.anomaly.Look;

/** Shows samples to a detector, several at once, without random changes. Gradient recording must be off on this thread. */
final class AnomalyLooks {
    /** Bounds memory, not results. */
    private static final int AT_ONCE = 32;

    private final Detector network;
    private final DomainTable domains;

    /** @param domains the numbers that the detector knows organs and modalities by */
    AnomalyLooks(Detector network, DomainTable domains) {
        this.network = network;
        this.domains = domains;
    }

    /** Takes what the detector says of a sample. */
    interface Taker {
        /** @param map (S, S), row by row */
        void take(AnomalySample sample, AnomalyAnswer answer, float[] map);
    }

    /** What the detector says of every sample, in their order. */
    List<AnomalyAnswer> answers(List<AnomalySample> samples, Progress progress) {
        List<AnomalyAnswer> answers = new ArrayList<>();
        of(samples, false, progress, (sample, answer, map) -> answers.add(answer));
        return answers;
    }

    /** The same with the maps. */
    void of(List<AnomalySample> samples, Progress progress, Taker taker) {
        of(samples, true, progress, taker);
    }

    private void of(List<AnomalySample> samples, boolean maps, Progress progress, Taker taker) {
        int side = network.spec().side();
        for (int from = 0; from < samples.size(); from += AT_ONCE) {
            progress.check();
            List<AnomalySample> part = samples.subList(from, Math.min(samples.size(), from + AT_ONCE));
            float[] pictures = new float[part.size() * side * side];
            for (int at = 0; at < part.size(); at++) {
                part.get(at).plain(pictures, at * side * side);
            }
            try (NDManager manager = network.manager().newSubManager()) {
                NDArray x = manager.create(pictures, new Shape(part.size(), 1, side, side));
                Look look = network.look(x, known(part));
                float[] scores = look.score().toFloatArray();
                float[] all = maps ? look.map().toFloatArray() : new float[0];
                float[] organ = values(look.organ());
                float[] modality = values(look.modality());
                for (int at = 0; at < part.size(); at++) {
                    AnomalySample sample = part.get(at);
                    taker.take(
                            sample,
                            new AnomalyAnswer(
                                    sample.sampleId(),
                                    sample.patientId(),
                                    sample.domain(),
                                    sample.abnormal(),
                                    scores[at],
                                    row(organ, at, part.size()),
                                    row(modality, at, part.size())),
                            maps
                                    ? java.util.Arrays.copyOfRange(all, at * side * side, (at + 1) * side * side)
                                    : new float[0]);
                }
            }
        }
    }

    private Known known(List<AnomalySample> part) {
        return Known.of(
                part.stream().mapToInt(s -> domains.organ(s.domain().organ())).toArray(),
                part.stream()
                        .mapToInt(s -> domains.modality(s.domain().modality()))
                        .toArray(),
                part.stream().map(AnomalySample::lookedInput).toList());
    }

    private static float[] values(Optional<NDArray> array) {
        return array.map(NDArray::toFloatArray).orElseGet(() -> new float[0]);
    }

    private static List<Double> row(float[] values, int at, int rows) {
        int each = values.length / rows;
        List<Double> row = new ArrayList<>();
        for (int k = 0; k < each; k++) {
            row.add((double) values[at * each + k]);
        }
        return row;
    }
}
