package org.radiloom.ui.shell;

import java.util.function.Supplier;
import org.radiloom.home.Home;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.preference.Theme;
import org.radiloom.ui.words.Language;

/** The program itself as commands: palette, keys, preferences, language, colours, size, panels. */
public final class ProgramCommands {
    private ProgramCommands() {}

    /** @param shell what is in the window, once it is there */
    public static void register(Commands commands, Preferences preferences, Home home, Supplier<Shell> shell) {
        add(commands, "program.palette", () -> shell.get().showPalette(), "Ctrl+K", "Ctrl+Shift+P");
        add(commands, "program.shortcuts", () -> shell.get().showShortcuts(), "F1");
        add(commands, "program.preferences", () -> shell.get().showPreferences(preferences, home), "Ctrl+,");
        add(commands, "program.skipped", () -> shell.get().showSkipped());
        add(
                commands,
                "program.language",
                () -> preferences.setLanguage(
                        preferences.language() == Language.CHINESE ? Language.ENGLISH : Language.CHINESE));
        add(
                commands,
                "program.theme",
                () -> preferences.setTheme(preferences.theme() == Theme.DARK ? Theme.LIGHT : Theme.DARK));
        add(commands, "program.larger", () -> preferences.stepScale(1), "Ctrl+=", "Ctrl++", "Ctrl+Shift+=");
        add(commands, "program.smaller", () -> preferences.stepScale(-1), "Ctrl+-");
        add(commands, "program.size.usual", () -> preferences.setScalePercent(100), "Ctrl+Alt+0");
        add(commands, "panel.studies", () -> shell.get().sides().toggleStudies(), "Ctrl+B");
        add(commands, "panel.inspector", () -> shell.get().sides().toggleInspector(), "Ctrl+I");
    }

    private static void add(Commands commands, String id, Runnable action, String... keys) {
        commands.register(Command.of(id, Category.PROGRAM).keys(keys).does(action));
    }
}
