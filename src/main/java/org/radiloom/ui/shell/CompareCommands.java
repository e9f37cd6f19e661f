package org.radiloom.ui.shell;

import java.util.function.BooleanSupplier;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.compare.CompareActions;
import org.radiloom.ui.compare.CompareModel;
import org.radiloom.ui.desk.DeskModels;

/** Comparing two segmentations, as commands. */
public final class CompareCommands {
    private final CompareModel model;

    private CompareCommands(CompareModel model) {
        this.model = model;
    }

    public static void register(Commands commands, DeskModels models, CompareActions actions) {
        var compare = new CompareCommands(models.tools().compare());
        CompareModel model = compare.model;
        commands.register(Command.of("masks.compare", Category.CORRECTING)
                .keys("Ctrl+Alt+C")
                .when(() -> models.viewport().stack().isPresent(), "why.no.series")
                .does(actions::toggle));
        commands.register(compare.open("masks.file", () -> true).does(actions::chooseFile));
        commands.register(compare.open("masks.swap", () -> !model.hidden()).does(model::swap));
        commands.register(compare.open("masks.next", () -> model.next(1).isPresent())
                .keys("Alt+N")
                .does(() -> actions.step(1)));
        commands.register(compare.open("masks.previous", () -> model.next(-1).isPresent())
                .keys("Alt+Shift+N")
                .does(() -> actions.step(-1)));
        commands.register(compare.open("masks.map", () -> true).does(() -> model.setMap(!model.map())));
        commands.register(compare.open(
                        "masks.hide",
                        () -> !model.hidden()
                                && model.first().isPresent()
                                && model.second().isPresent())
                .does(actions::hide));
        commands.register(compare.open("masks.reveal", model::hidden).does(actions::reveal));
    }

    /** A command that needs a comparison on screen, and more. */
    private Command open(String id, BooleanSupplier more) {
        return Command.of(id, Category.CORRECTING)
                .when(() -> model.isOpen() && more.getAsBoolean(), "masks.why.closed");
    }
}
