package org.radiloom.train.pretext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.job.Progress;
import org.radiloom.model.InputNorm;
import org.radiloom.nn.PretextNet;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.LoopListener;
import org.radiloom.train.loop.TrainLoop;

@Tag("engine")
class PretextObjectiveTest {
    @ParameterizedTest
    @ValueSource(strings = {"resnet-micro", "vgg16"})
    void itLearnsTheTurnsOfPicturesThatItHasNotSeenAndToRemoveNoise(String encoder) throws Problem {
        PretextSettings settings = new PretextSettings(false, "", 10, 8, 32, 0.004, 0.1, 1, 10, 1);
        PretextDataset.Form form = new PretextDataset.Form(1, 32, InputNorm.NONE);
        PretextDataset training = new PretextDataset(List.of(new Shaded("a", 16)), 1, settings, form, 1);
        PretextDataset others = new PretextDataset(List.of(new Shaded("b", 6)), 1, settings, form, 1);
        try (PretextNet network = PretextNet.create(SegmenterSpec.mandi(encoder, 8, 1), Device.cpu(), 1)) {
            PretextObjective objective = new PretextObjective(network, settings, Optional.of(others));
            assertEquals(3, objective.figures().size());
            double before = objective.validate(Progress.NONE).get("valDenoisingLoss");
            List<EpochReport> epochs = new ArrayList<>();
            new TrainLoop(settings.loop(1, 1), objective, training)
                    .telling(new LoopListener() {
                        @Override
                        public void epoch(EpochReport report) {
                            epochs.add(report);
                        }
                    })
                    .run();
            assertEquals(10, epochs.size());
            assertEquals(
                    List.of("rotation", "denoising"),
                    List.copyOf(epochs.getLast().termLosses().keySet()));
            double accuracy = epochs.getLast().figures().get(PretextObjective.ACCURACY);
            assertTrue(accuracy > 0.9, "accuracy " + accuracy);
            double after = epochs.getLast().figures().get("valDenoisingLoss");
            assertTrue(after < before / 2, after + " instead of " + before);
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
