package org.radiloom.ui.shell;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.ui.command.Commands;
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
    private final Commands commands;
    private final Node home;
    private final Map<Pane, PaneView> views = new LinkedHashMap<>();
    private final Map<Pane, PaneWindow> windows = new HashMap<>();
    private final Map<Pane, Node> places = new HashMap<>();

    /** @param home what gets the keys that are pressed in windows of single panes */
    PanesView(DeskModels models, Words words, DeskActions actions, Commands commands, Node home) {
        this.commands = commands;
        this.home = home;
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
        return views.computeIfAbsent(pane, p -> new PaneView(models, p, views.size() + 1, words, actions, commands));
    }

    private void update() {
        windows.keySet().stream().filter(p -> !models.panes().apart(p)).toList().forEach(p -> Objects.requireNonNull(
                        windows.remove(p))
                .close());
        List<Node> shown = models.panes().shown().stream().map(this::cell).toList();
        if (!shown.equals(getChildren())) {
            getChildren().setAll(shown);
        }
        models.panes().shown().forEach(p -> view(p).mark());
        requestLayout();
    }

    /** The view of a pane, or what stands in its place while it has a window of its own. */
    private Node cell(Pane pane) {
        if (!models.panes().apart(pane)) {
            return view(pane);
        }
        if (!windows.containsKey(pane)) {
            getChildren().remove(view(pane));
            var notice = new Label(words.of("status.research"));
            notice.getStyleClass().addAll("research", "small");
            notice.setMouseTransparent(true);
            windows.put(pane, new PaneWindow(view(pane), home, notice, () -> models.panes()
                    .setApart(pane, false)));
        }
        return places.computeIfAbsent(pane, p -> {
            var back = new Button(words.of("pane.apart.back"));
            back.setId("pane-back");
            back.setOnAction(e -> models.panes().setApart(p, false));
            var place = new VBox(8, new Label(words.of("pane.apart")), back);
            place.getStyleClass().add("pane-place");
            return place;
        });
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
        List<Node> shown = getChildren();
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
