package org.radiloom.ui.inspect;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Sheet;
import org.radiloom.ui.words.Words;

/** All DICOM attributes of the image on screen, to be searched and copied; PgUp and PgDn go to its neighbours. */
public final class TagsSheet extends Sheet {
    private final TagsModel model;
    private final ViewportModel viewport;
    private final Words words;
    private final Consumer<Integer> load;
    private final TreeTableView<AttributeRow> table = new TreeTableView<>();
    private final CustomTextField search = new CustomTextField();
    private final Label count = new Label();
    private final Label slice = new Label();
    private final Label empty = new Label();
    private int shown = -1;

    /** @param load brings the attributes of a slice into the model */
    public TagsSheet(TagsModel model, ViewportModel viewport, Words words, Consumer<Integer> load, Runnable close) {
        super("tags-sheet", close);
        this.model = model;
        this.viewport = viewport;
        this.words = words;
        this.load = load;
        getStyleClass().add("tags-sheet");
        var title = new Label(words.of("tags.title"));
        title.getStyleClass().add("strong");
        var before = Buttons.icon("tags-previous", MaterialDesignC.CHEVRON_LEFT, words.of("tags.previous"));
        before.setOnAction(e -> viewport.scroll(-1));
        var next = Buttons.icon("tags-next", MaterialDesignC.CHEVRON_RIGHT, words.of("tags.next"));
        next.setOnAction(e -> viewport.scroll(1));
        slice.setId("tags-slice");
        slice.getStyleClass().add("muted");
        search.setId("tags-search");
        search.setPromptText(words.of("tags.search"));
        search.setAccessibleText(words.of("tags.search"));
        var glass = new FontIcon(MaterialDesignM.MAGNIFY);
        glass.getStyleClass().add("muted");
        search.setLeft(glass);
        search.setPrefWidth(300);
        search.textProperty().addListener((o, was, now) -> model.search(now));
        var head = new HBox(8, search, space(), before, slice, next);
        head.setAlignment(Pos.CENTER_LEFT);
        table();
        count.getStyleClass().add("muted");
        count.setId("tags-count");
        var copy = new Button(words.of("tags.copy"));
        copy.setId("tags-copy");
        copy.setOnAction(e -> copy());
        var done = new Button(words.of("skipped.close"));
        done.setId("tags-close");
        done.getStyleClass().add("primary");
        done.setOnAction(e -> close());
        var foot = new HBox(8, count, space(), copy, done);
        foot.setAlignment(Pos.CENTER_LEFT);
        var sheet = new VBox(title, head, table, foot);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(1060, 760);
        VBox.setVgrow(table, Priority.ALWAYS);
        setPadding(new javafx.geometry.Insets(24));
        getChildren().add(sheet);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.onChange(this::update);
        viewport.onChange(this::follow);
        follow();
        update();
    }

    private static Region space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private void table() {
        table.setId("tags");
        table.setAccessibleText(words.of("tags.title"));
        table.setShowRoot(false);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("tags.tag", 150, AttributeRow::tag);
        column("tags.name", 290, AttributeRow::name);
        column("tags.vr", 48, AttributeRow::vr);
        column("tags.value", 520, AttributeRow::value);
        table.setPlaceholder(empty);
        empty.getStyleClass().add("muted");
    }

    private void column(String name, double width, java.util.function.Function<AttributeRow, String> what) {
        var column = new TreeTableColumn<AttributeRow, String>(words.of(name));
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(what.apply(cell.getValue().getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 120));
        column.setSortable(false);
        table.getColumns().add(column);
    }

    private void pressed(KeyEvent e) {
        if (e.getCode() == KeyCode.PAGE_DOWN || e.getCode() == KeyCode.PAGE_UP) {
            viewport.scroll(e.getCode() == KeyCode.PAGE_DOWN ? 1 : -1);
            e.consume();
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.F) {
            search.requestFocus();
            e.consume();
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.C && table.isFocused()) {
            copy();
            e.consume();
        } else if (e.getCode() == KeyCode.DOWN && search.isFocused()) {
            table.requestFocus();
            table.getSelectionModel().selectFirst();
            e.consume();
        }
    }

    /** The image on screen is another one. */
    private void follow() {
        if (getScene() == null && shown >= 0) {
            return;
        }
        slice.setText(words.of(
                viewport.film() ? "viewport.frame" : "viewport.slice", viewport.slice() + 1, viewport.slices()));
        if (viewport.slice() != shown) {
            shown = viewport.slice();
            load.accept(shown);
        }
    }

    private void update() {
        List<AttributeRow> rows = model.rows();
        boolean searching = !model.text().isEmpty();
        var root = new TreeItem<AttributeRow>();
        rows.forEach(row -> root.getChildren().add(item(row, searching)));
        table.setRoot(root);
        count.setText(words.of("tags.count", TagsModel.count(rows)));
        String none = searching ? "tags.none" : model.loaded() ? "tags.no.dicom" : "tags.loading";
        empty.setText(words.of(none));
    }

    private static TreeItem<AttributeRow> item(AttributeRow row, boolean open) {
        var item = new TreeItem<>(row);
        row.children().forEach(child -> item.getChildren().add(item(child, open)));
        item.setExpanded(open || row.tag().isEmpty());
        return item;
    }

    /** The lines that are selected, or all that are found. */
    private void copy() {
        List<AttributeRow> selected = table.getSelectionModel().getSelectedItems().stream()
                .map(TreeItem::getValue)
                .toList();
        var content = new ClipboardContent();
        content.putString(TagsModel.lines(selected.isEmpty() ? model.rows() : selected));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
