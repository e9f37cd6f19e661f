package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.annotate.Segment;

/** The segments of the case; the one that tools paint is marked. */
final class SegmentSection implements EditSection {
    private final VBox rows = new VBox(4);
    private List<Object> shown = List.of();

    SegmentSection(EditBench bench) {
        rows.setId("segments");
    }

    @Override
    public Node node() {
        return rows;
    }

    @Override
    public void update(Optional<EditCase> on) {
        EditParts.show(rows, on.isPresent());
        List<Object> now =
                on.<List<Object>>map(c -> List.of(c, c.segments(), c.label())).orElse(List.of());
        if (!now.equals(shown)) {
            shown = now;
            rows.getChildren()
                    .setAll(on.stream()
                            .flatMap(c -> c.segments().stream().map(s -> row(c, s)))
                            .toList());
        }
    }

    private static HBox row(EditCase on, Segment segment) {
        var swatch = new Region();
        swatch.getStyleClass().add("swatch");
        swatch.setStyle(String.format("-fx-background-color: #%06X", segment.rgb()));
        var name = new Label(segment.name());
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        if (on.label() == segment.label()) {
            name.getStyleClass().add("strong");
        }
        var row = new HBox(8, swatch, name);
        row.setId("segment-" + segment.label());
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(28);
        row.setOnMouseClicked(e -> on.setLabel(segment.label()));
        return row;
    }
}
