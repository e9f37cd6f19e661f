package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** How the tool in the hand works: only what matters to it. */
final class OptionSection implements EditSection {
    private final EditBench bench;
    private final SizeOptions size;
    private final GrowthOptions growth;
    private final LimitOptions limit;
    private final Label hint = EditParts.muted("edit-tool-hint", "");
    private final VBox all;
    private List<Object> said = List.of(false);

    OptionSection(EditBench bench) {
        this.bench = bench;
        size = new SizeOptions(bench);
        growth = new GrowthOptions(bench);
        limit = new LimitOptions(bench);
        all = new VBox(8, hint, size, growth, limit);
        all.setId("edit-options");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void update(Optional<EditCase> on) {
        EditTool tool = bench.model().tool().orElse(null);
        EditParts.show(all, on.isPresent() && tool != null);
        List<Object> now = on.isEmpty() || tool == null
                ? List.of()
                : List.of(
                        on.get(),
                        on.get().images(),
                        tool,
                        bench.model().options(),
                        bench.words().language());
        if (now.equals(said)) {
            return;
        }
        said = now;
        if (on.isPresent() && tool != null) {
            hint.setText(bench.words().of(ToolFace.of(tool).hint()));
            EditParts.show(size, tool.round());
            size.update(on.get());
            EditParts.show(growth, tool == EditTool.GROW);
            growth.update(on.get());
            limit.update(on.get());
        }
    }
}
