package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.train.ManifestEntry.Box;

class BoxesTest {
    private static final BoxRules RULES = new BoxRules(0.05, 0.005, 0.95);

    @Test
    void specksAndBoxesAroundEverythingAreNoBoxes() {
        List<Box> boxes = List.of(
                new Box(0, 0, 4.9, 10), // 0.49 %
                new Box(0, 0, 5, 10), // 0.5 %
                new Box(0, 0, 100, 95),
                new Box(0, 0, 100, 96));
        assertEquals(List.of(boxes.get(1), boxes.get(2)), RULES.kept(boxes, 100, 100));
    }

    @Test
    void boxesAreClippedToThePictureAndThoseOutsideOfItDropped() {
        List<Box> boxes = List.of(new Box(-10, -10, 20, 30), new Box(110, 10, 130, 50));
        assertEquals(List.of(new Box(0, 0, 20, 30)), RULES.kept(boxes, 100, 100));
    }

    @Test
    void theMarginIsAShareOfEachSide() {
        assertEquals(new Box(9, 18, 31, 62), RULES.grown(new Box(10, 20, 30, 60)));
    }

    @Test
    void aSpotThatStandsOutGetsABoxAroundIt() {
        GreySlice picture = GreySlice.ofValues(spot(128, 96, 80, 30, 10), 128, 96);
        List<Box> boxes = new SaliencyBoxes(false, RULES).find(picture, 8);
        assertEquals(1, boxes.size());
        Box box = boxes.getFirst();
        assertTrue(box.x0() < 80 && box.x1() > 80 && box.y0() < 30 && box.y1() > 30, box.toString());
        assertTrue((box.x1() - box.x0()) * (box.y1() - box.y0()) < 128 * 96 / 4.0, box.toString());
    }

    @Test
    void anEvenPictureHasNoBox() {
        float[] grey = new float[64 * 64];
        Arrays.fill(grey, 7);
        assertEquals(List.of(), new SaliencyBoxes(false, RULES).find(GreySlice.ofValues(grey, 64, 64), 8));
        assertEquals(List.of(), new SaliencyBoxes(true, RULES).find(ColourSlice.of(new int[64 * 64], 64, 64), 8));
    }

    @Test
    void aDarkLesionOnSkinIsFoundByItsColour() {
        int[] rgb = new int[100 * 100];
        Arrays.fill(rgb, 0xD0A898);
        for (int row = 40; row < 60; row++) {
            Arrays.fill(rgb, row * 100 + 20, row * 100 + 60, 0x503020);
        }
        // 20..60 by 40..60, grown by 5 % of 40 and of 20
        assertEquals(
                List.of(new Box(18, 39, 62, 61)),
                new SaliencyBoxes(true, RULES).find(ColourSlice.of(rgb, 100, 100), 8));
    }

    @Test
    void everyPartOfAMaskOfMoreThanAHundredthGetsABox() {
        byte[] mask = new byte[100 * 50];
        fill(mask, 0, 0, 20, 10);
        fill(mask, 60, 20, 70, 26); // 60 pixels: more than 50
        fill(mask, 90, 40, 95, 50); // exactly a hundredth
        List<Box> boxes = ComponentBoxes.of(Mask.of(Geometry.axial(100, 50, 1, 1, 1, 1), mask), RULES);
        assertEquals(2, boxes.size());
        assertEquals(new Box(0, 0, 21, 10.5), boxes.get(0));
        assertEquals(59.5, boxes.get(1).x0(), 1e-9);
        assertEquals(26.3, boxes.get(1).y1(), 1e-9);
    }

    @Test
    void anEmptyMaskHasNoBox() {
        assertEquals(List.of(), ComponentBoxes.of(Mask.of(Geometry.axial(9, 9, 1, 1, 1, 1), new byte[81]), RULES));
    }

    private static void fill(byte[] mask, int x0, int y0, int x1, int y1) {
        for (int row = y0; row < y1; row++) {
            Arrays.fill(mask, row * 100 + x0, row * 100 + x1, (byte) 1);
        }
    }

    private static float[] spot(int columns, int rows, int column, int row, int radius) {
        SplittableRandom random = new SplittableRandom(3);
        float[] grey = new float[columns * rows];
        for (int at = 0; at < grey.length; at++) {
            boolean inside = Math.hypot(at % columns - column, at / columns - row) < radius;
            grey[at] = (float) (60 + 5 * random.nextDouble() + (inside ? 120 : 0));
        }
        return grey;
    }
}
