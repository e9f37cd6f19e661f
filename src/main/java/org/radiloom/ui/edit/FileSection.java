package org.radiloom.ui.edit;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.radiloom.annotate.file.SegmentationFormat;
import org.radiloom.ui.words.Buttons;

/** Reads segments from a file, and writes all of them to one of the formats that a menu offers. */
final class FileSection implements EditSection {
    private final EditBench bench;
    private final MenuButton save;
    private final VBox all;

    FileSection(EditBench bench) {
        this.bench = bench;
        Button open = bench.buttons()
                .words(
                        "edit-import",
                        "correct.import",
                        MaterialDesignI.IMPORT,
                        bench.words().of("correct.import"));
        save = new MenuButton(bench.words().of("correct.export"), new FontIcon(MaterialDesignE.EXPORT));
        save.setId("edit-export");
        save.setAccessibleText(bench.words().of("correct.export.tooltip"));
        Buttons.explain(save, bench.words().of("correct.export.tooltip"));
        for (SegmentationFormat format : SegmentationFormat.values()) {
            if (format == SegmentationFormat.STL) {
                save.getItems().add(new SeparatorMenuItem());
            }
            FormatFace face = FormatFace.of(format);
            var item = new MenuItem(bench.words().of(face.words()));
            item.setId("edit-export-" + format.id());
            item.setOnAction(e -> bench.commands().run(face.command()));
            save.getItems().add(item);
        }
        open.setPrefWidth(140);
        save.setPrefWidth(140);
        open.setMaxWidth(Double.MAX_VALUE);
        save.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(open, Priority.ALWAYS);
        HBox.setHgrow(save, Priority.ALWAYS);
        all = new VBox(8, EditParts.heading(bench.words().of("correct.files")), new HBox(8, open, save));
        all.setId("edit-files");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        EditParts.show(all, bench.view().stack().isPresent());
        save.setDisable(on.filter(c -> !c.segments().isEmpty()).isEmpty());
    }
}
