package org.radiloom.ui.measure;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.radiloom.imaging.measure.Shape;

/** The sign of each kind of shape. */
public final class MeasureIcons {
    private MeasureIcons() {}

    public static Ikon of(Shape.Kind kind) {
        return switch (kind) {
            case PROBE -> MaterialDesignC.CROSSHAIRS;
            case LENGTH -> MaterialDesignR.RULER;
            case ANGLE -> MaterialDesignA.ANGLE_ACUTE;
            case COBB -> MaterialDesignA.ANGLE_OBTUSE;
            case RECTANGLE -> MaterialDesignR.RECTANGLE_OUTLINE;
            case ELLIPSE -> MaterialDesignE.ELLIPSE_OUTLINE;
            case POLYGON -> MaterialDesignV.VECTOR_POLYGON;
            case FREEHAND -> MaterialDesignL.LASSO;
            case TEXT -> MaterialDesignF.FORMAT_TEXT;
            case ARROW -> MaterialDesignA.ARROW_TOP_RIGHT;
        };
    }
}
