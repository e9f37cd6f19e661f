package org.radiloom.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlausibleVolumeTest {
    private static final PlausibleVolume JAW = new PlausibleVolume(25, 150, "by hand");

    @Test
    void volumesInsideTheRangeAndOnItsEndsCarryNoCaution() {
        assertEquals(Optional.empty(), JAW.caution("Mandible", 25));
        assertEquals(Optional.empty(), JAW.caution("Mandible", 66.6));
        assertEquals(Optional.empty(), JAW.caution("Mandible", 150));
    }

    @Test
    void aSmallerVolumeSaysThatTheStructureMayBeMissingOrCutOff() {
        assertEquals(
                "17.5 cm³ is outside the 25 to 150 cm³ expected; the mandible may be missing or cut off in this series.",
                JAW.caution("Mandible", 17.46).orElseThrow());
    }

    @Test
    void aLargerVolumeSaysThatSomethingElseMayBeOutlined() {
        assertEquals(
                "200.0 cm³ is outside the 25 to 150 cm³ expected; something other than the mandible may be outlined as well.",
                JAW.caution("Mandible", 200).orElseThrow());
    }

    @Test
    void anEmptyMaskCarriesACautionEvenWhereEveryVolumeIsPlausible() {
        assertEquals(
                "Nothing was outlined; the mandible may be missing from this series.",
                PlausibleVolume.ANY.caution("Mandible", 0).orElseThrow());
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PlausibleVolume(150, 25, "no"));
    }
}
