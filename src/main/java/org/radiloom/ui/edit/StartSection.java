package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** What to do while the images on screen are not being corrected. */
final class StartSection implements EditSection {
    private final EditBench bench;
    private final Label hint = new Label();
    private final Button start;
    private final VBox all;

    StartSection(EditBench bench) {
        this.bench = bench;
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        hint.getStyleClass().add("muted");
        start = bench.buttons()
                .words(
                        "correct-start",
                        "correct.start",
                        MaterialDesignP.PENCIL_OUTLINE,
                        bench.words().of("correct.begin"));
        all = new VBox(12, hint, start);
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        boolean images = bench.view().stack().isPresent();
        hint.setText(bench.words().of(images ? "correct.hint" : "inspector.none"));
        EditParts.show(all, on.filter(c -> !c.segments().isEmpty()).isEmpty());
        EditParts.show(start, images);
    }
}
