package org.radiloom.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.infer.EngineRoom;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.problem.Problem;
import org.radiloom.study.SeriesLoader;

@Tag("engine")
class ShippedModelsTest {
    private static final long MOST_BYTES = 25L << 20;

    @Test
    void everyShippedModelIsIntactSmallAndReproducesItsSample() throws Problem, java.io.IOException {
        ModelRegistry.Listing shipped = new ModelRegistry(Path.of("models")).list();
        assertEquals(List.of(), shipped.problems());
        assertTrue(shipped.packages().stream().anyMatch(each -> each.card().id().equals("mandible-ct")));
        try (var room = new EngineRoom();
                var review = new Review(room, SeriesLoader.withHalfTheMemory(Runnable::run))) {
            for (ModelPackage model : shipped.packages()) {
                assertTrue(model.verifyAll() >= 3);
                assertTrue(Files.size(model.weights()) <= MOST_BYTES);
                SampleCheck check =
                        SampleCheck.run(review, model, model.sample().orElseThrow(), Progress.NONE);
                assertTrue(check.passed(), check.sentence());
            }
        }
    }
}
