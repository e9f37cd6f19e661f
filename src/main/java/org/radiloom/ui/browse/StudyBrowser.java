package org.radiloom.ui.browse;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The left panel: patients and studies as headings, series with their thumbnails, and what could not be opened. */
public final class StudyBrowser extends VBox {
    private final BrowserModel model;
    private final ListView<BrowserRow> list = new ListView<>();
    private final Label skippedWords = new Label();
    private final HBox skippedRow;
    private boolean updating;

    /**
     * @param chosen told the id of a series that the reader clicks or reaches by key
     * @param openFolder what the button of the empty list does
     * @param showSkipped what the button beside the count of skipped files does
     */
    public StudyBrowser(
            BrowserModel model, Words words, Consumer<String> chosen, Runnable openFolder, Runnable showSkipped) {
        this.model = model;
        getStyleClass().addAll("panel", "left");
        var title = new Label(words.of("browser.title"));
        title.getStyleClass().add("panel-title");
        var head = new HBox(title);
        head.getStyleClass().add("panel-head");

        list.setId("series");
        list.getStyleClass().add("series-list");
        list.setCellFactory(view -> new SeriesCell(model));
        list.getSelectionModel().selectedItemProperty().addListener((o, before, row) -> {
            if (!updating && row instanceof BrowserRow.Entry entry) {
                chosen.accept(entry.item().id());
            }
        });
        list.setPlaceholder(empty(words, openFolder));
        VBox.setVgrow(list, Priority.ALWAYS);

        var show = new Button(words.of("browser.skipped.show"));
        show.setId("show-skipped");
        show.getStyleClass().add("flat");
        show.setOnAction(e -> showSkipped.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        skippedRow = new HBox(new FontIcon(MaterialDesignA.ALERT_OUTLINE), skippedWords, space, show);
        skippedRow.getStyleClass().add("skipped-row");
        skippedRow.setVisible(false);
        skippedRow.setManaged(false);
        getChildren().addAll(head, new StackPane(list), skippedRow);
        VBox.setVgrow(getChildren().get(1), Priority.ALWAYS);
        model.onChange(() -> update(words));
        update(words);
    }

    private static VBox empty(Words words, Runnable openFolder) {
        var what = new Label(words.of("browser.empty"));
        what.setWrapText(true);
        what.getStyleClass().add("muted");
        what.setStyle("-fx-text-alignment: center");
        var open = Buttons.words(
                "open-folder-empty",
                MaterialDesignF.FOLDER_OPEN_OUTLINE,
                words.of("open.folder.button"),
                words.of("command.open.folder"));
        open.setOnAction(e -> openFolder.run());
        var box = new VBox(what, open);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("empty");
        return box;
    }

    private void update(Words words) {
        updating = true;
        List<BrowserRow> rows = model.rows();
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
        } else {
            list.refresh();
        }
        model.selected()
                .flatMap(id -> rows.stream()
                        .filter(r -> r instanceof BrowserRow.Entry entry
                                && entry.item().id().equals(id))
                        .findFirst())
                .ifPresentOrElse(row -> list.getSelectionModel().select(row), () -> list.getSelectionModel()
                        .clearSelection());
        updating = false;
        int skipped = model.skipped().size();
        skippedWords.setText(words.of("browser.skipped", skipped));
        skippedRow.setVisible(skipped > 0);
        skippedRow.setManaged(skipped > 0);
    }
}
