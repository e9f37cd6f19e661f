package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.radiloom.ui.words.Words;

/** Leads from place to place where errors are to be expected, and shows the voxels that the model is undecided about. */
public final class LookControls extends VBox {
    private final EditBench bench;
    private final Words words;
    private final Label where;
    private final Button previous;
    private final Button next;
    private final ToggleButton uncertain;

    /** @param name what the ids of its parts begin with */
    public LookControls(EditBench bench, String name) {
        super(8);
        this.bench = bench;
        this.words = bench.words();
        setId(name + "-look");
        getStyleClass().add("look");
        where = EditParts.muted(name + "-look-where", "");
        previous = bench.buttons().icon(name + "-look-previous", "look.previous", MaterialDesignC.CHEVRON_LEFT);
        next = bench.buttons()
                .words(name + "-look-next", "look.next", MaterialDesignC.CHEVRON_RIGHT, words.of("look.next"));
        next.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(next, Priority.ALWAYS);
        uncertain = bench.buttons().toggle(name + "-look-uncertain", "look.uncertain", MaterialDesignB.BLUR);
        var row = new HBox(4, previous, next, uncertain);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(EditParts.heading(words.of("look.title")), row, where);
        update();
    }

    /** Writes again what differs from what it says. */
    public void update() {
        Optional<LookCase> look = bench.model().looking().on(bench.view().stack());
        EditParts.show(this, look.isPresent());
        look.ifPresent(of -> {
            previous.setDisable(!of.hasPrevious());
            next.setDisable(of.left() == 0 && of.atEnd());
            uncertain.setSelected(bench.model().looking().uncertainShown());
            where.setText(words(of));
        });
    }

    private String words(LookCase of) {
        int here = of.place(bench.view().stack(), bench.view().slice());
        String left = words.of("look.left", of.left());
        return here == 0
                ? words.of("look.places", of.places()) + " " + left
                : words.of("look.place", here, of.places()) + " " + left;
    }
}
