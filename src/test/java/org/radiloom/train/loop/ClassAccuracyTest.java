package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.FloatTensor;

@Tag("engine")
class ClassAccuracyTest {
    private int[] chosen = {};
    private int[] truth = {};

    @BeforeEach
    void startTheEngine() {
        EngineCompat.start();
    }

    @Test
    void aClassThatDidNotOccurKeepsItsLastValueAndStartsAtAHalf() {
        ClassAccuracy accuracy = accuracy(0);
        epoch(accuracy, new int[] {0, 0, 1, 1}, new int[] {0, 0, 0, 1}, null);
        assertEquals(2.0 / 3, accuracy.of(0), 1e-12);
        assertEquals(1, accuracy.of(1));
        assertEquals(0.5, accuracy.of(2));
        epoch(accuracy, new int[] {0, 0, 0, 0}, new int[] {1, 1, 2, 2}, null);
        assertEquals(2.0 / 3, accuracy.of(0), 1e-12);
        assertEquals(0, accuracy.of(1));
    }

    @Test
    void newValuesAreSmoothedWithOldOnes() {
        ClassAccuracy accuracy = accuracy(0.9);
        epoch(accuracy, new int[] {0, 0, 0, 0}, new int[] {0, 0, 0, 0}, null);
        assertEquals(0.9 * 0.5 + 0.1, accuracy.of(0), 1e-12);
    }

    @Test
    void blendedSamplesAndSamplesWithoutAClassDoNotCount() {
        ClassAccuracy accuracy = accuracy(0);
        epoch(accuracy, new int[] {1, 1, 0, 0}, new int[] {0, 0, 0, -1}, new Mixup(0.5, new int[] {1, 0, 2, 3}));
        assertEquals(1, accuracy.of(0));
    }

    @Test
    void aCheckpointInTheMiddleOfAnEpochKeepsTheCounts() {
        ClassAccuracy first = accuracy(0);
        first.beginEpoch(0);
        step(first, new int[] {0, 1, 1, 1}, new int[] {0, 0, 1, 1}, null);
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        first.save(kept);
        ClassAccuracy second = accuracy(0);
        second.restore(kept);
        step(second, new int[] {0, 0, 0, 0}, new int[] {0, 0, 1, 1}, null);
        second.endEpoch(report());
        assertEquals(0.75, second.of(0));
        assertEquals(0.5, second.of(1));
    }

    private void epoch(ClassAccuracy accuracy, int[] said, int[] was, @Nullable Mixup mixup) {
        accuracy.beginEpoch(0);
        step(accuracy, said, was, mixup);
        accuracy.endEpoch(report());
    }

    private void step(ClassAccuracy accuracy, int[] said, int[] was, @Nullable Mixup mixup) {
        chosen = said;
        truth = was;
        Batch batch = Batch.of(
                new FloatTensor(new long[] {4, 1}, new float[4]), "y", new FloatTensor(new long[] {4}, new float[4]));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            StepContext context = new StepContext(batch, manager, new StepContext.Moment(1, 0, 0, 0), mixup);
            accuracy.afterStep(context, new StepFigures(0, new LinkedHashMap<>(), 0, true));
        }
    }

    private static EpochReport report() {
        return new EpochReport(1, 0, 0, new LinkedHashMap<>(), 0, new LinkedHashMap<>(), 1, 1, 1, 0, true);
    }

    private ClassAccuracy accuracy(double smoothing) {
        return new ClassAccuracy(3, smoothing, new ClassAccuracy.Predictions() {
            @Override
            public int[] chosen(StepContext context) {
                return chosen;
            }

            @Override
            public int[] truth(StepContext context) {
                return truth;
            }
        });
    }
}
