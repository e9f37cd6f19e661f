package org.radiloom.ui.edit;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.radiloom.ui.edit.EditOptions.Growth;
import org.radiloom.ui.words.Words;

/** How far a region grows from the point that was clicked. */
final class GrowthOptions extends VBox {
    private final EditModel model;
    private final Words words;
    private final TextField tolerance = new TextField();
    private final Label unit = EditParts.small("");
    private final CheckBox volume;
    private Optional<EditCase> shown = Optional.empty();
    private boolean updating;

    GrowthOptions(EditBench bench) {
        super(8);
        model = bench.model();
        words = bench.words();
        tolerance.setId("edit-tolerance");
        tolerance.setAccessibleText(words.of("correct.tolerance"));
        tolerance.setPrefColumnCount(5);
        tolerance.setOnAction(e -> typed());
        tolerance.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                typed();
                shown.ifPresent(this::update);
            }
        });
        var name = EditParts.small(words.of("correct.tolerance"));
        name.setLabelFor(tolerance);
        var row = new HBox(6, name, EditParts.space(), EditParts.small("±"), tolerance, unit);
        row.setAlignment(Pos.CENTER_LEFT);
        volume = new CheckBox(words.of("correct.volume"));
        volume.setId("edit-volume");
        EditParts.explain(volume, words.of("correct.volume.tooltip"));
        volume.setOnAction(
                e -> model.setOptions(o -> o.growing(new Growth(o.growth().tolerance(), volume.isSelected()))));
        getChildren().addAll(row, volume);
    }

    /** An empty field gives the usual tolerance back. */
    private void typed() {
        Optional<Double> wanted = EditParts.number(tolerance.getText()).filter(t -> t >= 0);
        if (!updating && (wanted.isPresent() || tolerance.getText().isBlank())) {
            OptionalDouble now = wanted.map(OptionalDouble::of).orElse(OptionalDouble.empty());
            model.setOptions(o -> o.growing(new Growth(now, o.growth().volume())));
        }
    }

    void update(EditCase on) {
        shown = Optional.of(on);
        updating = true;
        double usual = on.usualTolerance();
        tolerance.setPromptText(number(usual));
        if (!tolerance.isFocused()) {
            OptionalDouble own = model.options().growth().tolerance();
            String text = own.isPresent() ? number(own.getAsDouble()) : "";
            if (!tolerance.getText().equals(text)) {
                tolerance.setText(text);
            }
        }
        unit.setText(on.images().unit().symbol());
        EditParts.show(unit, !unit.getText().isEmpty());
        volume.setSelected(model.options().growth().volume());
        updating = false;
    }

    private String number(double value) {
        return words.number(value, value < 10 && value != Math.rint(value) ? 2 : 0);
    }
}
