package org.radiloom.ui;

import java.util.function.Supplier;
import org.radiloom.home.Home;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.Desk;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.preference.Preferences;
import org.radiloom.ui.shell.BrowserCommands;
import org.radiloom.ui.shell.CompareCommands;
import org.radiloom.ui.shell.DeskCommands;
import org.radiloom.ui.shell.EditCommands;
import org.radiloom.ui.shell.EditFileCommands;
import org.radiloom.ui.shell.LookCommands;
import org.radiloom.ui.shell.MeasureCommands;
import org.radiloom.ui.shell.OperationCommands;
import org.radiloom.ui.shell.PaneCommands;
import org.radiloom.ui.shell.PictureCommands;
import org.radiloom.ui.shell.PlaneCommands;
import org.radiloom.ui.shell.ProgramCommands;
import org.radiloom.ui.shell.SegmentCommands;
import org.radiloom.ui.shell.Shell;
import org.radiloom.ui.words.Words;

/** Every command of the window, in one place: the tool bar asks for them by their ids. */
final class AllCommands {
    private AllCommands() {}

    /** @param shell what is in the window; asked for only when a command runs */
    static Commands of(
            DeskModels models, Desk desk, Words words, Preferences preferences, Home home, Supplier<Shell> shell) {
        var commands = new Commands();
        Runnable focusViewport = () -> shell.get().viewport().requestFocus();
        DeskCommands.register(commands, models, desk, focusViewport);
        PictureCommands.register(commands, models, () -> shell.get().viewport(), desk, words);
        MeasureCommands.register(commands, models, desk, focusViewport);
        EditCommands.register(commands, models, desk.correcting(), focusViewport);
        EditFileCommands.register(commands, models, desk.segmentationFiles());
        SegmentCommands.register(commands, models, () -> shell.get().sides().showInspector());
        LookCommands.register(commands, models, desk.looking(), focusViewport);
        CompareCommands.register(commands, models, desk.comparing());
        OperationCommands.register(commands, models);
        PaneCommands.register(commands, models, desk, focusViewport);
        PlaneCommands.register(commands, models, desk, focusViewport);
        ProgramCommands.register(commands, preferences, home, shell);
        BrowserCommands.register(commands, models, shell);
        return commands;
    }
}
