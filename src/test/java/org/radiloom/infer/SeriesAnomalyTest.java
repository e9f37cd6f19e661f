package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.TinyAnomaly;
import org.radiloom.model.AnomalyTask;

class SeriesAnomalyTest {
    private static final List<SliceAnomaly> NOTHING = List.of(SliceAnomaly.refused(0, "There is no liver."));
    private static final AnomalyTask.Domain LIVER =
            TinyAnomaly.domain("liver", "US", List.of("US"), "ABDOMEN", "", 0.45, List.of(0.1, 0.2));

    @Test
    void whatMustBeSaidWithEveryResultOfItsKindComesFirst() {
        var careful = new AnomalyTask.Domain(
                LIVER.organ(),
                LIVER.modality(),
                LIVER.dicomModalities(),
                LIVER.bodyParts(),
                LIVER.regionModel(),
                LIVER.regionMargin(),
                LIVER.minSide(),
                LIVER.window(),
                LIVER.threshold(),
                LIVER.thresholdRule(),
                LIVER.normalScores(),
                LIVER.normals(),
                LIVER.largestKnown(),
                LIVER.scale(),
                "Only the map says something here.");
        assertEquals(
                Optional.of("Only the map says something here. 1 of 1 slices could not be looked at."),
                new SeriesAnomaly(careful, NOTHING).caution());
        assertEquals(Optional.of("1 of 1 slices could not be looked at."), new SeriesAnomaly(LIVER, NOTHING).caution());
    }
}
