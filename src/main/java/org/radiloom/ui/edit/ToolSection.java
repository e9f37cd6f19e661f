package org.radiloom.ui.edit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** All tools that correct, one of them in the hand. */
final class ToolSection implements EditSection {
    private final EditBench bench;
    private final Map<EditTool, ToggleButton> buttons = new EnumMap<>(EditTool.class);
    private final VBox all;

    ToolSection(EditBench bench) {
        this.bench = bench;
        var grid = new FlowPane(4, 4);
        for (EditTool tool : EditTool.values()) {
            ToolFace face = ToolFace.of(tool);
            ToggleButton button = bench.buttons().toggle("edit-tool-" + face.name(), face.command(), face.icon());
            buttons.put(tool, button);
            grid.getChildren().add(button);
        }
        all = new VBox(4, EditParts.heading(bench.words().of("correct.tools")), grid);
        all.setId("edit-tools");
        all.getStyleClass().add("edit-tools");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        EditParts.show(all, on.isPresent());
        EditTool held = bench.model().tool().orElse(null);
        buttons.forEach((tool, button) -> button.setSelected(tool == held));
    }
}
