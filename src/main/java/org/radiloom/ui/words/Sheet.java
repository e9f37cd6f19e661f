package org.radiloom.ui.words;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/**
 * Something over the dimmed window that is read or filled in and then closed, by Esc or by a click beside it. While it is
 * there, keys and the focus stay in it.
 */
public class Sheet extends StackPane {
    private final Runnable close;
    private final ChangeListener<Node> keepFocus = (o, before, now) -> {
        if (now != null && !holds(now)) {
            focusFirst();
        }
    };

    /** @param close takes it off the window */
    protected Sheet(String id, Runnable close) {
        this.close = close;
        setId(id);
        getStyleClass().add("shade");
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close.run();
            }
            if (e.getCode() != KeyCode.TAB) {
                e.consume();
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getTarget() == this) {
                close.run();
            }
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        sceneProperty().addListener((o, before, now) -> {
            Optional.ofNullable(before).map(Scene::focusOwnerProperty).ifPresent(f -> f.removeListener(keepFocus));
            Optional.ofNullable(now).map(Scene::focusOwnerProperty).ifPresent(f -> f.addListener(keepFocus));
        });
    }

    /** Takes it off the window. */
    protected final void close() {
        close.run();
    }

    private boolean holds(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    /** Gives the focus to its first control. */
    public void focusFirst() {
        first(this).ifPresent(Node::requestFocus);
    }

    private static Optional<Node> first(Parent in) {
        for (Node child : in.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child.isFocusTraversable()) {
                return Optional.of(child);
            }
            if (child instanceof Parent parent && first(parent).isPresent()) {
                return first(parent);
            }
        }
        return Optional.empty();
    }
}
