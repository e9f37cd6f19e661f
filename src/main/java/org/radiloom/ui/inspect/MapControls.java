package org.radiloom.ui.inspect;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.radiloom.ui.anomaly.AnomalyModel;
import org.radiloom.ui.anomaly.ScaleNumbers;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What of an anomaly finding lies over the image: switches, how strong, and from which value on. */
final class MapControls extends VBox {
    private static final double NAMES = 72;
    private static final double VALUES = 44;
    private static final int STEPS = 50;

    private final AnomalyModel model;
    private final ViewportModel viewport;
    private final Words words;
    private final ToggleButton heat;
    private final ToggleButton compare;
    private final Slider opacity = new Slider(0, 100, 35);
    private final Slider threshold = new Slider();
    private final Label value = new Label();
    private final Button reset;
    private final HBox switches;
    private boolean updating;

    MapControls(AnomalyModel model, ViewportModel viewport, Words words) {
        super(8);
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        heat = toggle("anomaly-heat", "anomaly.show.heat", "anomaly.show.heat.tooltip");
        heat.setOnAction(e -> model.setHeat(heat.isSelected()));
        compare = toggle("anomaly-compare", "anomaly.show.compare", "anomaly.show.compare.tooltip");
        compare.setOnAction(e -> model.setComparing(compare.isSelected()));
        switches = new HBox(4, heat);
        slider(opacity, "anomaly-opacity", "anomaly.opacity", "anomaly.opacity.tooltip");
        opacity.valueProperty().addListener((o, before, now) -> {
            if (!updating) {
                viewport.over().setOpacity(now.doubleValue() / 100);
            }
        });
        slider(threshold, "anomaly-threshold", "anomaly.threshold.shown", "anomaly.threshold.shown.tooltip");
        threshold.valueProperty().addListener((o, before, now) -> {
            if (!updating) {
                model.setThreshold(now.doubleValue());
            }
        });
        value.setMinWidth(VALUES);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.getStyleClass().add("small");
        value.setId("anomaly-threshold-value");
        reset = Buttons.icon("anomaly-threshold-reset", MaterialDesignR.RESTORE, words.of("anomaly.threshold.reset"));
        reset.getStyleClass().add("small");
        reset.setOnAction(e -> model.resetThreshold());
        getChildren()
                .addAll(
                        CardParts.section(words.of("evidence.section")),
                        switches,
                        row("anomaly.opacity", opacity),
                        row("anomaly.threshold.shown", threshold, value, reset));
    }

    private ToggleButton toggle(String id, String text, String tooltip) {
        var button = new ToggleButton(words.of(text));
        button.setId(id);
        button.getStyleClass().add("choice");
        Buttons.explain(button, words.of(tooltip));
        return button;
    }

    private void slider(Slider slider, String id, String name, String tooltip) {
        slider.setId(id);
        slider.setMinWidth(60);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.setAccessibleText(words.of(name));
        slider.setTooltip(new Tooltip(words.of(tooltip)));
        HBox.setHgrow(slider, Priority.ALWAYS);
    }

    private HBox row(String name, Node... parts) {
        var label = new Label(words.of(name));
        label.getStyleClass().addAll("small", "muted");
        label.setMinWidth(NAMES);
        var row = new HBox(8, label);
        row.getChildren().addAll(parts);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    void update() {
        if (model.finding().isEmpty()) {
            return;
        }
        updating = true;
        heat.setSelected(model.heat());
        compare.setSelected(model.comparing());
        if (model.comparable() != switches.getChildren().contains(compare)) {
            if (model.comparable()) {
                switches.getChildren().add(compare);
            } else {
                switches.getChildren().remove(compare);
            }
        }
        opacity.setValue(100 * viewport.over().opacity());
        double least = model.least();
        double most = model.stored().high();
        threshold.setMin(Math.min(least, threshold.getValue()));
        threshold.setMax(most);
        threshold.setMin(least);
        threshold.setBlockIncrement((most - least) / STEPS);
        threshold.setValue(model.threshold());
        value.setText(ScaleNumbers.of(model.threshold(), words));
        reset.setDisable(!model.moved());
        boolean off = !model.heat();
        opacity.setDisable(off);
        threshold.setDisable(off);
        updating = false;
    }
}
