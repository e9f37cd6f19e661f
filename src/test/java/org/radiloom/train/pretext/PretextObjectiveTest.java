package org.radiloom.train.pretext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.model.InputNorm;
import org.radiloom.nn.PretextNet;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.TrainLoop;

@Tag("engine")
class PretextObjectiveTest {
    @Test
    void aResidualEncoderLearnsTheTurnsOfPicturesThatItHasNotSeenAndToRemoveNoise() throws Problem {
        List<EpochReport> epochs = learned("resnet-micro", 0.004);
        assertEquals(10, epochs.size());
        assertEquals(
                List.of("rotation", "denoising"),
                List.copyOf(epochs.getLast().termLosses().keySet()));
        double accuracy = figure(epochs.getLast(), PretextObjective.ACCURACY);
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
        assertDenoises(epochs);
    }

    /** Without batch norm forty steps are too few for the turn. */
    @Test
    void aVggEncoderLearnsToRemoveNoise() throws Problem {
        assertDenoises(learned("vgg16", 0.001));
    }

    private static void assertDenoises(List<EpochReport> epochs) {
        double first = figure(epochs.getFirst(), "valDenoisingLoss");
        double last = figure(epochs.getLast(), "valDenoisingLoss");
        assertTrue(last < first / 2, last + " instead of " + first);
    }

    private static double figure(EpochReport report, String name) {
        return Objects.requireNonNull(report.figures().get(name));
    }

    private static List<EpochReport> learned(String encoder, double lr) throws Problem {
        PretextSettings settings = new PretextSettings(false, "", 10, 8, 32, lr, 0.1, 1, 10, 1);
        PretextDataset.Form form = new PretextDataset.Form(1, 32, InputNorm.NONE);
        PretextDataset training = new PretextDataset(List.of(new Shaded("a", 16)), 1, settings, form, 1);
        PretextDataset others = new PretextDataset(List.of(new Shaded("b", 6)), 1, settings, form, 1);
        try (PretextNet network = PretextNet.create(SegmenterSpec.mandi(encoder, 8, 1), Device.cpu(), 1)) {
            PretextObjective objective = new PretextObjective(network, settings, Optional.of(others));
            List<EpochReport> epochs = new ArrayList<>();
            new TrainLoop(settings.loop(1, 1), objective, training)
                    .telling(new LoopListener() {
                        @Override
                        public void epoch(EpochReport report) {
                            epochs.add(report);
                        }
                    })
                    .run();
            return epochs;
        }
    }

    /** Pictures that are darker at the top, with a bright spot somewhere. */
    private record Shaded(String name, int slices) implements SliceSource {
        @Override
        public void cut(int slice, SplittableRandom random, float[] into, int offset) {
            int spot = random.nextInt(32 * 32);
            for (int at = 0; at < 32 * 32; at++) {
                into[offset + at] = at == spot ? 1 : (at / 32) / 32f;
            }
        }
    }
}
