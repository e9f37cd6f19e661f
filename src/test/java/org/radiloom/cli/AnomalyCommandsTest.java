package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SmallStudies;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.DeepPng;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;

@Tag("engine")
class AnomalyCommandsTest {
    @TempDir
    static Path models;

    private static @Nullable String before;

    @TempDir
    Path work;

    @BeforeAll
    static void installTinyModels() throws Problem, IOException {
        TinyGrading.writeRegion(models, "tiny-region", true);
        TinyAnomaly.write(models, TinyAnomaly.card("tiny-anomaly", "tiny-region"));
        before = System.setProperty(ModelRegistry.PROPERTY, models.toString());
    }

    @AfterAll
    static void putBack() {
        if (before == null) {
            System.clearProperty(ModelRegistry.PROPERTY);
        } else {
            System.setProperty(ModelRegistry.PROPERTY, before);
        }
    }

    private CommandLineRun review(Path study, String... more) {
        var args = new ArrayList<>(
                List.of("review", study.toString(), "--out", work.resolve("out").toString()));
        args.addAll(List.of(more));
        return CommandLineRun.of(args.toArray(String[]::new));
    }

    private JsonNode written() throws IOException {
        return Printed.MAPPER.readTree(
                work.resolve("out").resolve("findings.json").toFile());
    }

    private Path file(String name) {
        return work.resolve("out").resolve(name);
    }

    @Test
    void anUltrasoundFrameEndsInATableAJsonAMapOf16BitsAndPictures() throws Problem, IOException {
        Path study = UltrasoundPhantom.png(work.resolve("in").resolve("us.png"), 1);
        CommandLineRun run = review(study);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("tiny-anomaly") && run.out().contains("liver US: score "), run.out());

        JsonNode finding = written().path("findings").path(0);
        assertEquals("anomaly", finding.path("kind").asText());
        assertEquals("liver", finding.path("organ").asText());
        assertEquals("US", finding.path("modality").asText());
        double score = finding.path("score").asDouble(Double.NaN);
        assertTrue(score > 0, finding.toString());
        AnomalyTask.Domain domain = TinyAnomaly.task("tiny-region").domains().getFirst();
        assertEquals(domain.percentile(score), finding.path("percentile").asDouble(), 1e-3);
        assertEquals(0.45, finding.path("threshold").asDouble());
        assertEquals(score >= 0.45, finding.path("above").asBoolean());
        assertEquals(40, finding.path("normals").asInt());
        assertEquals(0.125, finding.path("slicesAboveByChance").asDouble(), 1e-9);
        assertEquals(2, finding.path("organProbabilities").size());
        assertEquals(3, finding.path("modalityProbabilities").size());
        assertEquals(0.1, finding.path("scale").path("threshold").asDouble());
        assertEquals(0.6, finding.path("scale").path("high").asDouble());
        assertEquals(1, finding.path("perSlice").size());
        assertEquals(score, finding.path("perSlice").path(0).path("score").asDouble());
        assertEquals("tiny-anomaly", finding.path("provenance").path("modelId").asText());

        Path map = file(finding.path("map").asText());
        assertEquals("tiny-anomaly-1/map-0001.png", finding.path("map").asText());
        assertEquals(finding.path("map"), finding.path("perSlice").path(0).path("map"));
        assertEquals("png16", finding.path("mapEncoding").path("format").asText());
        double step = finding.path("mapEncoding").path("valuePerStep").asDouble();
        assertEquals(Double.toString(step), DeepPng.words(map).get("valuePerStep"));
        assertEquals(new PictureFile.Outline(640, 480, 1, true, 16), PictureFile.outline(map));
        GreySlice values = assertInstanceOf(GreySlice.class, PictureFile.read(map, 0));
        double most = 0;
        for (int at = 0; at < 640 * 480; at++) {
            most = Math.max(most, step * values.valueAt(at % 640, at / 640));
        }
        assertTrue(most > 0 && step * 65535 >= most, most + " in steps of " + step);

        PictureFile.Outline overview = PictureFile.outline(
                file(finding.path("pictures").path("overview").asText()));
        assertTrue(overview.columns() == 640 && overview.rows() > 480 + 80, overview.toString());
        // four pictures of 256 with margins of 10: seen, redrawn, difference, map
        assertEquals(
                4 * 266 + 10,
                PictureFile.outline(file(finding.path("pictures").path("beside").asText()))
                        .columns());
        assertTrue(Files.isRegularFile(file("tiny-anomaly-1/slice-0001.png")));
    }

    @Test
    void aCtOfTheAbdomenEndsInAMapOnItsGrid() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 18, "ABDOMEN"));
        assertEquals(0, run.code(), run.err());
        JsonNode finding = written().path("findings").path(0);
        assertEquals(
                "liver CT",
                finding.path("organ").asText() + " " + finding.path("modality").asText());
        assertEquals(18, finding.path("perSlice").size());
        assertEquals("nifti-float32", finding.path("mapEncoding").path("format").asText());
        VolumeStack map = Nifti.read(file(finding.path("map").asText()), ValueUnit.RAW);
        VolumeStack box = SmallStudies.tissueBox(18);
        Geometry mapped = map.geometry().orElseThrow();
        Geometry wanted = box.geometry().orElseThrow();
        assertEquals(List.of(30, 30, 18), List.of(mapped.columns(), mapped.rows(), mapped.slices()));
        assertEquals(
                0,
                mapped.toPatient(29, 29, 17).minus(wanted.toPatient(29, 29, 17)).length(),
                1e-3);
        float most = 0;
        for (float v : map.toFloats()) {
            most = Math.max(most, v);
        }
        assertTrue(most > 0, most + "");
        assertEquals(
                0, written().path("notRun").size(), written().path("notRun").toString());
    }

    @Test
    void aCtThatDoesNotSayItsOrganIsComparedWithWhatTheNetworkTakesItForAndSaysSo() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 3, ""));
        assertEquals(0, run.code(), run.err());
        String basis = written().path("findings").path(0).path("domainBasis").asText();
        assertTrue(
                basis.matches("The series says that it is CT, and not which organ it shows\\."
                        + " The network took it for (liver|lung) CT\\."),
                basis);
    }

    @Test
    void anotherPartOfTheBodyIsNotLookedAt() throws Problem, IOException {
        CommandLineRun run = review(SmallStudies.ct(work.resolve("ct"), 3, "KNEE"));
        assertEquals(4, run.code(), run.out());
        assertEquals(
                "The series shows another part of the body (KNEE); the model is for ABDOMEN, LIVER, CHEST, LUNG.",
                written().path("notRun").path(0).path("reason").asText());
    }

    @Test
    void picturesDeclaredToBeRadiographsAreNotSearchedForAnUltrasoundSector() throws Problem, IOException {
        int[] grey = new int[64 * 64];
        for (int at = 0; at < grey.length; at++) {
            grey[at] = 0x010101 * (at % 64 * 3);
        }
        Path picture = work.resolve("x.png");
        PictureFile.writePng(picture, grey, 64, 64);
        CommandLineRun run = review(picture, "--modality", "DX");
        assertEquals(0, run.code(), run.err());
        JsonNode finding = written().path("findings").path(0);
        assertEquals(
                "lung XR",
                finding.path("organ").asText() + " " + finding.path("modality").asText());
        assertEquals(
                "The series says that it is a radiograph; of that the model knows the lung only.",
                finding.path("domainBasis").asText());
    }

    @Test
    void predictWritesMapAndPictures() throws Problem, IOException {
        Path study = UltrasoundPhantom.png(work.resolve("in").resolve("us.png"), 1);
        CommandLineRun run = CommandLineRun.of(
                "predict", "--model", "tiny-anomaly", "--in", study.toString(), "--out", file("").toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("anomaly", run.json().path("kind").asText());
        assertTrue(Files.isRegularFile(file(run.json().path("map").asText())));
        assertTrue(Files.isRegularFile(file("anomaly-beside.png")));
    }

    @Test
    void theSampleIsRecordedReproducedAndADifferenceIsNoticed() throws Problem, IOException {
        Path study = work.resolve("in");
        UltrasoundPhantom.png(study.resolve("us.png"), 1);
        Path changes =
                Files.writeString(work.resolve("changes.json"), "{\"id\": \"tiny-anomaly\", \"version\": \"2\"}");
        CommandLineRun promoted = CommandLineRun.of(
                "models",
                "promote",
                models.resolve("tiny-anomaly").toString(),
                "--card",
                changes.toString(),
                "--sample",
                study.toString());
        assertEquals(0, promoted.code(), promoted.err());
        CommandLineRun verified = CommandLineRun.of("models", "verify", "tiny-anomaly");
        assertEquals(0, verified.code(), verified.out() + verified.err());
        assertTrue(verified.out().contains("scores differ by 0.000 % at most"), verified.out());

        Path expected = models.resolve("tiny-anomaly").resolve("sample").resolve("expected.json");
        Files.writeString(expected, Files.readString(expected).replaceAll("\"score\" : [0-9.]+", "\"score\" : 77"));
        assertEquals(4, CommandLineRun.of("models", "verify", "tiny-anomaly").code());
        TinyAnomaly.write(models, TinyAnomaly.card("tiny-anomaly", "tiny-region"));
        Files.delete(expected);
        String folder = models.resolve("tiny-anomaly").toString();
        CommandLineRun combined = CommandLineRun.of(
                "models", "combine", folder, folder, "--out", file("both").toString());
        assertEquals(2, combined.code(), combined.err());
        assertTrue(combined.err().contains("cannot be combined"), combined.err());
        CommandLineRun list = CommandLineRun.of("models", "list", "--json");
        assertTrue(list.out().contains("US, CT, CR, DX"), list.out());
    }
}
