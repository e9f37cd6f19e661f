package org.radiloom.ui.shell;

import java.util.function.Supplier;
import org.radiloom.ui.browse.BrowserModel;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;

/** What a reader does with the list of studies, and with what its files say, as commands. */
public final class BrowserCommands {
    private BrowserCommands() {}

    /** @param shell the inside of the window, which is another one after the language has changed */
    public static void register(Commands commands, DeskModels models, Supplier<Shell> shell) {
        BrowserModel model = models.browser();
        commands.register(Command.of("browser.search", Category.FILES)
                .keys("Ctrl+F")
                .when(model::searchable, "why.no.studies")
                .does(() -> shell.get().studies().search()));
        commands.register(Command.of("browser.list", Category.FILES)
                .keys("Ctrl+L")
                .does(() -> shell.get().studies().focusList()));
        commands.register(Command.of("open.recent", Category.FILES)
                .keys("Ctrl+Alt+O")
                .when(() -> !model.places().isEmpty(), "why.nothing.opened")
                .does(() -> shell.get().studies().showRecent()));
        commands.register(Command.of("image.tags", Category.IMAGE)
                .keys("Ctrl+Shift+I")
                .when(() -> models.viewport().stack().isPresent(), "why.no.series")
                .does(() -> shell.get().showTags()));
    }
}
