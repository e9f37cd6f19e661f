package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.radiloom.ui.inspect.ReaderTools;

/**
 * The panes of the window: how many there are, and which one the tools, the keys and the right panel belong to. Knows no
 * JavaFX; used on one thread.
 *
 * <p>What the reader has chosen for the mouse and for overlays goes with them from pane to pane.
 */
public final class Panes {
    private final List<Runnable> arranged = new ArrayList<>();
    private final List<Runnable> active = new ArrayList<>();
    private final List<Pane> all = new ArrayList<>();
    private final ReaderTools first = ReaderTools.create();
    private final Set<Pane> apart = new HashSet<>();
    private PaneGrid grid = PaneGrid.ONE;
    private boolean maximised;
    private Pane current;

    public Panes() {
        current = pane(first);
    }

    private Pane pane(ReaderTools tools) {
        var pane = new Pane(tools);
        pane.viewport().onChange(() -> {
            if (pane == current) {
                activeChanged();
            }
        });
        all.add(pane);
        return pane;
    }

    /** Tells {@code listener} when panes come or go, or another one becomes the active one. */
    public void onChange(Runnable listener) {
        arranged.add(listener);
    }

    /** Tells {@code listener} when another pane becomes active, and about every change of the active viewport. */
    public void onActive(Runnable listener) {
        active.add(listener);
    }

    private void changed() {
        arranged.forEach(Runnable::run);
        activeChanged();
    }

    private void activeChanged() {
        active.forEach(Runnable::run);
    }

    /** The panes that can be seen, row by row. */
    public List<Pane> shown() {
        return maximised ? List.of(current) : List.copyOf(all.subList(0, grid.panes()));
    }

    /** Every pane that there is or has been, also those that the grid has no room for now. */
    public List<Pane> all() {
        return List.copyOf(all);
    }

    /** The grid as it can be seen: one pane while it is maximised. */
    public PaneGrid visibleGrid() {
        return maximised ? PaneGrid.ONE : grid;
    }

    /** The grid that the reader has chosen. */
    public PaneGrid grid() {
        return grid;
    }

    /** Shows another number of panes; the active one stays in sight. */
    public void setGrid(PaneGrid wanted) {
        while (all.size() < wanted.panes()) {
            pane(first.beside());
        }
        if (all.indexOf(current) >= wanted.panes()) {
            all.remove(current);
            all.add(0, current);
        }
        grid = wanted;
        maximised = false;
        apart.retainAll(all.subList(0, grid.panes()));
        changed();
    }

    public boolean maximised() {
        return maximised;
    }

    /** Shows the active pane alone, or all of them again. */
    public void setMaximised(boolean wanted) {
        boolean now = wanted && grid.panes() > 1;
        if (maximised != now) {
            maximised = now;
            changed();
        }
    }

    /** Whether a pane has a window of its own. */
    public boolean apart(Pane pane) {
        return apart.contains(pane);
    }

    /** Gives a pane a window of its own, or takes it back into the grid. */
    public void setApart(Pane pane, boolean wanted) {
        if (wanted ? apart.add(pane) : apart.remove(pane)) {
            changed();
        }
    }

    /** The pane that tools, keys and the right panel belong to. */
    public Pane active() {
        return current;
    }

    /** Makes a pane that can be seen the active one. */
    public void activate(Pane pane) {
        if (pane == current || !shown().contains(pane)) {
            return;
        }
        Pane before = current;
        current = pane;
        pane.viewport().setTool(before.viewport().tool());
        pane.viewport().over().setShown(before.viewport().over().shown());
        pane.viewport().over().setFilled(before.viewport().over().filled());
        pane.viewport().over().setOpacity(before.viewport().over().opacity());
        changed();
    }

    /** Makes the next pane the active one, or the one before with -1. */
    public void step(int by) {
        List<Pane> seen = shown();
        activate(seen.get(Math.floorMod(seen.indexOf(current) + by, seen.size())));
    }
}
