package org.radiloom.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainEventTest {
    @Test
    void everyKindIsReadAsItWasWritten() {
        List<TrainEvent> all = List.of(
                new TrainEvent.Plan(
                        "mandi/micro",
                        1234,
                        Map.of("trainSamples", 2L),
                        4,
                        1,
                        3,
                        4,
                        "ab12",
                        "PyTorch",
                        2,
                        77,
                        "/r",
                        "CPU"),
                new TrainEvent.Epoch(1, 4, 0.003, 3),
                new TrainEvent.Step(1, 2, 3, 12.5, 0.003, 0.25, 8.0, 0.9, false),
                new TrainEvent.Metrics(
                        1,
                        0.003,
                        0.25,
                        Map.of("dice", 0.25),
                        1.5,
                        Map.of("valDice", 0.5),
                        "valDice",
                        true,
                        2.5,
                        4,
                        12.5,
                        0),
                new TrainEvent.Sample(1, 2, "samples/epoch-001-2.png"),
                new TrainEvent.Saved(1, 0, 3, List.of("last", "best")),
                new TrainEvent.Warning("a.b", "odd"),
                new TrainEvent.Done(TrainEvent.Outcome.EARLY, 3, 2, 0.5, "valDice"),
                new TrainEvent.Failed("engine.memory", "input", "Too large.", "Lower it.", Map.of("train.batch", "2")));
        for (TrainEvent event : all) {
            assertEquals(Optional.of(event), TrainEvent.parse(event.json().toString()));
        }
    }

    @Test
    void aLineHasTheKindFirstAndLeavesOutWhatIsNotKnown() {
        assertEquals(
                "{\"event\":\"progress\",\"epoch\":1,\"step\":2,\"of\":3,\"imagesPerSecond\":12.5,\"lr\":0.003,\"paused\":true}",
                new TrainEvent.Step(1, 2, 3, 12.5, 0.003, null, null, null, true)
                        .json()
                        .toString());
        assertEquals(
                "{\"event\":\"done\",\"outcome\":\"stopped\",\"epochs\":2,\"bestEpoch\":0}",
                new TrainEvent.Done(TrainEvent.Outcome.STOPPED, 2, 0, null, null)
                        .json()
                        .toString());
    }

    @Test
    void linesOfANewerProgramAreSkippedAndTheirExtraKeysIgnored() {
        assertFalse(TrainEvent.parse("{\"event\":\"song\",\"words\":3}").isPresent());
        assertFalse(TrainEvent.parse("half a li").isPresent());
        assertEquals(
                Optional.of(new TrainEvent.Warning("a.b", "odd")),
                TrainEvent.parse(
                        "{\"event\":\"warning\",\"code\":\"a.b\",\"message\":\"odd\",\"at\":\"2026-01-01T00:00:00Z\"}"));
    }
}
