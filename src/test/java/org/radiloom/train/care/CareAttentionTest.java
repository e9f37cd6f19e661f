package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.BlobLesion;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.metric.AttentionOverlap;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.classify.ClassActivation;
import org.radiloom.nn.classify.Classifier;
import org.radiloom.nn.classify.FeatureOut;
import org.radiloom.problem.Problem;
import org.radiloom.train.classify.CareSettings;

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
            double sum = 0;
            List<BlobLesion> unseen = BlobLesion.draw(6, 0, 0, 20);
            for (BlobLesion sample : unseen) {
                sum += overlap(network, sample).insideShare() / unseen.size();
            }
            return sum;
        }
    }

    private static AttentionOverlap overlap(Classifier network, BlobLesion sample) {
        int side = BlobLesion.SIDE;
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray x = manager.create(sample.picture(), new Shape(1, 1, side, side));
            FeatureOut out = network.forward(x, null, false);
            NDArray weights = network.camWeights().orElseThrow();
            weights.attach(manager);
            NDArray cam = ClassActivation.of(out.map(), weights, manager.create(new float[] {sample.label()}));
            NDArray focus = EngineCompat.resizeBilinear(ClassActivation.stretched(cam, 1e-8), side, side);
            return AttentionOverlap.of(focus.toFloatArray(), sample.inside());
        }
    }
}
