package org.radiloom.ui.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.radiloom.model.AnomalyTask.MapScale;
import org.radiloom.ui.words.Words;

class LegendTicksTest {
    private static final MapScale SCALE = new MapScale(0.05, 0.2, 0.8, "units");
    private static final Words ENGLISH = Words.in(Locale.ENGLISH);

    @Test
    void theEndsAndTheMarkAreTheConstantsThatTheModelStores() {
        var ticks = new LegendTicks(SCALE, 0.2);
        assertEquals(0.05, ticks.value(0));
        assertEquals(0.8, ticks.value(1), 1e-12);
        assertEquals(0.2, ticks.value(ticks.threshold()), 1e-12);
        assertEquals(0.15 / 0.75, ticks.threshold(), 1e-12);
        assertFalse(ticks.moved());
    }

    @Test
    void whatTheReaderSetsMovesTheClearPartAndNotTheMark() {
        var ticks = new LegendTicks(SCALE, 0.5);
        assertTrue(ticks.moved());
        assertEquals(0.6, ticks.drawnFrom(), 1e-12);
        assertEquals(0.2, ticks.threshold(), 1e-12);
    }

    @Test
    void numbersHaveThreeFiguresThatCount() {
        assertEquals("0.412", ScaleNumbers.of(0.41234, ENGLISH));
        assertEquals("3.07", ScaleNumbers.of(3.0678, ENGLISH));
        assertEquals("128", ScaleNumbers.of(127.6, ENGLISH));
        assertEquals("0.00456", ScaleNumbers.of(0.004561, ENGLISH));
        assertEquals("0", ScaleNumbers.of(0, ENGLISH));
        assertEquals("-0.500", ScaleNumbers.of(-0.5, ENGLISH));
    }

    @Test
    void aPercentileIsNeverRoundedToAllOrNone() {
        assertEquals("99 %", ScaleNumbers.percent(99.7, ENGLISH));
        assertEquals("100 %", ScaleNumbers.percent(100, ENGLISH));
        assertEquals("< 1 %", ScaleNumbers.percent(0.4, ENGLISH));
        assertEquals("0 %", ScaleNumbers.percent(0, ENGLISH));
        assertEquals("62 %", ScaleNumbers.percent(61.5, ENGLISH));
    }
}
