package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColourProfileTest {
    private static Optional<ColourProfile> builtIn(int space) {
        return ColourProfile.of(ICC_Profile.getInstance(space).getData());
    }

    /** Linear light of half strength is 188 in sRGB: 255 * (1.055 * 0.5^(1/2.4) - 0.055) = 187.5 (IEC 61966-2-1). */
    @Test
    void linearColoursAreBroughtToTheScreens() {
        ColourProfile profile = builtIn(ColorSpace.CS_LINEAR_RGB).orElseThrow();
        ColourSlice seen = profile.onScreen(ColourSlice.of(new int[] {0, 0x808080, 0xFF8000}, 3, 1));
        assertEquals(0, seen.rgbAt(0, 0));
        assertEquals(188, seen.rgbAt(1, 0) & 0xFF, 2);
        assertEquals(255, seen.rgbAt(2, 0) >> 16 & 0xFF, 1);
        assertEquals(188, seen.rgbAt(2, 0) >> 8 & 0xFF, 2);
        assertEquals(0, seen.rgbAt(2, 0) & 0xFF, 2);
    }

    @Test
    void profilesThatChangeNothingOrMakeNoSenseAreIgnored() {
        assertTrue(builtIn(ColorSpace.CS_sRGB).isEmpty());
        assertTrue(builtIn(ColorSpace.CS_GRAY).isEmpty());
        assertTrue(ColourProfile.of(new byte[200]).isEmpty());
        assertTrue(ColourProfile.of(new byte[0]).isEmpty());
        byte[] cut = java.util.Arrays.copyOf(
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData(), 150);
        assertTrue(ColourProfile.of(cut).isEmpty());
    }
}
