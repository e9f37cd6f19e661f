package org.radiloom.ui.browse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/**
 * The left panel: search, open series under their patients and studies, studies that were opened before, and what could not be
 * opened. Going through the list by keys shows each series and leaves the keys here; Enter and the pointer give them to the
 * image.
 */
public final class StudyBrowser extends VBox {
    private static final int MENU_PLACES = 15;

    private final BrowserModel model;
    private final Words words;
    private final BrowserActions actions;
    private final ListView<BrowserRow> list = new ListView<>();
    private final Label skippedWords = new Label();
    private final HBox skippedRow;
    private final FilterBar filter;
    private final MenuButton recent = new MenuButton();
    private final Label nothing = new Label();
    private final VBox empty;
    private boolean updating;

    public StudyBrowser(BrowserModel model, Words words, BrowserActions actions) {
        this.model = model;
        this.words = words;
        this.actions = actions;
        getStyleClass().addAll("panel", "left");
        var title = new Label(words.of("browser.title"));
        title.getStyleClass().add("panel-title");
        recent.setId("recent");
        recent.setGraphic(new FontIcon(MaterialDesignH.HISTORY));
        recent.getStyleClass().addAll("flat", "icon-only");
        recent.setAccessibleText(words.of("recent.title"));
        recent.setTooltip(new Tooltip(words.of("recent.tooltip")));
        var head = new HBox(title, space(), recent);
        head.getStyleClass().add("panel-head");
        filter = new FilterBar(model, words, this::focusList);

        list.setId("series");
        list.setAccessibleText(words.of("browser.title"));
        list.getStyleClass().add("series-list");
        list.setCellFactory(view -> new SeriesCell(model, words));
        list.getSelectionModel().selectedItemProperty().addListener((o, before, row) -> {
            if (!updating && row instanceof BrowserRow.Entry entry) {
                actions.showSeries(entry.item().id());
            }
        });
        list.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        empty = empty();
        list.setPlaceholder(empty);
        VBox.setVgrow(list, Priority.ALWAYS);

        var show = new Button(words.of("browser.skipped.show"));
        show.setId("show-skipped");
        show.getStyleClass().add("flat");
        show.setOnAction(e -> actions.showSkipped());
        skippedRow = new HBox(new FontIcon(MaterialDesignA.ALERT_OUTLINE), skippedWords, space(), show);
        skippedRow.getStyleClass().add("skipped-row");
        skippedRow.setVisible(false);
        skippedRow.setManaged(false);
        var body = new StackPane(list);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, filter, body, skippedRow);
        model.onChange(this::update);
        update();
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private VBox empty() {
        nothing.setWrapText(true);
        nothing.getStyleClass().add("muted");
        nothing.setStyle("-fx-text-alignment: center");
        var open = Buttons.words(
                "open-folder-empty",
                MaterialDesignF.FOLDER_OPEN_OUTLINE,
                words.of("open.folder.button"),
                words.of("command.open.folder"));
        open.setOnAction(e -> actions.openFolder());
        var box = new VBox(nothing, open);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("empty");
        return box;
    }

    // ---- keys and pointer ----

    /** Gives the keys to the search field. */
    public void search() {
        filter.focus();
    }

    /** Opens the menu of what was opened before. */
    public void showRecent() {
        recent.requestFocus();
        recent.show();
    }

    /** Gives the keys to the list, at the series on screen or else the first one. */
    public void focusList() {
        list.requestFocus();
        if (list.getSelectionModel().getSelectedIndex() < 0) {
            for (int n = 0; n < list.getItems().size(); n++) {
                if (leadsSomewhere(list.getItems().get(n))) {
                    list.getSelectionModel().select(n);
                    return;
                }
            }
        }
    }

    private static boolean leadsSomewhere(BrowserRow row) {
        return row instanceof BrowserRow.Entry || row instanceof BrowserRow.Earlier;
    }

    private void clicked(MouseEvent e) {
        BrowserRow row = list.getSelectionModel().getSelectedItem();
        if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress() && row != null && onRow(e)) {
            act(row);
        }
    }

    /** A click below the last line is a click on nothing. */
    private static boolean onRow(MouseEvent e) {
        javafx.scene.Node at = e.getPickResult().getIntersectedNode();
        while (at != null && !(at instanceof SeriesCell)) {
            at = at.getParent();
        }
        return at instanceof SeriesCell cell && !cell.isEmpty();
    }

    private void act(BrowserRow row) {
        switch (row) {
            case BrowserRow.Entry entry -> {
                actions.showSeries(entry.item().id());
                actions.toImage();
            }
            case BrowserRow.Earlier earlier -> actions.openStudy(earlier.study());
            case BrowserRow.Heading heading -> {}
            case BrowserRow.Section section -> {}
        }
    }

    private void pressed(KeyEvent e) {
        BrowserRow row = list.getSelectionModel().getSelectedItem();
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
            return;
        }
        switch (e.getCode()) {
            case UP -> step(-1);
            case DOWN -> step(1);
            case ENTER -> Optional.ofNullable(row).ifPresent(this::act);
            case DELETE -> {
                if (row instanceof BrowserRow.Earlier earlier) {
                    actions.forget(earlier.study());
                }
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Headings are passed over. */
    private void step(int by) {
        int at = list.getSelectionModel().getSelectedIndex() + by;
        while (at >= 0 && at < list.getItems().size()) {
            if (leadsSomewhere(list.getItems().get(at))) {
                list.getSelectionModel().select(at);
                list.scrollTo(Math.max(0, by < 0 ? at - 1 : at - 3));
                return;
            }
            at += by;
        }
    }

    // ---- showing ----

    private void update() {
        updating = true;
        List<BrowserRow> rows = model.rows(LocalDate.now(java.time.ZoneId.systemDefault()));
        // what is searched for and not found is not the same as nothing at all
        nothing.setText(words.of(model.searchable() ? "browser.none" : "browser.empty"));
        RowDifference.apply(list.getItems(), rows);
        select(rows);
        updating = false;
        filter.update();
        places();
        int skipped = model.skipped().size();
        skippedWords.setText(words.of("browser.skipped", skipped));
        skippedRow.setVisible(skipped > 0);
        skippedRow.setManaged(skipped > 0);
    }

    private void select(List<BrowserRow> rows) {
        BrowserRow now = list.getSelectionModel().getSelectedItem();
        // who goes through the studies of before stays where they are
        if (now instanceof BrowserRow.Earlier && list.isFocused() && rows.contains(now)) {
            return;
        }
        model.selected()
                .flatMap(id -> rows.stream()
                        .filter(r -> r instanceof BrowserRow.Entry entry
                                && entry.item().id().equals(id))
                        .findFirst())
                .ifPresentOrElse(
                        row -> {
                            if (!row.equals(now)) {
                                list.getSelectionModel().select(row);
                            }
                        },
                        () -> list.getSelectionModel().clearSelection());
    }

    private void places() {
        recent.setDisable(model.places().isEmpty());
        recent.getItems().clear();
        Consumer<RecentPlace> add = place -> {
            var item = new MenuItem(words.of("recent.item", place.name(), place.when()));
            item.setMnemonicParsing(false);
            item.setDisable(!place.present());
            item.setOnAction(e -> actions.openPlace(place));
            recent.getItems().add(item);
        };
        model.places().stream().limit(MENU_PLACES).forEach(add);
        if (!model.places().isEmpty()) {
            var clear = new MenuItem(words.of("recent.clear"));
            clear.setOnAction(e -> List.copyOf(model.places()).forEach(actions::forget));
            recent.getItems().addAll(new SeparatorMenuItem(), clear);
        }
    }
}
