package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.ui.words.Words;

/** What an operation would make, to be taken or not. */
final class PreviewSection implements EditSection {
    private final Words words;
    private final Label what = new Label();
    private final VBox all;

    PreviewSection(EditBench bench) {
        words = bench.words();
        what.setId("edit-preview-name");
        what.getStyleClass().add("strong");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        Button take = bench.buttons()
                .words("edit-preview-take", "correct.preview.take", MaterialDesignC.CHECK, words.of("correct.take"));
        take.getStyleClass().add("primary");
        Button drop = bench.buttons()
                .words("edit-preview-drop", "correct.preview.drop", MaterialDesignC.CLOSE, words.of("correct.drop"));
        for (Button each : List.of(take, drop)) {
            each.setMaxWidth(Double.MAX_VALUE);
            each.setPrefWidth(120);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        all = new VBox(
                8,
                what,
                EditParts.muted("edit-preview-hint", words.of("correct.preview.hint")),
                new HBox(8, take, drop));
        all.setId("edit-preview");
        all.getStyleClass().addAll("card", "draft");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        // what corrections tell of other slices has its own place
        Optional<Preview> shown =
                on.flatMap(EditCase::preview).filter(p -> !p.name().equals(LookCase.CARRIED));
        EditParts.show(all, shown.isPresent());
        shown.ifPresent(p -> what.setText(words.of(
                "correct.preview.name",
                StepWords.of(p.name(), words),
                p.slices().size())));
    }
}
