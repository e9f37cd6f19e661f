package org.radiloom.ui.edit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The segment that tools paint: what it stands for, how far the work on it is, its colour, and what else can be done with it. */
final class SegmentDetails extends VBox {
    private final Words words;
    private final SegmentQuestion question;
    private final Map<Segment.State, ToggleButton> states = new EnumMap<>(Segment.State.class);
    private final Label code = new Label();
    private final ToggleButton only;
    private final ColourRow colours;
    private Optional<EditCase> on = Optional.empty();

    SegmentDetails(EditBench bench) {
        super(8);
        words = bench.words();
        question = bench.model().question();
        setId("segment-details");
        getStyleClass().add("segment-details");
        colours = new ColourRow(words, rgb -> {
            on.ifPresent(c -> new SegmentSteps(c).recolour(c.label(), rgb));
            question.close();
        });
        code.setId("segment-code");
        code.getStyleClass().addAll("muted", "small");
        code.setMinWidth(0);
        code.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(code, Priority.ALWAYS);
        Button rename =
                bench.buttons().icon("segment-rename", "correct.segment.rename", MaterialDesignP.PENCIL_OUTLINE);
        only = bench.buttons().toggle("segment-only", "correct.segment.only", MaterialDesignE.EYE_CHECK_OUTLINE);
        Button delete =
                bench.buttons().icon("segment-delete", "correct.segment.delete", MaterialDesignT.TRASH_CAN_OUTLINE);
        for (var each : new javafx.scene.control.ButtonBase[] {rename, only, delete}) {
            each.getStyleClass().add("segment-switch");
        }
        var does = new HBox(4, code, rename, only, delete);
        does.setAlignment(Pos.CENTER_LEFT);
        var how = new HBox(4);
        for (Segment.State state : Segment.State.values()) {
            ToggleButton button = state(state);
            states.put(state, button);
            how.getChildren().add(button);
        }
        getChildren().addAll(how, does, colours);
    }

    private ToggleButton state(Segment.State state) {
        String name = SegmentRow.state(state, words);
        var button = new ToggleButton(name, new FontIcon(SegmentCell.icon(state)));
        button.setId("segment-" + state.name().toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("choice", "segment-state");
        button.setMinWidth(USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        Buttons.explain(button, words.of("correct.state.is", name));
        button.setOnAction(e -> {
            button.setSelected(true);
            on.ifPresent(c -> new SegmentSteps(c).setState(c.label(), state));
        });
        return button;
    }

    void update(Optional<EditCase> now) {
        on = now;
        Segment segment = now.flatMap(EditCase::segment).orElse(null);
        EditParts.show(this, segment != null);
        if (segment != null) {
            states.forEach((state, button) -> button.setSelected(state == segment.state()));
            code.setText(words.of(
                    "correct.segment.code",
                    segment.code().meaning(),
                    segment.code().scheme(),
                    segment.code().value()));
            only.setSelected(
                    now.filter(c -> new SegmentSteps(c).only(segment.label())).isPresent());
            EditParts.show(colours, question.asks(SegmentQuestion.Kind.COLOUR));
            colours.update(segment.rgb());
        }
    }
}
