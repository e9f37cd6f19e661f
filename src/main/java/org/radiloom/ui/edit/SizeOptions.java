package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.radiloom.ui.words.Words;

/** How large brush and eraser are, and whether they are balls. */
final class SizeOptions extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final EditModel model;
    private final Words words;
    private final Slider slider =
            new Slider(Math.log(2 * EditOptions.SMALLEST_MM), Math.log(2 * EditOptions.LARGEST_MM), 1);
    private final TextField field = new TextField();
    private final Label unit = EditParts.small("");
    private final Label pixels = EditParts.small("");
    private final CheckBox ball;
    private final CheckBox edges;
    private Optional<EditCase> shown = Optional.empty();
    private boolean updating;

    SizeOptions(EditBench bench) {
        super(8);
        model = bench.model();
        words = bench.words();
        slider.setId("edit-size");
        slider.setAccessibleText(words.of("correct.diameter"));
        slider.setBlockIncrement(0.2);
        slider.valueProperty().addListener((o, before, now) -> {
            if (!updating) {
                choose(Math.exp(now.doubleValue()));
            }
        });
        field.setId("edit-size-mm");
        field.setAccessibleText(words.of("correct.diameter"));
        field.setPrefColumnCount(4);
        field.setOnAction(e -> typed());
        field.focusedProperty().addListener((o, before, now) -> {
            typed();
            shown.ifPresent(this::update);
        });
        field.textProperty().addListener((o, before, now) -> field.pseudoClassStateChanged(WRONG, number().isEmpty()));
        var name = EditParts.small(words.of("correct.diameter"));
        name.setLabelFor(field);
        ball = new CheckBox(words.of("correct.ball"));
        ball.setId("edit-ball");
        EditParts.explain(ball, bench.commands().tooltip("correct.ball", words));
        ball.setOnAction(e -> model.setOptions(o -> o.withBall(ball.isSelected())));
        edges = new CheckBox(words.of("correct.keep"));
        edges.setId("edit-edges");
        EditParts.explain(edges, bench.commands().tooltip("correct.edges", words));
        edges.setOnAction(e -> model.setOptions(o -> o.withEdges(edges.isSelected())));
        var row = new HBox(6, name, EditParts.space(), pixels, field, unit);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, slider, new HBox(16, ball, edges));
    }

    private void choose(double diameterMm) {
        model.setOptions(o -> o.withRadiusMm(diameterMm / 2));
    }

    private Optional<Double> number() {
        return EditParts.number(field.getText()).filter(d -> d > 0);
    }

    private void typed() {
        if (!updating) {
            number().ifPresent(this::choose);
        }
    }

    void update(EditCase on) {
        shown = Optional.of(on);
        updating = true;
        double diameter = 2 * model.options().radiusMm();
        slider.setValue(Math.log(diameter));
        String text = words.number(diameter, diameter < 10 ? 1 : 0);
        if (!field.isFocused() && !field.getText().equals(text)) {
            field.setText(text);
        }
        unit.setText(words.of(on.measured() ? "correct.unit.mm" : "correct.unit.pixels"));
        EditParts.show(pixels, on.measured());
        pixels.setText(words.of(
                "correct.diameter.pixels", words.number(diameter / on.grid().columnSpacingMm(), 0)));
        edges.setSelected(model.options().edges());
        ball.setSelected(model.options().ball());
        updating = false;
    }
}
