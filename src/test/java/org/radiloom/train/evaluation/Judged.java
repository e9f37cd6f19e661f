package org.radiloom.train.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.metric.Calibration;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;

/** Evaluations with counts that a reader can check by hand. */
final class Judged {
    private Judged() {}

    /**
     * A run whose patients p0, p1 … have 100 voxels of structure each, of which {@code found} are found, and nothing
     * else; Dice is {@code 2 found / (100 + found)}.
     */
    static Evaluation run(String name, int... found) {
        List<VolumeScore> scores = new ArrayList<>();
        for (int p = 0; p < found.length; p++) {
            scores.add(volume("v" + p, "p" + p, found[p]));
        }
        return new Evaluation(about(name), scores);
    }

    static Evaluation.About about(String name) {
        return new Evaluation.About(
                name,
                Optional.of(new Evaluation.Run(name, "mandi/micro", "best")),
                "ab12",
                "manifest.jsonl",
                "test",
                "background",
                "mandible",
                10);
    }

    static VolumeScore volume(String id, String patient, int found) {
        return new VolumeScore(
                id,
                patient,
                new OverlapMetrics(found, 0, 100 - found, 9900),
                new OverlapMetrics(found, 0, 100 - found, 900),
                found == 0 ? Optional.empty() : Optional.of(new SurfaceMetrics(100 - found, 1)),
                Calibration.ofForeground(new float[] {0.25f, 1}, new byte[] {0, 1}, at -> true),
                0.1,
                found / 1000.0,
                1.5);
    }
}
