package org.radiloom.ui.edit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/**
 * How a tool is shown.
 *
 * @param command that takes it into the hand
 * @param icon its sign
 * @param hint key of the sentence that says how it is used
 */
public record ToolFace(String command, Ikon icon, String hint) {
    public static ToolFace of(EditTool tool) {
        return switch (tool) {
            case BRUSH -> new ToolFace("correct.brush", MaterialDesignB.BRUSH, "correct.brush.hint");
            case ERASER -> new ToolFace("correct.eraser", MaterialDesignE.ERASER, "correct.eraser.hint");
            case POLYGON -> new ToolFace("correct.polygon", MaterialDesignV.VECTOR_POLYGON, "correct.polygon.hint");
            case LASSO -> new ToolFace("correct.lasso", MaterialDesignL.LASSO, "correct.lasso.hint");
            case LIVEWIRE -> new ToolFace("correct.livewire", MaterialDesignV.VECTOR_CURVE, "correct.livewire.hint");
            case GROW -> new ToolFace("correct.grow", MaterialDesignF.FORMAT_COLOR_FILL, "correct.grow.hint");
        };
    }

    /** The last part of the command: the id of a control is made from it. */
    public String name() {
        return command.substring(command.lastIndexOf('.') + 1);
    }
}
