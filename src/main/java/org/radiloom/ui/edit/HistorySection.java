package org.radiloom.ui.edit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.radiloom.annotate.Effort;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What can be taken back and made again, and whether all of it is kept. */
final class HistorySection implements EditSection {
    private final Words words;
    private final Button undo;
    private final Button redo;
    private final Label kept;
    private final Label trouble = EditParts.muted("edit-trouble", "");
    private final VBox all;
    private Optional<EditCase> shown = Optional.empty();
    private List<Object> said = List.of();

    HistorySection(EditBench bench) {
        words = bench.words();
        undo = Buttons.words("edit-undo", MaterialDesignU.UNDO, "", words.of("command.edit.undo"));
        undo.setOnAction(e -> shown.ifPresent(EditCase::undo));
        redo = Buttons.words("edit-redo", MaterialDesignR.REDO, "", words.of("command.edit.redo"));
        redo.setOnAction(e -> shown.ifPresent(EditCase::redo));
        var buttons = new HBox(8, undo, redo);
        for (Button each : List.of(undo, redo)) {
            each.setMinWidth(0);
            each.setMaxWidth(Double.MAX_VALUE);
            each.setPrefWidth(140);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        kept = EditParts.muted("edit-kept", words.of("correct.kept"));
        trouble.getStyleClass().remove("muted");
        trouble.getStyleClass().add("bad");
        all = new VBox(8, buttons, kept, trouble);
        all.setId("edit-history");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        shown = on;
        EditParts.show(all, on.isPresent());
        on.ifPresent(c -> {
            List<Object> now = List.of(c, c.lastStepNanos(), c.canUndo(), c.canRedo(), c.trouble(), words.language());
            if (now.equals(said)) {
                return;
            }
            said = now;
            write(undo, c.canUndo(), c.editor().undoName(), "command.edit.undo");
            write(redo, c.canRedo(), c.editor().redoName(), "command.edit.redo");
            kept.setText(kept(c));
            String wrong = c.trouble().map(words::of).orElse("");
            trouble.setText(wrong);
            EditParts.show(trouble, !wrong.isEmpty());
            EditParts.show(kept, wrong.isEmpty());
        });
    }

    /** When the last thing was kept, and what the work took so far. */
    private String kept(EditCase on) {
        Effort effort = on.editor().effort();
        if (effort.last().isEmpty()) {
            return words.of("correct.kept");
        }
        ZonedDateTime at = effort.last().get().atZone(ZoneId.systemDefault());
        boolean today = at.toLocalDate().equals(LocalDate.now(at.getZone()));
        var format = today
                ? DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
        long minutes = Math.round(effort.activeSeconds() / 60);
        return words.of("correct.kept.at", format.format(at), effort.allSteps(), minutes);
    }

    /** An own name of the step, so that nobody takes back what cannot be seen. */
    private void write(Button button, boolean can, Optional<String> step, String otherwise) {
        button.setDisable(!can);
        String name = step.map(s -> StepWords.of(s, words)).orElse(words.of(otherwise));
        button.setText(name);
        button.setAccessibleText(step.isEmpty() ? name : words.of("correct.step.of", words.of(otherwise), name));
    }
}
