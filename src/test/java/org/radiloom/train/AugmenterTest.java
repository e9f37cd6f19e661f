package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;

class AugmenterTest {
    private static final RunConfig.Augment NOTHING = augment(Map.of());
    private static final RunConfig.Augment EVERYTHING = augment(Map.ofEntries(
            Map.entry("flip", "0.5"),
            Map.entry("flipVertical", "0.5"),
            Map.entry("rotateDegrees", "20"),
            Map.entry("scaleMin", "0.8"),
            Map.entry("scaleMax", "1.2"),
            Map.entry("aspectJitter", "0.3"),
            Map.entry("translatePx", "3"),
            Map.entry("elasticPx", "0.5"),
            Map.entry("elasticSpacingPx", "2"),
            Map.entry("gain", "0.3"),
            Map.entry("brightness", "0.1"),
            Map.entry("contrast", "0.2"),
            Map.entry("gammaMin", "0.7"),
            Map.entry("gammaMax", "1.4"),
            Map.entry("noise", "0.05")));
    private static final int SIDE = 5;

    @Test
    void withoutChangesTheCropIsTheImage() {
        Cut cut = cut(NOTHING, 1, 2, 2);
        assertArrayEquals(ramp(), cut.image);
        assertArrayEquals(corner(), cut.mask);
    }

    @Test
    void aShiftedCropShowsTheNeighboursAndZeroOutside() {
        Cut cut = cut(NOTHING, 1, 3, 2);
        // column 0 of the crop is column 1 of the image; the last one lies outside
        assertEquals(ramp()[1], cut.image[0]);
        assertEquals(0, cut.image[SIDE - 1]);
    }

    @Test
    void aFlipMirrorsImageAndMaskTogether() {
        Cut cut = cut(augment(Map.of("flip", "1")), 1, 2, 2);
        float[] image = ramp();
        float[] mask = corner();
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                assertEquals(image[v * SIDE + SIDE - 1 - u], cut.image[v * SIDE + u], 1e-6);
                assertEquals(mask[v * SIDE + SIDE - 1 - u], cut.mask[v * SIDE + u]);
            }
        }
    }

    @Test
    void aLargerScaleShowsASmallerPart() {
        // twice as large: the pixel one to the right of the middle shows half a pixel to the right
        Cut cut = cut(augment(Map.of("scaleMin", "2", "scaleMax", "2")), 1, 2, 2);
        float middle = ramp()[2 * SIDE + 2];
        float right = ramp()[2 * SIDE + 3];
        assertEquals((middle + right) / 2, cut.image[2 * SIDE + 3], 1e-6);
    }

    @Test
    void theSameStreamGivesTheSameSampleAndAnotherOneDoesNot() {
        assertArrayEquals(cut(EVERYTHING, 4, 2, 2).image, cut(EVERYTHING, 4, 2, 2).image);
        assertFalse(Arrays.equals(cut(EVERYTHING, 4, 2, 2).image, cut(EVERYTHING, 5, 2, 2).image));
    }

    @Test
    void valuesStayInTheWindowAndPaddingStaysZero() {
        for (int seed = 0; seed < 50; seed++) {
            for (float value : cut(EVERYTHING, seed, 2, 2).image) {
                assertEquals(Math.clamp(value, 0f, 1f), value);
            }
            assertEquals(0, cut(EVERYTHING, seed, 100, 100).image[12]);
        }
    }

    @Test
    void aVerticalFlipMirrorsTheOtherWay() {
        Cut cut = cut(augment(Map.of("flipVertical", "1")), 1, 2, 2);
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                assertEquals(ramp()[(SIDE - 1 - v) * SIDE + u], cut.image[v * SIDE + u], 1e-6);
            }
        }
    }

    @Test
    void gainMultipliesEveryValue() {
        Cut cut = cut(augment(Map.of("gain", "0.3")), 3, 2, 2);
        float gain = cut.image[0] / ramp()[0];
        assertTrue(gain != 1 && gain >= 0.7 && gain <= 1.3, "gain " + gain);
        assertEquals(gain * ramp()[12], cut.image[12], 1e-5);
    }

    @Test
    void aspectJitterChangesWidthAgainstHeightAndNeverEnlarges() {
        for (int seed = 0; seed < 100; seed++) {
            CropMap map = CropMap.draw(augment(Map.of("aspectJitter", "0.3")), 65, 0, 0, new SplittableRandom(seed));
            double across = 1 / map.xx();
            double down = 1 / map.yy();
            assertEquals(1, Math.max(across, down), 1e-9);
            assertTrue(Math.min(across, down) >= 0.7 / 1.3 - 1e-9, across + " x " + down);
        }
    }

    @Test
    void anElasticBendMovesPixelsALittleAndSmoothly() {
        RunConfig.Augment bent = augment(Map.of("elasticPx", "2", "elasticSpacingPx", "16"));
        CropMap map = CropMap.draw(bent, 64, 31.5, 31.5, new SplittableRandom(1));
        double most = 0;
        for (int u = 1; u < 64; u++) {
            most = Math.max(most, Math.abs(map.column(u, 20) - u));
            assertEquals(1, map.column(u, 20) - map.column(u - 1, 20), 0.6);
        }
        assertTrue(most > 0.2 && most < 8, "moved " + most);
    }

    @Test
    void boxesFollowTheMapAndAreClippedOrDropped() {
        List<ManifestEntry.Box> boxes = List.of(
                new ManifestEntry.Box(10, 20, 14, 30), // inside
                new ManifestEntry.Box(0, 0, 12, 24), // partly
                new ManifestEntry.Box(0, 0, 5, 5)); // outside
        // the middle of an 8-pixel crop shows pixel (13.5, 23.5): pixel edges 10..18 and 20..28
        CropMap plain = CropMap.draw(NOTHING, 8, 13.5, 23.5, new SplittableRandom(1));
        assertEquals(
                List.of(new ManifestEntry.Box(0, 0, 4, 8), new ManifestEntry.Box(0, 0, 2, 4)), plain.boxes(boxes, 8));
        CropMap flipped = CropMap.draw(augment(Map.of("flip", "1")), 8, 13.5, 23.5, new SplittableRandom(1));
        assertEquals(
                List.of(new ManifestEntry.Box(4, 0, 8, 8), new ManifestEntry.Box(6, 0, 8, 4)), flipped.boxes(boxes, 8));
        CropMap twice =
                CropMap.draw(augment(Map.of("scaleMin", "2", "scaleMax", "2")), 8, 13.5, 23.5, new SplittableRandom(1));
        assertEquals(List.of(new ManifestEntry.Box(0, 0, 4, 8)), rounded(twice.boxes(boxes.subList(0, 1), 8)));
    }

    @Test
    void whatIsInsideABoxStaysInsideItWhateverTheMap() {
        // the one bright pixel (2, 1) and the box around it
        float[] image = new float[SIDE * SIDE];
        image[SIDE + 2] = 1;
        for (int seed = 0; seed < 200; seed++) {
            Cut cut = new Cut(new float[SIDE * SIDE], new float[SIDE * SIDE]);
            RunConfig.Augment moved = augment(Map.of(
                    "flip",
                    "0.5",
                    "flipVertical",
                    "0.5",
                    "rotateDegrees",
                    "180",
                    "scaleMin",
                    "0.8",
                    "aspectJitter",
                    "0.3"));
            CropMap map = new Augmenter(moved, SIDE, true)
                    .cut(
                            new Augmenter.Picture(image, image, 1, SIDE, SIDE),
                            2,
                            2,
                            new SplittableRandom(seed),
                            cut.image,
                            0,
                            cut.mask,
                            0);
            List<ManifestEntry.Box> box = map.boxes(List.of(new ManifestEntry.Box(2, 1, 3, 2)), SIDE);
            int brightest = 0;
            for (int at = 1; at < cut.mask.length; at++) {
                brightest = cut.mask[at] > cut.mask[brightest] ? at : brightest;
            }
            if (cut.mask[brightest] > 0.7) {
                double u = brightest % SIDE + 0.5;
                double v = brightest / SIDE + 0.5;
                ManifestEntry.Box b = box.getFirst();
                assertTrue(u > b.x0() - 0.5 && u < b.x1() + 0.5 && v > b.y0() - 0.5 && v < b.y1() + 0.5, b + "");
            }
        }
    }

    @Test
    void namedSetsAreTakenWholeAndSingleValuesCountMore() throws Problem {
        RunConfig.Augment paper =
                RunConfig.of("mandi/fast", Map.of("augment.set", "paper")).augment();
        assertEquals("paper", paper.set());
        assertEquals(
                List.of(0.5, 2.0, 0.3, 0.3),
                List.of(paper.scaleMin(), paper.scaleMax(), paper.aspectJitter(), paper.gain()));
        assertEquals(0, paper.noise());
        RunConfig.Augment light = RunConfig.of("mandi/fast", Map.of("augment.set", "light", "augment.noise", "0.1"))
                .augment();
        assertEquals(
                List.of(10.0, 0.9, 1.1, 0.1),
                List.of(light.rotateDegrees(), light.scaleMin(), light.scaleMax(), light.noise()));
        assertEquals(List.of("none", "light", "paper"), Presets.augmentations());
        assertEquals(
                "config.range",
                assertThrows(Problem.class, () -> RunConfig.of("mandi/fast", Map.of("augment.set", "x")))
                        .code());
    }

    @Test
    void aSoftTargetKeepsSharesThatAHardOneRounds() {
        // half a pixel to the right: pixel (0, 1) lies between 1 and 0, pixel (0, 0) between 1 and 1
        Cut soft = cut(NOTHING, 1, 2.5, 2, true);
        assertEquals(1, soft.mask[0]);
        assertEquals(0.5f, soft.mask[1]);
        assertEquals(0, soft.mask[2]);
        // a quarter of a pixel further the share is 0.25, which is less than half
        assertEquals(0.25f, cut(NOTHING, 1, 2.75, 2, true).mask[1]);
        assertEquals(0, cut(NOTHING, 1, 2.75, 2, false).mask[1]);
    }

    @Test
    void aSampleThatStaysOnTheGridHoldsOnlyPixelsOfTheImage() {
        RunConfig.Augment onGrid = augment(
                Map.of("flip", "0.5", "onGrid", "1", "rotateDegrees", "20", "scaleMin", "0.8", "translatePx", "3"));
        for (int seed = 0; seed < 20; seed++) {
            for (float value : cut(onGrid, seed, 2.3, 1.8).image) {
                // the image's pixels are 1/26 to 25/26, outside is 0
                assertEquals(Math.rint(26 * value), 26 * value, 1e-4);
            }
        }
    }

    private record Cut(float[] image, float[] mask) {}

    private static Cut cut(RunConfig.Augment augment, long seed, double column, double row) {
        return cut(augment, seed, column, row, false);
    }

    private static Cut cut(RunConfig.Augment augment, long seed, double column, double row, boolean soft) {
        Cut cut = new Cut(new float[SIDE * SIDE], new float[SIDE * SIDE]);
        new Augmenter(augment, SIDE, soft)
                .cut(
                        new Augmenter.Picture(ramp(), corner(), 1, SIDE, SIDE),
                        column,
                        row,
                        new SplittableRandom(seed),
                        cut.image,
                        0,
                        cut.mask,
                        0);
        return cut;
    }

    private static List<ManifestEntry.Box> rounded(List<ManifestEntry.Box> boxes) {
        return boxes.stream()
                .map(b -> new ManifestEntry.Box(
                        Math.round(b.x0()), Math.round(b.y0()), Math.round(b.x1()), Math.round(b.y1())))
                .toList();
    }

    private static RunConfig.Augment augment(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of("augment.set", "none"));
        changes.forEach((key, value) -> settings.put("augment." + key, value));
        try {
            return RunConfig.of("mandi/micro", settings).augment();
        } catch (Problem problem) {
            throw new AssertionError(problem);
        }
    }

    private static float[] ramp() {
        float[] ramp = new float[SIDE * SIDE];
        for (int at = 0; at < ramp.length; at++) {
            ramp[at] = (at + 1) / 26f;
        }
        return ramp;
    }

    private static float[] corner() {
        float[] mask = new float[SIDE * SIDE];
        mask[0] = 1;
        mask[1] = 1;
        mask[SIDE] = 1;
        return mask;
    }
}
