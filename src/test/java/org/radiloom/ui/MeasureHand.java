package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.measure.MeasureModel;
import org.radiloom.ui.measure.MeasureSubject;
import org.radiloom.ui.measure.MeasureWords;
import org.radiloom.ui.words.Words;
import org.testfx.util.WaitForAsyncUtils;

/** The hand of a reader who measures: points at places of the image. */
final class MeasureHand {
    private final WindowUnderTest window;

    MeasureHand(WindowUnderTest window) {
        this.window = window;
    }

    MeasureModel model() {
        return window.models().tools().measure();
    }

    /** Waits until the series on screen can be measured. */
    MeasureHand untilReady() throws TimeoutException {
        window.untilPainted();
        window.until(() -> model().subject(window.view().stack()).isPresent());
        return this;
    }

    Point2D at(double column, double row) {
        return fx(() -> {
            var p = window.view().place().toView(column, row);
            return window.viewport().localToScreen(p.x(), p.y());
        });
    }

    void tool(KeyCode... keys) {
        fx(() -> model().setTool(null));
        fx(() -> window.viewport().requestFocus());
        window.robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Presses at the first place, moves through the others, and lets go. */
    void drag(double... places) {
        window.robot.moveTo(at(places[0], places[1])).press(MouseButton.PRIMARY);
        for (int n = 2; n < places.length; n += 2) {
            window.robot.moveTo(at(places[n], places[n + 1]));
        }
        window.robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void click(double column, double row) {
        window.robot.moveTo(at(column, row)).clickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    MeasureSubject subject() {
        return fx(() -> model().subject(window.view().stack()).orElseThrow());
    }

    /** All measurements of the series on screen. */
    List<Measurement> all() {
        return fx(() -> model().all(model().subject(window.view().stack()).orElseThrow()));
    }

    /** What stands beside the newest one, line by line. */
    List<String> words() {
        return fx(() -> {
            MeasureSubject subject = model().subject(window.view().stack()).orElseThrow();
            Measurement m = model().selected().orElseThrow();
            return new MeasureWords(Words.in(org.radiloom.ui.words.Language.ENGLISH))
                    .readings(model().measured(subject, window.view().stack().orElseThrow(), m));
        });
    }
}
