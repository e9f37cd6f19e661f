package org.radiloom.ui.shell;

import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.desk.Linking;
import org.radiloom.ui.desk.PaneGrid;
import org.radiloom.ui.desk.Panes;

/** How panes are arranged, what moves together, and whether patients are named, as commands. */
public final class PaneCommands {
    private static final String ONE_PANE = "why.one.pane";

    private PaneCommands() {}

    /** @param focusViewport gives the keys to the viewport of the active pane */
    public static void register(Commands commands, DeskModels models, DeskActions actions, Runnable focusViewport) {
        for (int rows = 1; rows <= PaneGrid.MOST; rows++) {
            for (int columns = 1; columns <= PaneGrid.MOST; columns++) {
                var grid = new PaneGrid(rows, columns);
                commands.register(Command.of(id(grid), Category.LAYOUT)
                        .named("command.layout", rows, columns)
                        .keys(keys(grid))
                        .does(() -> {
                            actions.arrange(grid);
                            focusViewport.run();
                        }));
            }
        }
        commands.register(Command.of("layout.compare", Category.LAYOUT)
                .keys("Alt+P")
                .when(() -> models.viewport().stack().isPresent(), "why.no.series")
                .does(actions::compare));
        Panes panes = models.panes();
        commands.register(several(panes, "pane.next", "Ctrl+Tab").does(() -> {
            panes.step(1);
            focusViewport.run();
        }));
        commands.register(several(panes, "pane.previous", "Ctrl+Shift+Tab").does(() -> {
            panes.step(-1);
            focusViewport.run();
        }));
        commands.register(Command.of("pane.maximise", Category.LAYOUT)
                .keys("Ctrl+0")
                .when(() -> panes.grid().panes() > 1, ONE_PANE)
                .does(() -> panes.setMaximised(!panes.maximised())));
        commands.register(Command.of("pane.apart", Category.LAYOUT)
                .keys("Ctrl+Shift+D")
                .does(() -> panes.setApart(panes.active(), !panes.apart(panes.active()))));
        commands.register(Command.of("patient.hide", Category.PROGRAM)
                .keys("Ctrl+Shift+H")
                .does(() -> models.patients().setHidden(!models.patients().hidden())));
        Linking linking = models.linking();
        commands.register(Command.of("link.next", Category.LAYOUT)
                .keys("Alt+L")
                .does(() -> linking.setMode(
                        switch (linking.mode()) {
                            case OFF -> Linking.Mode.POSITION;
                            case POSITION -> Linking.Mode.STEPS;
                            case STEPS -> Linking.Mode.OFF;
                        })));
        commands.register(
                Command.of("link.lines", Category.LAYOUT).keys("Alt+C").does(() -> linking.setLines(!linking.lines())));
    }

    private static Command several(Panes panes, String id, String keys) {
        return Command.of(id, Category.LAYOUT)
                .keys(keys)
                .when(() -> panes.shown().size() > 1, ONE_PANE);
    }

    /** The command that shows this many panes. */
    static String id(PaneGrid grid) {
        return "layout." + grid.rows() + "x" + grid.columns();
    }

    /** The layouts that are used most have the keys Ctrl and their number of panes. */
    private static String[] keys(PaneGrid grid) {
        boolean often = grid.rows() == 1 || grid.equals(new PaneGrid(2, 2)) || grid.rows() == grid.columns();
        boolean wide = grid.equals(new PaneGrid(2, 3));
        return often || wide ? new String[] {"Ctrl+" + grid.panes()} : new String[0];
    }
}
