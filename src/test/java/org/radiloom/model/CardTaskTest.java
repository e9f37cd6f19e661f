package org.radiloom.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.problem.Problem;

class CardTaskTest {
    private static final Path SHIPPED = Path.of("models", "mandible-ct");

    @TempDir
    private Path folder;

    private static ObjectNode tree(Path file) throws IOException {
        return (ObjectNode) JsonMapper.builder().build().readTree(file.toFile());
    }

    @Test
    void theShippedCardIsASegmentationOfVolumesAndSaysTheSameWhenWrittenAgain() throws Problem, IOException {
        ModelCard card = ModelPackage.open(SHIPPED).card();
        SegmentationTask task = assertInstanceOf(SegmentationTask.class, card.task());
        assertEquals("Mandible", card.label());
        assertEquals(java.util.List.of("CT"), card.dicomModalities());
        assertEquals(8, task.minSlices());
        assertEquals(7, task.input().channels());
        assertEquals(0, task.pictureSide());

        ObjectNode before = tree(SHIPPED.resolve("card.json"));
        Path weights = Files.write(folder.resolve("weights.safetensors"), new byte[] {1});
        ModelPackage.write(folder, card, weights);
        ObjectNode after = tree(folder.resolve("card.json"));
        assertEquals(0, after.remove("pictureSide").asInt());
        assertEquals(before, after);
    }

    @Test
    void aGradingCardSurvivesItsFileAndHasAPageForPeople() throws Problem, IOException {
        ModelCard card = TinyGrading.card("tiny-grades", "tiny-region");
        Path weights = Files.write(folder.resolve("weights.safetensors"), new byte[] {1});
        ModelPackage.write(folder, card, weights);
        assertEquals(card, ModelPackage.open(folder).card());
        String page = Files.readString(folder.resolve("CARD.md"));
        assertTrue(page.contains("| Grades | Fatty liver: normal, mild, moderate, severe |"), page);
        assertTrue(page.contains("| Sees | patches of 28 pixels inside the region that `tiny-region` finds |"), page);
        assertTrue(page.contains("| Variant `index-declared` | picture with hepatorenalIndex;"), page);
    }

    @Test
    void changesReachTheFieldsOfTheTask() throws Problem, IOException {
        ModelCard card = TinyGrading.card("tiny-grades", "tiny-region");
        ModelCard changed = card.with(
                JsonMapper.builder().build().readTree("{\"patches\": {\"stride\": 0.25}, \"name\": \"Other\"}"));
        assertEquals(0.25, changed.grading().patches().stride());
        assertEquals(28, changed.grading().patches().side());
        assertEquals("Other", changed.name());
    }

    @Test
    void aModelOfAnotherTaskIsRefusedByName() {
        ModelCard card = TinyGrading.card("tiny-grades", "tiny-region");
        Problem problem = assertThrows(Problem.class, card::segmentation);
        assertEquals("model.task", problem.code());
        assertTrue(problem.sentence().contains("'tiny-grades' is for grading"), problem.sentence());
    }

    @Test
    void aTaskThatThisProgramDoesNotKnowIsRefusedByName() throws IOException {
        Files.writeString(
                folder.resolve("card.json"),
                Files.readString(SHIPPED.resolve("card.json")).replace("\"segmentation\"", "\"telepathy\""));
        Problem problem = assertThrows(Problem.class, () -> ModelPackage.open(folder));
        assertEquals("model.card", problem.code());
        assertTrue(problem.sentence().contains("no task 'telepathy'"), problem.sentence());
    }

    @Test
    void rulesPutProbabilitiesTogetherAsByHand() {
        var rows = java.util.List.of(new double[] {0.8, 0.2}, new double[] {0.5, 0.5}, new double[] {0.2, 0.8});
        assertEquals(0.5, Aggregation.Rule.MEAN.of(rows)[0], 1e-12);
        assertEquals(0.5, Aggregation.Rule.MEDIAN.of(rows)[1], 1e-12);
        // (0.9 * 0.4)^(1/2) = 0.6 against (0.1 * 0.6)^(1/2) = 0.244949: 0.6 / 0.844949
        var two = java.util.List.of(new double[] {0.9, 0.1}, new double[] {0.4, 0.6});
        assertEquals(0.710102, Aggregation.Rule.GEOMETRIC_MEAN.of(two)[0], 1e-6);
    }

    @Test
    void picturesArePreparedAsByHand() {
        float[] byMean = {1, 3, 0, 0, 0, 0, 0, 0};
        PictureView.Prepare.DIVIDE_BY_MEAN.apply(byMean);
        // mean 1/2: divided by 2, and cut off at 1
        assertEquals(0.5f, byMean[0]);
        assertEquals(1f, byMean[1]);
        float[] standard = {1, 3};
        PictureView.Prepare.STANDARDISE.apply(standard);
        assertEquals(0.375f, standard[0], 1e-6);
        float[] black = {0, 0};
        PictureView.Prepare.DIVIDE_BY_MEAN.apply(black);
        assertEquals(0f, black[1]);
    }
}
