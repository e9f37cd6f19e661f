package org.radiloom.ui.words;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Control;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeTableView;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Says everything that stands in a part of the window again, in the language of now. */
public final class Retelling {
    private final Words words;

    private Retelling(Words words) {
        this.words = words;
    }

    /** Replaces what {@code words} said in another language, in {@code node} and below it, in menus and tooltips. */
    public static void in(Node node, Words words) {
        new Retelling(words).node(node);
    }

    private void text(Property<String> text) {
        String now = text.getValue();
        if (now != null && !text.isBound()) {
            String again = words.again(now);
            if (!again.equals(now)) {
                text.setValue(again);
            }
        }
    }

    private void node(@Nullable Node node) {
        if (node == null) {
            return;
        }
        text(node.accessibleTextProperty());
        text(node.accessibleHelpProperty());
        if (node instanceof Text letters) {
            text(letters.textProperty());
        }
        if (node instanceof Control control) {
            control(control);
        }
        if (node instanceof Parent parent) {
            List.copyOf(parent.getChildrenUnmodifiable()).forEach(this::node);
        }
    }

    private void control(Control control) {
        Optional.ofNullable(control.getTooltip()).map(Tooltip::textProperty).ifPresent(this::text);
        Optional.ofNullable(control.getContextMenu())
                .map(ContextMenu::getItems)
                .ifPresent(items -> items.forEach(this::item));
        if (control instanceof Labeled labeled) {
            text(labeled.textProperty());
        }
        if (control instanceof TextInputControl input) {
            text(input.promptTextProperty());
        }
        if (control instanceof MenuButton menu) {
            menu.getItems().forEach(this::item);
        }
        if (control instanceof TabPane tabs) {
            tabs.getTabs().forEach(tab -> {
                text(tab.textProperty());
                node(tab.getContent());
            });
        }
        if (control instanceof ListView<?> list) {
            node(list.getPlaceholder());
            list.refresh();
        }
        if (control instanceof TableView<?> table) {
            table.getColumns().forEach(this::column);
            node(table.getPlaceholder());
            table.refresh();
        }
        if (control instanceof TreeTableView<?> table) {
            table.getColumns().forEach(this::column);
            node(table.getPlaceholder());
            table.refresh();
        }
    }

    private void column(TableColumnBase<?, ?> column) {
        text(column.textProperty());
        column.getColumns().forEach(this::column);
    }

    private void item(MenuItem item) {
        text(item.textProperty());
        node(item.getGraphic());
        if (item instanceof CustomMenuItem custom) {
            node(custom.getContent());
        }
        if (item instanceof Menu menu) {
            menu.getItems().forEach(this::item);
        }
    }
}
