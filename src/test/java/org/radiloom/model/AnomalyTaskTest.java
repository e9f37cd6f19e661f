package org.radiloom.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

class AnomalyTaskTest {
    @TempDir
    private Path folder;

    private static AnomalyTask.Domain domain(double threshold, Double... normalScores) {
        return TinyAnomaly.domain("liver", "CT", List.of("CT"), "ABDOMEN", "", threshold, List.of(normalScores));
    }

    @Test
    void thePercentileLiesBetweenTheQuantilesOfTheTable() {
        // quantiles 0, 25, 50, 75 and 100 %
        AnomalyTask.Domain domain = domain(3, 1.0, 2.0, 2.0, 4.0, 8.0);
        assertEquals(0, domain.percentile(0.5));
        assertEquals(0, domain.percentile(1));
        assertEquals(12.5, domain.percentile(1.5), 1e-12);
        assertEquals(50, domain.percentile(2), 1e-12);
        assertEquals(62.5, domain.percentile(3), 1e-12);
        assertEquals(93.75, domain.percentile(7), 1e-12);
        assertEquals(100, domain.percentile(8));
        assertEquals(100, domain.percentile(800));
        assertEquals(0, domain.percentile(Double.NaN));
        assertEquals(0.375, domain.normalsAbove(), 1e-12);
    }

    @Test
    void theWindowIsGivenByItsEnds() {
        assertEquals(new Window(40, 400), domain(1, 0.0, 1.0).hounsfield().orElseThrow());
    }

    @Test
    void aTableThatFallsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> domain(1, 2.0, 1.0));
        assertThrows(IllegalArgumentException.class, () -> domain(1, 2.0));
    }

    @Test
    void theCardSurvivesItsFileNamesAllModalitiesAndHasAPageForPeople() throws Problem, IOException {
        ModelCard card = TinyAnomaly.card("tiny-anomaly", "tiny-region");
        Path weights = Files.write(folder.resolve("weights.safetensors"), new byte[] {1});
        ModelPackage.write(folder, card, weights);
        ModelCard read = ModelPackage.open(folder).card();
        assertEquals(card, read);
        assertEquals(List.of("US", "CT", "CR", "DX"), read.dicomModalities());
        String page = Files.readString(folder.resolve("CARD.md"));
        assertTrue(page.contains("| Finds | Anomaly: how unlike normal pictures a picture is, and where |"), page);
        assertTrue(page.contains("| Normal liver CT | the whole picture, window -160 to 240 HU;"), page);
        assertTrue(page.contains("| Normal liver US | the bounds of the region that `tiny-region` finds;"), page);
    }

    @Test
    void aModelOfAnotherTaskIsRefusedByName() {
        Problem problem = assertThrows(Problem.class, TinyAnomaly.card("tiny-anomaly", "tiny-region")::grading);
        assertTrue(problem.sentence().contains("'tiny-anomaly' is for anomaly"), problem.sentence());
    }
}
