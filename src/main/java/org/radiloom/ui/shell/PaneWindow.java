package org.radiloom.ui.shell;

import javafx.beans.binding.Bindings;
import javafx.event.Event;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;

/** A pane in a window of its own, on the second screen where there is one. Its keys are those of the main window. */
final class PaneWindow {
    private static final double SHARE = 0.6;
    private static final double LEAST = 320;

    private final Stage stage = new Stage();

    /**
     * @param home the main window's content, which gets the keys
     * @param notice the line that never goes away
     * @param closed called when the reader closes the window
     */
    PaneWindow(PaneView view, Node home, Node notice, Runnable closed) {
        var root = new StackPane(view, notice);
        root.getStyleClass().add("shell");
        StackPane.setAlignment(notice, javafx.geometry.Pos.BOTTOM_CENTER);
        var scaled = new ScaledRoot(root);
        if (home.getScene().getRoot() instanceof ScaledRoot main) {
            scaled.factorProperty().bind(main.factorProperty());
        }
        var scene = new Scene(scaled);
        Bindings.bindContent(scene.getStylesheets(), home.getScene().getStylesheets());
        root.addEventHandler(KeyEvent.KEY_PRESSED, e -> Event.fireEvent(home, e.copyFor(home, home)));
        stage.setScene(scene);
        Window main = home.getScene().getWindow();
        if (main instanceof Stage owner) {
            stage.getIcons().setAll(owner.getIcons());
            stage.titleProperty().bind(owner.titleProperty());
        }
        Rectangle2D room = room(main);
        boolean other = !room.contains(main.getX() + main.getWidth() / 2, main.getY() + main.getHeight() / 2);
        double width = other ? room.getWidth() : room.getWidth() * SHARE;
        double height = other ? room.getHeight() : room.getHeight() * SHARE;
        stage.setX(room.getMinX() + (room.getWidth() - width) / 2);
        stage.setY(room.getMinY() + (room.getHeight() - height) / 2);
        stage.setWidth(width);
        stage.setHeight(height);
        stage.setMinWidth(LEAST);
        stage.setMinHeight(LEAST);
        stage.setOnCloseRequest(e -> {
            e.consume();
            closed.run();
        });
        // a window that is closed with the main one must not keep the program alive
        main.showingProperty().addListener((o, before, showing) -> {
            if (!showing) {
                stage.close();
            }
        });
        stage.show();
        view.viewport().requestFocus();
    }

    /** The screen that the main window is not on, else its own. */
    private static Rectangle2D room(Window main) {
        double x = main.getX() + main.getWidth() / 2;
        double y = main.getY() + main.getHeight() / 2;
        return Screen.getScreens().stream()
                .filter(s -> !s.getBounds().contains(x, y))
                .findFirst()
                .orElseGet(Screen::getPrimary)
                .getVisualBounds();
    }

    void close() {
        stage.close();
    }
}
