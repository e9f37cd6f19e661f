package org.radiloom.ui.browse;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** What a window without images offers: to open something, and what was opened before. */
public final class StartPane extends StackPane {
    private static final int PLACES = 8;

    private final BrowserModel model;
    private final Words words;
    private final BrowserActions actions;
    private final Label recent;
    private final VBox places = new VBox();

    public StartPane(BrowserModel model, Words words, BrowserActions actions) {
        this.model = model;
        this.words = words;
        this.actions = actions;
        setId("start");
        getStyleClass().add("start");
        var title = new Label(words.of("start.title"));
        title.getStyleClass().add("start-title");
        var hint = new Label(words.of("start.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        var folder = Buttons.words(
                "start-folder",
                MaterialDesignF.FOLDER_OPEN_OUTLINE,
                words.of("open.folder.button"),
                words.of("command.open.folder"));
        folder.getStyleClass().add("primary");
        folder.setOnAction(e -> actions.openFolder());
        var files = Buttons.words(
                "start-files",
                MaterialDesignF.FILE_PLUS_OUTLINE,
                words.of("command.open.files"),
                words.of("command.open.files"));
        files.setOnAction(e -> actions.openFiles());
        recent = new Label(words.of("recent.title"));
        recent.getStyleClass().add("strong");
        places.getStyleClass().add("start-places");
        var page = new VBox(title, hint, new HBox(8, folder, files), recent, places);
        page.getStyleClass().add("start-page");
        page.setMaxSize(560, USE_PREF_SIZE);
        VBox.setMargin(recent, new javafx.geometry.Insets(16, 0, 0, 0));
        getChildren().add(page);
        model.onChange(this::update);
        update();
    }

    private void update() {
        boolean idle = model.items().isEmpty();
        setVisible(idle);
        setManaged(idle);
        List<RecentPlace> first = model.places().stream().limit(PLACES).toList();
        recent.setVisible(!first.isEmpty());
        if (!first.equals(places.getUserData())) {
            places.setUserData(first);
            places.getChildren().setAll(first.stream().map(this::row).toList());
        }
    }

    private Button row(RecentPlace place) {
        var name = new Label(place.name());
        name.setMinWidth(Region.USE_PREF_SIZE);
        var where = new Label(place.present() ? place.where() : words.of("recent.gone", place.where()));
        where.getStyleClass().addAll("muted", "small");
        where.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        where.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(where, Priority.ALWAYS);
        var when = new Label(place.when());
        when.getStyleClass().addAll("muted", "small");
        when.setMinWidth(Region.USE_PREF_SIZE);
        var icon = new FontIcon(place.present() ? icon(place.kind()) : MaterialDesignA.ALERT_OUTLINE);
        icon.getStyleClass().add(place.present() ? "muted" : "warn");
        var line = new HBox(12, icon, name, where, when);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPrefWidth(536);
        var row = new Button("", line);
        row.setId("start-place");
        row.getStyleClass().addAll("flat", "place-row");
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAccessibleText(words.of("recent.spoken", place.name(), place.where(), place.when()));
        row.setTooltip(new Tooltip(place.where().isEmpty() ? place.name() : place.name() + ", " + place.where()));
        row.setOnAction(e -> actions.openPlace(place));
        return row;
    }

    private static Ikon icon(RecentPlace.Kind kind) {
        return switch (kind) {
            case FOLDER -> MaterialDesignF.FOLDER_OUTLINE;
            case ARCHIVE -> MaterialDesignA.ARCHIVE_OUTLINE;
            case FILES -> MaterialDesignF.FILE_OUTLINE;
        };
    }
}
