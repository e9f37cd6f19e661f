package org.radiloom.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.model.ModelPackage;
import org.radiloom.nn.FloatTensor;
import org.radiloom.nn.Safetensors;
import org.radiloom.problem.Problem;

class CombinedPackageTest {
    @TempDir
    private Path folder;

    @Test
    void itHoldsTheArraysOfAllMembersUnderTheirNumbersAndNoFigures() throws Problem, IOException {
        ModelPackage one = member("one", 1);
        ModelPackage two = member("two", 2);
        ModelPackage both = CombinedPackage.of(List.of(one, two), folder.resolve("both"));
        Map<String, FloatTensor> arrays = Safetensors.read(both.weights());
        assertEquals(List.of("member0.a", "member1.a"), List.copyOf(arrays.keySet()));
        assertEquals(2, Objects.requireNonNull(arrays.get("member1.a")).values()[0]);
        assertEquals(2, both.card().network().path("members").asInt());
        assertEquals(Map.of(), both.card().metrics());
    }

    @Test
    void oneAloneIsRefused() throws Problem, IOException {
        ModelPackage one = member("one", 1);
        assertEquals(
                "model.combine",
                assertThrows(Problem.class, () -> CombinedPackage.of(List.of(one), folder.resolve("x")))
                        .code());
    }

    @Test
    void modelsThatKeptOtherPatientsOutAreRefused() throws Problem, IOException {
        ModelPackage one = member("one", 1);
        ModelPackage shipped = ModelPackage.open(Path.of("models/mandible-ct"));
        ModelPackage other = ModelPackage.write(
                folder.resolve("other"),
                shipped.card().with(Json.MAPPER.readTree("{\"data\": {\"splitFingerprint\": \"other\"}}")),
                one.weights());
        assertThrows(Problem.class, () -> CombinedPackage.of(List.of(one, other), folder.resolve("x")));
    }

    private ModelPackage member(String name, float value) throws Problem, IOException {
        Path weights = folder.resolve(name + ".safetensors");
        Safetensors.write(weights, Map.of("a", new FloatTensor(new long[] {1}, new float[] {value})), Map.of());
        return ModelPackage.write(
                folder.resolve(name),
                ModelPackage.open(Path.of("models/mandible-ct")).card(),
                weights);
    }
}
