package org.radiloom.ui.shell;

import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** How the slice lies on the screen: turned, mirrored, as wide as the pane. */
final class TurnMenu extends MenuButton {
    TurnMenu(Words words, Commands commands) {
        setId("turn");
        getStyleClass().add("flat");
        setGraphic(new FontIcon(MaterialDesignR.ROTATE_RIGHT));
        setAccessibleText(words.of("tool.turn.tooltip"));
        Buttons.explain(this, words.of("tool.turn.tooltip"));
        getItems()
                .addAll(
                        item(words, commands, "turn.right", MaterialDesignR.ROTATE_RIGHT),
                        item(words, commands, "turn.left", MaterialDesignR.ROTATE_LEFT),
                        item(words, commands, "turn.mirror", MaterialDesignF.FLIP_HORIZONTAL),
                        item(words, commands, "turn.upside", MaterialDesignF.FLIP_VERTICAL),
                        new SeparatorMenuItem(),
                        item(words, commands, "view.width", MaterialDesignA.ARROW_EXPAND_HORIZONTAL));
        setOnShowing(e -> List.copyOf(getItems()).stream()
                .filter(i -> i.getUserData() instanceof String)
                .forEach(i -> i.setText(commands.tooltip((String) i.getUserData(), words))));
    }

    private static MenuItem item(Words words, Commands commands, String command, Ikon icon) {
        var item = new MenuItem(commands.tooltip(command, words), new FontIcon(icon));
        item.setId(command.replace('.', '-'));
        item.setUserData(command);
        item.setOnAction(e -> commands.run(command));
        return item;
    }
}
