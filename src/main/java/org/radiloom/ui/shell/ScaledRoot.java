package org.radiloom.ui.shell;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Shows its content larger: the content is laid out in the room that is left at that size, so that it flows anew, and
 * nothing in it has to know.
 */
public final class ScaledRoot extends Region {
    private final Node content;
    private final DoubleProperty factor = new SimpleDoubleProperty(1);

    public ScaledRoot(Node content) {
        this.content = content;
        var scale = new Scale(1, 1);
        scale.xProperty().bind(factor);
        scale.yProperty().bind(factor);
        content.getTransforms().add(scale);
        getChildren().add(content);
        factor.addListener((o, before, now) -> requestLayout());
    }

    /** How many times larger than usual, 1 or more. */
    public DoubleProperty factorProperty() {
        return factor;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / factor.get(), getHeight() / factor.get());
    }
}
