package org.radiloom.ui.shell;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.EditTool;
import org.radiloom.ui.edit.ToolFace;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** The correcting tools of the tool bar: brush, eraser, and a menu with the others, whose face is the one in the hand. */
final class EditTools extends HBox {
    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");
    private static final List<EditTool> USUAL = List.of(EditTool.BRUSH, EditTool.ERASER);

    private final DeskModels models;
    private final Commands commands;
    private final Map<EditTool, ToggleButton> buttons = new EnumMap<>(EditTool.class);
    private final MenuButton more = new MenuButton();
    private final FontIcon face = new FontIcon(MaterialDesignP.PENCIL_OUTLINE);

    EditTools(DeskModels models, Words words, Commands commands) {
        this.models = models;
        this.commands = commands;
        setSpacing(4);
        setAlignment(Pos.CENTER_LEFT);
        var made = new CommandButtons(commands, words);
        for (EditTool tool : USUAL) {
            ToolFace of = ToolFace.of(tool);
            ToggleButton button = made.toggle("correct-" + of.name(), of.command(), of.icon());
            buttons.put(tool, button);
            getChildren().add(button);
        }
        more.setId("correct-more");
        more.getStyleClass().addAll("flat", "measure-more");
        more.setGraphic(face);
        more.setAccessibleText(words.of("correct.more"));
        Buttons.explain(more, words.of("correct.more"));
        for (EditTool tool : EditTool.values()) {
            if (!USUAL.contains(tool)) {
                more.getItems().add(item(ToolFace.of(tool), words));
            }
        }
        getChildren().add(more);
        models.tools().edit().onTool(this::update);
        models.panes().onActive(this::update);
        update();
    }

    private CustomMenuItem item(ToolFace of, Words words) {
        var name =
                new Label(commands.find(of.command()).map(c -> c.title(words)).orElse(""), new FontIcon(of.icon()));
        name.setMinWidth(180);
        name.setGraphicTextGap(8);
        var key = new Label(commands.firstKey(of.command()));
        key.getStyleClass().addAll("muted", "small");
        var item = new CustomMenuItem(new HBox(8, name, key));
        item.setId("correct-menu-" + of.name());
        item.setOnAction(e -> commands.run(of.command()));
        return item;
    }

    private void update() {
        EditTool held = models.tools().edit().tool().orElse(null);
        boolean none = models.viewport().stack().isEmpty();
        buttons.forEach((tool, button) -> {
            button.setSelected(tool == held);
            button.setDisable(none);
        });
        more.setDisable(none);
        Ikon icon = held == null || USUAL.contains(held)
                ? MaterialDesignP.PENCIL_OUTLINE
                : ToolFace.of(held).icon();
        if (!icon.equals(face.getIconCode())) {
            face.setIconCode(icon);
        }
        more.pseudoClassStateChanged(HELD, held != null && !USUAL.contains(held));
    }
}
