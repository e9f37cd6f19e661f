package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.TinyGrading;
import org.radiloom.problem.Problem;

/** Models that call every pixel liver, or none, on pictures of 40 x 30 whose left 20 columns are liver. */
@Tag("engine")
class EvaluatePicturesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writePictures() throws IOException {
        picture("image.png", 0);
        picture("half.png", 20);
        picture("nothing.png", 0);
    }

    /** @param white columns that are white, the others are grey or black */
    private void picture(String name, int white) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.getRaster().setSample(x, y, 0, x < white ? 255 : name.startsWith("image") ? 90 : 0);
            }
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private String manifest(String more, String... masks) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("{\"header\": {\"task\": \"segmentation\", \"classes\": [\"background\", \"liver\"]}}");
        for (int n = 0; n < masks.length; n++) {
            lines.add(
                    "{\"sample_id\": \"s%d\", \"patient_id\": \"p%d\", \"path\": \"image.png\", \"mask_path\": \"%s\"%s}"
                            .formatted(n, n, masks[n], more));
        }
        return Files.write(folder.resolve("manifest.jsonl"), lines).toString();
    }

    private JsonNode judged(boolean liver, String manifest) throws IOException, Problem {
        Path model =
                TinyGrading.writeRegion(folder, liver ? "all" : "none", liver).folder();
        CommandLineRun run =
                CommandLineRun.of("evaluate", "--model", model.toString(), "--data", manifest, "--json", "-");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        return run.json();
    }

    private static double metric(JsonNode tree, String name) {
        return tree.at("/metrics/" + name + "/value").asDouble();
    }

    @Test
    void overlapIsCountedAtThePicturesOwnSize() throws IOException, Problem {
        JsonNode tree = judged(true, manifest("", "half.png", "half.png"));
        // 600 of 1200 pixels found are right, none is missed
        assertEquals(2 / 3.0, metric(tree, "dice"), 1e-12);
        assertEquals(0.5, metric(tree, "iou"), 1e-12);
        assertEquals(0.25, metric(tree, "miou"), 1e-12);
        assertEquals(0.5, metric(tree, "recallMacro"), 1e-12);
        assertEquals(0.25, metric(tree, "precisionMacro"), 1e-12);
        assertEquals(2, tree.path("n").asInt());
        assertEquals("liver", tree.path("perClass").fieldNames().next().equals("background") ? "liver" : "");
        assertEquals("[[0,600],[0,600]]", tree.at("/items/0/confusion").toString());
    }

    @Test
    void distancesArePixelsUnlessEveryPictureSaysHowLargeTheyAre() throws IOException, Problem {
        JsonNode pixels = judged(true, manifest("", "half.png"));
        assertTrue(metric(pixels, "hd95Px") > 15 && metric(pixels, "hd95Px") <= 20);
        assertFalse(pixels.path("metrics").has("hd95Mm"));
        assertEquals(10, pixels.at("/calibration/marginPx").asInt());
        JsonNode mm = judged(true, manifest(", \"pixel_spacing\": [0.5, 0.5]", "half.png"));
        assertEquals(metric(pixels, "hd95Px") / 2, metric(mm, "hd95Mm"), 1e-4);
        assertEquals(metric(pixels, "assdPx") / 2, metric(mm, "assdMm"), 1e-4);
    }

    @Test
    void emptyMasksFollowTheRules() throws IOException, Problem {
        JsonNode tree = judged(false, manifest("", "half.png", "nothing.png"));
        assertEquals(0, tree.at("/items/0/dice").asDouble());
        assertEquals(1, tree.at("/items/1/dice").asDouble());
        assertEquals(2, tree.at("/empty/predictions").asInt());
        assertEquals(1, tree.at("/empty/references").asInt());
        assertEquals(2, tree.at("/empty/withoutDistance").asInt());
        assertFalse(tree.path("metrics").has("hd95Px"));
    }

    /** In such a set masks are of lesions, and the organ is the region to look at. */
    @Test
    void inASetForClassificationTheRegionIsTheReference() throws IOException, Problem {
        String manifest = manifest(", \"label\": 0, \"region_path\": \"half.png\"", "nothing.png");
        assertEquals(0, metric(judged(true, manifest), "dice"));
        Path file = Path.of(manifest);
        Files.writeString(file, Files.readString(file).replace("\"segmentation\"", "\"classification\""));
        assertEquals(2 / 3.0, metric(judged(true, manifest), "dice"), 1e-12);
    }

    @Test
    void aSampleWithoutAnOutlineIsNamed() throws IOException, Problem {
        Path model = TinyGrading.writeRegion(folder, "all", true).folder();
        Path file = Files.writeString(
                folder.resolve("bare.jsonl"),
                "{\"sample_id\": \"bare\", \"patient_id\": \"p\", \"path\": \"image.png\"}\n");
        CommandLineRun run = CommandLineRun.of("evaluate", "--model", model.toString(), "--data", file.toString());
        assertTrue(run.code() != ExitCode.DONE && run.err().contains("bare"), run.err());
    }

    @Test
    void anEvaluationOfPicturesIsShownAndComparedLikeOthers() throws IOException, Problem {
        String manifest = manifest("", "half.png", "half.png");
        Path all = Files.writeString(
                folder.resolve("all.json"), judged(true, manifest).toString());
        Path none = Files.writeString(
                folder.resolve("none.json"), judged(false, manifest).toString());
        CommandLineRun shown = CommandLineRun.of("evaluate", all.toString(), "--against", none.toString());
        assertEquals(ExitCode.DONE, shown.code(), shown.err());
        assertTrue(shown.out().contains("HD95, px"), shown.out());
        assertTrue(shown.out().contains("up to 10 px from the structure"), shown.out());
        assertTrue(shown.out().contains("better on 2, worse on 0"), shown.out());
    }
}
