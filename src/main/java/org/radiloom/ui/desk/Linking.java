package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.view.ViewportModel;

/**
 * Keeps panes together while the reader moves in one of them. Knows no JavaFX; used on one thread.
 *
 * <p>Series of one frame of reference follow by their place in the patient; for others there is no place that both share,
 * so they follow only if the reader asks for it, slice by slice from where they are.
 */
public final class Linking {
    /** Planes up to this far apart in direction count as parallel: cosine of 10 degrees. */
    private static final double PARALLEL = 0.985;

    /** What follows the active pane. */
    public enum Mode {
        /** Nothing. */
        OFF,
        /** Slices of the same frame of reference, by position. */
        POSITION,
        /** Also other series, by as many slices as the active one. */
        STEPS
    }

    private final Panes panes;
    private final List<Runnable> listeners = new ArrayList<>();
    private Mode mode = Mode.POSITION;
    private boolean lines = true;
    private Pane leader;
    private int slice;
    private ViewTransform place;
    private boolean following;

    Linking(Panes panes) {
        this.panes = panes;
        this.leader = panes.active();
        this.place = leader.viewport().place();
        panes.onActive(this::follow);
    }

    /** Tells {@code listener} when the reader links panes in another way. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public Mode mode() {
        return mode;
    }

    public void setMode(Mode wanted) {
        mode = wanted;
        bring(panes.active());
        listeners.forEach(Runnable::run);
    }

    /** Whether panes show where the slice of the active one cuts them. */
    public boolean lines() {
        return lines;
    }

    public void setLines(boolean wanted) {
        lines = wanted;
        listeners.forEach(Runnable::run);
    }

    /** Whether the places in two panes can be compared. */
    public static boolean sameSpace(Pane a, Pane b) {
        Optional<String> here = a.viewport().presentation().frameOfReference();
        return here.isPresent()
                && here.equals(b.viewport().presentation().frameOfReference())
                && a.viewport().geometry().isPresent()
                && b.viewport().geometry().isPresent();
    }

    private void follow() {
        if (following) {
            return;
        }
        Pane active = panes.active();
        int now = active.viewport().slice();
        int by = now - slice;
        boolean moved = !active.viewport().place().equals(place);
        boolean same = active == leader;
        leader = active;
        slice = now;
        place = active.viewport().place();
        if (!same || mode == Mode.OFF || (by == 0 && !moved)) {
            return;
        }
        following = true;
        try {
            for (Pane other : panes.shown()) {
                if (other != active) {
                    follow(active.viewport(), other, by, moved);
                }
            }
        } finally {
            following = false;
        }
    }

    private void follow(ViewportModel active, Pane other, int by, boolean moved) {
        if (linked(leader, other)) {
            if (by != 0) {
                goToSamePlace(active, other.viewport());
            }
            if (moved) {
                lookAtSamePlace(active, other.viewport());
            }
        } else if (mode == Mode.STEPS && by != 0) {
            other.viewport().scroll(by);
        }
    }

    /** The same place in the middle, equally large; what is fitted stays fitted. */
    private static void lookAtSamePlace(ViewportModel from, ViewportModel to) {
        if (!from.fitted()) {
            from.middle().ifPresent(middle -> from.pixelsPerMm().ifPresent(perMm -> to.look(middle, perMm)));
        } else if (!to.fitted()) {
            to.fit();
        }
    }

    /** Brings the others to the place of a pane at once. */
    private void bring(Pane active) {
        if (mode != Mode.OFF) {
            panes.shown().stream()
                    .filter(other -> other != active && linked(active, other))
                    .forEach(other -> goToSamePlace(active.viewport(), other.viewport()));
        }
    }

    /** Brings a pane that has just got a series to where the active one is. */
    void joined(Pane pane) {
        Pane active = panes.active();
        if (pane != active && mode != Mode.OFF && linked(active, pane)) {
            goToSamePlace(active.viewport(), pane.viewport());
        }
    }

    private static boolean linked(Pane a, Pane b) {
        return sameSpace(a, b)
                && parallel(
                        a.viewport().geometry().orElseThrow(),
                        b.viewport().geometry().orElseThrow());
    }

    private static boolean parallel(Geometry a, Geometry b) {
        return Math.abs(normal(a).dot(normal(b))) >= PARALLEL;
    }

    private static Vec3 normal(Geometry g) {
        return g.columnStep().cross(g.rowStep()).unit();
    }

    /** The slice nearest to the middle of the leader's; a place beyond the series leaves it at its end. */
    private static void goToSamePlace(ViewportModel from, ViewportModel to) {
        Geometry here = from.geometry().orElseThrow();
        Geometry there = to.geometry().orElseThrow();
        Vec3 middle = here.toPatient((here.columns() - 1) / 2.0, (here.rows() - 1) / 2.0, from.slice());
        to.goTo((int) Math.round(there.toIndex(middle).z()));
    }
}
