package org.radiloom.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;

/** The tab that corrects: a column of parts, each of which follows the segmentation of the images on screen. */
public final class EditPanel extends VBox {
    private final EditBench bench;
    private final List<EditSection> sections = new ArrayList<>();

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
                        new LookSection(bench),
                        new FileSection(bench),
                        new HistorySection(bench))
                .forEach(this::add);
        bench.words().onChange(this::update);
    }

    /** Puts a part below the others. */
    public void add(EditSection section) {
        sections.add(section);
        getChildren().add(section.node());
        write();
    }

    /** Writes again what differs from what it says, while it is on screen. */
    public void update() {
        if (getScene() != null) {
            write();
        }
    }

    private void write() {
        Optional<EditCase> on = bench.model().on(bench.view().stack());
        sections.forEach(s -> s.update(on));
    }
}
