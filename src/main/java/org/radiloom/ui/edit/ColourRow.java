package org.radiloom.ui.edit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** Colours that people with colour-blindness can tell apart, and a field for any other. */
final class ColourRow extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final Pattern HEX = Pattern.compile("#?([0-9A-Fa-f]{6})");

    private final Map<Integer, ToggleButton> buttons = new HashMap<>();
    private final TextField own = new TextField();

    ColourRow(Words words, IntConsumer chosen) {
        super(8);
        setId("segment-colours");
        var row = new HBox(4);
        List<Integer> colours = SegmentPresets.colours();
        for (int n = 0; n < colours.size(); n++) {
            int rgb = colours.get(n);
            var swatch = new Region();
            swatch.getStyleClass().addAll("swatch", "segment-swatch");
            swatch.setStyle(style(rgb));
            var button = new ToggleButton(null, swatch);
            button.setId("segment-colour-choice-" + n);
            button.getStyleClass().addAll("flat", "icon-only", "segment-switch");
            String name = name(n, words);
            button.setAccessibleText(name);
            Buttons.explain(button, name);
            button.setOnAction(e -> chosen.accept(rgb));
            buttons.put(rgb, button);
            row.getChildren().add(button);
        }
        own.setId("segment-colour-own");
        own.setAccessibleText(words.of("correct.colour.own"));
        own.setPrefColumnCount(7);
        own.setOnAction(e -> rgb(own.getText()).ifPresent(chosen));
        own.textProperty().addListener((o, before, now) -> own.pseudoClassStateChanged(WRONG, rgb(now).isEmpty()));
        var label = new Label(words.of("correct.colour.own"));
        label.setLabelFor(own);
        label.getStyleClass().addAll("muted", "small");
        label.setMinWidth(USE_PREF_SIZE);
        var typed = new HBox(8, label, own);
        typed.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(row, typed);
    }

    /** The colours of {@link SegmentPresets#colours} by their places. */
    private static String name(int n, Words words) {
        return switch (n) {
            case 0 -> words.of("correct.colour.turquoise");
            case 1 -> words.of("correct.colour.orange");
            case 2 -> words.of("correct.colour.pink");
            case 3 -> words.of("correct.colour.yellow");
            case 4 -> words.of("correct.colour.blue");
            case 5 -> words.of("correct.colour.vermilion");
            case 6 -> words.of("correct.colour.sky");
            default -> words.of("correct.colour.green");
        };
    }

    static String style(int rgb) {
        return "-fx-background-color: " + hex(rgb);
    }

    private static String hex(int rgb) {
        return String.format("#%06X", rgb);
    }

    /** A colour as it is typed, such as #35C2C7; empty for anything else. */
    static OptionalInt rgb(String text) {
        var hit = HEX.matcher(text.strip());
        return hit.matches() ? OptionalInt.of(Integer.parseInt(hit.group(1), 16)) : OptionalInt.empty();
    }

    void update(int rgb) {
        buttons.forEach((each, button) -> button.setSelected(each == rgb));
        if (!own.isFocused() && !own.getText().equals(hex(rgb))) {
            own.setText(hex(rgb));
        }
    }
}
