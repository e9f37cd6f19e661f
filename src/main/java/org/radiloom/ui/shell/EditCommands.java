package org.radiloom.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.EditActions;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.EditOptions;
import org.radiloom.ui.edit.EditTool;
import org.radiloom.ui.edit.ValueRange;

/** Correcting segmentations, as commands. */
public final class EditCommands {
    private final DeskModels models;

    private EditCommands(DeskModels models) {
        this.models = models;
    }

    /** The command that takes a tool into the hand, without what it does. */
    private static Command tool(EditTool tool) {
        return switch (tool) {
            case BRUSH -> Command.of("correct.brush", Category.CORRECTING).keys("B");
            case ERASER -> Command.of("correct.eraser", Category.CORRECTING).keys("E");
            case POLYGON -> Command.of("correct.polygon", Category.CORRECTING).keys("Shift+P");
            case LASSO -> Command.of("correct.lasso", Category.CORRECTING).keys("Shift+O");
            case LIVEWIRE -> Command.of("correct.livewire", Category.CORRECTING).keys("Shift+X");
            case GROW -> Command.of("correct.grow", Category.CORRECTING).keys("Shift+C");
        };
    }

    static String id(EditTool tool) {
        return tool(tool).id();
    }

    /** @param focusViewport gives the keys to the viewport */
    public static void register(Commands commands, DeskModels models, EditActions actions, Runnable focusViewport) {
        var edit = new EditCommands(models);
        commands.register(
                edit.onSeries(Command.of("correct.start", Category.CORRECTING).keys("Ctrl+Shift+B"))
                        .does(actions::correct));
        for (EditTool tool : EditTool.values()) {
            commands.register(edit.onSeries(tool(tool)).does(() -> {
                boolean held = edit.model().tool().filter(tool::equals).isPresent();
                edit.model().setTool(held ? null : tool);
                if (!held && edit.here().isEmpty()) {
                    actions.start();
                }
                focusViewport.run();
            }));
        }
        commands.register(
                Command.of("correct.smaller", Category.CORRECTING).keys("[").does(() -> edit.resize(-1)));
        commands.register(
                Command.of("correct.larger", Category.CORRECTING).keys("]").does(() -> edit.resize(1)));
        commands.register(
                Command.of("correct.ball", Category.CORRECTING).keys("Shift+B").does(() -> edit.model()
                        .setOptions(o -> o.withBall(!o.ball()))));
        commands.register(edit.onSeries(
                        Command.of("correct.limit.toggle", Category.CORRECTING).keys("Shift+T"))
                .does(edit::limit));
        commands.register(
                Command.of("correct.edges", Category.CORRECTING).keys("Shift+H").does(() -> edit.model()
                        .setOptions(o -> o.withEdges(!o.edges()))));
        commands.register(Command.of("correct.through", Category.CORRECTING)
                .keys("Shift+Y")
                .does(() -> edit.model()
                        .setOptions(o -> o.growing(new EditOptions.Growth(
                                o.growth().tolerance(), !o.growth().volume())))));
        edit.onPreview(commands, Command.of("correct.preview.take", Category.CORRECTING), edit.model()::finish);
        edit.onPreview(commands, Command.of("correct.preview.drop", Category.CORRECTING), EditCase::cancelPreview);
    }

    /** What an operation would make is taken, or not: Enter and Esc do that, too. */
    private void onPreview(Commands commands, Command command, Consumer<EditCase> what) {
        commands.register(command.when(() -> here().flatMap(EditCase::preview).isPresent(), "why.no.preview")
                .does(() -> here().ifPresent(what)));
    }

    private Command onSeries(Command command) {
        return command.when(() -> models.viewport().stack().isPresent(), "why.no.series");
    }

    /** Takes the limit off, or limits the tools to the values that the window shows between black and white. */
    private void limit() {
        Optional<EditOptions.Limit> wanted = model().options().limit().isPresent()
                ? Optional.empty()
                : here().flatMap(on -> ValueRange.of(on.images()))
                        .map(range -> range.between(models.viewport().window()));
        model().setOptions(o -> o.limitedTo(wanted));
    }

    private void resize(int steps) {
        model().setOptions(o -> o.resized(steps));
    }

    private EditModel model() {
        return models.tools().edit();
    }

    private Optional<EditCase> here() {
        return model().on(models.viewport().stack());
    }
}
