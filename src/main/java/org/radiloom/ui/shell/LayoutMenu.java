package org.radiloom.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Linking;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** How many panes there are, chosen on a small picture of them, and what follows the active one. */
final class LayoutMenu extends MenuButton {
    private static final PseudoClass COVERED = PseudoClass.getPseudoClass("covered");
    private static final double CELL = 28;

    private final DeskModels models;
    private final Region[][] cells = new Region[PaneGrid.MOST][PaneGrid.MOST];
    private final Map<Linking.Mode, RadioMenuItem> modes = new EnumMap<>(Linking.Mode.class);
    private final CheckMenuItem lines;

    LayoutMenu(DeskModels models, Words words, Commands commands) {
        this.models = models;
        setId("layout");
        getStyleClass().add("flat");
        setGraphic(new FontIcon(MaterialDesignV.VIEW_GRID_OUTLINE));
        setAccessibleText(words.of("layout.tooltip"));
        Buttons.explain(this, words.of("layout.tooltip"));
        var picker = new CustomMenuItem(picker(words, commands));
        picker.getStyleClass().add("layout-item");
        var group = new ToggleGroup();
        getItems().addAll(picker, new SeparatorMenuItem());
        for (Linking.Mode mode : Linking.Mode.values()) {
            var item = new RadioMenuItem(words.of(key(mode)));
            item.setId("link-" + mode.name().toLowerCase(java.util.Locale.ROOT));
            item.setToggleGroup(group);
            item.setOnAction(e -> models.linking().setMode(mode));
            modes.put(mode, item);
            getItems().add(item);
        }
        lines = new CheckMenuItem(words.of("layout.lines"));
        lines.setId("link-lines");
        lines.setOnAction(e -> models.linking().setLines(lines.isSelected()));
        getItems().addAll(new SeparatorMenuItem(), lines);
        models.panes().onChange(this::update);
        models.linking().onChange(this::update);
        update();
    }

    private static String key(Linking.Mode mode) {
        return switch (mode) {
            case OFF -> "layout.link.off";
            case POSITION -> "layout.link.position";
            case STEPS -> "layout.link.steps";
        };
    }

    private GridPane picker(Words words, Commands commands) {
        var grid = new GridPane();
        grid.getStyleClass().add("layout-picker");
        for (int row = 0; row < PaneGrid.MOST; row++) {
            for (int column = 0; column < PaneGrid.MOST; column++) {
                var wanted = new PaneGrid(row + 1, column + 1);
                var cell = new Region();
                cell.setId("layout-" + wanted.rows() + "x" + wanted.columns());
                cell.setAccessibleText(words.of("command.layout", wanted.rows(), wanted.columns()));
                cell.getStyleClass().add("layout-cell");
                cell.setMinSize(CELL, CELL);
                cell.setPrefSize(CELL, CELL);
                cell.setOnMouseEntered(e -> cover(wanted));
                cell.setOnMouseClicked(e -> {
                    hide();
                    commands.run(PaneCommands.id(wanted));
                });
                cells[row][column] = cell;
                grid.add(cell, column, row);
            }
        }
        grid.setOnMouseExited(e -> cover(models.panes().grid()));
        return grid;
    }

    private void cover(PaneGrid grid) {
        for (int row = 0; row < PaneGrid.MOST; row++) {
            for (int column = 0; column < PaneGrid.MOST; column++) {
                cells[row][column].pseudoClassStateChanged(COVERED, row < grid.rows() && column < grid.columns());
            }
        }
    }

    private void update() {
        cover(models.panes().grid());
        modes.forEach((mode, item) -> item.setSelected(models.linking().mode() == mode));
        lines.setSelected(models.linking().lines());
    }
}
