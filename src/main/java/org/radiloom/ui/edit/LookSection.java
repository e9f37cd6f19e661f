package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.radiloom.ui.words.Buttons;

/** Where to look next in a draft that is being corrected, and what its corrections tell of other slices. */
final class LookSection implements EditSection {
    private final EditBench bench;
    private final LookControls controls;
    private final Button propagate;
    private final Label hint = EditParts.muted("edit-propagate-hint", "");
    private final VBox offered;
    private final VBox all;

    LookSection(EditBench bench) {
        this.bench = bench;
        controls = new LookControls(bench, "edit");
        propagate = bench.buttons()
                .words(
                        "edit-propagate",
                        "look.propagate",
                        MaterialDesignL.LAYERS_OUTLINE,
                        bench.words().of("look.propagate"));
        propagate.setMaxWidth(Double.MAX_VALUE);
        Button take = Buttons.words(
                "edit-propagate-take",
                MaterialDesignC.CHECK,
                bench.words().of("look.take"),
                bench.words().of("look.take.tooltip"));
        take.setOnAction(e -> here().ifPresent(EditCase::takePreview));
        Button drop = Buttons.words(
                "edit-propagate-drop",
                MaterialDesignC.CLOSE,
                bench.words().of("look.drop"),
                bench.words().of("look.drop.tooltip"));
        drop.setOnAction(e -> here().ifPresent(EditCase::cancelPreview));
        for (Button each : List.of(take, drop)) {
            each.setMaxWidth(Double.MAX_VALUE);
            each.setPrefWidth(140);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        offered = new VBox(4, hint, new HBox(8, take, drop));
        all = new VBox(8, controls, propagate, offered);
        all.setId("edit-look-section");
    }

    private Optional<EditCase> here() {
        return bench.model().on(bench.view().stack());
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        Optional<LookCase> look = bench.model().looking().on(bench.view().stack());
        EditParts.show(all, on.isPresent() && look.isPresent());
        if (on.isEmpty() || look.isEmpty()) {
            return;
        }
        controls.update();
        Optional<Preview> carried = on.get().preview().filter(p -> p.name().equals(LookCase.CARRIED));
        EditParts.show(propagate, look.get().label().isPresent());
        propagate.setDisable(!look.get().anyCorrected());
        EditParts.show(offered, carried.isPresent());
        carried.ifPresent(
                p -> hint.setText(bench.words().of("look.offered", p.slices().size())));
    }
}
