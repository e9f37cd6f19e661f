package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.radiloom.imaging.Geometry;
import org.radiloom.ui.desk.Notice;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.view.Viewport;
import org.testfx.util.WaitForAsyncUtils;

/** The hand of an annotator who corrects: points at places of the image. */
final class EditHand {
    final WindowUnderTest window;

    EditHand(WindowUnderTest window) {
        this.window = window;
    }

    EditModel model() {
        return window.models().tools().edit();
    }

    EditCase on() {
        return model().on(window.view().stack()).orElseThrow();
    }

    <T> T ask(Callable<T> what) {
        return fx(what);
    }

    long count(int label) {
        return fx(() -> on().map().count(label));
    }

    int label(int i, int j, int k) {
        return fx(() -> on().map().label(i, j, k));
    }

    /** Takes a tool by its key, and waits for something to paint on. */
    void take(KeyCode... keys) throws TimeoutException {
        fx(() -> model().setTool(null));
        fx(() -> window.viewport().requestFocus());
        push(keys);
        window.until(() ->
                model().on(window.view().stack()).filter(EditCase::paintable).isPresent());
    }

    /** Empties the case and puts the tool away. */
    void again() {
        fx(() -> {
            model().setTool(null);
            model().setOptions(o -> EditOptions.USUAL);
            window.models().status().clearNotice();
            EditCase on = on();
            on.cancelPreview();
            Geometry g = on.grid();
            on.edit("clear", canvas -> {
                for (int k = 0; k < g.slices(); k++) {
                    for (int j = 0; j < g.rows(); j++) {
                        canvas.setRow(0, g.columns(), j, k, 0);
                    }
                }
            });
        });
    }

    Optional<String> notice() {
        return fx(() -> window.models().status().notice().map(Notice::words));
    }

    void push(KeyCode... keys) {
        window.robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    static Point2D at(Viewport viewport, double column, double row) {
        return fx(() -> {
            var p = viewport.model().place().toView(column, row);
            return viewport.localToScreen(p.x(), p.y());
        });
    }

    void click(Viewport on, double column, double row) {
        window.robot.moveTo(at(on, column, row)).press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void click(double column, double row) {
        click(window.viewport(), column, row);
    }

    void doubleClick(double column, double row) {
        window.robot
                .moveTo(at(window.viewport(), column, row))
                .press(MouseButton.PRIMARY)
                .release(MouseButton.PRIMARY)
                .press(MouseButton.PRIMARY)
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Presses at the first place, moves through the others, and lets go. */
    void drag(Viewport on, double... places) {
        window.robot.moveTo(at(on, places[0], places[1])).press(MouseButton.PRIMARY);
        for (int n = 2; n < places.length; n += 2) {
            window.robot.moveTo(at(on, places[n], places[n + 1]));
        }
        window.robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void drag(double... places) {
        drag(window.viewport(), places);
    }
}
