package org.radiloom.review.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {
    @TempDir
    Path data;

    private static List<String> shape(ReportTemplate template) {
        return template.sections().stream()
                .map(s -> s.id()
                        + s.holds()
                        + s.fields().stream()
                                .map(f -> f.id() + f.choices().size())
                                .toList())
                .toList();
    }

    @Test
    void theFormsAskTheSameInBothLanguages() {
        List<ReportTemplate> english =
                new Templates(data).in(ReportLanguage.ENGLISH).templates();
        List<ReportTemplate> chinese =
                new Templates(data).in(ReportLanguage.CHINESE).templates();
        assertEquals(
                List.of("liver-ultrasound", "mandible-ct", "general"),
                english.stream().map(ReportTemplate::id).toList());
        assertEquals(
                english.stream().map(TemplatesTest::shape).toList(),
                chinese.stream().map(TemplatesTest::shape).toList());
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyFormHasAPlaceForAllThatAReportHolds(ReportLanguage language) {
        for (ReportTemplate each : new Templates(data).in(language).templates()) {
            assertEquals(
                    Set.of(ReportTemplate.Holds.values()),
                    Set.copyOf(each.sections().stream()
                            .map(ReportTemplate.Section::holds)
                            .toList()));
        }
    }

    @Test
    void theModalityChoosesTheForm() {
        Templates.Found found = new Templates(data).in(ReportLanguage.ENGLISH);
        assertEquals("liver-ultrasound", found.fitting("US").id());
        assertEquals("mandible-ct", found.fitting("CT").id());
        assertEquals("general", found.fitting("MR").id());
    }

    @Test
    void aFormOfTheUserReplacesOneOfTheProgramAndABrokenOneIsNamed() throws Exception {
        Path folder = Files.createDirectories(data.resolve("templates"));
        Files.writeString(
                folder.resolve("mine.json"),
                "{\"id\":\"general\",\"language\":\"en\",\"title\":\"Mine\",\"sections\":[{\"id\":\"a\",\"title\":\"A\"}]}");
        Files.writeString(folder.resolve("broken.json"), "{\"id\":\"x\",\"language\":\"en\",\"title\":\"X\"}");
        Templates.Found found = new Templates(data).in(ReportLanguage.ENGLISH);
        assertEquals("Mine", found.fitting("MR").title());
        assertEquals(3, found.templates().size());
        assertEquals(1, found.troubles().size());
        String sentence = found.troubles().getFirst().sentence();
        assertTrue(sentence.contains("broken.json") && sentence.contains("no sections"), sentence);
        assertEquals(
                "通用报告",
                new Templates(data).in(ReportLanguage.CHINESE).fitting("MR").title());
    }
}
