package org.radiloom.ui.shell;

import org.radiloom.annotate.file.SegmentationFormat;
import org.radiloom.ui.command.Category;
import org.radiloom.ui.command.Command;
import org.radiloom.ui.command.Commands;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.edit.EditFileActions;
import org.radiloom.ui.edit.FormatFace;

/** Reading and writing segmentations, as commands: one for each format that is written. */
public final class EditFileCommands {
    private EditFileCommands() {}

    public static void register(Commands commands, DeskModels models, EditFileActions actions) {
        commands.register(Command.of("correct.import", Category.CORRECTING)
                .keys("Ctrl+Alt+I")
                .when(() -> models.viewport().stack().isPresent(), "why.no.series")
                .does(actions::importSegmentation));
        commands.register(Command.of("correct.effort", Category.CORRECTING).does(actions::exportEffort));
        for (SegmentationFormat format : SegmentationFormat.values()) {
            Command command = Command.of(FormatFace.of(format).command(), Category.CORRECTING)
                    .when(() -> exportable(models), "why.no.correction")
                    .does(() -> actions.exportSegmentation(format));
            commands.register(format == SegmentationFormat.DICOM_SEG ? command.keys("Ctrl+Alt+S") : command);
        }
    }

    private static boolean exportable(DeskModels models) {
        return models.tools()
                .edit()
                .on(models.viewport().stack())
                .filter(on -> !on.segments().isEmpty())
                .isPresent();
    }
}
