package org.radiloom.ui.shell;

import java.io.File;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.radiloom.ui.anomaly.AnomalyLayer;
import org.radiloom.ui.anomaly.ComparePane;
import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.browse.StudyBrowser;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.draw.IndexLayer;
import org.radiloom.ui.draw.RegionLayer;
import org.radiloom.ui.evidence.EvidenceLayer;
import org.radiloom.ui.inspect.Inspector;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.words.Words;

/** Everything inside the window: tool bar, studies, viewport, inspector, status line. */
public final class Shell extends StackPane {
    private static final KeyCombination OPEN_FOLDER = new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination OPEN_FILES =
            new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    private static final KeyCombination ANALYSE = new KeyCodeCombination(KeyCode.M, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ANOMALIES =
            new KeyCodeCombination(KeyCode.M, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
    private static final KeyCombination EXPORT = new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN);

    private static final KeyCombination INDEX = new KeyCodeCombination(KeyCode.H, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final BrowserModel browser;
    private final Words words;
    private final Viewport viewport;
    private final StackPane dropHere;

    public Shell(DeskModels models, Words words, DeskActions actions) {
        this.browser = models.browser();
        this.words = words;
        getStyleClass().add("shell");
        viewport = new Viewport(models.viewport(), words, actions);
        viewport.add(new EvidenceLayer(models.tools().evidence(), words));
        var maps = new AnomalyLayer(models.tools().anomaly(), words, models.viewport()::goTo);
        viewport.add(maps);
        viewport.add(new RegionLayer(models.tools().region(), words));
        viewport.add(new IndexLayer(models.tools().index(), words));
        models.tools().onChange(viewport::requestLayout);
        var bar = new ViewToolBar(models.viewport(), words, actions::openFolder, actions::openFiles);
        Consumer<String> chosen = id -> {
            actions.showSeries(id);
            viewport.requestFocus();
        };
        var studies = new StudyBrowser(models.browser(), words, chosen, actions::openFolder, this::showSkipped);
        VBox.setVgrow(viewport, Priority.ALWAYS);
        var frame = new BorderPane();
        frame.setTop(bar);
        frame.setLeft(studies);
        var compare = new ComparePane(models.tools().anomaly(), models.viewport(), words, viewport::requestFocus);
        frame.setCenter(new VBox(new NoticeBar(models.status(), words), viewport, compare));
        frame.setRight(new Inspector(models.inspector(), models.viewport(), models.tools(), words, actions));
        frame.setBottom(new StatusBar(models, words));
        dropHere = new StackPane(new Label(words.of("open.drop")));
        dropHere.getStyleClass().add("drop-here");
        dropHere.setVisible(false);
        dropHere.setMouseTransparent(true);
        getChildren().addAll(frame, dropHere);

        var keys = new ViewKeys(models.viewport());
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (OPEN_FOLDER.match(e)) {
                actions.openFolder();
                e.consume();
            } else if (OPEN_FILES.match(e)) {
                actions.openFiles();
                e.consume();
            } else if (ANALYSE.match(e)) {
                actions.analyse();
                e.consume();
            } else if (ANOMALIES.match(e)) {
                actions.analyse(Target.ANOMALY, OptionalInt.empty());
                e.consume();
            } else if (EXPORT.match(e)) {
                actions.export();
                e.consume();
            } else if (INDEX.match(e)) {
                models.tools().index().place(models.viewport().slice());
                viewport.requestFocus();
                e.consume();
            } else if (UNDO.match(e)) {
                models.tools().region().undo();
                e.consume();
            } else if (maps.pressed(e)) {
                e.consume();
            } else {
                keys.pressed(e);
            }
        });
        takeDrops(actions);
    }

    private void takeDrops(DeskActions actions) {
        addEventHandler(DragEvent.DRAG_OVER, e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                dropHere.setVisible(true);
            }
            e.consume();
        });
        addEventHandler(DragEvent.DRAG_EXITED, e -> dropHere.setVisible(false));
        addEventHandler(DragEvent.DRAG_DROPPED, e -> {
            dropHere.setVisible(false);
            boolean files = e.getDragboard().hasFiles();
            if (files) {
                actions.open(
                        e.getDragboard().getFiles().stream().map(File::toPath).toList());
            }
            e.setDropCompleted(files);
            e.consume();
        });
    }

    public Viewport viewport() {
        return viewport;
    }

    /** Lists the files that were not opened. */
    public void showSkipped() {
        getChildren().removeIf(SkippedSheet.class::isInstance);
        var sheet = new SkippedSheet(browser.skipped(), words, browser::clearSkipped, this::closeSkipped);
        getChildren().add(sheet);
        sheet.requestFocus();
    }

    private void closeSkipped() {
        getChildren().removeIf(SkippedSheet.class::isInstance);
        viewport.requestFocus();
    }
}
