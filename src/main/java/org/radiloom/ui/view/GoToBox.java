package org.radiloom.ui.view;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.radiloom.ui.words.Words;

/** Asks for the number of a slice, beside the ruler. */
final class GoToBox extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double NUMBER_WIDTH = 64;

    private final ViewportModel model;
    private final Words words;
    private final Label before = new Label();
    private final TextField number = new TextField();
    private final Label of = new Label();

    /** @param back gives the keys back to the viewport */
    GoToBox(ViewportModel model, Words words, Runnable back) {
        this.model = model;
        this.words = words;
        setId("go-to");
        getStyleClass().add("go-to");
        setManaged(false);
        setVisible(false);
        setAlignment(Pos.CENTER_LEFT);
        number.setId("go-to-number");
        number.setPrefWidth(NUMBER_WIDTH);
        // also keeps out the letter of the key that has called it
        number.setTextFormatter(new TextFormatter<>(change -> change.getText().matches("\\d*") ? change : null));
        before.setLabelFor(number);
        of.getStyleClass().add("muted");
        getChildren().addAll(before, number, of);
        number.textProperty().addListener((o, was, now) -> number.pseudoClassStateChanged(WRONG, false));
        number.setOnAction(e -> {
            if (model.motion().answer(number.getText())) {
                back.run();
            } else {
                number.pseudoClassStateChanged(WRONG, true);
                number.selectAll();
            }
        });
        number.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                model.motion().ask(false);
                back.run();
                e.consume();
            }
        });
        number.focusedProperty().addListener((o, was, focused) -> {
            if (!focused) {
                model.motion().ask(false);
            }
        });
        addEventHandler(MouseEvent.ANY, MouseEvent::consume);
    }

    /** Comes or goes as the model says, at once: the next key that is pressed belongs to it. */
    void follow() {
        boolean asking = model.motion().asking();
        if (asking == isVisible()) {
            return;
        }
        setVisible(asking);
        if (asking) {
            before.setText(words.of(model.film() ? "viewport.goto.frame" : "viewport.goto.slice"));
            of.setText(words.of("viewport.goto.of", words.number(model.slices(), 0)));
            number.setText(words.number(model.slice() + 1, 0));
            number.requestFocus();
            number.selectAll();
        }
    }

    /** Puts its right edge at {@code right}. */
    void place(double right, double y) {
        if (isVisible()) {
            applyCss();
            autosize();
            relocate(Math.round(right - getWidth()), Math.round(y - getHeight() / 2));
        }
    }
}
