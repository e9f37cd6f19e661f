package org.radiloom.nn.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SmallDetectors;
import org.radiloom.problem.Problem;

/** Numbers of parameters added up by hand from the published tables of layers. */
@Tag("engine")
class DetectorSizesTest {
    private static Map<String, Long> counts(DetectorSpec spec) throws Problem {
        return Detectors.parameterCounts(spec);
    }

    private static long count(DetectorSpec spec, String group) throws Problem {
        return counts(spec).getOrDefault(group, 0L);
    }

    @Test
    void thePerceptualAutoencoderHasThePublishedSize() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.DPA);
        assertEquals(378_944, count(spec, "encoder"));
        assertEquals(265_665, count(spec, "decoder"));
    }

    @Test
    void theMemoryAutoencoderHasThePublishedSize() throws Problem {
        assertEquals(2_508_033, Detectors.parameterCount(DetectorSpec.published(Detectors.MEMAE)));
    }

    @Test
    void ganomalyHasThePublishedSize() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.GANOMALY);
        assertEquals(14_175_360, Detectors.parameterCount(spec));
        DetectorSpec original = spec.sized(64, 100, 0);
        assertEquals(13_487_232, Detectors.parameterCount(original));
        assertEquals(3_574_528, count(original, "encoder"));
        assertEquals(3_574_656, count(original, "decoder"));
        assertEquals(3_574_528, count(original, "recoder"));
        assertEquals(2_763_520, count(original, "discriminator"));
    }

    @Test
    void theFastAnoganHasThePublishedSizes() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.FANOGAN);
        assertEquals(8_539_329, count(spec, "generator"));
        assertEquals(7_490_689, count(spec, "critic"));
        assertEquals(8_531_200, count(spec, "encoder"));
        DetectorSpec light = spec.sized(64, 128, 16);
        assertEquals(0.73, count(light, "generator") / 1e6, 0.005);
        assertEquals(0.47, count(light, "critic") / 1e6, 0.005);
        assertEquals(0.73, count(light, "encoder") / 1e6, 0.005);
    }

    @Test
    void theMicroDetectorsAreAsSmallAsTheirTableSays() throws Problem {
        DetectorSpec dpa = SmallDetectors.alone(Detectors.DPA);
        assertEquals(12_321, count(dpa, "encoder") + count(dpa, "decoder"));
        assertEquals(3_057, Detectors.parameterCount(SmallDetectors.alone(Detectors.MEMAE)));
        assertEquals(21_392, Detectors.parameterCount(SmallDetectors.alone(Detectors.GANOMALY)));
        assertTrue(Detectors.parameterCount(SmallDetectors.alone(Detectors.FANOGAN)) < 50_000);
    }

    @Test
    void vgg19ReachesToTheSecondConvolutionOfItsFourthBlock() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.DPA).with(FeatureSpec.vgg19());
        assertEquals(5_865_536, count(spec, "features"));
    }

    @Test
    void headsSeeTheirShareOfTheLatentOrAllOfIt() throws Problem {
        DetectorSpec spec = DetectorSpec.published(Detectors.DPA);
        assertEquals(0, count(spec, "heads"));
        assertEquals(2 * (10 + 1) + 3 * (10 + 1), count(spec.with(ConstraintSpec.all(2, 3)), "heads"));
        ConstraintSpec whole = new ConstraintSpec(true, true, true, false, 10, 10, 2, 3);
        assertEquals(2 * 129 + 3 * 129, count(spec.with(whole), "heads"));
        assertEquals(3 * 11, count(spec.with(ConstraintSpec.all(1, 3)), "heads"), "one organ needs no head");
    }

    @Test
    void whatCannotBeBuiltIsAProblemThatNamesTheSetting() {
        DetectorSpec dpa = DetectorSpec.published(Detectors.DPA);
        for (DetectorSpec wrong : List.of(
                DetectorSpec.published("pca"),
                dpa.sized(48, 128, 0),
                dpa.with(FeatureSpec.none()),
                dpa.with(ConstraintSpec.all(2, 2)).sized(64, 20, 0),
                DetectorSpec.published(Detectors.MEMAE).remembering(0, 0))) {
            Problem problem = assertThrows(Problem.class, () -> Detectors.parameterCount(wrong));
            assertTrue(problem.code().startsWith("nn."), problem.code());
        }
    }
}
