package org.radiloom.ui.plane;

import javafx.scene.paint.Color;
import org.radiloom.imaging.plane.Plane;

/** The colour of each plane, wherever it is seen from its side: a set that colour-blind readers can tell apart. */
final class PlaneColours {
    private PlaneColours() {}

    static Color of(Plane plane) {
        return switch (plane) {
            case AXIAL -> Color.web("#E69F00");
            case CORONAL -> Color.web("#56B4E9");
            case SAGITTAL -> Color.web("#CC79A7");
        };
    }

    /** Key of its name in the words. */
    static String words(Plane plane) {
        return switch (plane) {
            case AXIAL -> "plane.axial";
            case CORONAL -> "plane.coronal";
            case SAGITTAL -> "plane.sagittal";
        };
    }
}
