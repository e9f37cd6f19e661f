package org.radiloom.train.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiloom.problem.Problem;
import org.radiloom.train.RunConfig;

class LrScheduleTest {
    @Test
    void theTwoStagesHaveTheirOwnRates() throws Problem {
        LrSchedule s = schedule(Map.of("optim.frozenEpochs", "25", "optim.frozenLr", "1e-4", "optim.lr", "1e-5"));
        assertEquals(1e-4, s.at(24.9));
        assertEquals(1e-5, s.at(25));
        assertTrue(s.frozen(24));
        assertFalse(s.frozen(25));
    }

    @Test
    void theCosineFallsFromTheRateToTheLeast() throws Problem {
        LrSchedule s = schedule(Map.of("optim.schedule", "cosine", "optim.lr", "1", "optim.minLr", "0"));
        assertEquals(1, s.at(0), 1e-12);
        assertEquals(0.5, s.at(50), 1e-12);
        assertEquals(0, s.at(100), 1e-12);
    }

    @Test
    void warmingUpRisesInAStraightLine() throws Problem {
        LrSchedule s = schedule(Map.of("optim.lr", "1", "optim.warmupEpochs", "2"));
        assertEquals(0.05, s.at(0), 1e-12);
        assertEquals(0.5, s.at(1), 1e-12);
        assertEquals(1, s.at(2), 1e-12);
    }

    @Test
    void stepsFallByTheirFactor() throws Problem {
        LrSchedule s = schedule(
                Map.of("optim.schedule", "step", "optim.lr", "1", "optim.stepEvery", "10", "optim.stepFactor", "0.5"));
        assertEquals(1, s.at(9.9), 1e-12);
        assertEquals(0.5, s.at(10), 1e-12);
        assertEquals(0.25, s.at(25), 1e-12);
    }

    private static LrSchedule schedule(Map<String, String> changes) throws Problem {
        Map<String, String> all = new HashMap<>(changes);
        all.put("train.epochs", "100");
        RunConfig config = RunConfig.of("mandi/micro", all);
        return new LrSchedule(config.optim(), config.train().epochs());
    }
}
