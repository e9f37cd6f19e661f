package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tab that corrects: a column of parts, each of which follows the segmentation of the images on screen. */
public final class EditPanel extends VBox {
    private final EditBench bench;
    private final List<EditSection> sections = new ArrayList<>();
    private @Nullable EditSection only;

    public EditPanel(EditBench bench) {
        super(12);
        this.bench = bench;
        setId("edit-panel");
        getStyleClass().add("cards");
        List.of(
                        new StartSection(bench),
                        new PreviewSection(bench),
                        new SegmentSection(bench),
                        new ToolSection(bench),
                        new OptionSection(bench),
                        new OperationSection(bench),
                        new LookSection(bench),
                        new HistorySection(bench),
                        new FileSection(bench))
                .forEach(this::add);
        bench.words().onChange(this::update);
    }

    /** Puts a part below the others. */
    public void add(EditSection section) {
        sections.add(section);
        getChildren().add(section.node());
        write();
    }

    /** Shows only one of the parts, because the others would tell what the reader must not know; null shows all. */
    public void showOnly(@Nullable EditSection wanted) {
        if (!Objects.equals(only, wanted)) {
            only = wanted;
            write();
        }
    }

    /** Writes again what differs from what it says, while it is on screen. */
    public void update() {
        if (getScene() != null) {
            write();
        }
    }

    private void write() {
        Optional<EditCase> on = bench.model().on(bench.view().stack());
        for (int n = 0; n < sections.size(); n++) {
            sections.get(n).update(on);
            if (only != null && !only.equals(sections.get(n))) {
                EditParts.show(getChildren().get(n), false);
            }
        }
    }
}
