package org.radiloom.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.radiloom.ui.WindowUnderTest.fx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.draw.IndexModel.Organ;
import org.radiloom.ui.evidence.Evidence;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.evidence.Evidence.Kind;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.ReaderTools;

/** The whole way with a real file and networks that have learned nothing: film, region, grade, evidence, correction, files. */
@Tag("ui")
@Tag("engine")
class GradeChainWindowTest {
    @TempDir
    Path folder;

    @Test
    void aFilmOnDiskIsGradedWithTheReadersRegionAndIndex() throws Exception {
        Path models = folder.resolve("models");
        TinyGrading.writeRegion(models, "tiny-region", true);
        TinyGrading.write(models, TinyGrading.card("tiny-grades", "tiny-region"));
        Path film = DicomSeriesFixture.ultrasoundFilm(folder.resolve("film.dcm"), 440, 300, 2);
        Path out = folder.resolve("out");
        try (var window = WindowUnderTest.open(models, out)) {
            ReaderTools tools = window.models().tools();
            fx(() -> window.workplace.desk().open(List.of(film), true));
            GradeFinding first = graded(window, "");
            assertTrue(tools.region().polygon().isPresent(), "the region found is on screen");
            assertTrue(tools.index().usable(), "a variant takes the index");

            fx(() -> tools.evidence().choose(new Choice(Kind.ACTIVATION, first.grade())));
            window.until(() -> tools.evidence().evidence().isPresent());
            assertTrue(tools.evidence().evidence().orElseThrow() instanceof Evidence.Heat);

            fx(() -> {
                tools.region().setEditing(true);
                tools.region().drag(0, 220, 110);
                tools.region().drop();
                tools.index().place(1);
                tools.index().moveTo(Organ.KIDNEY, 280, 135);
            });
            window.until(() -> tools.index().result().isPresent());
            fx(() -> {
                tools.index().declare();
                window.workplace.desk().analyse();
            });
            GradeFinding second = graded(window, first.id());
            assertEquals("index-declared", second.variant());
            assertEquals(
                    tools.index().declared().orElseThrow(), second.declared().get("hepatorenalIndex"));
            assertTrue(second.perFrame().get(1).region().orElseThrow().edited());
            assertFalse(second.perFrame().get(0).region().orElseThrow().edited());

            fx(() -> window.workplace.desk().export());
            window.until(() -> window.models().status().notice().isPresent());
            JsonNode json = JsonMapper.builder()
                    .build()
                    .readTree(out.resolve("findings.json").toFile());
            JsonNode finding = json.path("findings").path(0);
            assertEquals("grades", finding.path("kind").asText());
            assertTrue(finding.path("perFrame")
                    .path(1)
                    .path("region")
                    .path("edited")
                    .asBoolean());
        }
    }

    private static GradeFinding graded(WindowUnderTest window, String before) throws TimeoutException {
        window.until(() -> window.models().inspector().analysis() instanceof Analysis.Failed
                || window.models().inspector().analysis() instanceof Analysis.Refused
                || window.models().inspector().findings().stream().anyMatch(f -> !f.id().equals(before)));
        assertEquals(new Analysis.Done(), window.models().inspector().analysis());
        return ((GradeSummary) window.models().inspector().findings().getFirst()).finding();
    }
}
