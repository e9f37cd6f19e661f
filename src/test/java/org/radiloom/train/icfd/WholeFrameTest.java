package org.radiloom.train.icfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.fixtures.SpeckleLiver;
import org.radiloom.job.Progress;
import org.radiloom.nn.EngineCompat;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.Trainer;
import org.radiloom.train.run.TrainEvent;

/**
 * Whole frames of 224 × 224, thin networks: made-up livers of four grades, patients to learn from and others to judge by.
 * Guessing is right in a quarter. Networks with decouplers see the frames at 112 × 112, the side of the profile for
 * processors.
 */
@Tag("engine")
@Tag("slow")
class WholeFrameTest {
    private static final int SIDE = 224;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeLivers() throws IOException, Problem {
        EngineCompat.start();
        SpeckleLiver.write(data, 8, 2, SIDE);
    }

    @ParameterizedTest
    @CsvSource({"icfd/resnet, 224", "icfd/resnet+at, 224", "icfd/resnet+icfd, 112", "icfd/resnet+icfd+at, 112"})
    void gradesOfWholeFramesAreLearnedFarBeyondGuessing(String preset, int side) throws Problem {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("picture.side", Integer.toString(side));
        changes.put("icfd.bottleneck", "14");
        changes.put("at.startEpoch", "3");
        changes.put("augment.flip", "0.5");
        changes.put("train.epochs", "12");
        changes.put("train.minEpochs", "12");
        changes.put("optim.schedule", "cosine");
        RunConfig config = RunConfig.of(preset, "micro", changes);
        assertEquals("whole", config.picture().crop());
        List<TrainEvent.Metrics> epochs = new ArrayList<>();
        Trainer.train(
                new Trainer.Task(config, data.resolve("manifest.jsonl"), folder.resolve("run"), "radiloom", false),
                event -> {
                    if (event instanceof TrainEvent.Metrics metrics) {
                        epochs.add(metrics);
                    }
                },
                Progress.NONE);
        Map<String, Double> last = epochs.getLast().figures();
        assertTrue(figure(last, "valBalancedAccuracy") >= 0.5, preset + ": " + last + " of eight patients");
        assertTrue(figure(last, "valMacroAuc") >= 0.8, preset + ": " + last + " of eight patients");
    }

    private static double figure(Map<String, Double> figures, String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }
}
