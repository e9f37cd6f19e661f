package org.radiloom.ui.edit;

import java.util.List;
import org.radiloom.annotate.tool.AreaFill;
import org.radiloom.annotate.tool.EditPlane;

/** Fills what a line surrounds, as one step. */
final class AreaPaint {
    private AreaPaint() {}

    /** The id of the step that a tool makes. */
    static String step(EditTool tool) {
        return switch (tool) {
            case BRUSH -> "brush";
            case ERASER -> "eraser";
            case POLYGON -> "polygon";
            case LASSO -> "lasso";
            case LIVEWIRE -> "livewire";
            case GROW -> "grow";
        };
    }

    static void fill(EditCase of, EditOptions how, EditPlane plane, List<double[]> line, boolean erases, String step) {
        if (of.paintable()) {
            of.begin();
            of.paint(canvas -> AreaFill.fill(canvas, plane, line, erases ? 0 : of.label(), of.reach(how)));
            of.end(step);
        }
    }
}
