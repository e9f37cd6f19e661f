package org.radiloom.ui.shell;

import java.util.Optional;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.LookActions;
import org.radiloom.ui.edit.LookCase;
import org.radiloom.ui.edit.LookModel;

/** Finding errors of a model's mask and carrying corrections on, as commands. */
public final class LookCommands {
    private final DeskModels models;

    private LookCommands(DeskModels models) {
        this.models = models;
    }

    /** @param focusViewport gives the keys to the viewport */
    public static void register(Commands commands, DeskModels models, LookActions actions, Runnable focusViewport) {
        var look = new LookCommands(models);
        commands.register(
                look.known(Command.of("look.next", Category.CORRECTING).keys("."))
                        .does(() -> {
                            actions.next();
                            focusViewport.run();
                        }));
        commands.register(
                look.known(Command.of("look.previous", Category.CORRECTING).keys(","))
                        .does(() -> {
                            actions.previous();
                            focusViewport.run();
                        }));
        commands.register(
                look.known(Command.of("look.uncertain", Category.CORRECTING).keys("Shift+U"))
                        .does(() -> {
                            models.viewport().over().setShown(true);
                            look.model().setUncertainShown(!look.model().uncertainShown());
                        }));
        commands.register(Command.of("look.propagate", Category.CORRECTING)
                .keys("Shift+G")
                .when(() -> look.here().filter(LookCase::anyCorrected).isPresent(), "why.nothing.corrected")
                .does(() -> {
                    actions.propagate();
                    focusViewport.run();
                }));
    }

    private Command known(Command command) {
        return command.when(() -> here().isPresent(), "why.no.certainty");
    }

    private LookModel model() {
        return models.tools().edit().looking();
    }

    private Optional<LookCase> here() {
        return model().on(models.viewport().stack());
    }
}
