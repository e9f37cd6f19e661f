package org.radiloom.ui.command;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.Ikon;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** Buttons that run commands; their tooltips name the command and the key it has at that moment. */
public final class CommandButtons {
    private final Commands commands;
    private final Words words;

    public CommandButtons(Commands commands, Words words) {
        this.commands = commands;
        this.words = words;
    }

    /** An icon alone. */
    public Button icon(String nodeId, String commandId, Ikon icon) {
        return wired(Buttons.icon(nodeId, icon, title(commandId)), commandId);
    }

    /** A switch shown as an icon alone; whoever makes it keeps its state up to date from the model. */
    public ToggleButton toggle(String nodeId, String commandId, Ikon icon) {
        return wired(Buttons.toggle(nodeId, icon, title(commandId)), commandId);
    }

    /** A button with an icon and words. */
    public Button words(String nodeId, String commandId, Ikon icon, String text) {
        return wired(Buttons.words(nodeId, icon, text, title(commandId)), commandId);
    }

    /** Lets a button of any look run a command and name its key. */
    public <B extends ButtonBase> B wired(B button, String commandId) {
        button.setAccessibleText(title(commandId));
        Buttons.explain(button, commands.tooltip(commandId, words));
        button.getTooltip().setOnShowing(e -> button.getTooltip().setText(commands.tooltip(commandId, words)));
        button.setOnAction(e -> commands.run(commandId));
        return button;
    }

    private String title(String commandId) {
        return commands.find(commandId).map(c -> c.title(words)).orElseThrow();
    }
}
