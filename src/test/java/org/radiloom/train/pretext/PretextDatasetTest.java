package org.radiloom.train.pretext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.radiloom.model.InputNorm;
import org.radiloom.nn.FloatTensor;
import org.radiloom.train.loop.Batch;

class PretextDatasetTest {
    private static final PretextDataset.Form SMALL = new PretextDataset.Form(1, 2, InputNorm.NONE);

    @Test
    void everySliceComesInAllFourTurnsCounterClockwise() {
        // one slice  .1 .2    turned once  .2 .4    twice  .4 .3    three times  .3 .1
        //            .3 .4                 .1 .3           .2 .1                 .4 .2
        Batch batch = dataset(settings(0), SMALL).everyTurn().getFirst().make();
        assertEquals(4, batch.size());
        float[] expected = {.1f, .2f, .3f, .4f, .2f, .4f, .1f, .3f, .4f, .3f, .2f, .1f, .3f, .1f, .4f, .2f};
        assertArrayEquals(expected, batch.target(PretextDataset.CLEAN).values());
        assertArrayEquals(expected, batch.input().values());
        assertArrayEquals(
                new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1},
                batch.target(PretextDataset.TURN).values());
    }

    @Test
    void noiseIsInTheInputOnlyAndTheNormComesLast() {
        PretextDataset.Form form = new PretextDataset.Form(1, 2, InputNorm.IMAGENET);
        Batch batch = dataset(settings(0.1), form).everyTurn().getFirst().make();
        float[] clean = batch.target(PretextDataset.CLEAN).values();
        assertEquals(.1f, clean[0]);
        float[] input = batch.input().values();
        double square = 0;
        for (int at = 0; at < clean.length; at++) {
            double noise = input[at] * 0.226 + 0.449 - clean[at];
            square += noise * noise;
        }
        double deviation = Math.sqrt(square / clean.length);
        assertTrue(deviation > 0.03 && deviation < 0.2, "deviation " + deviation);
    }

    @Test
    void anEpochIsTheSameEveryTimeAndDiffersFromTheNext() {
        PretextDataset dataset = dataset(settings(0.1), SMALL);
        assertEquals(inputs(dataset, 3), inputs(dataset, 3));
        assertNotEquals(inputs(dataset, 3), inputs(dataset, 4));
    }

    private static List<FloatTensor> inputs(PretextDataset dataset, int epoch) {
        List<FloatTensor> inputs = new ArrayList<>();
        dataset.epoch(epoch).forEach(order -> inputs.add(order.make().input()));
        return inputs;
    }

    private static PretextDataset dataset(PretextSettings settings, PretextDataset.Form form) {
        SliceSource four = new SliceSource() {
            @Override
            public String name() {
                return "four";
            }

            @Override
            public int slices() {
                return 1;
            }

            @Override
            public void cut(int slice, java.util.SplittableRandom random, float[] into, int offset) {
                for (int at = 0; at < 4; at++) {
                    into[offset + at] = (at + 1) / 10f;
                }
            }
        };
        return new PretextDataset(List.of(four), 1, settings, form, 1);
    }

    private static PretextSettings settings(double noise) {
        return new PretextSettings(false, "", 1, 4, 12, 0.001, noise, 1, 1, 1);
    }
}
