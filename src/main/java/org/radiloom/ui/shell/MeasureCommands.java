package org.radiloom.ui.shell;

import java.util.Optional;
import org.radiloom.imaging.measure.Shape.Kind;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskActions;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.measure.MeasureModel;
import org.radiloom.ui.measure.MeasureSubject;

/** Measuring as commands: a tool for each kind of shape, and what is done with measurements. */
public final class MeasureCommands {
    private final DeskModels models;

    private MeasureCommands(DeskModels models) {
        this.models = models;
    }

    /** The command that takes a tool into the hand, without what it does. */
    private static Command tool(Kind kind) {
        return switch (kind) {
            case PROBE -> Command.of("measure.probe", Category.MEASURING).keys("U");
            case LENGTH -> Command.of("measure.length", Category.MEASURING).keys("L");
            case ANGLE -> Command.of("measure.angle", Category.MEASURING).keys("A");
            case COBB -> Command.of("measure.cobb", Category.MEASURING).keys("Shift+A");
            case RECTANGLE ->
                Command.of("measure.rectangle", Category.MEASURING).keys("Alt+E");
            case ELLIPSE -> Command.of("measure.ellipse", Category.MEASURING).keys("Shift+E");
            case POLYGON -> Command.of("measure.polygon", Category.MEASURING).keys("Shift+D");
            case FREEHAND -> Command.of("measure.freehand", Category.MEASURING).keys("D");
            case TEXT -> Command.of("measure.text", Category.MEASURING).keys("T");
            case ARROW -> Command.of("measure.arrow", Category.MEASURING).keys("Y");
        };
    }

    static String id(Kind kind) {
        return tool(kind).id();
    }

    /** @param focusViewport gives the keys to the viewport */
    public static void register(Commands commands, DeskModels models, DeskActions actions, Runnable focusViewport) {
        var measure = new MeasureCommands(models);
        for (Kind kind : Kind.values()) {
            commands.register(tool(kind)
                    .when(() -> measure.subject().isPresent(), "why.not.measurable")
                    .does(() -> {
                        boolean held =
                                measure.model().tool().filter(kind::equals).isPresent();
                        measure.model().setTool(held ? null : kind);
                        focusViewport.run();
                    }));
        }
        commands.register(Command.of("measure.delete", Category.MEASURING)
                .keys("Del")
                .when(() -> measure.model().selected().isPresent(), "why.nothing.selected")
                .does(() -> measure.model().selected().map(Measurement::id).ifPresent(measure.model()::delete)));
        measure.onMeasurements(
                commands, Command.of("measure.next", Category.MEASURING).keys("J"), () -> measure.step(1));
        measure.onMeasurements(
                commands, Command.of("measure.previous", Category.MEASURING).keys("Shift+J"), () -> measure.step(-1));
        measure.onMeasurements(
                commands,
                Command.of("measure.export.csv", Category.MEASURING).keys("Ctrl+Shift+E"),
                () -> actions.exportMeasurements(false));
        measure.onMeasurements(
                commands,
                Command.of("measure.export.json", Category.MEASURING).keys("Ctrl+Shift+J"),
                () -> actions.exportMeasurements(true));
    }

    /** A command that needs something measured. */
    private void onMeasurements(Commands commands, Command command, Runnable action) {
        commands.register(command.when(
                        () -> subject().filter(s -> !model().all(s).isEmpty()).isPresent(), "why.no.measurements")
                .does(action));
    }

    private MeasureModel model() {
        return models.tools().measure();
    }

    private Optional<MeasureSubject> subject() {
        return model().subject(models.viewport().stack());
    }

    private void step(int by) {
        subject().ifPresent(s -> model().step(s, by).ifPresent(models.viewport()::goTo));
    }
}
