package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.PictureCutter;

/** The claim of the method on pictures made for it: a rare class that could be told by a shortcut is looked at in its box. */
@Tag("engine")
class CareAttentionTest {
    @Test
    void theShareOfTheMapInsideTheLesionRises() throws Problem {
        double without = insideShare(0);
        double with = insideShare(0.5);
        assertTrue(with - without >= 0.15, without + " to " + with);
    }

    /** Mean over rare pictures that were not trained on. */
    private static double insideShare(double alpha) throws Problem {
        try (Classifier network = PartTraining.network(3)) {
            CareSettings settings = CarePartTest.settings(Map.of("care.alpha", String.valueOf(alpha)));
            List<BlobLesion> training = BlobLesion.draw(5, 60, 60, 6);
            PartTraining.run(
                    network,
                    List.of(new CarePart(settings, network, List.of(60L, 60L, 6L))),
                    BlobLesion.data(training, 9),
                    15,
                    0);
            RunConfig config = PartTraining.config(Map.of("picture.side", String.valueOf(BlobLesion.SIDE)));
            List<LesionAttention.Found> found = LesionAttention.of(
                    network,
                    BlobLesion.draw(6, 0, 0, 20).stream()
                            .map(BlobLesion::sample)
                            .toList(),
                    new PictureCutter(config.picture(), config.augment()));
            assertEquals(20, found.size());
            assertEquals(15 * 15 / 1600.0, found.getFirst().boxShare(), 1e-6);
            return found.stream()
                    .mapToDouble(f -> f.overlap().insideShare())
                    .average()
                    .orElseThrow();
        }
    }
}
