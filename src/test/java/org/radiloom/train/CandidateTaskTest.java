package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiloom.model.GradingTask;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;

class CandidateTaskTest {
    private static DataFacts facts(String json) throws JsonProcessingException {
        return new DataFacts((ObjectNode) Json.MAPPER.readTree(json));
    }

    @Test
    void picturesOfLiversMakeALiverModelOfPictures() throws Problem, JsonProcessingException {
        RunConfig config = RunConfig.of("mandi/fast", Map.of());
        CandidateTask made = CandidateTask.of(
                config,
                facts("{\"classes\":[\"background\",\"liver\"],\"samples\":{\"modality\":\"US\",\"organ\":\"liver\","
                        + "\"pictures\":true}}"),
                ClassCalibration.NONE);
        SegmentationTask task = assertInstanceOf(SegmentationTask.class, made.task());
        assertEquals("Liver", task.label());
        assertEquals("10200004", task.segment().value());
        assertEquals("US", task.input().modality());
        assertEquals(config.sampling().crop(), task.pictureSide());
        assertEquals(List.of("LIVER"), made.bodyParts());
    }

    /** Runs from before the samples were described are mandibles in CT. */
    @Test
    void aRunWithoutDescribedSamplesIsAMandible() throws Problem, JsonProcessingException {
        CandidateTask made = CandidateTask.of(RunConfig.of("mandi/fast", Map.of()), facts("{}"), ClassCalibration.NONE);
        SegmentationTask task = assertInstanceOf(SegmentationTask.class, made.task());
        assertEquals("Mandible", task.label());
        assertEquals("CT", task.input().modality());
        assertEquals(0, task.pictureSide());
    }

    @Test
    void patchesNeedARegionModelAndCalibrationIsKept() throws Problem, JsonProcessingException {
        RunConfig config =
                RunConfig.of("icfd/resnet", Map.of("picture.crop", "patch", "picture.prepare", "divideByMean"));
        CandidateTask made = CandidateTask.of(
                config,
                facts("{\"classes\":[\"a\",\"b\",\"c\",\"d\"],\"samples\":{\"modality\":\"US\",\"organ\":\"liver\"}}"),
                new ClassCalibration(1.5, 0.2, List.of(0.5, 1.0, Double.NaN, 0.25), 9));
        GradingTask task = assertInstanceOf(GradingTask.class, made.task());
        assertEquals("liver-us-region", task.regionModel());
        assertTrue(task.inPatches());
        GradingTask.Variant variant = task.variants().getFirst();
        assertEquals("image-only", variant.name());
        assertEquals(1.5, variant.temperature());
        assertEquals(0.2, variant.setThreshold());
        assertEquals(Map.of("a", 0.5, "b", 1.0, "d", 0.25), variant.reliability());
    }
}
