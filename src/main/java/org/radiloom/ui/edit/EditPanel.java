package org.radiloom.ui.edit;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The tab that corrects: the segments of the series on screen and what is done with them. */
public final class EditPanel extends VBox {
    private final EditModel model;
    private final ViewportModel view;
    private final Words words;
    private final Label hint = new Label();
    private final Button start;
    private final VBox rows = new VBox(4);
    private List<Object> shown = List.of();

    public EditPanel(EditModel model, ViewportModel view, Words words) {
        super(12);
        this.model = model;
        this.view = view;
        this.words = words;
        setId("edit-panel");
        getStyleClass().add("cards");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add("muted");
        start = Buttons.words(
                "correct-start",
                MaterialDesignP.PENCIL_OUTLINE,
                words.of("correct.start"),
                words.of("command.correct.start"));
        start.setOnAction(e -> model.start());
        getChildren().addAll(hint, start, rows);
        update();
    }

    /** Writes again what differs from what it says. */
    public void update() {
        EditCase on = model.on(view.stack()).orElse(null);
        hint.setText(words.of(view.stack().isEmpty() ? "inspector.none" : "correct.hint"));
        boolean none = on == null || on.segments().isEmpty();
        hint.setVisible(none);
        hint.setManaged(none);
        start.setVisible(none && view.stack().isPresent());
        start.setManaged(start.isVisible());
        List<Object> now = on == null ? List.of() : List.of(on.segments(), on.label(), words.language());
        if (!now.equals(shown)) {
            shown = now;
            rows.getChildren()
                    .setAll(
                            on == null
                                    ? List.of()
                                    : on.segments().stream()
                                            .map(s -> row(on, s))
                                            .toList());
        }
    }

    private HBox row(EditCase on, Segment segment) {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle(String.format("-fx-background-color: #%06X", segment.rgb()));
        var name = new Label(segment.name());
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        if (on.label() == segment.label()) {
            name.getStyleClass().add("strong");
        }
        var row = new HBox(8, swatch, name);
        row.setId("segment-" + segment.label());
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(28);
        row.setOnMouseClicked(e -> on.setLabel(segment.label()));
        return row;
    }
}
