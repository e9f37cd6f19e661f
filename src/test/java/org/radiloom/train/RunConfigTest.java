package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiloom.model.SegmentationInput;
import org.radiloom.problem.Problem;

class RunConfigTest {
    @Test
    void everyPresetLoadsAndSurvivesItsJsonForm() throws Problem {
        for (String name : Presets.names()) {
            RunConfig config = RunConfig.of(name, Map.of());
            assertEquals(config, RunConfig.parse(config.toJson(), name));
            assertEquals(name, config.preset());
            assertTrue(config.description().length() > 10, name);
        }
    }

    @Test
    void theMandiblePresetSeesWhatTheMandibleModelIsDescribedToSee() throws Problem {
        assertEquals(
                SegmentationInput.mandible(),
                RunConfig.of("mandi/fast", Map.of()).input());
    }

    @Test
    void aSettingCanBeChangedByItsKey() throws Problem {
        RunConfig config = RunConfig.of(
                "mandi/micro",
                Map.of("train.epochs", "7", "optim.lr", "1", "loss.name", "dice", "data.ratios", "[0.5,0.25,0.25]"));
        assertEquals(7, config.train().epochs());
        assertEquals(1.0, config.optim().lr());
        assertEquals("dice", config.loss().name());
        assertEquals(0.25, config.data().ratios().get(2));
    }

    @Test
    void aConfigurationFromBeforeASettingHasItsDefault() throws Problem {
        RunConfig now = RunConfig.of("mandi/micro", Map.of("data.folds", "4"));
        var old = now.toJson();
        old.remove("imbalance");
        ((com.fasterxml.jackson.databind.node.ObjectNode) old.path("data")).remove("unit");
        assertEquals(now, RunConfig.parse(old, "an old run"));
    }

    @Test
    void anUnknownKeyIsNamedWithTheKnownOnesNearIt() {
        Problem problem = assertThrows(Problem.class, () -> RunConfig.of("mandi/micro", Map.of("train.epoch", "7")));
        assertEquals("config.key", problem.code());
        assertTrue(problem.sentence().contains("train.epochs"), problem.sentence());
    }

    @Test
    void valuesOfTheWrongTypeOrRangeAreRefused() {
        assertEquals("config.type", code("train.epochs", "many"));
        assertEquals("config.type", code("train.epochs", "1.5"));
        assertEquals("config.type", code("model.cbam", "1"));
        assertEquals("config.range", code("train.batch", "1"));
        assertEquals("config.range", code("sampling.crop", "50"));
        assertEquals("config.range", code("optim.schedule", "magic"));
        assertEquals("config.range", code("data.unit", "pixel"));
        assertEquals("config.range", code("imbalance.method", "magic"));
        assertEquals("config.range", code("imbalance.beta", "1.0"));
        assertEquals("config.range", code("augment.elasticSpacingPx", "1.0"));
        assertEquals("config.range", code("model.inputChannels", "3"));
        assertEquals("config.value", code("model.decoderWidths", "[1,2]"));
        assertEquals("config.key", code("train", "7"));
    }

    @Test
    void theSourceOfTheEncoderIsChecked() throws Problem {
        assertEquals("random", RunConfig.of("mandi/micro", Map.of()).encoder().init());
        assertEquals("config.range", code("encoder.init", "magic"));
        assertEquals("config.range", code("encoder.init", "safetensors")); // without a path
        assertEquals("config.range", code("encoder.firstLayer", "max"));
        assertEquals("config.range", code("encoder.pretext.only", "true")); // of a run that starts at random
        assertEquals("config.range", code("encoder.pretext.batch", "1"));
        assertEquals("config.value", code("input.norm", "magic"));
    }

    @Test
    void anUnknownPresetIsNamed() {
        Problem problem = assertThrows(Problem.class, () -> RunConfig.of("mandi/huge", Map.of()));
        assertTrue(problem.sentence().contains("mandi/fast"), problem.sentence());
    }

    private static String code(String key, String value) {
        return assertThrows(Problem.class, () -> RunConfig.of("mandi/micro", Map.of(key, value)))
                .code();
    }
}
