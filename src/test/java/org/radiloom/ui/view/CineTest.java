package org.radiloom.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.imaging.FrameTimes.Source;

/** A film on a clock that the test winds. */
class CineTest {
    private final Cine cine = new Cine();
    private final BitSet undecoded = new BitSet();
    private double nowMs = 5_000;

    private int pulse(double afterMs) {
        nowMs += afterMs;
        int frame = cine.pulse((long) (1e6 * nowMs), true, k -> !undecoded.get(k));
        cine.presented(frame);
        return frame;
    }

    /** USLOOP: 300 frames, each 10 to 50 ms after the one before. */
    private static double[] vector() {
        Random random = new Random(3);
        double[] ms = new double[300];
        for (int k = 1; k < ms.length; k++) {
            ms[k] = 10 + random.nextInt(41);
        }
        return ms;
    }

    private void staysWithinOneFrameOfTheVectorFor10Seconds(double speed) {
        double[] increments = vector();
        double[] starts = new double[300];
        for (int k = 1; k < 300; k++) {
            starts[k] = starts[k - 1] + increments[k];
        }
        double wholeMs = starts[299] + increments[299];
        cine.begin(FrameTimes.vector(increments), true);
        cine.setSpeed(speed);
        cine.play(0);
        assertEquals(0, pulse(7));
        double startMs = nowMs;
        Random random = new Random(5);
        while (nowMs < startMs + 10_000) {
            // pulses of 60 Hz that come early and late, and now and then one that is lost
            int frame = pulse((random.nextInt(20) == 0 ? 2 : 1) * (12 + 9 * random.nextDouble()));
            double filmMs = (nowMs - startMs) * speed % wholeMs;
            int expected = 299;
            while (starts[expected] > filmMs) {
                expected--;
            }
            int apart = Math.floorMod(frame - expected + 150, 300) - 150;
            assertTrue(Math.abs(apart) <= 1, "frame " + frame + " while " + expected + " is due");
        }
        assertTrue(cine.presented() > 50);
    }

    @Test
    void aLoopOf300FramesStaysWithinOneFrameOfItsVectorFor10Seconds() {
        staysWithinOneFrameOfTheVectorFor10Seconds(1);
    }

    @Test
    void alsoAtAQuarterOfTheSpeed() {
        staysWithinOneFrameOfTheVectorFor10Seconds(0.25);
    }

    @Test
    void lateFramesAreLeftOutAndCounted() {
        cine.begin(FrameTimes.steady(100, 20, Source.FRAME_TIME), true);
        cine.play(10);
        assertEquals(10, pulse(0));
        assertEquals(11, pulse(20));
        assertEquals(14, pulse(60));
        assertEquals(3, cine.presented());
        assertEquals(2, cine.skipped());
    }

    @Test
    void aFrameThatIsNotDecodedIsReplacedByTheLatestThatIs() {
        cine.begin(FrameTimes.steady(100, 20, Source.FRAME_TIME), true);
        undecoded.set(13, 20);
        cine.play(10);
        pulse(0);
        assertEquals(12, pulse(100));
        assertEquals(12, pulse(40));
        undecoded.clear();
        assertEquals(18, pulse(20));
    }

    @Test
    void imageByImageNothingIsLeftOutAndTheClockWaits() {
        cine.begin(FrameTimes.steady(100, 20, Source.FRAME_TIME), true);
        cine.setEveryImage(true);
        cine.play(10);
        List<Integer> seen = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            seen.add(pulse(60));
        }
        assertEquals(List.of(10, 11, 12, 13, 14), seen);
        assertEquals(0, cine.skipped());
        assertTrue(cine.waiting() > 0);
    }

    @Test
    void aFilmThatIsSweptGoesBackFromItsLastFrame() {
        cine.begin(FrameTimes.steady(4, 20, Source.FRAME_TIME).swept(), true);
        cine.play(0);
        List<Integer> seen = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            seen.add(pulse(20));
        }
        assertEquals(List.of(0, 1, 2, 3, 2, 1, 0, 1, 2), seen);
        assertEquals(1, cine.direction());
        pulse(20);
        pulse(20);
        assertEquals(-1, cine.direction());
    }

    @Test
    void theFrameOnTheWayBackStaysForItsOwnTime() {
        // frames of 10, 20, 30 and 30 ms: 0 at 0, 1 at 10, 2 at 30, 3 at 60, back to 2 at 90, 1 at 120, 0 at 140
        var order =
                new PlayOrder(FrameTimes.vector(new double[] {0, 10, 20, 30}).swept(), PlayOrder.Kind.SWEEP);
        double[] starts = {0, 10, 30, 60, 90, 120, 140, 150};
        int[] frames = {0, 1, 2, 3, 2, 1, 0, 1};
        for (int step = 0; step < starts.length; step++) {
            assertEquals(starts[step], order.startMs(step), 1e-9);
            assertEquals(frames[step], order.frame(step));
            assertEquals(step, order.stepAt(starts[step]));
            assertEquals(step, order.stepAt(starts[step] + 9));
        }
    }

    @Test
    void onlyTheFramesBetweenTheTrimsArePlayed() {
        cine.begin(FrameTimes.steady(10, 20, Source.FRAME_TIME).trimmed(3, 5), true);
        cine.play(0);
        List<Integer> seen = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            seen.add(pulse(20));
        }
        assertEquals(List.of(3, 4, 5, 3, 4), seen);
    }

    @Test
    void aChangeOfSpeedGoesOnFromTheFrameOnScreen() {
        cine.begin(FrameTimes.steady(100, 20, Source.FRAME_TIME), true);
        cine.play(0);
        pulse(0);
        assertEquals(50, pulse(1000));
        cine.setSpeed(0.5);
        assertEquals(51, pulse(40));
        cine.setSpeed(4);
        assertEquals(59, pulse(36));
    }

    @Test
    void aStackIsPlayedOnceAndImageByImageUnlessItIsAFilm() {
        cine.begin(FrameTimes.unknown(4), false);
        assertTrue(cine.everyImage());
        cine.play(2);
        assertEquals(2, pulse(0));
        assertEquals(3, pulse(1000 / 15.0));
        pulse(1000 / 15.0);
        assertFalse(cine.playing());
        assertTrue(cine.ended());
        cine.play(3);
        assertEquals(0, pulse(16), "from the first image again");
    }
}
