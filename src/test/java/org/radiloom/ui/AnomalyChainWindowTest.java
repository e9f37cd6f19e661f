package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.Target;
import org.testfx.util.WaitForAsyncUtils;

/** The whole way with a real file and networks that have learned nothing: film, one frame, all frames, map, files. */
@Tag("ui")
@Tag("engine")
class AnomalyChainWindowTest {
    @TempDir
    Path folder;

    @Test
    void aFilmOnDiskIsSearchedForAnomalies() throws Exception {
        Path models = folder.resolve("models");
        TinyGrading.writeRegion(models, "tiny-region", true);
        TinyGrading.write(models, TinyGrading.card("tiny-grades", "tiny-region"));
        TinyAnomaly.write(models, TinyAnomaly.card("tiny-anomaly", "tiny-region"));
        Path film = DicomSeriesFixture.ultrasoundFilm(folder.resolve("film.dcm"), 440, 300, 3);
        Path out = folder.resolve("out");
        try (var window = WindowUnderTest.open(models, out)) {
            fx(() -> window.workplace.desk().open(List.of(film)));
            window.untilPainted();
            assertEquals(
                    List.of(Target.LIVER_GRADE, Target.ANOMALY),
                    List.copyOf(window.models().inspector().analyses().keySet()));

            fx(() -> window.workplace.desk().analyse(Target.ANOMALY, OptionalInt.of(1)));
            AnomalyFinding one = found(window, "");
            assertEquals(1, one.perSlice().size());
            assertEquals(1, one.mostSuspicious());
            assertTrue(one.complete());

            fx(() -> window.workplace.desk().analyse(Target.ANOMALY, OptionalInt.empty()));
            AnomalyFinding all = found(window, one.id());
            assertEquals(3, all.perSlice().size());
            assertEquals(one.score(), all.slice(1).orElseThrow().score(), 1e-4 * Math.abs(one.score()));
            assertEquals(all.mostSuspicious(), window.view().slice());
            fx(() -> window.models().tools().anomaly().setThreshold(0));
            window.untilPainted();
            assertTrue(window.node("anomaly-map", ImageView.class).isVisible());
            fx(() -> window.models().tools().anomaly().setComparing(true));
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(window.node("compare", Node.class).isVisible());
            fx(() -> Screenshots.save(window.stage.getScene(), "anomaly-chain-1600x1000"));

            fx(() -> window.workplace.desk().export());
            window.until(() -> window.models().status().notice().isPresent());
            JsonNode json = JsonMapper.builder()
                    .build()
                    .readTree(out.resolve("findings.json").toFile());
            JsonNode finding = json.path("findings").path(0);
            assertEquals("anomaly", finding.path("kind").asText());
            assertEquals(1, json.path("findings").size(), "the one frame was looked at again with the others");
            assertTrue(Files.exists(out.resolve(finding.path("map").asText())));
        }
    }

    private static AnomalyFinding found(WindowUnderTest window, String before) throws TimeoutException {
        window.until(() -> {
            Analysis now = window.models().inspector().analyses().get(Target.ANOMALY);
            return now instanceof Analysis.Failed
                    || now instanceof Analysis.Refused
                    || window.models().inspector().findings().stream().anyMatch(f -> !f.id().equals(before));
        });
        assertEquals(new Analysis.Done(), window.models().inspector().analyses().get(Target.ANOMALY));
        return ((AnomalySummary) window.models().inspector().findings().getFirst()).finding();
    }
}
