package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.fixtures.UltrasoundPhantom;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.PictureFile;
import org.radiloom.problem.Problem;

class UltrasoundLookTest {
    private static Frame grey(float value) {
        float[] values = new float[100 * 100];
        Arrays.fill(values, value);
        return Frame.of(GreySlice.ofValues(values, 100, 100), 8);
    }

    private static String why(Frame frame) {
        return UltrasoundLook.objection(frame)
                .map(s -> s.replace("The picture does not look like a grey ultrasound frame: ", ""))
                .orElse("fine");
    }

    @Test
    void aLitFanInTheDarkPasses() {
        assertEquals("fine", why(Frame.of(UltrasoundPhantom.grey(1), 8)));
        assertEquals("fine", why(Frame.of(UltrasoundPhantom.doppler(1), 8)));
    }

    @Test
    void blackAndBrightAndColouredPicturesDoNot() {
        assertEquals("hardly anything in it is lit.", why(grey(0)));
        assertEquals("its surroundings are not dark.", why(grey(100)));
        int[] red = new int[100 * 100];
        Arrays.fill(red, 0xA02020);
        assertEquals("much of it is coloured.", why(Frame.of(ColourSlice.of(red, 100, 100), 8)));
        float[] disc = new float[100 * 100];
        for (int at = 0; at < disc.length; at++) {
            disc[at] = Math.hypot(at % 100 - 50, at / 100.0 - 50) < 40 ? 220 : 0;
        }
        assertEquals("it is too bright.", why(Frame.of(GreySlice.ofValues(disc, 100, 100), 8)));
    }

    @Test
    @Tag("realdata")
    void nearlyAllFramesOfTwoPublicSetsPassAndNoRadiographOrCtDoes() throws Problem {
        List<Path> frames = new ArrayList<>(pictures("liver-us-aul", "masks"));
        frames.addAll(pictures("fatty-liver-us-byra/images", "rois"));
        assertEquals(173, frames.size());
        assertEquals(168, passing(frames));
        assertEquals(0, passing(pictures("chest-xray-nih", "masks")));
        assertEquals(0, passing(pictures("lung-ct-luna", "masks")));
    }

    private static int passing(List<Path> files) throws Problem {
        int passing = 0;
        for (Path file : files) {
            Frame frame = Frame.of(
                    PictureFile.read(file, 0), PictureFile.outline(file).bits());
            passing += UltrasoundLook.objection(frame).isEmpty() ? 1 : 0;
        }
        return passing;
    }

    private static List<Path> pictures(String folder, String but) {
        try (Stream<Path> all = Files.walk(SharedData.find(folder))) {
            return all.filter(f -> f.toString().matches(".*\\.(jpg|jpeg|png)$"))
                    .filter(f -> !f.toString().contains("/" + but + "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
