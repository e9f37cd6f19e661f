package org.radiloom.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.radiloom.annotate.Segment;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.Combination;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.Operation;

/** What can be done to the whole segment that tools paint, as commands. */
public final class OperationCommands {
    private final Commands commands;
    private final DeskModels models;

    private OperationCommands(Commands commands, DeskModels models) {
        this.commands = commands;
        this.models = models;
    }

    /** The command of an operation, without what it does. */
    private static Command of(Operation what) {
        return switch (what) {
            case FILL_HOLES -> of("correct.operation.holes").keys("Ctrl+Alt+H");
            case FILL_SLICES -> of("correct.operation.fillslices");
            case KEEP_LARGEST -> of("correct.operation.largest").keys("Ctrl+Alt+K");
            case REMOVE_ISLANDS -> of("correct.operation.islands");
            case MEDIAN -> of("correct.operation.median");
            case OPEN -> of("correct.operation.opening");
            case CLOSE -> of("correct.operation.closing");
            case GAUSSIAN -> of("correct.operation.gaussian");
            case GROW -> of("correct.operation.widen");
            case SHRINK -> of("correct.operation.shrink");
        };
    }

    /** The command that puts a segment together with the mask of a model. */
    private static Command of(Combination how) {
        return switch (how) {
            case ADD -> of("correct.operation.add");
            case SUBTRACT -> of("correct.operation.subtract");
            case INTERSECT -> of("correct.operation.intersect");
        };
    }

    private static Command of(String id) {
        return Command.of(id, Category.CORRECTING);
    }

    public static void register(Commands commands, DeskModels models) {
        var all = new OperationCommands(commands, models);
        for (Operation what : Operation.values()) {
            all.does(of(what), on -> all.model().operations().run(on, what));
        }
        for (Combination how : Combination.values()) {
            commands.register(of(how).when(
                            () -> all.here()
                                    .filter(EditCase::paintable)
                                    .flatMap(all.model()::draft)
                                    .isPresent(),
                            "why.no.mask")
                    .does(() -> all.here().ifPresent(on -> all.model()
                            .draft(on)
                            .ifPresent(mask -> all.model().operations().combine(on, how, mask)))));
        }
        commands.register(of("correct.operation.merge")
                .when(() -> all.here().flatMap(OperationCommands::next).isPresent(), "why.no.other")
                .does(() -> all.here().ifPresent(on -> next(on).ifPresent(
                                o -> all.model().operations().combine(on, Combination.ADD, o.label())))));
        all.does(
                of("correct.operation.interpolate").keys("Ctrl+Alt+B"),
                on -> all.model().operations().interpolate(on));
        all.does(
                of("correct.operation.seeds").keys("Ctrl+Alt+G"),
                on -> all.model().operations().growFromSeeds(on));
        all.does(of("correct.operation.clearslice").keys("Ctrl+Del"), on -> all.model()
                .plane(on, models.viewport().stack(), models.viewport().slice())
                .ifPresent(plane -> all.model().operations().clear(on, plane)));
        all.does(
                of("correct.operation.clearsegment"),
                on -> all.model().operations().clear(on));
    }

    /** The next segment in the list. */
    private static Optional<Segment> next(EditCase on) {
        List<Segment> segments = on.segments();
        int at = segments.indexOf(on.segment().orElse(null));
        return at < 0 || segments.size() < 2 ? Optional.empty() : Optional.of(segments.get((at + 1) % segments.size()));
    }

    private void does(Command command, Consumer<EditCase> what) {
        commands.register(command.when(() -> here().flatMap(EditCase::segment).isPresent(), "why.no.segment")
                .does(() -> here().ifPresent(what)));
    }

    private EditModel model() {
        return models.tools().edit();
    }

    private Optional<EditCase> here() {
        return model().on(models.viewport().stack());
    }
}
