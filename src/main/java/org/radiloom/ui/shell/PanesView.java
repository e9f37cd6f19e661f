package org.radiloom.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.layout.Region;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.words.Words;

/** The panes side by side, with seams of one pixel. */
final class PanesView extends Region {
    private static final double SEAM = 1;

    private final DeskModels models;
    private final Words words;
    private final DeskActions actions;
    private final Map<Pane, PaneView> views = new LinkedHashMap<>();

    PanesView(DeskModels models, Words words, DeskActions actions) {
        this.models = models;
        this.words = words;
        this.actions = actions;
        setId("panes");
        getStyleClass().add("panes");
        models.panes().onChange(this::update);
        models.panes().onActive(this::others);
        models.linking().onChange(() -> views.values().forEach(v -> v.viewport().requestLayout()));
        update();
    }

    private PaneView view(Pane pane) {
        return views.computeIfAbsent(pane, p -> new PaneView(models, p, views.size() + 1, words, actions));
    }

    private void update() {
        List<PaneView> shown = models.panes().shown().stream().map(this::view).toList();
        if (!shown.equals(getChildren())) {
            getChildren().setAll(shown);
        }
        shown.forEach(PaneView::mark);
        requestLayout();
    }

    /** What is drawn in the others follows the slice of the active one. */
    private void others() {
        for (Pane pane : models.panes().shown()) {
            if (pane != models.panes().active()) {
                view(pane).viewport().requestLayout();
            }
        }
    }

    /** The view of the active pane. */
    PaneView active() {
        return Objects.requireNonNull(view(models.panes().active()));
    }

    /** Says that a slice of a series on screen has come into memory. */
    void sliceArrived() {
        models.panes().shown().forEach(p -> view(p).viewport().sliceArrived());
    }

    Viewport viewport() {
        return active().viewport();
    }

    @Override
    protected void layoutChildren() {
        PaneGrid grid = models.panes().visibleGrid();
        List<PaneView> shown = models.panes().shown().stream().map(this::view).toList();
        for (int n = 0; n < shown.size(); n++) {
            int row = n / grid.columns();
            int column = n % grid.columns();
            double left = edge(getWidth(), column, grid.columns());
            double top = edge(getHeight(), row, grid.rows());
            double right = edge(getWidth(), column + 1, grid.columns()) - (column + 1 < grid.columns() ? SEAM : 0);
            double bottom = edge(getHeight(), row + 1, grid.rows()) - (row + 1 < grid.rows() ? SEAM : 0);
            shown.get(n).resizeRelocate(left, top, right - left, bottom - top);
        }
    }

    private double edge(double length, int n, int of) {
        return snapPositionX(length * n / of);
    }
}
