package org.radiloom.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class NameMapTest {
    @TempDir
    private Path folder;

    @Test
    void theNamesOfTorchvisionAreOursWithoutHeadsAndCounters() {
        NameMap map = NameMap.torchvision();
        assertEquals(Optional.of("encoder.conv1.weight"), map.encoderName("conv1.weight"));
        assertEquals(Optional.of("encoder.layer1.0.bn2.running_var"), map.encoderName("layer1.0.bn2.running_var"));
        assertEquals(Optional.of("encoder.features.0.weight"), map.encoderName("module.features.0.weight"));
        for (String name : List.of("fc.bias", "module.fc.weight", "classifier.6.weight", "bn1.num_batches_tracked")) {
            assertEquals(Optional.empty(), map.encoderName(name), name);
        }
    }

    @Test
    void ofOneOfOurFilesTheEncoderIsTaken() {
        assertEquals(Optional.of("encoder.conv1.weight"), NameMap.own().encoderName("encoder.conv1.weight"));
        assertEquals(Optional.empty(), NameMap.own().encoderName("decoder.up4.conv1.weight"));
        assertEquals(Optional.empty(), NameMap.own().encoderName("head.bias"));
    }

    @Test
    void theTwoAreToldApartByTheNames() throws Problem {
        assertEquals(
                "own",
                NameMap.of("auto", List.of("head.bias", "encoder.conv1.weight")).name());
        assertEquals(
                "torchvision",
                NameMap.of("auto", List.of("conv1.weight", "fc.bias")).name());
    }

    @Test
    void aMapOfOnesOwnLeavesOutRenamesAndRewrites() throws Exception {
        NameMap map = NameMap.of(json("""
                {"ignore": ["top\\\\..*"],
                 "names": {"stem.w": "conv1.weight"},
                 "patterns": [{"from": "stage(\\\\d)/block(\\\\d)/(.*)", "to": "layer$1.$2.$3"}]}
                """).toString(), List.of());
        assertEquals("map.json", map.name());
        assertEquals(Optional.empty(), map.encoderName("top.weight"));
        assertEquals(Optional.of("encoder.conv1.weight"), map.encoderName("stem.w"));
        assertEquals(Optional.of("encoder.layer2.1.conv1.weight"), map.encoderName("stage2/block1/conv1.weight"));
        assertEquals(Optional.of("encoder.bn1.weight"), map.encoderName("bn1.weight"));
    }

    @Test
    void aMapThatCannotBeUnderstoodIsNamed() throws Exception {
        for (String json : List.of("{", "{\"patterns\": [{\"from\": \"(\", \"to\": \"\"}]}", "{\"name\": {}}")) {
            Path file = json(json);
            Problem problem = assertThrows(Problem.class, () -> NameMap.read(file));
            assertEquals("nn.names", problem.code());
            assertTrue(problem.sentence().contains("map.json"), problem.sentence());
        }
        assertThrows(Problem.class, () -> NameMap.read(folder.resolve("none.json")));
    }

    private Path json(String text) throws IOException {
        return Files.writeString(folder.resolve("map.json"), text);
    }
}
