package org.radiloom.ui.command;

import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** From the keyboard to commands. */
public final class KeyEvents {
    private static final Map<KeyCode, String> NAMES = Map.ofEntries(
            Map.entry(KeyCode.UP, "Up"),
            Map.entry(KeyCode.KP_UP, "Up"),
            Map.entry(KeyCode.DOWN, "Down"),
            Map.entry(KeyCode.KP_DOWN, "Down"),
            Map.entry(KeyCode.LEFT, "Left"),
            Map.entry(KeyCode.KP_LEFT, "Left"),
            Map.entry(KeyCode.RIGHT, "Right"),
            Map.entry(KeyCode.KP_RIGHT, "Right"),
            Map.entry(KeyCode.PAGE_UP, "PgUp"),
            Map.entry(KeyCode.PAGE_DOWN, "PgDn"),
            Map.entry(KeyCode.HOME, "Home"),
            Map.entry(KeyCode.END, "End"),
            Map.entry(KeyCode.SPACE, "Space"),
            Map.entry(KeyCode.ESCAPE, "Esc"),
            Map.entry(KeyCode.ENTER, "Enter"),
            Map.entry(KeyCode.TAB, "Tab"),
            Map.entry(KeyCode.DELETE, "Del"),
            Map.entry(KeyCode.INSERT, "Ins"),
            Map.entry(KeyCode.BACK_SPACE, "Backspace"),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.DECIMAL, "."),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.MINUS, "-"),
            Map.entry(KeyCode.SUBTRACT, "-"),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.ADD, "+"),
            Map.entry(KeyCode.EQUALS, "="),
            Map.entry(KeyCode.SEMICOLON, ";"),
            Map.entry(KeyCode.QUOTE, "'"),
            Map.entry(KeyCode.SLASH, "/"),
            Map.entry(KeyCode.DIVIDE, "/"),
            Map.entry(KeyCode.MULTIPLY, "*"),
            Map.entry(KeyCode.BACK_SLASH, "\\"),
            Map.entry(KeyCode.BACK_QUOTE, "`"));

    private KeyEvents() {}

    /** What was pressed; empty for keys that are only held down with others, and for those without a name. */
    public static Optional<Keys> keys(KeyEvent e) {
        KeyCode code = e.getCode();
        String name = null;
        if (code.isLetterKey() || code.isFunctionKey()) {
            name = code.getName();
        } else if (code.isDigitKey()) {
            name = code.getName().substring(code.getName().length() - 1);
        } else {
            name = NAMES.get(code);
        }
        return Optional.ofNullable(name).map(key -> new Keys(key, e.isShortcutDown(), e.isShiftDown(), e.isAltDown()));
    }

    /** Whether what is typed goes into a text field now. */
    public static boolean typing(Scene scene) {
        Node focused = scene.getFocusOwner();
        return focused instanceof TextInputControl
                || (focused instanceof ComboBoxBase<?> box && box.isEditable())
                || (focused instanceof Spinner<?> spinner && spinner.isEditable());
    }

    /** Runs the command of the key, if it has one that can be used now, and consumes the event. */
    public static void pressed(KeyEvent e, Commands commands, Scene scene) {
        keys(e).filter(k -> !(k.types() && typing(scene)))
                .flatMap(commands::find)
                .filter(c -> commands.run(c.id()))
                .ifPresent(c -> e.consume());
    }
}
