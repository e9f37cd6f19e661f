package org.radiloom.ui.view;

import java.util.List;
import java.util.function.IntPredicate;
import org.radiloom.imaging.FrameTimes;

/**
 * Plays the images of a stack. Knows no clock: it is told the time at every pulse of the display. Knows no JavaFX; used on
 * one thread.
 *
 * <p>In real time it keeps the clock of the file: an image that is late is left out, and counted. Image by image it leaves out
 * none: where the display cannot keep up, it plays slower.
 */
public final class Cine {
    /** The speeds that can be chosen. */
    public static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

    /** How many images it may fall behind its clock before the clock waits, image by image. */
    static final int MOST_BEHIND = 40;

    /** Pulses come a little early or late; an image that is due this soon is shown now. */
    private static final double LEAD_MS = 8;

    private static final double NANOS_IN_MS = 1e6;

    private PlayOrder order = new PlayOrder(FrameTimes.unknown(1), PlayOrder.Kind.ONCE);
    private boolean everyImage;
    private double speed = 1;
    private boolean playing;
    private boolean started;
    private boolean ended;
    /** A time of the display and the time of the film that belongs to it. */
    private long originNanos;

    private double originMs;
    private long lastNanos;
    private long shownStep;
    private long presentedStep;
    private int presented;
    private int skipped;
    private int waiting;

    Cine() {}

    /** Takes the times of another stack, and stops. */
    void begin(FrameTimes times, boolean film) {
        playing = false;
        ended = false;
        speed = 1;
        everyImage = !film;
        PlayOrder.Kind kind =
                times.sweeping() ? PlayOrder.Kind.SWEEP : film ? PlayOrder.Kind.LOOP : PlayOrder.Kind.ONCE;
        order = new PlayOrder(times, kind);
        forget();
    }

    private void forget() {
        presented = 0;
        skipped = 0;
        waiting = 0;
    }

    public FrameTimes times() {
        return order.times();
    }

    public boolean playing() {
        return playing;
    }

    /** Whether it played to the end and nothing has moved since. */
    public boolean ended() {
        return ended;
    }

    /** Images that were painted since it began to play. */
    public int presented() {
        return presented;
    }

    /** Images that were left out since it began to play, to keep the clock. */
    public int skipped() {
        return skipped;
    }

    /** Images that are due and not shown yet, image by image. */
    public int waiting() {
        return playing ? waiting : 0;
    }

    /** 1 towards the last image, -1 towards the first. */
    public int direction() {
        return order.direction(shownStep);
    }

    /** Whether the first image comes after the last. */
    public boolean loops() {
        return order.kind() == PlayOrder.Kind.LOOP;
    }

    PlayOrder.Kind kind() {
        return order.kind();
    }

    void setKind(PlayOrder.Kind wanted) {
        int frame = order.frame(shownStep);
        order = new PlayOrder(order.times(), wanted);
        restart(frame);
    }

    /** Whether no image is left out, however long it takes; else the clock of the film is kept. */
    public boolean everyImage() {
        return everyImage;
    }

    void setEveryImage(boolean wanted) {
        everyImage = wanted;
        restart(order.frame(shownStep));
    }

    /** How many times as fast as the film's own clock it plays. */
    public double speed() {
        return speed;
    }

    void setSpeed(double wanted) {
        originMs = filmMs(lastNanos);
        originNanos = lastNanos;
        speed = wanted;
    }

    private void restart(int frame) {
        shownStep = order.step(frame);
        presentedStep = shownStep;
        started = false;
        forget();
    }

    /** Plays on from an image; from the first one when this is the last, and it is played once. */
    void play(int from) {
        boolean atEnd = order.kind() == PlayOrder.Kind.ONCE && order.step(from) == order.end();
        restart(atEnd ? order.times().first() : from);
        playing = true;
        ended = false;
    }

    void stop() {
        playing = false;
        ended = false;
    }

    private double filmMs(long nanos) {
        return originMs + (nanos - originNanos) / NANOS_IN_MS * speed;
    }

    /**
     * Goes on at a pulse of the display.
     *
     * @param onScreen whether the image of the pulse before has been painted
     * @param ready whether an image can be painted, because it is in memory or is known to be broken
     * @return the image to show now
     */
    int pulse(long nanos, boolean onScreen, IntPredicate ready) {
        lastNanos = nanos;
        if (!started) {
            // the first image stays for its whole time, and pulses come when later images are due
            started = true;
            originNanos = nanos;
            originMs = order.startMs(shownStep);
            return order.frame(shownStep);
        }
        if (everyImage) {
            stepWhenPainted(nanos, onScreen);
        } else {
            keepTheClock(nanos, ready);
        }
        return order.frame(shownStep);
    }

    private void keepTheClock(long nanos, IntPredicate ready) {
        long due = order.stepAt(filmMs(nanos) + LEAD_MS * speed);
        if (due > order.end()) {
            end();
            due = order.end();
        }
        // what is not decoded yet is not waited for: the latest image that is there comes closest to the clock
        for (long step = due; step > shownStep && step > due - order.times().frames(); step--) {
            if (ready.test(order.frame(step))) {
                shownStep = step;
                return;
            }
        }
    }

    private void stepWhenPainted(long nanos, boolean onScreen) {
        long next = shownStep + 1;
        double lateMs = filmMs(nanos) - order.startMs(next);
        double frameMs = order.durationMs(shownStep);
        if (lateMs > MOST_BEHIND * frameMs) {
            // the clock waits for the display
            originMs -= lateMs - MOST_BEHIND * frameMs;
            lateMs = MOST_BEHIND * frameMs;
        }
        waiting = (int) Math.max(0, Math.floor(lateMs / frameMs));
        if (next <= order.end()) {
            waiting = (int) Math.min(waiting, order.end() - shownStep);
        }
        if (onScreen && lateMs + LEAD_MS * speed >= 0) {
            if (next > order.end()) {
                end();
            } else {
                shownStep = next;
            }
        }
    }

    private void end() {
        playing = false;
        ended = true;
    }

    /** Is told that an image has been painted. */
    void presented(int frame) {
        if ((!playing && !ended) || frame != order.frame(shownStep)) {
            return;
        }
        if (presented == 0) {
            presented = 1;
        } else if (shownStep != presentedStep) {
            presented++;
            skipped += (int) (shownStep - presentedStep - 1);
        }
        presentedStep = shownStep;
    }
}
