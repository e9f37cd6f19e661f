package org.radiloom.ui.command;

import java.util.Locale;
import java.util.Optional;

/**
 * One key with the keys held down meanwhile. Knows no JavaFX.
 *
 * @param key as it is printed on keyboards and written to files: {@code "O"}, {@code "7"}, {@code "PgDn"}, {@code "["}
 * @param shortcut whether Ctrl is held (Command on a Mac)
 */
public record Keys(String key, boolean shortcut, boolean shift, boolean alt) {
    private static final String CTRL = "Ctrl+";
    private static final String SHIFT = "Shift+";
    private static final String ALT = "Alt+";

    /**
     * Reads {@code "Ctrl+Shift+O"}.
     *
     * @throws IllegalArgumentException if there is no key in it
     */
    public static Keys of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no key in \"" + text + "\""));
    }

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<Keys> parse(String text) {
        String rest = text.strip();
        boolean shortcut = false;
        boolean shift = false;
        boolean alt = false;
        while (true) {
            if (rest.startsWith(CTRL) && !shortcut) {
                shortcut = true;
                rest = rest.substring(CTRL.length());
            } else if (rest.startsWith(SHIFT) && !shift) {
                shift = true;
                rest = rest.substring(SHIFT.length());
            } else if (rest.startsWith(ALT) && !alt) {
                alt = true;
                rest = rest.substring(ALT.length());
            } else {
                break;
            }
        }
        boolean one = rest.length() == 1 || (rest.length() > 1 && rest.indexOf('+') < 0 && !rest.contains(" "));
        return one
                ? Optional.of(new Keys(rest.length() == 1 ? rest.toUpperCase(Locale.ROOT) : rest, shortcut, shift, alt))
                : Optional.empty();
    }

    /** Whether the key writes or moves the caret in a text field, so that it must not do anything else there. */
    public boolean types() {
        boolean function = key.length() > 1 && key.charAt(0) == 'F' && Character.isDigit(key.charAt(1));
        return !shortcut && !alt && !function;
    }

    @Override
    public String toString() {
        return (shortcut ? CTRL : "") + (alt ? ALT : "") + (shift ? SHIFT : "") + key;
    }
}
