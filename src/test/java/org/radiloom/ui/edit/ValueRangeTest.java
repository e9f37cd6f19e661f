package org.radiloom.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Window;
import org.radiloom.ui.edit.EditOptions.Limit;

class ValueRangeTest {
    private static final ValueRange CT = new ValueRange(-1024, 3071);

    @Test
    void limitsOfCtLieInTwelveBits() {
        var jaw = Phantoms.jaw(Geometry.axial(32, 32, 8, 6, 6, 9)).stack();
        assertEquals(Optional.of(CT), ValueRange.of(jaw));
        assertTrue(ValueRange.presets(jaw).contains(new Limit(200, 3071)), "bone");
    }

    @Test
    void aWindowBecomesWhatItShowsBetweenBlackAndWhite() {
        assertEquals(new Limit(-160, 240), CT.between(new Window(40, 400)));
        assertEquals(new Limit(-500, 1500), CT.between(new Window(500, 2000)));
        // what no image can have is left out
        assertEquals(new Limit(-1024, 3071), CT.between(new Window(0, 20_000)));
    }

    @Test
    void endsThatAreTypedTheWrongWayRoundAreTurned() {
        assertEquals(new Limit(-50, 900), CT.within(900, -50));
        assertEquals(new Limit(-1024, 3071), CT.within(-5000, 9000));
    }

    @Test
    void coloursAreTypedWithOrWithoutTheirSign() {
        assertEquals(OptionalInt.of(0x35C2C7), ColourRow.rgb(" #35c2c7 "));
        assertEquals(OptionalInt.of(0xFF), ColourRow.rgb("0000FF"));
        assertEquals(OptionalInt.empty(), ColourRow.rgb("#35C2"));
        assertEquals(OptionalInt.empty(), ColourRow.rgb("red"));
    }
}
