package org.radiloom.ui.measure;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.PixelSample;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** One measurement in the list: its name, value and slice; the selected one with all that it gives. */
final class MeasureRow extends VBox {
    private static final int BINS = 64;

    private final Measurement measurement;
    private final Words words;
    private final MeasureWords text;
    private final Label name = new Label();
    private final Button delete;
    private final HBox head;
    private boolean ended;

    MeasureRow(Measurement m, Measured measured, int slice, boolean selected, Words words, MeasureWords text) {
        super(4);
        this.measurement = m;
        this.words = words;
        this.text = text;
        getStyleClass().add("measure-row");
        if (selected) {
            getStyleClass().add("chosen");
        }
        setFocusTraversable(true);
        name.setText(text.name(m));
        name.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var where = new Label(words.of("measure.slice", slice + 1));
        where.setMinWidth(Region.USE_PREF_SIZE);
        where.getStyleClass().addAll("muted", "small");
        delete = Buttons.icon("measure-delete", MaterialDesignC.CLOSE, words.of("command.measure.delete"));
        delete.getStyleClass().add("mini");
        head = new HBox(8, new FontIcon(MeasureIcons.of(m.shape().kind())), name, space, where, delete);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(head);
        List<String> lines = selected ? text.readings(measured) : List.of(text.headline(measured));
        for (String line : lines) {
            if (!line.isEmpty()) {
                getChildren().add(value(line));
            }
        }
        setAccessibleText(name.getText() + ", " + String.join(", ", lines) + ", " + where.getText());
    }

    private static Label value(String line) {
        var label = new Label(line);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().addAll("small", "measure-value");
        return label;
    }

    Button deleteButton() {
        return delete;
    }

    /** Shows how the values inside are distributed. */
    void histogram(Slice pixels, ValueUnit unit) {
        PixelSample sample = PixelSample.of(measurement.shape(), pixels, unit);
        if (sample.counted() > 1) {
            String least = text.written(sample.min(), sample.unit());
            String greatest = text.written(sample.max(), sample.unit());
            getChildren()
                    .add(new HistogramChart(
                            sample.histogram(measurement.shape(), pixels, BINS),
                            least,
                            greatest,
                            words.of("measure.histogram", least, greatest)));
        }
    }

    /** Lets the name be written: Enter keeps it, Esc leaves it. */
    void rename(Consumer<String> done) {
        var field = new TextField(measurement.name());
        field.setId("measure-name");
        field.setPromptText(text.kind(measurement.shape().kind()));
        field.setAccessibleText(words.of("measure.rename"));
        HBox.setHgrow(field, Priority.ALWAYS);
        head.getChildren().set(1, field);
        Consumer<String> once = words -> {
            if (!ended) {
                ended = true;
                done.accept(words);
            }
        };
        field.setOnAction(e -> once.accept(field.getText()));
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                once.accept(measurement.name());
                e.consume();
            }
        });
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                once.accept(field.getText());
            }
        });
        javafx.application.Platform.runLater(field::requestFocus);
    }
}
