package org.radiloom.ui.edit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/**
 * How a tool is shown.
 *
 * @param command that takes it into the hand
 * @param icon its sign
 */
public record ToolFace(String command, Ikon icon) {
    public static ToolFace of(EditTool tool) {
        return switch (tool) {
            case BRUSH -> new ToolFace("correct.brush", MaterialDesignB.BRUSH);
            case ERASER -> new ToolFace("correct.eraser", MaterialDesignE.ERASER);
        };
    }

    /** The last part of the command: the id of a control is made from it. */
    public String name() {
        return command.substring(command.lastIndexOf('.') + 1);
    }
}
