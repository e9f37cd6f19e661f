package org.radiloom.train.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.Judged;
import org.radiloom.problem.Problem;

class EvaluationFileTest {
    private static final double EXACT = 1e-12;

    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenComesBack() throws Problem, IOException {
        Evaluation written = Judged.run("U+R-s1", 80, 0, 60);
        Path file = folder.resolve("evaluation.json");
        Files.writeString(file, EvaluationJson.write(written).toString());
        Evaluation read = EvaluationFile.read(file);
        assertEquals(written.about(), read.about());
        assertEquals(
                EvaluationJson.write(written).toString(),
                EvaluationJson.write(read).toString());
    }

    @Test
    void theEvaluationOfARunFolderIsItsTestPart() throws Problem, IOException {
        Files.createDirectories(folder.resolve("report"));
        Files.writeString(
                folder.resolve("report/evaluation-test.json"),
                EvaluationJson.write(Judged.run("U", 50)).toString());
        assertEquals("U", EvaluationFile.read(folder).name());
    }

    @Test
    void patientsWeighTheSameHoweverManyVolumesTheyHave() {
        // p0 has Dice 1 and 2/3 (50 of 100 found), p1 has 0: mean of 5/6 and 0
        Evaluation evaluation = new Evaluation(
                Judged.about("x"),
                List.of(Judged.volume("a", "p0", 100), Judged.volume("b", "p0", 50), Judged.volume("c", "p1", 0)));
        ObjectNode tree = EvaluationJson.write(evaluation);
        assertEquals("patient", tree.path("unit").asText());
        assertEquals(2, tree.path("n").asInt());
        assertEquals(5 / 12.0, tree.at("/metrics/dice/value").asDouble(), EXACT);
        assertEquals(2, tree.at("/metrics/dice/ci95").size());
        assertEquals(5 / 12.0, tree.at("/perClass/mandible/dice").asDouble(), EXACT);
        // distances exist for p0 only, and that is said
        assertEquals(1, tree.at("/metrics/hd95Mm/n").asInt());
        assertEquals(25, tree.at("/metrics/hd95Mm/value").asDouble(), EXACT);
        assertEquals(1, tree.at("/empty/predictions").asInt());
        assertEquals(1, tree.at("/empty/withoutDistance").asInt());
        assertTrue(tree.at("/items/2/hd95Mm").isNull());
    }

    @Test
    void pooledFiguresAddVoxelsAndLookAtSlicesOfTheStructureApart() {
        // 150 of 300 found; background 3 x 900 in slices of the structure, 3 x 9900 in all
        ObjectNode tree = EvaluationJson.write(Judged.run("x", 100, 50, 0));
        assertEquals("[[29700,0],[150,150]]", tree.path("confusion").toString());
        assertEquals(2 / 3.0, tree.at("/pooled/allSlices/metrics/dice/value").asDouble(), EXACT);
        assertEquals(
                (0.5 + 2700 / 2850.0) / 2,
                tree.at("/pooled/structureSlices/metrics/miou/value").asDouble(),
                EXACT);
        assertEquals(3000, tree.at("/pooled/structureSlices/voxels").asInt());
        // every volume states 0.25 for a background voxel and 1 for one of the structure: mean of 0.25 and 0
        assertEquals(0.125, tree.at("/calibration/metrics/ece/value").asDouble(), EXACT);
        assertEquals(0.03125, tree.at("/calibration/metrics/brier/value").asDouble(), EXACT);
        assertEquals(6, tree.at("/calibration/voxels").asInt());
    }

    @Test
    void theKeysThatOtherProgramsRelyOnAreThere() {
        ObjectNode tree = EvaluationJson.write(Judged.run("x", 100, 50));
        List<String> keys = new ArrayList<>();
        tree.fieldNames().forEachRemaining(keys::add);
        assertTrue(
                keys.containsAll(List.of(
                        "model", "sha256", "data", "split", "unit", "n", "metrics", "perClass", "confusion", "items")),
                keys.toString());
        for (String name : List.of(
                "dice", "iou", "miou", "precisionMacro", "recallMacro", "hd95Mm", "assdMm", "volumeErrorPercent")) {
            assertTrue(tree.path("metrics").path(name).path("value").isNumber(), name);
            assertTrue(tree.path("items").path(0).has(name), name);
        }
    }

    @Test
    void filesThatHoldNoEvaluationAreRefused() throws IOException {
        Path file = folder.resolve("x.json");
        assertEquals("evaluation.unreadable", refusal(file));
        Files.writeString(file, "{\"items\":[]}");
        assertEquals("evaluation.items", refusal(file));
        Files.writeString(file, "{\"items\":[{\"id\":\"a\",\"dice\":0.5}]}");
        assertEquals("evaluation.old", refusal(file));
    }

    private static String refusal(Path file) {
        return assertThrows(Problem.class, () -> EvaluationFile.read(file)).code();
    }
}
