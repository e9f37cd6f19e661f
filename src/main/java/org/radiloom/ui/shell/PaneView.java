package org.radiloom.ui.shell;

import javafx.css.PseudoClass;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.radiloom.ui.anomaly.AnomalyLayer;
import org.radiloom.ui.browse.SeriesDrag;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.draw.IndexLayer;
import org.radiloom.ui.draw.RegionLayer;
import org.radiloom.ui.evidence.EvidenceLayer;
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
    PaneView(DeskModels models, Pane pane, int number, Words words, DeskActions actions) {
        this.models = models;
        this.pane = pane;
        viewport = new Viewport(pane.viewport(), words, actions.supply(pane));
        viewport.setId(number == 1 ? "viewport" : "viewport-" + number);
        viewport.add(new EvidenceLayer(pane.tools().evidence(), words));
        viewport.add(new AnomalyLayer(pane.tools().anomaly(), words));
        viewport.add(new CrossReferenceLayer(models, pane));
        viewport.add(new KeyImageLayer(models.keyImages(), pane, words));
        models.keyImages().onChange(viewport::requestLayout);
        viewport.add(new ActiveLayer(new RegionLayer(pane.tools().region(), words), this::active));
        viewport.add(new ActiveLayer(new IndexLayer(pane.tools().index(), words), this::active));
        pane.tools().onChange(viewport::requestLayout);
        getStyleClass().add("pane");
        edge.getStyleClass().add("pane-edge");
        edge.setMouseTransparent(true);
        getChildren().addAll(viewport, edge);
        addEventFilter(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY
                    && e.getClickCount() == 2
                    && models.panes().grid().panes() > 1) {
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
        takeSeries(actions);
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
