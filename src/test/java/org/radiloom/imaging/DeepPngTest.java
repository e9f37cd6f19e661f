package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.problem.Problem;

class DeepPngTest {
    @TempDir
    private Path folder;

    @Test
    void valuesComeBackToHalfAStepWithTheWordsBesideThem() throws Problem {
        Path file = folder.resolve("map.png");
        float[] values = {0, 0.5f, 1.26f, 6553.5f, 9999, Float.NaN};
        DeepPng.write(file, values, 3, 2, 0.1, Map.of("valuePerStep", "0.1"));
        assertEquals(new PictureFile.Outline(3, 2, 1, true, 16), PictureFile.outline(file));
        GreySlice read = assertInstanceOf(GreySlice.class, PictureFile.read(file, 0));
        assertEquals(0, read.valueAt(0, 0));
        assertEquals(5, read.valueAt(1, 0));
        assertEquals(13, read.valueAt(2, 0));
        assertEquals(65535, read.valueAt(0, 1));
        assertEquals(65535, read.valueAt(1, 1), "larger than there is room for");
        assertEquals(0, read.valueAt(2, 1), "no number");
        assertEquals("0.1", DeepPng.words(file).get("valuePerStep"));
    }
}
