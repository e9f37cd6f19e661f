package org.radiloom.ui.edit;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** One segment: colour, name, size, state, and whether it is seen and safe. */
final class SegmentCell extends ListCell<SegmentRow> {
    /** What can be done in a line. */
    interface Actions {
        /** Makes a segment the one that tools paint, and asks for its colour. */
        void colour(int label);

        /** Makes a segment the one that tools paint, and asks for its name. */
        void rename(int label);

        void show(int label);

        void lock(int label);

        /** The field for the name while it is asked for; the same one for all lines. */
        TextField field();
    }

    private final Words words;
    private final Actions actions;
    private final Region swatch = new Region();
    private final Button colour = new Button();
    private final Label name = new Label();
    private final StackPane nameOrField = new StackPane(name);
    private final FontIcon state = new FontIcon();
    private final Label size = new Label();
    private final ToggleButton eye;
    private final ToggleButton lock;
    private final HBox row;
    private final Tooltip whole = new Tooltip();
    private int label;

    SegmentCell(Words words, Actions actions) {
        this.words = words;
        this.actions = actions;
        setPrefWidth(0);
        swatch.getStyleClass().addAll("swatch", "segment-swatch");
        colour.setGraphic(swatch);
        colour.getStyleClass().addAll("flat", "small");
        colour.setOnAction(e -> actions.colour(label));
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(0);
        nameOrField.setAlignment(Pos.CENTER_LEFT);
        nameOrField.setMinWidth(0);
        HBox.setHgrow(nameOrField, Priority.ALWAYS);
        size.getStyleClass().addAll("muted", "small");
        size.setMinWidth(Region.USE_PREF_SIZE);
        eye = toggle(MaterialDesignE.EYE_OUTLINE, actions::show);
        lock = toggle(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE, actions::lock);
        row = new HBox(4, colour, nameOrField, state, size, eye, lock);
        row.setAlignment(Pos.CENTER_LEFT);
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && !isEmpty()) {
                actions.rename(label);
            }
        });
    }

    private ToggleButton toggle(Ikon icon, java.util.function.IntConsumer what) {
        var button = new ToggleButton(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "icon-only", "segment-switch");
        button.setOnAction(e -> what.accept(label));
        return button;
    }

    @Override
    protected void updateItem(@Nullable SegmentRow item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            setId(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        Segment s = item.segment();
        label = s.label();
        setId("segment-" + label);
        swatch.setStyle(String.format("-fx-background-color: #%06X", s.rgb()));
        name(colour, "segment-colour-" + label, words.of("correct.segment.colour.of", s.name()));
        boolean asked = item.renaming();
        if (asked && !nameOrField.getChildren().contains(actions.field())) {
            nameOrField.getChildren().setAll(actions.field());
        } else if (!asked && !nameOrField.getChildren().contains(name)) {
            nameOrField.getChildren().setAll(name);
        }
        name.setText(s.name());
        name.getStyleClass().remove("strong");
        if (item.active()) {
            name.getStyleClass().add("strong");
        }
        EditParts.show(state, s.state() != Segment.State.STARTED);
        state.setIconCode(icon(s.state()));
        state.setId("segment-state-" + label);
        size.setText(item.size());
        size.setId("segment-size-" + label);
        eye.setSelected(!s.visible());
        ((FontIcon) eye.getGraphic())
                .setIconCode(s.visible() ? MaterialDesignE.EYE_OUTLINE : MaterialDesignE.EYE_OFF_OUTLINE);
        name(eye, "segment-eye-" + label, words.of(s.visible() ? "correct.hide.of" : "correct.show.of", s.name()));
        lock.setSelected(s.locked());
        ((FontIcon) lock.getGraphic())
                .setIconCode(s.locked() ? MaterialDesignL.LOCK_OUTLINE : MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE);
        name(lock, "segment-lock-" + label, words.of(s.locked() ? "correct.unlock.of" : "correct.lock.of", s.name()));
        whole.setText(item.spoken(words));
        setTooltip(whole);
        setAccessibleText(item.spoken(words));
        setGraphic(row);
    }

    private static void name(ButtonBase button, String id, String what) {
        button.setId(id);
        button.setAccessibleText(what);
        Buttons.explain(button, what);
    }

    /** The sign of a state; the three differ in shape, too. */
    static Ikon icon(Segment.State state) {
        return switch (state) {
            case STARTED -> MaterialDesignC.CIRCLE_HALF_FULL;
            case DONE -> MaterialDesignC.CHECK_CIRCLE_OUTLINE;
            case FLAGGED -> MaterialDesignF.FLAG_OUTLINE;
        };
    }
}
