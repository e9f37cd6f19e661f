package org.radiloom.ui.edit;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** Fields for a new segment that is in no list: its name and, if it has one, its code. */
final class SegmentForm extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final CodedConcept TISSUE = new CodedConcept("85756007", "SCT", "Tissue");

    /** What to do with what was typed. */
    interface Answer {
        void add(String name, CodedConcept code);
    }

    private final TextField name;
    private final TextField value;
    private final TextField scheme;
    private final TextField meaning;
    private final Button add;
    private final Answer answer;

    SegmentForm(Words words, Answer answer, Runnable close) {
        super(8);
        this.answer = answer;
        setId("segment-form");
        getStyleClass().add("card");
        var grid = new GridPane();
        grid.getStyleClass().add("facts");
        name = field(grid, "segment-form-name", words.of("correct.form.name"));
        meaning = field(grid, "segment-form-meaning", words.of("correct.form.meaning"));
        value = field(grid, "segment-form-code", words.of("correct.form.code"));
        scheme = field(grid, "segment-form-scheme", words.of("correct.form.scheme"));
        add = Buttons.words(
                "segment-form-add", MaterialDesignP.PLUS, words.of("correct.form.add"), words.of("correct.form.add"));
        add.getStyleClass().add("primary");
        add.setOnAction(e -> add());
        Button cancel = Buttons.words(
                "segment-form-cancel",
                MaterialDesignC.CLOSE,
                words.of("correct.form.cancel"),
                words.of("correct.form.cancel"));
        cancel.setOnAction(e -> close.run());
        var buttons = new HBox(8, add, cancel);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .addAll(
                        EditParts.heading(words.of("correct.other")),
                        grid,
                        EditParts.muted("segment-form-hint", words.of("correct.form.hint")),
                        buttons);
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                close.run();
                e.consume();
            } else if (e.getCode() == KeyCode.ENTER && e.getTarget() instanceof TextField) {
                add();
                e.consume();
            }
        });
        Stream.of(name, value, scheme, meaning).forEach(f -> f.textProperty().addListener((o, before, now) -> check()));
        check();
    }

    private static TextField field(GridPane grid, String id, String what) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(what);
        GridPane.setHgrow(field, Priority.ALWAYS);
        var label = new Label(what);
        label.setLabelFor(field);
        label.getStyleClass().addAll("muted", "small");
        label.setMinWidth(USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, field);
        return field;
    }

    /** Empties the fields. */
    void begin() {
        Stream.of(name, value, meaning).forEach(TextField::clear);
        scheme.setText("SCT");
        name.requestFocus();
    }

    /** Without a code a segment is tissue; with a part of one it is nothing yet. */
    private Optional<CodedConcept> code() {
        String said = meaning.getText().strip();
        String code = value.getText().strip();
        String of = scheme.getText().strip();
        if (code.isEmpty() && said.isEmpty()) {
            return Optional.of(TISSUE);
        }
        String full = said.isEmpty() ? name.getText().strip() : said;
        boolean right = !code.isEmpty()
                && code.length() <= 16
                && !of.isEmpty()
                && of.length() <= 16
                && !full.isEmpty()
                && full.length() <= 64;
        return right ? Optional.of(new CodedConcept(code, of, full)) : Optional.empty();
    }

    private void check() {
        boolean named = !name.getText().isBlank() && name.getText().length() <= 64;
        boolean coded = code().isPresent();
        value.pseudoClassStateChanged(WRONG, !coded);
        add.setDisable(!named || !coded);
    }

    private void add() {
        code().filter(c -> !add.isDisabled())
                .ifPresent(c -> answer.add(name.getText().strip(), c));
    }
}
