package org.radiloom.ui.shell;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import org.radiloom.ui.view.ViewportLayer;

/** A layer of the reader's own regions, which are seen only in the active pane. */
record ActiveLayer(ViewportLayer layer, BooleanSupplier active) implements ViewportLayer {
    @Override
    public List<Node> nodes() {
        return layer.nodes();
    }

    @Override
    public void place(Shown shown) {
        layer.place(
                active.getAsBoolean()
                        ? shown
                        : new Shown(
                                -1, shown.place(), shown.width(), shown.height(), shown.overlays(), shown.opacity()));
    }

    @Override
    public boolean pressed(KeyEvent key) {
        return active.getAsBoolean() && layer.pressed(key);
    }
}
