package org.radiloom.ui.inspect;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What cards of all kinds are put together from. */
final class CardParts {
    private final Words words;
    private final InspectorActions actions;

    CardParts(Words words, InspectorActions actions) {
        this.words = words;
        this.actions = actions;
    }

    /** What was found, and what a reader has said about it. */
    HBox head(Node mark, String title, FindingState state) {
        var label = new Label(title);
        label.getStyleClass().add("strong");
        var chip = new Label(
                switch (state) {
                    case DRAFT -> words.of("finding.state.draft");
                    case ACCEPTED -> words.of("finding.state.accepted");
                    case REJECTED -> words.of("finding.state.rejected");
                });
        chip.setId("finding-state");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        chip.getStyleClass().add("chip");
        var row = new HBox(8, mark, label, space(), chip);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    /** A sentence with the sign of a warning. */
    static Label warning(String id, String sentence) {
        var label = new Label(sentence, new FontIcon(MaterialDesignA.ALERT_OUTLINE));
        label.setId(id);
        label.getStyleClass().addAll("small", "warn");
        label.setGraphicTextGap(8);
        return wrapped(label);
    }

    /** A small sentence in the background. */
    static Label muted(String sentence) {
        var label = new Label(sentence);
        label.getStyleClass().addAll("small", "muted");
        return wrapped(label);
    }

    /** A card in a column that scrolls gives all the height that the lines need. */
    static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** The title of a part of a card. */
    static Label section(String title) {
        var label = new Label(title);
        label.getStyleClass().add("section");
        return label;
    }

    static GridPane facts() {
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        return grid;
    }

    static void fact(GridPane grid, String name, String value) {
        var label = new Label(name);
        label.getStyleClass().addAll("muted", "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(label, javafx.geometry.VPos.TOP);
        var text = new Label(value);
        text.getStyleClass().add("small");
        grid.addRow(grid.getRowCount(), label, wrapped(text));
    }

    Button accept(FindingSummary finding) {
        Button accept = Buttons.words(
                "finding-accept",
                MaterialDesignC.CHECK,
                words.of("finding.accept"),
                words.of("finding.accept.tooltip"));
        accept.setOnAction(e -> actions.accept(finding.id()));
        accept.setDisable(finding.state() == FindingState.ACCEPTED);
        return accept;
    }

    Button reject(FindingSummary finding) {
        Button reject = Buttons.words(
                "finding-reject",
                MaterialDesignC.CLOSE,
                words.of("finding.reject"),
                words.of("finding.reject.tooltip"));
        reject.setOnAction(e -> actions.reject(finding.id()));
        reject.setDisable(finding.state() == FindingState.REJECTED);
        return reject;
    }

    Button export() {
        Button export = Buttons.words(
                "finding-export",
                MaterialDesignE.EXPORT_VARIANT,
                words.of("finding.export"),
                words.of("finding.export.tooltip"));
        export.setOnAction(e -> actions.export());
        return export;
    }

    /** Buttons of one width side by side. */
    static HBox row(Button... buttons) {
        for (Button b : List.of(buttons)) {
            b.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(b, Priority.ALWAYS);
            b.setPrefWidth(120);
        }
        return new HBox(8, buttons);
    }
}
