package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.radiloom.fixtures.JawPhantom;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;
import org.radiloom.train.loop.Batch;
import org.radiloom.train.loop.BatchLoader;

class SliceDatasetTest {
    private static final Map<String, String> LIVELY = Map.of(
            "augment.flip",
            "0.5",
            "augment.rotateDegrees",
            "10",
            "augment.noise",
            "0.05",
            "augment.elasticPx",
            "1",
            "augment.aspectJitter",
            "0.2",
            "augment.gain",
            "0.1",
            "sampling.jitterPx",
            "5");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBatchesDoNotDependOnTheNumberOfThreads(boolean soft) throws Problem {
        Map<String, String> settings = new HashMap<>(LIVELY);
        settings.put("sampling.softTargets", String.valueOf(soft));
        SliceDataset dataset = dataset(settings);
        int one = hash(all(dataset, 1));
        assertEquals(one, hash(all(dataset, 2)));
        assertEquals(one, hash(all(dataset, 4)));
    }

    private static int hash(List<Batch> batches) {
        int hash = 0;
        for (Batch batch : batches) {
            hash = 31 * hash + Arrays.hashCode(batch.input().values());
            hash = 31 * hash + Arrays.hashCode(batch.target("mask").values());
        }
        return hash;
    }

    @Test
    void softTargetsHoldSharesAndHardOnesDoNot() throws Problem {
        float[] soft = dataset(Map.of("sampling.softTargets", "true", "sampling.jitterPx", "3"))
                .epoch(0)
                .getFirst()
                .make()
                .target("mask")
                .values();
        int between = 0;
        for (float v : soft) {
            assertTrue(v >= 0 && v <= 1, "share " + v);
            between += v > 0.01 && v < 0.99 ? 1 : 0;
        }
        assertTrue(between > 100, between + " shares");
    }

    @Test
    void theBalancedSamplerShowsTheStructureHalfOfTheTime() throws Problem {
        SliceDataset dataset =
                dataset(Map.of("imbalance.method", "balancedSampler", "sampling.samplesPerEpoch", "1000"));
        int with = 0;
        for (Batch batch : all(dataset, 1)) {
            int area = side(batch) * side(batch);
            for (int n = 0; n < batch.size(); n++) {
                float sum = 0;
                for (int at = n * area; at < (n + 1) * area; at++) {
                    sum += batch.target("mask").values()[at];
                }
                with += sum > 0 ? 1 : 0;
            }
        }
        // four standard deviations of 1000 fair coins are 63
        assertEquals(500, with, 63);
    }

    @Test
    void epochsDifferInOrderAndChanges() throws Problem {
        SliceDataset dataset = dataset(LIVELY);
        assertFalse(Arrays.equals(
                dataset.epoch(0).getFirst().make().input().values(),
                dataset.epoch(1).getFirst().make().input().values()));
    }

    @Test
    void anEpochShowsEverySliceOfTheStructureOnceAndTheAskedShareOfOthers() throws Problem {
        SliceDataset dataset = dataset(Map.of("sampling.negativesPerPositive", "0.5"));
        assertEquals(16, dataset.positives());
        int withStructure = 0;
        int without = 0;
        for (Batch batch : all(dataset, 1)) {
            int area = side(batch) * side(batch);
            for (int n = 0; n < batch.size(); n++) {
                float sum = 0;
                for (int at = n * area; at < (n + 1) * area; at++) {
                    sum += batch.target("mask").values()[at];
                }
                withStructure += sum > 0 ? 1 : 0;
                without += sum > 0 ? 0 : 1;
            }
        }
        assertEquals(16, withStructure);
        assertEquals(8, without);
    }

    @Test
    void aLastBatchOfOneSampleIsLeftOut() throws Problem {
        // 16 samples in batches of 5: 5, 5, 5 and one left over
        List<SliceDataset.Order> orders = dataset(Map.of("train.batch", "5")).epoch(0);
        assertEquals(
                List.of(5, 5, 5), orders.stream().map(SliceDataset.Order::size).toList());
    }

    @Test
    void aCropShowsTheBoneBrightAndTheTargetOnIt() throws Problem {
        Batch batch = dataset(Map.of()).epoch(0).getFirst().make();
        int area = side(batch) * side(batch);
        double inside = 0;
        double outside = 0;
        int count = 0;
        int middle = (int) batch.input().shape()[1] / 2;
        for (int at = 0; at < area; at++) {
            float value = batch.input().values()[middle * area + at];
            boolean on = batch.target("mask").values()[at] == 1;
            inside += on ? value : 0;
            outside += on ? 0 : value;
            count += on ? 1 : 0;
        }
        assertTrue(count > 100, "foreground pixels " + count);
        // 800 HU and 40 HU in the window 500 +- 1000; averaging over 3.5 mm takes some off the thin arc
        assertEquals(0.60, inside / count, 0.05);
        assertEquals(0.27, outside / (area - count), 0.04);
    }

    @Test
    void whatANetworkLearnsFromIsNormalisedLastLikeWhatItIsGivenLater() throws Problem {
        Map<String, String> imagenet = Map.of("input.norm", "imagenet");
        Batch plain = dataset(Map.of()).epoch(0).getFirst().make();
        Batch normalised = dataset(imagenet).epoch(0).getFirst().make();
        float[] expected = plain.input().values().clone();
        for (int at = 0; at < expected.length; at++) {
            expected[at] = (expected[at] - 0.449f) / 0.226f; // five channels: the average colour of the pictures
        }
        assertArrayEquals(expected, normalised.input().values(), 1e-5f);
        LabelledVolume volume = volume(0, RunConfig.of("mandi/micro", imagenet));
        float[] picture = new float[volume.image().inputLength()];
        volume.image().copyBatchInput(0, picture, 0);
        float[] later = new float[picture.length];
        volume.image().copyNormalisedInput(0, later, 0);
        assertEquals((picture[1000] - 0.449f) / 0.226f, later[1000], 1e-5f);
    }

    private static List<Batch> all(SliceDataset dataset, int threads) {
        List<Batch> batches = new ArrayList<>();
        try (BatchLoader loader = new BatchLoader(dataset.epoch(0), threads)) {
            loader.forEachRemaining(batches::add);
        }
        return batches;
    }

    /** Two phantoms of twelve slices; the mask is cut to eight of them, so four are without the structure. */
    private static SliceDataset dataset(Map<String, String> changes) throws Problem {
        RunConfig config = RunConfig.of("mandi/micro", changes);
        List<LabelledVolume> volumes = new ArrayList<>();
        for (int p = 0; p < 2; p++) {
            volumes.add(volume(p, config));
        }
        return new SliceDataset(volumes, config);
    }

    private static LabelledVolume volume(int p, RunConfig config) throws Problem {
        JawPhantom phantom = JawPhantom.of(12, p);
        byte[] voxels = phantom.mask().toArray();
        Arrays.fill(voxels, 8 * 64 * 64, voxels.length, (byte) 0);
        return LabelledVolume.of(
                "s" + p, "p" + p, phantom.stack(), Mask.of(phantom.mask().geometry(), voxels), config.input());
    }

    private static int side(Batch batch) {
        return (int) batch.input().shape()[2];
    }
}
