package org.radiloom.ui.shell;

import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.SegmentQuestion;
import org.radiloom.ui.edit.SegmentSteps;

/** What can be done with the segment that tools paint, as commands. */
public final class SegmentCommands {
    private final Commands commands;
    private final DeskModels models;
    private final Runnable showPanel;

    private SegmentCommands(Commands commands, DeskModels models, Runnable showPanel) {
        this.showPanel = showPanel;
        this.commands = commands;
        this.models = models;
    }

    /** @param showPanel brings the panel on screen in which segments are listed */
    public static void register(Commands commands, DeskModels models, Runnable showPanel) {
        var segments = new SegmentCommands(commands, models, showPanel);
        segments.does(of("correct.segment.next", "Alt+PgDn"), s -> s.step(1));
        segments.does(of("correct.segment.previous", "Alt+PgUp"), s -> s.step(-1));
        segments.does(of("correct.segment.show", "Ctrl+Alt+V"), s -> s.show(s.on().label()));
        segments.does(of("correct.segment.only", "Alt+V"), s -> s.showOnly(s.on().label()));
        segments.does(of("correct.segment.lock", "Ctrl+Shift+L"), s -> s.lock(s.on().label()));
        segments.does(of("correct.segment.state", "Shift+S"), s -> s.nextState(s.on().label()));
        segments.does(of("correct.segment.delete", "Shift+Del"), s -> s.delete(s.on().label()));
        segments.asks(of("correct.segment.rename", "F2"), SegmentQuestion.Kind.NAME);
        segments.asks(of("correct.segment.colour", "Alt+K"), SegmentQuestion.Kind.COLOUR);
        commands.register(of("correct.segment.other", "Ctrl+Shift+N")
                .when(() -> segments.here().isPresent(), "why.no.correction")
                .does(() -> segments.ask(SegmentQuestion.Kind.NEW)));
    }

    private static Command of(String id, String keys) {
        return Command.of(id, Category.CORRECTING).keys(keys);
    }

    /** A command for the segment that tools paint. */
    private void does(Command command, Consumer<SegmentSteps> what) {
        commands.register(onSegment(command).does(() -> here().ifPresent(c -> what.accept(new SegmentSteps(c)))));
    }

    private void asks(Command command, SegmentQuestion.Kind kind) {
        commands.register(onSegment(command).does(() -> ask(kind)));
    }

    private void ask(SegmentQuestion.Kind kind) {
        showPanel.run();
        model().question().ask(kind);
    }

    private Command onSegment(Command command) {
        return command.when(() -> here().flatMap(EditCase::segment).isPresent(), "why.no.segment");
    }

    private EditModel model() {
        return models.tools().edit();
    }

    private Optional<EditCase> here() {
        return model().on(models.viewport().stack());
    }
}
