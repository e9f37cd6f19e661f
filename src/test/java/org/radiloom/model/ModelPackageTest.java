package org.radiloom.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyModel;
import org.radiloom.nn.SegmenterSpec;
import org.radiloom.problem.Problem;

class ModelPackageTest {
    @TempDir
    Path models;

    private ModelPackage model;

    @BeforeEach
    void writeOne() throws IOException, Problem {
        Path weights = models.resolve("w");
        Files.write(weights, new byte[] {1, 2, 3});
        model = ModelPackage.write(models.resolve("jaw"), TinyModel.card("jaw", SegmenterSpec.mandiMicro(3)), weights);
    }

    private static String code(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(Problem.class, action).code();
    }

    @Test
    void aCardComesBackAsItWasWritten() throws Problem {
        assertEquals(TinyModel.card("jaw", SegmenterSpec.mandiMicro(3)), model.card());
    }

    @Test
    void theDigestOfTheWeightsIsTheOneOfSha256sum() throws Problem {
        // printf '\1\2\3' | sha256sum
        assertEquals("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", model.verifyWeights());
    }

    @Test
    void aChangedByteInTheWeightsIsSeen() throws IOException {
        Files.write(model.weights(), new byte[] {1, 2, 4});
        assertEquals("model.changed", code(model::verifyWeights));
    }

    @Test
    void aChangedCardIsSeen() throws IOException {
        Path card = model.folder().resolve("card.json");
        Files.writeString(card, Files.readString(card).replace("\"minSlices\" : 4", "\"minSlices\" : 1"));
        assertEquals("model.changed", code(model::verifyWeights));
    }

    @Test
    void missingWeightsAndMissingChecksumsAreMissingNotChanged() throws IOException {
        Files.delete(model.weights());
        assertEquals("model.missing", code(model::verifyWeights));
        Files.delete(model.folder().resolve("SHA256SUMS"));
        assertEquals("model.missing", code(model::verifyAll));
    }

    @Test
    void aListThatPointsOutsideThePackageIsRefused() throws IOException {
        Files.writeString(model.folder().resolve("SHA256SUMS"), "0".repeat(64) + "  ../w\n");
        assertEquals("model.changed", code(model::verifyAll));
    }

    @Test
    void aCardWithAMissingFieldIsRefusedByName() throws IOException {
        Path card = model.folder().resolve("card.json");
        Files.writeString(card, Files.readString(card).replace("\"intendedUse\"", "\"other\""));
        Problem problem = assertThrows(Problem.class, () -> ModelPackage.open(model.folder()));
        assertEquals("model.card", problem.code());
        assertTrue(problem.sentence().contains("intendedUse"), problem.sentence());
    }

    @Test
    void theRegistryListsWhatItCanReadAndReportsTheRest() throws IOException {
        Files.createDirectories(models.resolve("broken"));
        Files.writeString(models.resolve("broken").resolve("card.json"), "{");
        ModelRegistry.Listing listing = new ModelRegistry(models).list();
        assertEquals(
                List.of("jaw"),
                listing.packages().stream().map(each -> each.card().id()).toList());
        assertEquals(
                List.of("model.card"),
                listing.problems().stream().map(Problem::code).toList());
    }

    @Test
    void anUnknownModelIsMissingAndTheMessageNamesTheInstalledOnes() {
        Problem problem = assertThrows(Problem.class, () -> new ModelRegistry(models).find("liver"));
        assertEquals("model.missing", problem.code());
        assertTrue(problem.sentence().contains("jaw"), problem.sentence());
    }

    @Test
    void thePageForPeopleSaysWhatTheCardSays() throws IOException {
        String text = Files.readString(model.folder().resolve("CARD.md"));
        assertTrue(text.contains("Research use only, not for diagnosis."), text);
        assertTrue(text.contains("| dice | 0.5 | 0.4 to 0.6 | 10 | test |"), text);
        assertTrue(text.contains("| Plausible volume | 25 to 150 cm³ ("), text);
        assertTrue(text.contains("## What was tried\n\n- Nothing was tried.\n"), text);
    }

    @Test
    void aCardOfTheFirstShapeIsReadAndFindsEveryVolumePlausible() throws Problem, IOException {
        Path file = model.folder().resolve("card.json");
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode)
                com.fasterxml.jackson.databind.json.JsonMapper.builder().build().readTree(file.toFile());
        tree.remove(List.of("plausibleVolumeCm3", "notes"));
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree.get("input")).remove("norm");
        Files.writeString(file, tree.toString());
        ModelCard card = ModelPackage.open(model.folder()).card();
        assertEquals(PlausibleVolume.ANY, card.segmentation().plausibleVolumeCm3());
        assertEquals(List.of(), card.notes());
        assertEquals(InputNorm.NONE, card.segmentation().input().norm());
    }

    @Test
    void anExportedPackageInstallsElsewhereOnce(@TempDir Path elsewhere) throws Problem {
        Path zip = elsewhere.resolve("jaw.zip");
        ModelArchive.export(model, zip);
        ModelPackage installed = ModelArchive.install(zip, elsewhere.resolve("models"));
        assertEquals(model.verifyWeights(), installed.verifyWeights());
        assertEquals("model.exists", code(() -> ModelArchive.install(zip, elsewhere.resolve("models"))));
    }

    @Test
    void anArchiveThatClimbsOutIsRefusedAndLeavesNothing(@TempDir Path elsewhere) throws IOException {
        Path zip = elsewhere.resolve("evil.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.putNextEntry(new ZipEntry("../evil.txt"));
            packed.write(1);
        }
        Path target = elsewhere.resolve("models");
        assertEquals("model.archive", code(() -> ModelArchive.install(zip, target)));
        assertFalse(Files.exists(elsewhere.resolve("evil.txt")));
        try (var left = Files.list(target)) {
            assertEquals(0, left.count());
        }
    }
}
