package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMapTest {
    /** SHA-256 of the 256 red, green and blue entries of the palette files that pydicom 2.3.1 carries. */
    @ParameterizedTest
    @CsvSource({
        "HOT_IRON, 8bba464199e149c18cf501e8174289abf693e5af4a7db4c1602ad48dd4338dda",
        "PET, bc03f513531e405c3535f0e0d42ab86fb4d7df84fc02f2cd96e75c364b460145",
        "HOT_METAL_BLUE, a421277b84abae409188b25c2fba742ad459dc30356a4aebd37ceb33a94718f9",
        "PET_20_STEP, 6f4f77ec9646ab6c536f1abe9e755ab548dfd0a4e71c4bfe130be2bd355c54ac"
    })
    void theWellKnownPalettesAreThoseOfTheStandard(ColourMap map, String sha256) throws Exception {
        byte[] bytes = new byte[3 * ColourMap.STEPS];
        for (int n = 0; n < ColourMap.STEPS; n++) {
            bytes[3 * n] = (byte) (map.rgb(n) >> 16);
            bytes[3 * n + 1] = (byte) (map.rgb(n) >> 8);
            bytes[3 * n + 2] = (byte) map.rgb(n);
        }
        assertEquals(
                sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    /** sRGB to CIELAB lightness (IEC 61966-2-1, CIE 15): even steps, 256 of them from 0 to 96. */
    @Test
    void heatGetsLighterEvenlyFromBlackOn() {
        assertEquals(0, ColourMap.HEAT.rgb(0));
        for (int n = 0; n < ColourMap.STEPS; n++) {
            int rgb = ColourMap.HEAT.rgb(n);
            double y = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
            double lightness = y > 216.0 / 24389 ? 116 * Math.cbrt(y) - 16 : y * 24389 / 27;
            assertEquals(96 * n / 255.0, lightness, 0.7, "step " + n);
        }
    }

    private static double linear(int channel) {
        double c = (channel & 0xFF) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void greyIsGreyAndInvertedItIsTurnedRound() {
        assertEquals(0x808080, ColourMap.GREY.rgb(128));
        int[] turned = ColourMap.GREY.argb(true);
        assertArrayEquals(new int[] {0xFFFFFFFF, 0xFFFEFEFE}, new int[] {turned[0], turned[1]});
        assertEquals(0xFF000000, turned[255]);
    }
}
