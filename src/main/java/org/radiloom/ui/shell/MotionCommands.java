package org.radiloom.ui.shell;

import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.Motion;
import org.radiloom.ui.view.Tool;

/** Moving through the images of the active pane, as commands: going to one, playing, looking closer. */
final class MotionCommands {
    private final Commands commands;
    private final DeskModels models;

    private MotionCommands(Commands commands, DeskModels models) {
        this.commands = commands;
        this.models = models;
    }

    static void register(Commands commands, DeskModels models) {
        var all = new MotionCommands(commands, models);
        all.onStack("slice.go", "G", () -> all.motion().ask(true));
        all.onStack("cine.toggle", "Space", () -> all.motion().toggle());
        all.onStack("cine.faster", "Shift+Up", () -> all.motion().stepSpeed(1));
        all.onStack("cine.slower", "Shift+Down", () -> all.motion().stepSpeed(-1));
        all.onStack("cine.every", "Shift+Space", () -> all.motion()
                .setEveryImage(!all.motion().cine().everyImage()));
        all.view();
    }

    private void view() {
        onImage("view.width", "Shift+F", () -> models.viewport().fitWidth());
        onImage("view.magnify", "Q", () -> models.viewport().lens().pressed(System.nanoTime()));
        commands.register(
                Command.of("tool.magnify", Category.TOOLS).keys("Shift+Q").does(() -> models.viewport()
                        .setTool(Tool.MAGNIFY)));
    }

    private void onImage(String id, String key, Runnable action) {
        commands.register(Command.of(id, Category.IMAGE)
                .keys(key)
                .when(() -> models.viewport().stack().isPresent(), "why.no.series")
                .does(action));
    }

    private Motion motion() {
        return models.viewport().motion();
    }

    /** A command that needs more than one image on screen. */
    private void onStack(String id, String key, Runnable action) {
        commands.register(Command.of(id, Category.SLICES)
                .keys(key)
                .when(() -> models.viewport().slices() > 1, "why.no.stack")
                .does(action));
    }
}
