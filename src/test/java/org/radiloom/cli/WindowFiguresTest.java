package org.radiloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.GreySlice;

/** The window that is measured is the real one, in a process of its own. */
@Tag("ui")
class WindowFiguresTest {
    @Test
    void aWindowOpensASeriesPagesThroughItAndPrintsWhatThatTook() throws Exception {
        assumeTrue(Display.present(), "no display, and no headless platform was chosen");
        WindowFigures window = WindowFigures.measured(40, new PrintWriter(new StringWriter()));
        assertEquals("", window.reason());
        var values = window.values();
        assertTrue(of(window, "startToWindowMs") > 100, values.toString());
        assertTrue(of(window, "firstImageMs") > 1, values.toString());
        assertTrue(of(window, "wholeSeriesMs") >= of(window, "firstImageMs"), values.toString());
        assertEquals(20, of(window, "pixelsMiB"), "40 slices of 0.5 MiB");
        // a pulse is 1/60 s, so that no window pages faster; a busy machine pages slower, but leaves out nothing
        assertTrue(of(window, "pagingFps") > 0 && of(window, "pagingFps") < 75, values.toString());
        assertEquals(0, of(window, "pagingGaps"), values.toString());
        assertTrue(of(window, "wheelToPaintP99Ms") >= of(window, "wheelToPaintMedianMs"), values.toString());
    }

    private static double of(WindowFigures window, String name) {
        return window.values().getOrDefault(name, Double.NaN);
    }

    @Test
    void noTwoSlicesOfTheMadeUpCtAreEqualAndItsMarkIsAtTheUpperLeft() {
        var body = new BodyCt(65);
        var first = (GreySlice) body.slice(0);
        var next = (GreySlice) body.slice(1);
        assertEquals(1200, first.valueAt(8, 8));
        assertTrue(first.valueAt(503, 8) < -800, "air at the upper right");
        assertTrue(next.valueAt(8, 8) < -800 && next.valueAt(16, 8) == 1200, "the mark has wandered");
        assertTrue(Math.abs(first.valueAt(285, 350) - 700) <= 100, "bone");
        assertTrue(Math.abs(first.valueAt(200, 250) - 40) <= 100, "soft tissue");
    }
}
