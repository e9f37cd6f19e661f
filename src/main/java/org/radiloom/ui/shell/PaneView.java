package org.radiloom.ui.shell;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.radiloom.ui.anomaly.AnomalyLayer;
import org.radiloom.ui.browse.SeriesDrag;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.compare.CompareLayer;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.draw.IndexLayer;
import org.radiloom.ui.draw.RegionLayer;
import org.radiloom.ui.edit.EditLayer;
import org.radiloom.ui.edit.LabelLayer;
import org.radiloom.ui.edit.PreviewHint;
import org.radiloom.ui.edit.UncertainLayer;
import org.radiloom.ui.evidence.EvidenceLayer;
import org.radiloom.ui.measure.MeasureLayer;
import org.radiloom.ui.plane.CrosshairLayer;
import org.radiloom.ui.plane.SurfaceView;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.words.Words;

/** One pane of the window: its viewport with everything that lies over it. Touching it makes it the active one. */
final class PaneView extends StackPane {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final DeskModels models;
    private final Pane pane;
    private final Viewport viewport;
    private final Region edge = new Region();

    /** @param number from 1, part of the viewport's id from the second one on */
    PaneView(DeskModels models, Pane pane, int number, Words words, DeskActions actions, Commands commands) {
        this.models = models;
        this.pane = pane;
        viewport = new Viewport(pane.viewport(), words, actions.supply(pane));
        viewport.setId(number == 1 ? "viewport" : "viewport-" + number);
        viewport.add(new LabelLayer(pane.tools().edit(), pane.viewport()));
        viewport.add(new UncertainLayer(pane.tools().edit().looking(), pane.viewport(), words));
        viewport.add(new CompareLayer(pane.tools().compare(), pane.tools().edit(), pane.viewport(), words));
        viewport.add(new CrosshairLayer(models.planes(), pane.viewport(), words));
        viewport.add(new EvidenceLayer(pane.tools().evidence(), words));
        viewport.add(new AnomalyLayer(pane.tools().anomaly(), words));
        viewport.add(new CrossReferenceLayer(models, pane));
        viewport.add(new KeyImageLayer(models.keyImages(), pane, words));
        models.keyImages().onChange(viewport::requestLayout);
        viewport.add(new ActiveLayer(new RegionLayer(pane.tools().region(), words), this::active));
        viewport.add(new ActiveLayer(new IndexLayer(pane.tools().index(), words), this::active));
        viewport.add(new MeasureLayer(pane.tools().measure(), pane.viewport(), words));
        pane.tools().onChange(viewport::requestLayout);
        viewport.add(new EditLayer(pane.tools().edit(), pane.viewport()));
        viewport.add(new PreviewHint(pane.tools().edit(), pane.viewport(), words));
        pane.tools().edit().onChange(viewport::layersChanged);
        pane.tools().compare().onChange(viewport::layersChanged);
        getStyleClass().add("pane");
        edge.getStyleClass().add("pane-edge");
        edge.setMouseTransparent(true);
        getChildren().addAll(viewport, edge);
        addEventFilter(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY
                    && e.getClickCount() == 2
                    && !crosshair(e)
                    && models.panes().grid().panes() > 1
                    && pane.tools().measure().tool().isEmpty()
                    && pane.tools().edit().tool().isEmpty()) {
                models.panes().setMaximised(!models.panes().maximised());
                e.consume();
            }
        });
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> models.panes().activate(pane));
        viewport.focusedProperty().addListener((o, before, now) -> {
            if (now) {
                models.panes().activate(pane);
            }
        });
        addEventFilter(ScrollEvent.SCROLL, this::thicken);
        var buttons = new CommandButtons(commands, words);
        models.planes().onChange(() -> {
            showSurface(words, buttons);
            viewport.requestLayout();
        });
        showSurface(words, buttons);
        takeSeries(actions);
    }

    /** Whether an event belongs to the crosshair, which is not the image. */
    private static boolean crosshair(MouseEvent e) {
        return e.getTarget() instanceof Node node && node.getStyleClass().contains(CrosshairLayer.STYLE);
    }

    /** Shift and the wheel make planes thicker and thinner. */
    private void thicken(ScrollEvent e) {
        double notches = Math.signum(e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY());
        boolean brush = pane.tools().edit().tool().isPresent();
        if (e.isShiftDown()
                && !brush
                && models.planes().planeIn(pane.viewport()).isPresent()) {
            models.planes().thicken(notches);
            e.consume();
        }
    }

    /** The surface lies over the images of its pane, which has none then. */
    private void showSurface(Words words, CommandButtons buttons) {
        boolean here = models.planes().surfaceIn(pane.viewport());
        boolean there = getChildren().stream().anyMatch(SurfaceView.class::isInstance);
        if (here && !there) {
            var view = new SurfaceView(
                    models.planes().surface(),
                    words,
                    buttons,
                    PlaneCommands.ANALYSE,
                    PlaneCommands.RESET,
                    PlaneCommands.EXPORT);
            getChildren().add(1, view);
        } else if (!here && there) {
            getChildren().removeIf(SurfaceView.class::isInstance);
        }
    }

    private void takeSeries(DeskActions actions) {
        addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (SeriesDrag.series(e.getDragboard()).isPresent()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        addEventHandler(
                DragEvent.DRAG_DROPPED, e -> SeriesDrag.series(e.getDragboard()).ifPresent(id -> {
                    actions.showSeries(id, pane);
                    viewport.requestFocus();
                    e.setDropCompleted(true);
                    e.consume();
                }));
    }

    private boolean active() {
        return models.panes().active() == pane;
    }

    Pane pane() {
        return pane;
    }

    Viewport viewport() {
        return viewport;
    }

    /** Shows by its edge whether it is the active one of several. */
    void mark() {
        boolean marked = active() && models.panes().shown().size() > 1;
        pseudoClassStateChanged(ACTIVE, marked);
        viewport.requestLayout();
    }
}
