package org.radiloom.ui.shell;

import java.util.List;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.ViewportModel;

/** What a reader does with windows and colours, as commands. */
final class WindowCommands {
    private static final int PRESETS = 9;
    /** Pixels of a drag that a step is worth: one part in forty of the width, or in four hundred. */
    private static final int STEP = 10;

    private static final int FINE_STEP = 1;

    private final Commands commands;
    private final DeskModels models;

    private WindowCommands(Commands commands, DeskModels models) {
        this.commands = commands;
        this.models = models;
    }

    static void register(Commands commands, DeskModels models) {
        var windows = new WindowCommands(commands, models);
        for (int n = 1; n <= PRESETS; n++) {
            int key = n;
            windows.onGrey(
                    Command.of("window.preset." + n, Category.IMAGE)
                            .named("command.window.preset", n)
                            .keys(String.valueOf(n)),
                    () -> windows.view().preset(key));
        }
        windows.onGrey(Command.of("window.type", Category.IMAGE).keys("Shift+W"), () -> windows.view()
                .setTyping(true));
        windows.step("window.wider", "Ctrl+Right", STEP, 0);
        windows.step("window.narrower", "Ctrl+Left", -STEP, 0);
        windows.step("window.raise", "Ctrl+Up", 0, -STEP);
        windows.step("window.lower", "Ctrl+Down", 0, STEP);
        windows.step("window.wider.fine", "Ctrl+Shift+Right", FINE_STEP, 0);
        windows.step("window.narrower.fine", "Ctrl+Shift+Left", -FINE_STEP, 0);
        windows.step("window.raise.fine", "Ctrl+Shift+Up", 0, -FINE_STEP);
        windows.step("window.lower.fine", "Ctrl+Shift+Down", 0, FINE_STEP);
        for (ColourMap map : ColourMap.values()) {
            windows.onGrey(
                    Command.of(WindowMenu.name(map), Category.IMAGE).named("command." + WindowMenu.name(map)),
                    () -> windows.view().setColours(map));
        }
        windows.onGrey(Command.of("colours.next", Category.IMAGE).keys("Shift+I"), () -> windows.view()
                .setColours(next(windows.view().colours())));
    }

    private static ColourMap next(ColourMap map) {
        List<ColourMap> all = List.of(ColourMap.values());
        return all.get((all.indexOf(map) + 1) % all.size());
    }

    private void step(String id, String key, int right, int down) {
        onGrey(Command.of(id, Category.IMAGE).keys(key), () -> view().dragWindow(right, down));
    }

    private ViewportModel view() {
        return models.viewport();
    }

    private void onGrey(Command command, Runnable action) {
        commands.register(command.when(
                        () -> view().stack()
                                .filter(s -> s.unit() != ValueUnit.COLOUR)
                                .isPresent(),
                        "why.no.grey")
                .does(action));
    }
}
