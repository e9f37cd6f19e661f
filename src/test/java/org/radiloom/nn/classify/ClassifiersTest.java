package org.radiloom.nn.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.nn.EngineCompat;
import org.radiloom.nn.Weights;
import org.radiloom.problem.Problem;

@Tag("engine")
class ClassifiersTest {
    @BeforeAll
    static void startTheEngine() {
        EngineCompat.start();
    }

    static java.util.List<ClassifierSpec> micros() {
        return Classifiers.bodies().stream()
                .map(body -> ClassifierSpec.micro(body, 4, 1))
                .toList();
    }

    /*
     * Four classes, three channels, base width 64. Independent counts: torchvision's networks built in Python, their last
     * layer replaced; SE and CBAM by hand on top of these.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11178564",
        "resnet50, 23516228",
        "se_resnet18, 11267644",
        "se_resnet50, 26047220",
        "cbam_resnet18, 11266388",
        "cbam_resnet50, 26032740",
        "squeezenet1_0, 737476",
        "squeezenet1_1, 724548",
        "vit_b16, 85801732",
        "vit_s16, 21667204",
        "vit_ti16, 5525188"
    })
    void everyBodyHasItsPublishedNumberOfParameters(String body, long count) throws Problem {
        assertEquals(count, Classifiers.parameterCount(ClassifierSpec.of(body, 4, 3)));
    }

    @ParameterizedTest
    @MethodSource("micros")
    void scoresAreFiniteWhateverThePicture(ClassifierSpec spec) throws Problem {
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 3);
                NDManager scope = net.manager().newSubManager()) {
            for (NDArray x : new NDArray[] {
                scope.zeros(new Shape(2, 1, 64, 64)), scope.ones(new Shape(2, 1, 64, 64)), noise(scope, 2, 1, 64)
            }) {
                for (boolean training : new boolean[] {false, true}) {
                    try (FeatureOut out = net.forward(x, null, training)) {
                        assertEquals(new Shape(2, 4), out.logits().getShape());
                        assertFalse(out.logits().isNaN().any().getBoolean());
                        assertFalse(out.logits().isInfinite().any().getBoolean());
                        assertEquals(
                                out.map().getShape().get(1),
                                out.pooled().getShape().get(1));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("micros")
    void whatIsSavedAndLoadedScoresTheSame(ClassifierSpec spec, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("weights.safetensors");
        try (Classifier net = Classifiers.create(spec, Device.cpu(), 3);
                Classifier other = Classifiers.create(spec, Device.cpu(), 4);
                NDManager scope = net.manager().newSubManager()) {
            NDArray x = noise(scope, 2, 1, 64);
            net.forward(x, null, true).close(); // moves the statistics of batch norms
            Weights.save(net.parameters(), net.buffers(), file, Map.of());
            Weights.load(other.parameters(), other.buffers(), file);
            assertArrayEquals(scores(net, x), scores(other, x));
        }
    }

    @Test
    void aSpecReadsBackWhatItWritesAndFillsInWhatIsAbsent() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        for (String body : Classifiers.bodies()) {
            ClassifierSpec spec = ClassifierSpec.compact(body, 3, 1)
                    .withDeclared(2)
                    .withDropout(0.25)
                    .withInputNorm(InputNorm.IMAGENET)
                    .withMembers(2);
            assertEquals(spec, json.readValue(json.writeValueAsString(spec), ClassifierSpec.class));
            String shortly = "{\"body\":\"" + body + "\",\"classes\":4}";
            assertEquals(ClassifierSpec.of(body, 4, 3), json.readValue(shortly, ClassifierSpec.class));
        }
        GradingSpec old = json.readValue("{\"classifier\":{\"body\":\"vit_s16\",\"classes\":2}}", GradingSpec.class);
        assertEquals(GradingSpec.of(ClassifierSpec.of("vit_s16", 2, 3)), old);
        assertThrows(IllegalArgumentException.class, () -> ClassifierSpec.of("resnet18", 1, 3));
        assertThrows(IllegalArgumentException.class, () -> ClassifierSpec.of("resnet18", 4, 3)
                .withDropout(1));
    }

    /* Counted by PyTorch modules. */
    @ParameterizedTest
    @CsvSource({"resnet18, 78572", "se_resnet18, 81442", "cbam_resnet18, 81684", "vit_ti16, 33892"})
    void microFormsAreSmall(String body, long count) throws Problem {
        assertEquals(count, Classifiers.parameterCount(ClassifierSpec.micro(body, 4, 3)));
    }

    @Test
    void theMicroSqueezenetHasFewerThanTwentyThousandParameters() throws Problem {
        assertTrue(Classifiers.parameterCount(ClassifierSpec.micro("squeezenet1_0", 4, 3)) < 20_000);
    }

    private static float[] scores(Classifier net, NDArray x) {
        try (FeatureOut out = net.forward(x, null, false)) {
            return out.logits().toFloatArray();
        }
    }

    private static NDArray noise(NDManager scope, int b, int c, int side) {
        return scope.randomUniform(0, 1, new Shape(b, c, side, side));
    }
}
