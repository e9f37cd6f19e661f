package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SliceRendererTest {
    private static final int BLACK = 0xFF000000;
    private static final Window BYTE = Window.between(0, 255);

    private static int grey(int g) {
        return BLACK | g * 0x010101;
    }

    private static int[] draw(
            Slice s, Window w, boolean invert, @Nullable LabelOverlay overlay, ViewTransform t, int width, int h) {
        int[] into = new int[width * h];
        new SliceRenderer(new SliceView(s, w, invert, Optional.ofNullable(overlay), t, width, h)).render(into);
        return into;
    }

    private static int[] draw(Slice s, ViewTransform t, int width, int h) {
        return draw(s, BYTE, false, null, t, width, h);
    }

    private static GreySlice slice(int columns, float... values) {
        return GreySlice.ofValues(values, columns, values.length / columns);
    }

    @Test
    void oneToOneShowsEveryPixelAsItIs() {
        GreySlice s = slice(3, 0, 10, 20, 30, 40, 255);
        int[] got = draw(s, ViewTransform.oneToOne(3, 2, 1, 1, 3, 2), 3, 2);
        assertArrayEquals(new int[] {grey(0), grey(10), grey(20), grey(30), grey(40), grey(255)}, got);
    }

    @Test
    void outsideTheImageIsBlack() {
        int[] got = draw(slice(1, 200), ViewTransform.oneToOne(1, 1, 1, 1, 3, 3), 3, 3);
        int[] expected = new int[9];
        java.util.Arrays.fill(expected, BLACK);
        expected[4] = grey(200);
        assertArrayEquals(expected, got);
    }

    @Test
    void theWindowClampsAndInversionExchangesItsEnds() {
        GreySlice s = GreySlice.ofStored(new short[] {-2000, -160, 40, 240, 3000}, true, 1, 0, 5, 1);
        ViewTransform t = ViewTransform.oneToOne(5, 1, 1, 1, 5, 1);
        // centre 40, width 400: -160 is black, 240 white, 40 is 127.5, shown as 128 both ways
        int[] plain = {grey(0), grey(0), grey(128), grey(255), grey(255)};
        int[] inverse = {grey(255), grey(255), grey(128), grey(0), grey(0)};
        assertArrayEquals(plain, draw(s, new Window(40, 400), false, null, t, 5, 1));
        assertArrayEquals(inverse, draw(s, new Window(40, 400), true, null, t, 5, 1));
    }

    @Test
    void magnifyingInterpolatesBetweenPixelCentres() {
        // two pixels over eight: centres at 2 and 6; device pixel centres 0.5 .. 7.5 give (x - 2) / 4 of the way
        int[] got = draw(slice(2, 0, 160), ViewTransform.fit(2, 1, 1, 1, 8, 4), 8, 4);
        int[] row = java.util.Arrays.copyOfRange(got, 0, 8);
        assertArrayEquals(
                new int[] {grey(0), grey(0), grey(20), grey(60), grey(100), grey(140), grey(160), grey(160)}, row);
    }

    @Test
    void shrinkingAveragesInsteadOfSkipping() {
        float[] comb = new float[64];
        for (int i = 1; i < 64; i += 2) {
            comb[i] = 200;
        }
        int[] got = draw(slice(64, comb), ViewTransform.fit(64, 1, 1, 16, 16, 4), 16, 4);
        for (int x = 1; x < 15; x++) {
            assertEquals(100, got[x] & 0xFF, 1);
        }
    }

    @Test
    void flipsMirrorThePicture() {
        GreySlice s = slice(2, 1, 2, 3, 4);
        ViewTransform t = ViewTransform.oneToOne(2, 2, 1, 1, 2, 2);
        assertArrayEquals(new int[] {grey(2), grey(1), grey(4), grey(3)}, draw(s, t.flippedHorizontally(2), 2, 2));
        assertArrayEquals(new int[] {grey(3), grey(4), grey(1), grey(2)}, draw(s, t.flippedVertically(2), 2, 2));
    }

    private static ViewTransform turned(Turn turn, int columns, int rows, int width, int height) {
        var middle = new ViewTransform.ImagePoint((columns - 1) / 2.0, (rows - 1) / 2.0);
        return ViewTransform.about(middle, width / 2.0, height / 2.0, 1, 1, turn);
    }

    @Test
    void aQuarterTurnPutsTheFirstRowOnTheRightEdgeInGreyAndInColourWithItsLabels() {
        // 1 2 3 / 4 5 6, clockwise: 4 1 / 5 2 / 6 3
        int[] expected = {grey(4), grey(1), grey(5), grey(2), grey(6), grey(3)};
        ViewTransform t = turned(Turn.NONE.right(), 3, 2, 2, 3);
        assertArrayEquals(expected, draw(slice(3, 1, 2, 3, 4, 5, 6), t, 2, 3));
        short[] stored = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(expected, draw(GreySlice.ofStored(stored, false, 1, 0, 3, 2), t, 2, 3));
        int[] rgb = {0x010101, 0x020202, 0x030303, 0x040404, 0x050505, 0x060606};
        assertArrayEquals(expected, draw(ColourSlice.of(rgb, 3, 2), t, 2, 3));
        LabelOverlay overlay = LabelOverlay.of(new byte[] {0, 0, 1, 0, 0, 0}, 3, 2, List.of(0xFF0000), 1, false);
        int[] marked = draw(slice(3, 1, 2, 3, 4, 5, 6), BYTE, false, overlay, t, 2, 3);
        assertArrayEquals(new int[] {grey(4), grey(1), grey(5), grey(2), grey(6), 0xFFFF0000}, marked);
    }

    @Test
    void inAllEightWaysToLieEveryPixelIsDrawnWhereTheTransformSaysItLies() {
        float[] values = new float[5 * 7];
        for (int n = 0; n < values.length; n++) {
            values[n] = 7 * n;
        }
        for (int n = 0; n < 8; n++) {
            ViewTransform t = turned(new Turn(n % 4, n >= 4), 5, 7, 9, 9);
            int[] got = draw(slice(5, values), t, 9, 9);
            for (int at = 0; at < values.length; at++) {
                var p = t.toView(at % 5, at / 5);
                assertEquals(grey(7 * at), got[(int) Math.floor(p.y()) * 9 + (int) Math.floor(p.x())], "turn " + n);
            }
        }
    }

    @Test
    void theOverlayIsBlendedByItsOpacityAndClearWhereTheLabelIsZero() {
        GreySlice s = slice(2, 100, 100);
        ViewTransform t = ViewTransform.oneToOne(2, 1, 1, 1, 2, 1);
        LabelOverlay overlay = LabelOverlay.of(new byte[] {0, 1}, 2, 1, List.of(0xFF0000), 0.5f, false);
        assertArrayEquals(new int[] {grey(100), 0xFFB23232}, draw(s, BYTE, false, overlay, t, 2, 1));
        assertArrayEquals(new int[] {grey(100), 0xFFFF0000}, draw(s, BYTE, false, overlay.withOpacity(1), t, 2, 1));
        assertArrayEquals(new int[] {grey(100), grey(100)}, draw(s, BYTE, false, overlay.withOpacity(0), t, 2, 1));
    }

    @Test
    void anOutlineIsDrawnAtFullOpacityAroundAClearArea() {
        byte[] labels = new byte[25];
        for (int j = 1; j < 4; j++) {
            for (int i = 1; i < 4; i++) {
                labels[j * 5 + i] = 1;
            }
        }
        LabelOverlay overlay = LabelOverlay.of(labels, 5, 5, List.of(0x00FF00), 0, true);
        int[] got = draw(slice(5, new float[25]), BYTE, false, overlay, ViewTransform.oneToOne(5, 5, 1, 1, 5, 5), 5, 5);
        for (int at = 0; at < 25; at++) {
            boolean onBorder = labels[at] == 1 && at != 12;
            assertEquals(onBorder ? 0xFF00FF00 : BLACK, got[at], "pixel " + at);
        }
    }

    @Test
    void coloursKeepTheirChannels() {
        ColourSlice s = ColourSlice.of(new int[] {0x102030, 0xFF8001}, 2, 1);
        ViewTransform t = ViewTransform.oneToOne(2, 1, 1, 1, 2, 1);
        assertArrayEquals(new int[] {0xFF102030, 0xFFFF8001}, draw(s, t, 2, 1));
        assertArrayEquals(new int[] {0xFFEFDFCF, 0xFF007FFE}, draw(s, BYTE, true, null, t, 2, 1));
    }

    @Test
    void wildTransformsNeverLeaveTheBuffer() {
        Random random = new Random(7);
        GreySlice s = slice(7, new float[63]);
        for (int n = 0; n < 2000; n++) {
            ViewTransform t = new ViewTransform(
                    Math.exp(random.nextGaussian() * 3) * (random.nextBoolean() ? 1 : -1),
                    Math.exp(random.nextGaussian() * 3) * (random.nextBoolean() ? 1 : -1),
                    random.nextGaussian() * 100,
                    random.nextGaussian() * 100,
                    random.nextBoolean());
            LabelOverlay overlay = LabelOverlay.of(new byte[63], 7, 9, List.of(1), 0.5f, true);
            int[] got = draw(s, BYTE, false, overlay, t, 1 + random.nextInt(40), 1 + random.nextInt(40));
            assertEquals(BLACK, got[got.length - 1]);
        }
    }

    @Test
    void rowsDrawnInParallelAreTheSamePixels() {
        Random random = new Random(1);
        short[] stored = new short[64 * 64];
        byte[] labels = new byte[stored.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) random.nextInt(4000);
            labels[i] = (byte) random.nextInt(3);
        }
        GreySlice s = GreySlice.ofStored(stored, false, 1, -1024, 64, 64);
        LabelOverlay overlay = LabelOverlay.of(labels, 64, 64, List.of(0xFF0000, 0x00FF00), 0.3f, true);
        SliceRenderer r = new SliceRenderer(new SliceView(
                s,
                new Window(40, 400),
                false,
                Optional.of(overlay),
                ViewTransform.fit(64, 64, 0.7, 0.9, 300, 200),
                300,
                200));
        int[] one = new int[60000];
        int[] many = new int[60000];
        r.render(one);
        r.renderParallel(many);
        assertArrayEquals(one, many);
    }

    /** A hint, not a law: the figures of record come from the benchmark. */
    @Test
    void aViewportIsDrawnInAFewMilliseconds() {
        short[] stored = new short[512 * 512];
        byte[] labels = new byte[stored.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (i * 31 % 3000 - 1000);
            labels[i] = (byte) (i / 512 / 64 % 2);
        }
        SliceView view = new SliceView(
                GreySlice.ofStored(stored, true, 1, 0, 512, 512),
                new Window(40, 400),
                false,
                Optional.of(LabelOverlay.of(labels, 512, 512, List.of(0xFF8800), 0.5f, false)),
                ViewTransform.fit(512, 512, 1, 1, 1600, 1000).zoomedAround(2, 800, 500),
                1600,
                1000);
        int[] into = new int[1600 * 1000];
        long best = Long.MAX_VALUE;
        for (int n = 0; n < 40; n++) {
            long start = System.nanoTime();
            new SliceRenderer(view).renderParallel(into);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("1600x1000 from 512x512 with overlay: %.2f ms%n", best / 1e6);
        assertTrue(best < 1_000_000_000L, "a frame took " + best / 1_000_000 + " ms");
    }
}
