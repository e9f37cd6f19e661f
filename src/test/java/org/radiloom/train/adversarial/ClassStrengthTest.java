package org.radiloom.train.adversarial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;
import org.radiloom.train.classify.AtSettings;
import org.radiloom.train.loop.ClassAccuracy;
import org.radiloom.train.loop.EpochReport;
import org.radiloom.train.loop.StepContext;

class ClassStrengthTest {
    private static final double EPS = 4.0 / 255;

    private static AtSettings settings(String... changes) throws Problem {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("at.enabled", "true");
        for (int at = 0; at < changes.length; at += 2) {
            map.put(changes[at], changes[at + 1]);
        }
        return RunConfig.of("icfd/resnet", map).at();
    }

    /** Equation 1 by hand. */
    @ParameterizedTest
    @CsvSource({"0.2, 0.0109804", "0.9, 0.0219608", "0, 0.0078431"})
    void theRadiusGrowsWithAccuracy(double accuracy, double expected) {
        assertEquals(expected, ClassStrength.radius(EPS, 0.5, accuracy), 1e-7);
    }

    /** Equation 2 by hand. */
    @ParameterizedTest
    @CsvSource({"1, 0.2, 0.4117647", "1, 0.9, 0.5833333", "6, 0.2, 0.8076923", "6, 0.9, 0.8936170"})
    void theShareOfRobustnessGrowsWithAccuracyAndStaysBelowOne(double beta, double accuracy, double expected) {
        assertEquals(expected, ClassStrength.share(beta, 0.5, accuracy), 1e-7);
    }

    @Test
    void withoutSigmaAndAccuracyNothingIsAttacked() {
        assertEquals(0, ClassStrength.radius(EPS, 0, 0));
    }

    /** β above 1 as a share would make the weight of the clean loss negative. */
    @Test
    void classesStartAtTheRadiusItselfAndAShareBelowOne() throws Problem {
        ClassStrength strength = new ClassStrength(settings("at.beta", "6"), 2, 0, accuracy(3, 4));
        assertEquals(EPS, strength.radius(0), 1e-9);
        assertEquals(6.0 / 7, strength.share(1), 1e-12);
    }

    @Test
    void bothFollowTheAccuraciesOfTheEpochThatEnded() throws Problem {
        ClassAccuracy accuracy = accuracy(1, 5);
        ClassStrength strength = new ClassStrength(settings(), 2, 0, accuracy);
        accuracy.endEpoch(report(1));
        strength.endEpoch(report(1));
        assertEquals(0.0109804, strength.radius(0), 1e-7);
        assertEquals(0.4117647, strength.share(0), 1e-7);
        // the other class did not occur: its accuracy is still the one at the start, 0.5
        assertEquals(EPS, strength.radius(1), 1e-7);
        assertEquals(0.5, strength.share(1), 1e-7);
    }

    @Test
    void noClassIsEverAttackedWithNothingWhenAllAreMissed() throws Problem {
        ClassAccuracy accuracy = accuracy(0, 4);
        ClassStrength strength = new ClassStrength(settings(), 1, 0, accuracy);
        accuracy.endEpoch(report(1));
        strength.endEpoch(report(1));
        assertEquals(0.5 * EPS, strength.radius(0), 1e-9);
        assertTrue(strength.radius(0) > 0);
    }

    @Test
    void epochsBeforeTheFirstAttackChangeNothing() throws Problem {
        ClassAccuracy accuracy = accuracy(1, 5);
        ClassStrength strength = new ClassStrength(settings(), 1, 3, accuracy);
        accuracy.endEpoch(report(3));
        strength.endEpoch(report(3));
        assertEquals(EPS, strength.radius(0), 1e-9);
        strength.endEpoch(report(4));
        assertEquals(0.7 * EPS, strength.radius(0), 1e-9);
    }

    @Test
    void withoutAdaptationBothStay() throws Problem {
        ClassAccuracy accuracy = accuracy(1, 5);
        ClassStrength strength = new ClassStrength(settings("at.adaptive", "false"), 1, 0, accuracy);
        accuracy.endEpoch(report(1));
        strength.endEpoch(report(1));
        assertEquals(EPS, strength.radius(0), 1e-9);
        assertEquals(0.5, strength.share(0), 1e-12);
    }

    @Test
    void bothAreKeptInCheckpoints() throws Problem {
        ClassAccuracy accuracy = accuracy(1, 5);
        ClassStrength strength = new ClassStrength(settings(), 1, 0, accuracy);
        accuracy.endEpoch(report(1));
        strength.endEpoch(report(1));
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        strength.save(kept);
        ClassStrength other = new ClassStrength(settings(), 1, 0, accuracy(0, 0));
        other.restore(kept);
        assertEquals(strength.radius(0), other.radius(0));
        assertEquals(strength.share(0), other.share(0));
        other.restore(JsonNodeFactory.instance.objectNode());
        assertEquals(EPS, other.radius(0), 1e-9);
        assertEquals(0.5, other.share(0), 1e-12);
    }

    /** Of class 0 as many right as said, of any others none seen. */
    private static ClassAccuracy accuracy(int right, int seen) {
        ClassAccuracy accuracy = new ClassAccuracy(2, 0, new ClassAccuracy.Predictions() {
            @Override
            public int[] chosen(StepContext context) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int[] truth(StepContext context) {
                throw new UnsupportedOperationException();
            }
        });
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.putArray("classes")
                .addObject()
                .put("accuracy", 0.5)
                .put("correct", right)
                .put("total", seen);
        accuracy.restore(kept);
        return accuracy;
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(epoch, 0, 0, new LinkedHashMap<>(), 0, new LinkedHashMap<>(), 0, 0, 0, 0, false);
    }
}
