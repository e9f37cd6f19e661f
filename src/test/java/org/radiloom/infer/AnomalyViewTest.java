package org.radiloom.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

class AnomalyViewTest {
    private static final Window BYTES = Window.between(0, 255);

    /** 64 · 256 / 224 is 73.1; five pixels beyond each edge keep the middle a middle. */
    @Test
    void trainingCutsFromASquareThatIsAnEighthLarger() {
        assertEquals(74, AnomalyView.square(64));
        assertEquals(146, AnomalyView.square(128));
        assertEquals(18, AnomalyView.square(16));
    }

    /** A frame of the square's size is not resampled: the input is its middle, black -1 and white 1. */
    @Test
    void theInputIsTheMiddleOfTheSquare() throws Problem {
        AnomalyView view = AnomalyView.whole(18, 18, 16);
        float[] frame = new float[18 * 18];
        frame[1 + 18] = 255;
        frame[16 + 18 * 16] = 51;
        frame[0] = 255;
        float[] input = view.input(frame, BYTES);
        assertEquals(1, input[0]);
        assertEquals(2 * 0.2 - 1, input[255], 1e-6);
        assertEquals(-1, input[1]);
        assertEquals(0, view.seen()[0]);
        assertEquals(1, view.seen()[1 + 18]);
        assertEquals(
                16 * 16,
                java.util.stream.IntStream.range(0, 18 * 18)
                        .map(at -> view.seen()[at])
                        .sum());
    }

    /** What the network says of a pixel of its input comes back to the pixel that it showed. */
    @Test
    void aMapComesBackToWhereThePixelsWere() throws Problem {
        AnomalyView view = new AnomalyView(40, 30, new PictureCut(10, 5, 18, 18), 16);
        float[] frame = new float[40 * 30];
        frame[10 + 4 + 40 * (5 + 7)] = 255;
        float[] map = view.input(frame, BYTES);
        for (int at = 0; at < map.length; at++) {
            map[at] = (map[at] + 1) / 2;
        }
        frame[10 + 4 + 40 * (5 + 7)] = 1;
        assertArrayEquals(frame, view.back(map), 1e-6f);
    }

    /** A flat map stays flat up to its edges, and nothing is said of what the network did not see. */
    @Test
    void aFlatMapOfALandscapeStaysFlat() throws Problem {
        AnomalyView view = AnomalyView.whole(148, 60, 64);
        float[] flat = new float[64 * 64];
        java.util.Arrays.fill(flat, 0.7f);
        float[] back = view.back(flat);
        byte[] seen = view.seen();
        for (int at = 0; at < back.length; at++) {
            assertEquals(seen[at] == 1 ? 0.7f : 0, back[at], 1e-6f);
        }
        // two pixels of the frame per pixel of the square: 128 columns in the middle, all rows
        assertEquals(
                128 * 60,
                java.util.stream.IntStream.range(0, seen.length)
                        .map(at -> seen[at])
                        .sum());
    }

    /** The frame is as large as the square, so that a pixel stays a pixel; the padding of a landscape belongs to nothing. */
    @Test
    void aRegionIsShownAsThePictureIs() throws Problem {
        AnomalyView view = AnomalyView.whole(18, 18, 16);
        byte[] inside = new byte[18 * 18];
        inside[3 + 18 * 5] = 1;
        byte[] region = view.onInput(inside);
        assertEquals(1, region[2 + 16 * 4]);
        region[2 + 16 * 4] = 0;
        assertArrayEquals(new byte[256], region);

        byte[] all = AnomalyView.whole(18, 9, 16).onInput(new byte[0]);
        assertEquals(0, all[16 * 2]);
        assertEquals(1, all[16 * 8]);
        assertEquals(0, all[16 * 14]);
    }

    @Test
    void hounsfieldUnitsHaveAWindowByOrgan() {
        assertEquals(0, AnomalyView.hounsfield("liver").brightness(-160));
        assertEquals(1, AnomalyView.hounsfield("liver").brightness(240));
        assertEquals(0.5, AnomalyView.hounsfield("lung").brightness(-300));
    }
}
