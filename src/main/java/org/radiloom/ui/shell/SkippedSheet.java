package org.radiloom.ui.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** The list of files that were not opened, each with its reason, over the dimmed window. */
final class SkippedSheet extends Sheet {
    private static final int ROW = 28;

    /** @param save asks where to write the list; told a name that says by its end as what */
    SkippedSheet(List<SkippedFile> files, Words words, Runnable clear, Consumer<String> save, Runnable close) {
        super("skipped-sheet", close);
        var title = new Label(words.of("skipped.title", files.size()));
        title.getStyleClass().add("strong");
        var table = new TableView<SkippedFile>();
        table.setId("skipped-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<SkippedFile, String> file = new TableColumn<>(words.of("skipped.file"));
        file.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().file()));
        file.setPrefWidth(300);
        TableColumn<SkippedFile, String> reason = new TableColumn<>(words.of("skipped.reason"));
        reason.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().reason()));
        reason.setPrefWidth(560);
        table.getColumns().add(file);
        table.getColumns().add(reason);
        table.getItems().setAll(files);
        table.setPrefHeight(ROW * (1 + Math.clamp(files.size(), 3, 14)) + 2);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var csv = new Button(words.of("skipped.save.csv"));
        csv.setId("skipped-save-csv");
        csv.setOnAction(e -> save.accept("skipped-files.csv"));
        var text = new Button(words.of("skipped.save.text"));
        text.setId("skipped-save-text");
        text.setOnAction(e -> save.accept("skipped-files.txt"));
        table.setAccessibleText(words.of("skipped.title", files.size()));
        var forget = new Button(words.of("skipped.clear"));
        forget.setId("skipped-clear");
        forget.setOnAction(e -> {
            clear.run();
            close.run();
        });
        var done = new Button(words.of("skipped.close"));
        done.setId("skipped-close");
        done.getStyleClass().add("primary");
        done.setDefaultButton(true);
        done.setOnAction(e -> close.run());
        var buttons = new HBox(8, csv, text, space, forget, done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        var sheet = new VBox(title, table, buttons);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(900, USE_PREF_SIZE);
        getChildren().add(sheet);
    }
}
