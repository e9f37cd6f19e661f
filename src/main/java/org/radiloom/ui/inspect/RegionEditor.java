package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.radiloom.ui.draw.RegionModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The liver region of the frame on screen: where it comes from, and the switch that lets the reader change it. */
final class RegionEditor extends VBox {
    private final RegionModel model;
    private final Words words;
    private final ToggleButton edit = new ToggleButton();
    private final Button undo;
    private final Button reset;
    private final Button again;
    private final HBox buttons;

    RegionEditor(ReaderTools tools, Words words, Runnable grade) {
        super(8);
        this.model = tools.region();
        this.words = words;
        setId("region");
        edit.setId("region-edit");
        edit.setGraphic(new FontIcon(MaterialDesignV.VECTOR_POLYGON));
        edit.setOnAction(e -> model.setEditing(edit.isSelected()));
        edit.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(edit, Priority.ALWAYS);
        Buttons.explain(edit, words.of("region.edit.tooltip"));
        undo = Buttons.icon("region-undo", MaterialDesignU.UNDO, words.of("region.undo.tooltip"));
        undo.setOnAction(e -> model.undo());
        reset = Buttons.icon("region-reset", MaterialDesignB.BACKUP_RESTORE, words.of("region.reset.tooltip"));
        reset.setOnAction(e -> model.reset());
        for (Button b : List.of(undo, reset)) {
            b.getStyleClass().add("small");
        }
        again = Buttons.words(
                "grade-again", MaterialDesignR.REFRESH, words.of("region.again"), words.of("region.again.tooltip"));
        again.getStyleClass().add("primary");
        again.setMaxWidth(Double.MAX_VALUE);
        again.setOnAction(e -> {
            model.setEditing(false);
            grade.run();
        });
        buttons = new HBox(4, edit, undo, reset);
    }

    void update() {
        boolean none = model.polygon().isEmpty();
        edit.setText(words.of(model.editing() ? "region.done" : none ? "region.draw" : "region.edit"));
        edit.setSelected(model.editing());
        undo.setDisable(!model.canUndo());
        reset.setDisable(!model.edited());
        List<Node> all = new ArrayList<>();
        all.add(CardParts.section(words.of("region.section")));
        all.add(CardParts.muted(words.of(none ? "region.none" : model.edited() ? "region.edited" : "region.found")));
        all.add(buttons);
        if (model.editing()) {
            all.add(CardParts.muted(words.of("region.hint")));
        }
        if (model.changedSinceGrading()) {
            all.add(again);
        }
        if (!sameKinds(all)) {
            getChildren().setAll(all);
        }
    }

    /** Rebuilding while a button is pressed would take the press away: labels are compared by their words. */
    private boolean sameKinds(List<Node> all) {
        if (all.size() != getChildren().size()) {
            return false;
        }
        for (int n = 0; n < all.size(); n++) {
            Node a = all.get(n);
            Node b = getChildren().get(n);
            boolean same = a == b
                    || a instanceof Label x
                            && b instanceof Label y
                            && x.getText().equals(y.getText());
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
