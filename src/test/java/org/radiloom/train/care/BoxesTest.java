package org.radiloom.train.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.PartTraining;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.problem.Problem;
import org.radiloom.train.ManifestEntry.Box;
import org.radiloom.train.classify.CareSettings;
import org.radiloom.train.classify.PictureSample;

class BoxesTest {
    private static final List<PictureSample.Place> MIDDLE = List.of(new PictureSample.Place(5, 5));
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
        List<Box> boxes = new SaliencyBoxes(false, RULES).boxes(grey(spot(128, 96, 80, 30, 10), 128, 96));
        assertEquals(1, boxes.size());
        Box box = boxes.getFirst();
        assertTrue(box.x0() < 80 && box.x1() > 80 && box.y0() < 30 && box.y1() > 30, box.toString());
        assertTrue((box.x1() - box.x0()) * (box.y1() - box.y0()) < 128 * 96 / 4.0, box.toString());
    }

    @Test
    void anEvenPictureHasNoBox() {
        float[] even = new float[64 * 64];
        Arrays.fill(even, 0.4f);
        for (boolean byColour : new boolean[] {false, true}) {
            SaliencyBoxes finder = new SaliencyBoxes(byColour, RULES);
            assertEquals(List.of(), finder.boxes(grey(even, 64, 64)));
            assertEquals(List.of(), finder.boxes(grey(new float[64 * 64], 64, 64)));
        }
    }

    @Test
    void aDarkLesionOnSkinIsFoundByItsColour() {
        float[] planes = new float[3 * 100 * 100];
        Arrays.fill(planes, 0, 10000, 0.8f);
        Arrays.fill(planes, 10000, 30000, 0.6f);
        for (int row = 40; row < 60; row++) {
            for (int c = 0; c < 3; c++) {
                Arrays.fill(planes, c * 10000 + row * 100 + 20, c * 10000 + row * 100 + 60, 0.2f);
            }
        }
        // 20..60 by 40..60, grown by 5 % of 40 and of 20
        assertEquals(
                List.of(new Box(18, 39, 62, 61)),
                new SaliencyBoxes(true, RULES).boxes(sample(planes, 3, 100, 100, List.of())));
    }

    @Test
    void theBorderOfThePaddingIsNoLesion() {
        float[] narrow = spot(128, 48, 40, 24, 6);
        float[] padded = new float[128 * 128];
        System.arraycopy(narrow, 0, padded, 40 * 128, narrow.length);
        Box plain = new SaliencyBoxes(false, RULES).boxes(grey(narrow, 128, 48)).getFirst();
        Box inSquare =
                new SaliencyBoxes(false, RULES).boxes(grey(padded, 128, 128)).getFirst();
        assertEquals(new Box(plain.x0(), plain.y0() + 40, plain.x1(), plain.y1() + 40), inSquare);
    }

    @Test
    void sourcesAreAskedOnceAndOnlyForClassesThatAreAttendedTo() throws Problem {
        CareSettings manual =
                PartTraining.config(Map.of("care.enabled", "true")).care();
        try (LesionBoxes boxes = LesionBoxes.of(manual, List.of(100L, 5L), 1)) {
            List<Box> drawn = List.of(new Box(10, 10, 30, 30), new Box(0, 0, 1, 1));
            PictureSample rare = sample(new float[10000], 1, 100, 100, drawn);
            assertEquals(List.of(drawn.getFirst()), boxes.boxes(rare));
            assertEquals(List.of(drawn.getFirst()), boxes.boxes(rare.withBoxes(List.of())), "kept from the first time");
            PictureSample common =
                    new PictureSample("c", "c", 0, List.of(), 1, 100, 100, new short[10000], 1, drawn, MIDDLE);
            assertEquals(List.of(), boxes.boxes(common));
        }
    }

    @Test
    @Tag("engine")
    void aSegmenterOutlinesAndTheGuardsDropWhatIsEverything(@TempDir Path folder) throws Problem, IOException {
        PictureSample sample = grey(spot(128, 96, 80, 30, 10), 128, 96);
        Path everywhere = TinyGrading.writeRegion(folder, "everywhere", true).folder();
        Path nowhere = TinyGrading.writeRegion(folder, "nowhere", false).folder();
        assertEquals(List.of(new Box(0, 0, 128, 96)), segmented(everywhere, "1.0", sample));
        assertEquals(List.of(), segmented(everywhere, "0.95", sample));
        assertEquals(List.of(), segmented(nowhere, "1.0", sample));
    }

    private static List<Box> segmented(Path model, String most, PictureSample sample) throws Problem {
        CareSettings settings = PartTraining.config(Map.of(
                        "care.enabled",
                        "true",
                        "care.boxSource",
                        "segmentation",
                        "care.segmenter",
                        model.toString(),
                        "care.maxArea",
                        most))
                .care();
        try (LesionBoxes boxes = LesionBoxes.of(settings, List.of(9L, 0L), 1)) {
            return boxes.boxes(sample);
        }
    }

    @Test
    void aFolderWithoutAModelIsRefused(@TempDir Path folder) throws Problem {
        CareSettings settings = PartTraining.config(Map.of(
                        "care.enabled", "true",
                        "care.boxSource", "segmentation",
                        "care.segmenter", folder.toString()))
                .care();
        Problem problem = assertThrows(Problem.class, () -> LesionBoxes.of(settings, List.of(9L, 1L), 1));
        assertEquals("model.missing", problem.code());
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

    private static PictureSample grey(float[] values, int columns, int rows) {
        return sample(values, 1, columns, rows, List.of());
    }

    private static PictureSample sample(float[] values, int channels, int columns, int rows, List<Box> boxes) {
        short[] planes = new short[values.length];
        for (int at = 0; at < planes.length; at++) {
            planes[at] = (short) Math.round(65535 * values[at]);
        }
        return new PictureSample("s", "p", 1, List.of(), channels, rows, columns, planes, 1, boxes, MIDDLE);
    }

    private static float[] spot(int columns, int rows, int column, int row, int radius) {
        SplittableRandom random = new SplittableRandom(3);
        float[] grey = new float[columns * rows];
        for (int at = 0; at < grey.length; at++) {
            boolean inside = Math.hypot(at % columns - column, at / columns - row) < radius;
            grey[at] = (float) (0.25 + 0.02 * random.nextDouble() + (inside ? 0.5 : 0));
        }
        return grey;
    }
}
