package org.radiloom.ui.view;

import java.util.function.IntPredicate;

/**
 * Moves through the slices of a viewport: by steps of the reader, none of which is left out, or as a film. Knows no JavaFX;
 * used on one thread.
 *
 * <p>Steps wait in a queue. The display takes one at each of its pulses, once the one before is painted. When steps come
 * faster than they can be painted, the queue fills and further steps are refused: paging gets slower, and no slice between
 * is ever left out.
 */
public final class Motion {
    /** Steps that may wait: what is left to page when the reader stops, two thirds of a second on a quick display. */
    static final int MOST_WAITING = 40;

    /** A queue this old, ns, is told to the reader: the display does not keep up. */
    private static final long TOLD_AFTER_NANOS = 250_000_000;

    private final ViewportModel model;
    private final PresentedLog log = new PresentedLog();
    private final Cine cine = new Cine();
    private boolean paced;
    private int showing;
    private int onScreen = -1;
    private int waiting;
    private long behindSince = -1;
    private int told;
    private boolean asking;

    Motion(ViewportModel model) {
        this.model = model;
    }

    /** Says that a display paints the slices and will tell so; without one, steps are done at once. */
    void pace() {
        paced = true;
    }

    public PresentedLog log() {
        return log;
    }

    public Cine cine() {
        return cine;
    }

    /** Another stack is shown. */
    void begin(Presentation how) {
        showing++;
        asking = false;
        onScreen = -1;
        forgetSteps();
        cine.begin(how.timesOf(model.slices()), how.film());
    }

    private void forgetSteps() {
        waiting = 0;
        told = 0;
        behindSince = -1;
    }

    /** The reader jumps: what waits is forgotten, and a film stops. */
    void jumped() {
        forgetSteps();
        cine.stop();
    }

    /** Pages by slices; a step back takes back what waits in the other direction. */
    void page(int by) {
        cine.stop();
        if (!paced) {
            model.show(model.slice() + by);
            return;
        }
        if (Integer.signum(by) * waiting < 0) {
            forgetSteps();
        }
        int last = Math.max(0, model.slices() - 1);
        int target = Math.clamp(model.slice() + waiting + by, 0, last);
        waiting = Math.clamp(target - model.slice(), -MOST_WAITING, MOST_WAITING);
        if (onScreen == model.slice()) {
            takeStep();
        }
        model.changed();
    }

    private void takeStep() {
        if (waiting != 0) {
            int step = Integer.signum(waiting);
            waiting -= step;
            model.show(model.slice() + step);
        }
    }

    /** Whether pulses of the display are needed. */
    public boolean moving() {
        return waiting != 0 || cine.playing();
    }

    /** How many slices wait to be shown, where the display has not kept up for a while; else 0. */
    public int waitingForLong() {
        return told;
    }

    /**
     * Goes on, at most by one slice, at a pulse of the display.
     *
     * @param nanos the time, on any clock that does not jump
     * @param ready whether a slice can be painted: it is in memory, or known to be broken
     */
    void pulse(long nanos, IntPredicate ready) {
        boolean painted = onScreen == model.slice();
        if (cine.playing()) {
            model.show(cine.pulse(nanos, painted, ready));
            tell(nanos, cine.waiting());
            if (!cine.playing()) {
                model.changed();
            }
            return;
        }
        if (painted) {
            takeStep();
        }
        tell(nanos, Math.abs(waiting));
    }

    private void tell(long nanos, int behind) {
        if (behind == 0) {
            behindSince = -1;
            told = 0;
        } else if (behindSince < 0) {
            behindSince = nanos;
        } else if (nanos - behindSince > TOLD_AFTER_NANOS) {
            told = behind;
        }
    }

    /** Is told that the slice asked for has been painted. */
    void presented(long nanos) {
        int k = model.slice();
        if (k != onScreen) {
            onScreen = k;
            log.add(nanos, showing, k);
        }
        cine.presented(k);
    }

    // ---- typed numbers ----

    /** Whether the reader is asked for the number of a slice. */
    public boolean asking() {
        return asking;
    }

    /** Asks for the number of a slice, or no longer. */
    public void ask(boolean wanted) {
        boolean now = wanted && model.slices() > 1;
        if (asking != now) {
            asking = now;
            model.changed();
        }
    }

    /** Goes to the slice whose number, from 1, was typed; numbers beyond the ends go there. Whether it is a number. */
    boolean answer(String typed) {
        String number = typed.strip();
        if (!number.matches("\\d{1,9}")) {
            return false;
        }
        asking = false;
        model.goTo(Integer.parseInt(number) - 1);
        model.changed();
        return true;
    }

    // ---- film ----

    /** Plays, or stops. */
    public void toggle() {
        if (cine.playing()) {
            cine.stop();
        } else if (model.slices() > 1) {
            forgetSteps();
            cine.play(model.slice());
        }
        model.changed();
    }

    /** Plays so many times as fast as the clock of the film. */
    public void setSpeed(double wanted) {
        cine.setSpeed(wanted);
        model.changed();
    }

    /** The next speed up or down of those that can be chosen. */
    public void stepSpeed(int by) {
        int here = Cine.SPEEDS.indexOf(cine.speed());
        setSpeed(Cine.SPEEDS.get(Math.clamp(here + by, 0, Cine.SPEEDS.size() - 1)));
    }

    void setKind(PlayOrder.Kind wanted) {
        cine.setKind(wanted);
        model.changed();
    }

    /** Leaves out no image, however long it takes; or keeps the clock of the film. */
    public void setEveryImage(boolean wanted) {
        cine.setEveryImage(wanted);
        model.changed();
    }
}
