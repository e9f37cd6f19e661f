package org.radiloom.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.radiloom.imaging.ColourSlice;

/** Colour ultrasound in every photometric interpretation and coding; colour/README.md tells where files and pictures come from. */
class ColourMatrixTest {
    private static final int TOLERANCE = 3;

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = ColourMatrixTest.class.getResourceAsStream("colour/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    static Stream<String> files() throws IOException {
        return new String(bytes("manifest.txt"), StandardCharsets.UTF_8).lines();
    }

    /** Red, green and blue after the header of three lines. */
    private static byte[] picture(String name) throws IOException {
        byte[] file = bytes(name + ".ppm");
        int lines = 0;
        int at = 0;
        while (lines < 3) {
            lines += file[at++] == '\n' ? 1 : 0;
        }
        return java.util.Arrays.copyOfRange(file, at, file.length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyPixelIsWithinThreeLevels(String line) throws Exception {
        String name = line.substring(0, line.indexOf(' '));
        byte[] expected = picture(line.substring(line.indexOf(' ') + 1));
        DicomImage image = DicomFile.parse(Path.of(name), bytes(name + ".dcm"), ReadOptions.LENIENT)
                .image();
        ColourSlice slice = assertInstanceOf(ColourSlice.class, image.slice(0));
        assertEquals(expected.length, 3 * slice.columns() * slice.rows());
        int worst = 0;
        for (int at = 0; at < expected.length / 3; at++) {
            int rgb = slice.rgbAt(at % slice.columns(), at / slice.columns());
            for (int channel = 0; channel < 3; channel++) {
                int seen = rgb >> 16 - 8 * channel & 0xFF;
                worst = Math.max(worst, Math.abs(seen - (expected[3 * at + channel] & 0xFF)));
            }
        }
        assertTrue(worst <= TOLERANCE, name + " is off by " + worst);
    }

    @Test
    void theMatrixHoldsEveryInterpretationAndCoding() throws IOException {
        assertEquals(35, files().count());
    }
}
