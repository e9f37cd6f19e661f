package org.radiloom.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.MadeUpAnomalies;
import org.radiloom.fixtures.MadeUpAnomalies.Kind;
import org.radiloom.fixtures.MadeUpGrades;
import org.radiloom.ui.evidence.Evidence;
import org.radiloom.ui.evidence.Evidence.Choice;

class ReaderToolsTest {
    @Test
    void ofTwoPicturesOverOneImageTheOneSwitchedOnLastIsSeen() {
        ReaderTools tools = ReaderTools.create();
        tools.evidence().show(MadeUpGrades.finding("g", 2, List.of(0.1, 0.2, 0.6, 0.1), List.of("moderate"), Map.of()));
        tools.anomaly().show(MadeUpAnomalies.finding("a", Kind.LIVER, 0.1, 0.9));
        assertTrue(tools.anomaly().heat());
        tools.evidence().choose(Choice.of(Evidence.Kind.GRADES));
        assertFalse(tools.anomaly().heat());
        assertTrue(tools.evidence().choice().isPresent());
        tools.anomaly().setHeat(true);
        assertTrue(tools.evidence().choice().isEmpty());
        assertTrue(tools.anomaly().heat());
    }
}
