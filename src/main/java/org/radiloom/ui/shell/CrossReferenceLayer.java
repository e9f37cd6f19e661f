package org.radiloom.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import org.radiloom.imaging.CrossReference;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Linking;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.view.ViewportLayer;

/** Where the slice of the active pane cuts the slice of this one. */
final class CrossReferenceLayer implements ViewportLayer {
    private static final Color COLOUR = Color.web("#58A6FF");

    private final DeskModels models;
    private final Pane pane;
    private final Line rim = line(3, Color.rgb(0, 0, 0, 0.6));
    private final Line line = line(1.25, COLOUR);

    CrossReferenceLayer(DeskModels models, Pane pane) {
        this.models = models;
        this.pane = pane;
        line.setId("cross-reference");
        line.getStrokeDashArray().setAll(8.0, 4.0);
    }

    private static Line line(double width, Color colour) {
        var line = new Line();
        line.setManaged(false);
        line.setMouseTransparent(true);
        line.setStroke(colour);
        line.setStrokeWidth(width);
        return line;
    }

    @Override
    public List<Node> nodes() {
        return List.of(rim, line);
    }

    @Override
    public void place(Shown shown) {
        Optional<CrossReference> cut = shown.slice() < 0 ? Optional.empty() : cut(shown.slice());
        for (Line each : List.of(rim, line)) {
            each.setVisible(cut.isPresent());
            cut.ifPresent(c -> {
                var from = shown.place().toView(c.column1(), c.row1());
                var to = shown.place().toView(c.column2(), c.row2());
                each.setStartX(from.x());
                each.setStartY(from.y());
                each.setEndX(to.x());
                each.setEndY(to.y());
            });
        }
    }

    private Optional<CrossReference> cut(int slice) {
        Pane active = models.panes().active();
        // the crosshair of planes shows it better
        boolean crosshair = models.planes().planeIn(pane.viewport()).isPresent();
        if (active == pane || crosshair || !models.linking().lines() || !Linking.sameSpace(pane, active)) {
            return Optional.empty();
        }
        return CrossReference.of(
                pane.viewport().geometry().orElseThrow(),
                slice,
                active.viewport().geometry().orElseThrow(),
                active.viewport().slice());
    }
}
