package org.radiloom.ui.measure;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The measurements of the series on screen: each with its value and slice; a click goes there. */
public final class MeasurePanel extends VBox {
    private final MeasureModel model;
    private final ViewportModel view;
    private final Words words;
    private final MeasureWords text;
    private final VBox rows = new VBox(4);
    private final Label hint = new Label();
    private final HBox exports;
    private List<Object> shown = List.of();
    private @Nullable String renaming;

    /** What the panel asks for. */
    public interface Actions {
        /** Shows a slice. */
        void goTo(int slice);

        /** Writes the measurements to a file that the reader chooses. */
        void exportMeasurements(boolean json);
    }

    private final Actions actions;

    public MeasurePanel(MeasureModel model, ViewportModel view, Words words, Actions actions) {
        super(12);
        this.model = model;
        this.view = view;
        this.words = words;
        this.actions = actions;
        this.text = new MeasureWords(words);
        setId("measure-panel");
        getStyleClass().add("cards");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        hint.getStyleClass().add("muted");
        exports = new HBox(8, export("csv", false), export("json", true));
        getChildren().addAll(hint, rows, exports);
        update();
    }

    private Button export(String kind, boolean json) {
        Button button = Buttons.words(
                "measure-export-" + kind,
                MaterialDesignE.EXPORT_VARIANT,
                words.of("measure.export." + kind),
                words.of("command.measure.export." + kind));
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(e -> actions.exportMeasurements(json));
        return button;
    }

    /** Writes the list again where something differs from what it says. */
    public void update() {
        ImageStack stack = view.stack().orElse(null);
        MeasureSubject subject = model.subject(view.stack()).orElse(null);
        List<Measurement> all = subject == null ? List.of() : model.all(subject);
        hint.setText(words.of(stack == null ? "inspector.none" : "measure.hint"));
        hint.setVisible(all.isEmpty());
        hint.setManaged(all.isEmpty());
        exports.setVisible(!all.isEmpty());
        exports.setManaged(!all.isEmpty());
        if (stack == null || subject == null) {
            shown = List.of();
            rows.getChildren().clear();
            return;
        }
        String selected = model.selected().map(Measurement::id).orElse("");
        List<Object> now = new java.util.ArrayList<>();
        all.forEach(m -> now.add(List.of(m, model.measured(subject, stack, m), m.id().equals(selected))));
        now.add(Optional.ofNullable(renaming));
        now.add(words.language());
        if (!now.equals(shown)) {
            shown = now;
            rows.getChildren()
                    .setAll(all.stream()
                            .map(m -> row(m, subject, stack, m.id().equals(selected)))
                            .toList());
        }
    }

    private MeasureRow row(Measurement m, MeasureSubject subject, ImageStack stack, boolean selected) {
        Measured measured = model.measured(subject, stack, m);
        int slice = subject.slice(m.image()).orElse(0);
        var row = new MeasureRow(m, measured, slice, selected, words, text);
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                rename(m.id());
            } else {
                go(m, slice);
            }
            e.consume();
        });
        row.setOnKeyPressed(e -> {
            switch (e.getCode()) {
                case ENTER, SPACE -> go(m, slice);
                case F2 -> rename(m.id());
                case DELETE -> model.delete(m.id());
                default -> {
                    return;
                }
            }
            e.consume();
        });
        row.deleteButton().setOnAction(e -> model.delete(m.id()));
        if (m.id().equals(renaming)) {
            row.rename(name -> {
                renaming = null;
                model.rename(m.id(), name);
                update();
            });
        } else if (selected && m.shape().kind().region()) {
            stack.ifLoaded(slice).ifPresent(pixels -> row.histogram(pixels, stack.unit()));
        }
        return row;
    }

    private void go(Measurement m, int slice) {
        actions.goTo(slice);
        model.select(m.id());
    }

    private void rename(String id) {
        renaming = id;
        update();
    }
}
