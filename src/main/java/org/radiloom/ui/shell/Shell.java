package org.radiloom.ui.shell;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.radiloom.home.Home;
import org.radiloom.ui.anomaly.ComparePane;
import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.browse.SkipReport;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.browse.StartPane;
import org.radiloom.ui.browse.StudyBrowser;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.command.KeyEvents;
import org.radiloom.ui.command.Palette;
import org.radiloom.ui.command.ShortcutsPage;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Pane;
import org.radiloom.ui.inspect.Inspector;
import org.radiloom.ui.inspect.TagsModel;
import org.radiloom.ui.inspect.TagsSheet;
import org.radiloom.ui.plane.PlaneBar;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.preference.PreferencesPage;
import org.radiloom.ui.view.Viewport;
import org.radiloom.ui.words.PatientData;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** Everything inside the window: tool bar, studies, panes, inspector, status line. */
public final class Shell extends StackPane {
    private final BrowserModel browser;
    private final Words words;
    private final DeskModels models;
    private final DeskActions actions;
    private final PanesView panes;
    private final StackPane right = new StackPane();
    private final VBox centre;
    private final Map<Pane, Beside> beside = new HashMap<>();
    private final StackPane dropHere;
    private final StudyBrowser studies;
    private final Commands commands;
    private final SidePanels sides;

    /** What belongs to a pane and stands beside the images while it is the active one. */
    private record Beside(Inspector inspector, ComparePane compare) {}

    public Shell(DeskModels models, Words words, DeskActions actions, Commands commands) {
        this.models = models;
        this.actions = actions;
        this.browser = models.browser();
        this.words = words;
        this.commands = commands;
        getStyleClass().add("shell");
        panes = new PanesView(models, words, actions, commands, this);
        var bar = new ViewToolBar(models, words, commands);
        var asked = new BrowsingActions(actions, () -> viewport().requestFocus(), this::showSkipped);
        studies = new StudyBrowser(models.browser(), words, asked);
        var images = new StackPane(panes, new StartPane(models.browser(), words, asked));
        VBox.setVgrow(images, Priority.ALWAYS);
        var frame = new BorderPane();
        frame.setTop(bar);
        frame.setLeft(studies);
        centre = new VBox(
                new NoticeBar(models.status(), models.patients(), words),
                new PlaneBar(
                        models.planes(),
                        words,
                        new CommandButtons(commands, words),
                        PlaneCommands.CENTRE,
                        PlaneCommands.TOGGLE),
                images);
        frame.setCenter(centre);
        frame.setRight(right);
        models.panes().onChange(this::besideActive);
        besideActive();
        frame.setBottom(new StatusBar(models, words));
        sides = new SidePanels(studies, right);
        widthProperty().addListener((o, before, now) -> sides.fit(now.doubleValue()));
        dropHere = new StackPane(new Label(words.of("open.drop")));
        dropHere.getStyleClass().add("drop-here");
        dropHere.setVisible(false);
        dropHere.setMouseTransparent(true);
        getChildren().addAll(frame, dropHere);

        addEventHandler(KeyEvent.KEY_PRESSED, e -> KeyEvents.pressed(e, commands, getScene()));
        takeDrops(actions);
    }

    private void besideActive() {
        Beside now = beside.computeIfAbsent(
                models.panes().active(),
                p -> new Beside(
                        new Inspector(p.inspector(), p.viewport(), p.tools(), words, actions, commands),
                        new ComparePane(p.tools().anomaly(), p.viewport(), words, () -> viewport()
                                .requestFocus())));
        now.inspector().onTags(this::showTags);
        if (!right.getChildren().equals(List.of(now.inspector()))) {
            right.getChildren().setAll(now.inspector());
            centre.getChildren().removeIf(ComparePane.class::isInstance);
            centre.getChildren().add(now.compare());
        }
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

    /** The viewport of the active pane. */
    public Viewport viewport() {
        return panes.viewport();
    }

    /** Says that a slice of a series on screen has come into memory. */
    public void sliceArrived() {
        panes.sliceArrived();
    }

    /** The panels at the sides, which a reader may put away. */
    public SidePanels sides() {
        return sides;
    }

    /** The list of studies. */
    public StudyBrowser studies() {
        return studies;
    }

    /** Lists the files that were not opened. */
    public void showSkipped() {
        Consumer<String> save =
                name -> actions.saveAs(words.of("skipped.save.title"), name, SkipReport.of(skipped(), name, words));
        show(new SkippedSheet(skipped(), words, browser::clearSkipped, save, this::closeSheet));
    }

    /** Lists all DICOM attributes of the image on screen. */
    public void showTags() {
        var model = new TagsModel(models.patients());
        show(new TagsSheet(
                model, models.viewport(), words, k -> actions.readAttributes(k, model::show), this::closeSheet));
    }

    private List<SkippedFile> skipped() {
        PatientData patients = models.patients();
        return browser.skipped().stream()
                .map(s -> new SkippedFile(
                        patients.file(s.file(), words), words.said(patients.reason(s.reason(), s.file(), words))))
                .toList();
    }

    /** Asks for a command. */
    public void showPalette() {
        show(new Palette(commands, words, this::closeSheet));
    }

    /** Lists the keys of all commands, to be changed. */
    public void showShortcuts() {
        show(new ShortcutsPage(commands, words, this::closeSheet));
    }

    /** Lists what the reader can choose. */
    public void showPreferences(Preferences preferences, Home home) {
        show(new PreferencesPage(preferences, words, home, this::closeSheet));
    }

    private void show(Sheet sheet) {
        getChildren().removeIf(Sheet.class::isInstance);
        getChildren().add(sheet);
        sheet.focusFirst();
    }

    private void closeSheet() {
        getChildren().removeIf(Sheet.class::isInstance);
        viewport().requestFocus();
    }
}
