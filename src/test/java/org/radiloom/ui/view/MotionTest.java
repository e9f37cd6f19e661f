package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;

/** Paging on a display that is played by the test. */
class MotionTest {
    private static final int SLICES = 1000;
    private static final double PULSE_MS = 1000 / 60.0;

    private final ViewportModel model = new ViewportModel();
    private final Motion motion = model.motion();
    private final BitSet missing = new BitSet();
    private double nowMs;

    @BeforeEach
    void showAThousandSlices() {
        motion.pace();
        var grid = Geometry.axial(1, 1, SLICES, 1, 1, 1);
        model.show(VolumeStack.ofFloats(grid, new float[SLICES], ValueUnit.RAW), Caption.EMPTY, Presentation.PLAIN);
        model.goTo(0);
        paint(0);
    }

    /** One pulse, which takes as long as its painting, but not less than a sixtieth of a second. */
    private void pulse(double paintMs) {
        motion.pulse(nanos(), k -> !missing.get(k));
        paint(paintMs);
        nowMs += Math.max(PULSE_MS, paintMs);
    }

    private void paint(double paintMs) {
        if (!missing.get(model.slice())) {
            motion.presented(nanos() + (long) (1e6 * paintMs));
        }
    }

    private long nanos() {
        return (long) (1e6 * nowMs);
    }

    private List<Integer> presented() {
        return motion.log().entries().stream().map(PresentedLog.Entry::slice).toList();
    }

    private static List<Integer> from0To(int last) {
        return IntStream.rangeClosed(0, last).boxed().toList();
    }

    private void playAt60ASecond(double paintMs) {
        // 15 a second, which is the default, four times as fast
        motion.setSpeed(4);
        motion.toggle();
        while (motion.moving()) {
            pulse(paintMs);
        }
    }

    @Test
    void automaticPagingAt60ASecondShowsEveryOneOfAThousandSlices() {
        playAt60ASecond(5);
        assertEquals(from0To(SLICES - 1), presented());
        assertEquals(SLICES / 60.0, nowMs / 1000, 0.1);
        assertEquals(SLICES, motion.cine().presented());
        assertEquals(0, motion.cine().skipped());
        assertEquals(0, motion.waitingForLong());
        assertTrue(motion.cine().ended());
    }

    @Test
    void whereAPaintingTakes40MsAutomaticPagingSlowsDownTellsSoAndSkipsNothing() {
        motion.setSpeed(4);
        motion.toggle();
        for (int n = 0; n < 500; n++) {
            pulse(40);
        }
        assertEquals(Cine.MOST_BEHIND, motion.waitingForLong());
        while (motion.moving()) {
            pulse(40);
        }
        assertEquals(from0To(SLICES - 1), presented());
        assertEquals(SLICES * 0.040, nowMs / 1000, 0.5);
        assertEquals(0, motion.cine().skipped());
    }

    @Test
    void aBurstOfTheWheelIsShownSliceBySliceAndWhatIsTooMuchIsRefused() {
        for (int n = 0; n < 100; n++) {
            model.scroll(1);
        }
        assertEquals(1, model.slice());
        pulse(1);
        assertEquals(1, model.slice(), "painted before the next step");
        while (motion.moving()) {
            pulse(1);
        }
        // the first step is taken at once, and then as many wait as may
        assertEquals(from0To(1 + Motion.MOST_WAITING), presented());
    }

    @Test
    void aHeldKeyOnASlowDisplayPagesAsFastAsTheDisplayAndTellsWhatWaits() {
        double nextKeyMs = 0;
        for (int n = 0; n < 100; n++) {
            for (; nextKeyMs <= nowMs; nextKeyMs += 1000 / 30.0) {
                model.scroll(1);
            }
            pulse(80);
        }
        assertTrue(motion.waitingForLong() > 10, "waiting " + motion.waitingForLong());
        while (motion.moving()) {
            pulse(80);
        }
        List<Integer> seen = presented();
        assertEquals(from0To(seen.getLast()), seen);
        assertTrue(seen.size() > 100);
        assertEquals(0, motion.waitingForLong());
    }

    @Test
    void turningBackForgetsWhatWaits() {
        model.scroll(30);
        pulse(1);
        pulse(1);
        assertEquals(2, model.slice());
        model.scroll(-1);
        assertEquals(1, model.slice());
        pulse(1);
        assertFalse(motion.moving());
        assertEquals(List.of(0, 1, 2, 1), presented());
    }

    @Test
    void aJumpForgetsWhatWaitsAndIsShownAtOnce() {
        model.scroll(30);
        model.goTo(Integer.MAX_VALUE);
        paint(0);
        pulse(1);
        assertFalse(motion.moving());
        assertEquals(List.of(0, SLICES - 1), presented());
        model.scroll(5);
        assertFalse(motion.moving(), "there is nothing behind the last slice");
    }

    @Test
    void pagingWaitsForASliceThatIsNotInMemoryAndThenGoesOn() {
        missing.set(3);
        model.scroll(6);
        for (int n = 0; n < 60; n++) {
            pulse(1);
        }
        assertEquals(3, model.slice());
        assertEquals(from0To(2), presented());
        assertEquals(3, motion.waitingForLong());
        missing.clear();
        while (motion.moving()) {
            pulse(1);
        }
        assertEquals(from0To(6), presented());
    }

    @Test
    void withoutADisplayStepsAreDoneAtOnce() {
        var plain = new ViewportModel();
        plain.show(model.stack().orElseThrow(), Caption.EMPTY, Presentation.PLAIN);
        plain.goTo(10);
        plain.scroll(7);
        assertEquals(17, plain.slice());
    }

    @Test
    void thePresentedLogTellsWhenAndOfWhichSeries() {
        nowMs = 250;
        model.show(model.stack().orElseThrow(), Caption.EMPTY, Presentation.PLAIN);
        paint(0);
        assertEquals(
                new PresentedLog.Entry(250_000_000, 2, SLICES / 2),
                motion.log().entries().getLast());
        assertEquals(1, motion.log().inTheSecondBefore(1_100_000_000));
        assertEquals(2, motion.log().inTheSecondBefore(900_000_000));
    }
}
