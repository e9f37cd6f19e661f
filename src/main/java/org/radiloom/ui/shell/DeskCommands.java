package org.radiloom.ui.shell;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.radiloom.imaging.Turn;
import org.radiloom.ui.anomaly.AnomalyModel;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.FindingSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.view.Tool;
import org.radiloom.ui.view.ViewportModel;

/** What a reader does with series, images and findings, as commands; each asks for the viewport when it runs. */
public final class DeskCommands {
    private static final String NO_SERIES = "why.no.series";
    private static final String NO_FINDING = "why.no.finding";
    private static final int PAGE = 10;

    private final Commands commands;
    private final DeskModels models;
    private final DeskActions actions;
    private final Runnable focusViewport;

    private DeskCommands(Commands commands, DeskModels models, DeskActions actions, Runnable focusViewport) {
        this.commands = commands;
        this.models = models;
        this.actions = actions;
        this.focusViewport = focusViewport;
    }

    /** @param focusViewport gives the keys to the viewport */
    public static void register(Commands commands, DeskModels models, DeskActions actions, Runnable focusViewport) {
        var desk = new DeskCommands(commands, models, actions, focusViewport);
        desk.files();
        desk.slices();
        MotionCommands.register(commands, models);
        desk.image();
        desk.tools();
        desk.analysis();
        desk.findings();
    }

    private ViewportModel view() {
        return models.viewport();
    }

    private void add(Command command, Runnable action) {
        commands.register(command.does(action));
    }

    /** A command that needs a series on screen. */
    private void onSeries(Command command, Runnable action) {
        add(command.when(() -> view().stack().isPresent(), NO_SERIES), action);
    }

    private void files() {
        add(Command.of("open.folder", Category.FILES).keys("Ctrl+O"), actions::openFolder);
        add(Command.of("open.files", Category.FILES).keys("Ctrl+Shift+O"), actions::openFiles);
    }

    private void slices() {
        onSeries(Command.of("slice.next", Category.SLICES).keys("Down", "Right"), () -> view().scroll(1));
        onSeries(Command.of("slice.previous", Category.SLICES).keys("Up", "Left"), () -> view().scroll(-1));
        onSeries(Command.of("slice.page.forward", Category.SLICES).keys("PgDn"), () -> view().goTo(
                        view().slice() + PAGE));
        onSeries(Command.of("slice.page.back", Category.SLICES).keys("PgUp"), () -> view().goTo(view().slice() - PAGE));
        onSeries(Command.of("slice.first", Category.SLICES).keys("Home"), () -> view().goTo(0));
        onSeries(Command.of("slice.last", Category.SLICES).keys("End"), () -> view().goTo(Integer.MAX_VALUE));
    }

    private void image() {
        WindowCommands.register(commands, models);
        onSeries(Command.of("view.invert", Category.IMAGE).keys("I"), () -> view().setInverted(!view().inverted()));
        turn("turn.right", "Shift+R", Turn::right);
        turn("turn.left", "Shift+L", Turn::left);
        turn("turn.mirror", "H", Turn::flippedHorizontally);
        turn("turn.upside", "V", Turn::flippedVertically);
        onSeries(Command.of("view.fit", Category.IMAGE).keys("F"), () -> view().fit());
        onSeries(Command.of("view.actual", Category.IMAGE).keys("X"), () -> view().actualSize());
        onSeries(Command.of("view.reset", Category.IMAGE).keys("R"), () -> view().reset());
        add(Command.of("overlay.fill", Category.IMAGE).keys("Alt+F"), () -> view().over()
                .setFilled(!view().over().filled()));
        add(Command.of("overlay.toggle", Category.IMAGE).keys("O"), () -> view().over()
                .setShown(!view().over().shown()));
    }

    private void turn(String id, String key, UnaryOperator<Turn> how) {
        onSeries(Command.of(id, Category.IMAGE).keys(key), () -> view().setTurn(how.apply(view().turn())));
    }

    private void tools() {
        tool("tool.scroll", "S", Tool.SCROLL);
        tool("tool.window", "W", Tool.WINDOW);
        tool("tool.zoom", "Z", Tool.ZOOM);
        tool("tool.pan", "P", Tool.PAN);
        add(Command.of("tool.leave", Category.TOOLS).keys("Esc"), () -> {
            view().lens().off();
            if (!models.tools().edit().leave(models.tools().edit().on(view().stack()))
                    && !models.tools().measure().leave()) {
                view().setTool(Tool.SCROLL);
            }
        });
        add(
                Command.of("edit.undo", Category.TOOLS)
                        .keys("Ctrl+Z")
                        .when(() -> UndoRoute.of(models).canUndo(), "why.nothing.to.undo"),
                () -> UndoRoute.of(models).undo());
        add(
                Command.of("edit.redo", Category.TOOLS)
                        .keys("Ctrl+Shift+Z", "Ctrl+Y")
                        .when(() -> UndoRoute.of(models).canRedo(), "why.nothing.to.redo"),
                () -> UndoRoute.of(models).redo());
    }

    /** What the left button does from now on; a measuring tool in the hand is put down. */
    private void tool(String id, String key, Tool tool) {
        add(Command.of(id, Category.TOOLS).keys(key), () -> {
            models.tools().measure().setTool(null);
            models.tools().edit().setTool(null);
            view().setTool(tool);
        });
    }

    private void analysis() {
        onSeries(Command.of("analysis.start", Category.ANALYSIS).keys("Ctrl+M"), actions::analyse);
        onSeries(
                Command.of("anomaly.search", Category.ANALYSIS).keys("Ctrl+Shift+M"),
                () -> actions.analyse(Target.ANOMALY, OptionalInt.empty()));
        onSeries(Command.of("index.place", Category.ANALYSIS).keys("Ctrl+H"), () -> {
            models.tools().index().place(view().slice());
            focusViewport.run();
        });
        Supplier<AnomalyModel> anomaly = () -> models.tools().anomaly();
        onAnomaly(
                Command.of("anomaly.most", Category.ANALYSIS).keys("M"),
                () -> go(anomaly.get().mostSuspicious()));
        onAnomaly(
                Command.of("anomaly.next", Category.ANALYSIS).keys("N"),
                () -> go(anomaly.get().suspect(true)));
        onAnomaly(
                Command.of("anomaly.previous", Category.ANALYSIS).keys("Shift+N"),
                () -> go(anomaly.get().suspect(false)));
        onAnomaly(Command.of("anomaly.compare", Category.ANALYSIS).keys("C"), () -> {
            if (anomaly.get().comparable()) {
                anomaly.get().setComparing(!anomaly.get().comparing());
            }
        });
    }

    private void onAnomaly(Command command, Runnable action) {
        add(command.when(() -> models.tools().anomaly().finding().isPresent(), "why.no.anomalies"), action);
    }

    private void go(OptionalInt slice) {
        slice.ifPresent(view()::goTo);
    }

    private void findings() {
        onDraft(Command.of("finding.accept", Category.FINDINGS).keys("Ctrl+Enter"), actions::accept);
        onDraft(Command.of("finding.reject", Category.FINDINGS).keys("Ctrl+Backspace"), actions::reject);
        add(
                Command.of("finding.export", Category.FINDINGS)
                        .keys("Ctrl+E")
                        .when(() -> !models.inspector().findings().isEmpty(), NO_FINDING),
                actions::export);
    }

    /** A decision on the first finding that waits for one. */
    private void onDraft(Command command, Consumer<String> decide) {
        add(command.when(() -> draft().isPresent(), "why.no.draft"), () -> draft().map(FindingSummary::id)
                .ifPresent(decide));
    }

    private Optional<FindingSummary> draft() {
        return models.inspector().findings().stream()
                .filter(f -> f.state() == FindingState.DRAFT)
                .findFirst();
    }
}
