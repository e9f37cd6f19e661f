package org.radiloom.train.evaluation.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.JudgedClasses;
import org.radiloom.problem.Problem;

class ClassFilesTest {
    @TempDir
    private Path folder;

    @Test
    void anEvaluationIsReadBackFromItsJson() throws Problem {
        ClassEvaluation written = JudgedClasses.five("hand");
        ObjectNode tree = ClassEvaluationJson.write(ClassResult.of(written));
        assertTrue(ClassEvaluationFile.isOne(tree));
        assertEquals(written, ClassEvaluationFile.read(tree, "hand.json"));
        assertEquals("patient", tree.path("unit").asText());
        assertEquals(5, tree.path("n").asInt());
        assertEquals(6, tree.path("images").asInt());
        assertEquals("normal against the rest", tree.path("aucOf").asText());
        assertEquals(2, tree.at("/metrics/balancedAccuracy/ci95").size());
        assertEquals(3, tree.path("confusion").size());
    }

    @Test
    void predictionsAreReadBackFromTheirTable() throws IOException, Problem {
        List<ClassPrediction> written = JudgedClasses.random(6, 2, 2, 1);
        Path file = Files.write(folder.resolve("texture.csv"), PredictionsCsv.lines(JudgedClasses.CLASSES, written));
        ClassEvaluation read = PredictionsCsv.read(file);
        assertEquals("texture", read.name());
        assertEquals(JudgedClasses.CLASSES, read.about().classes());
        assertEquals(written.size(), read.predictions().size());
        for (int at = 0; at < written.size(); at++) {
            ClassPrediction a = written.get(at);
            ClassPrediction b = read.predictions().get(at);
            assertEquals(a.id() + a.repeat() + a.fold() + a.truth(), b.id() + b.repeat() + b.fold() + b.truth());
            for (int c = 0; c < 3; c++) {
                assertEquals(a.probabilities().get(c), b.probabilities().get(c), 1e-8);
                assertEquals(a.uncalibrated().get(c), b.uncalibrated().get(c), 1e-8);
            }
        }
    }

    @Test
    void anyProgramCanWriteATableOfPredictions() throws IOException, Problem {
        // other order of columns, no repeat, fold or raw probabilities, truth by index and by name
        Path file = Files.writeString(folder.resolve("predictions.csv"), """
                truth,p_normal,p_fatty,patient,id
                1,0.25,0.75,x,x-1
                normal,0.5,0.5,y,y-1
                """);
        ClassEvaluation read = PredictionsCsv.read(file);
        assertEquals(folder.getFileName().toString(), read.name());
        assertEquals(List.of("normal", "fatty"), read.about().classes());
        assertEquals(ClassUnit.PATIENT, read.about().unit());
        assertEquals(1, read.predictions().getFirst().truth());
        assertEquals(List.of(0.25, 0.75), read.predictions().getFirst().uncalibrated());
        assertEquals(0, read.predictions().get(1).truth());
    }

    @Test
    void aLineThatMakesNoSenseIsNamed() throws IOException {
        String header = "id,patient,truth,p_a,p_b\n";
        for (String wrong : List.of("x,x,2,0.5,0.5", "x,x,0,0.5,0.6", "x,x,0,0.5", "x,x,c,0.5,0.5", "x,x,0,0.5,no")) {
            Path file = Files.writeString(folder.resolve("wrong.csv"), header + "y,y,0,1,0\n" + wrong + "\n");
            Problem problem = assertThrows(Problem.class, () -> PredictionsCsv.read(file), wrong);
            assertTrue(problem.sentence().contains("Line 3 of "), problem.sentence());
        }
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertEquals(
                "predictions.columns",
                assertThrows(Problem.class, () -> PredictionsCsv.read(other)).code());
    }

    @Test
    void seedsOfOneNameAreRepeatsOfOneRow() throws Problem {
        List<ClassEvaluation> merged = ClassEvaluation.merged(
                List.of(JudgedClasses.five("ce-s1"), JudgedClasses.five("focal"), JudgedClasses.five("ce-s2")));
        assertEquals(
                List.of("ce", "focal"),
                merged.stream().map(ClassEvaluation::name).toList());
        assertEquals(2, merged.getFirst().repeats());
        assertEquals(
                0.6, ClassResult.of(merged.getFirst()).of(ClassFigure.ACCURACY).value(), 1e-12);
    }

    @Test
    void aTableShowsEveryRowWithIntervalsAndTheDifferenceToTheFirst() throws Problem {
        List<ClassPrediction> right = JudgedClasses.fivePatients(0).stream()
                .map(p -> {
                    double[] sure = new double[3];
                    sure[p.truth()] = 1;
                    return JudgedClasses.prediction(p.id(), p.patient(), 0, p.fold(), p.truth(), sure);
                })
                .toList();
        String table = ClassTable.markdown(
                List.of(JudgedClasses.five("base"), JudgedClasses.of("better", ClassUnit.PATIENT, right)));
        assertTrue(table.contains("| base | 5 | 1 | 0.600 ["), table);
        assertTrue(table.contains("| better | 5 | 1 | 1.000 [1.000, 1.000] |"), table);
        assertTrue(table.contains("normal (2) | mild (1) | severe (2)"), table);
        assertTrue(table.contains("| better | 5 | 2 / 0 | +0.400 ["), table);
    }
}
