package org.radiloom.ui.anomaly;

import javafx.scene.paint.Color;
import org.radiloom.imaging.HeatColours;

/** The colour of what lies above a threshold: one of the map's own. */
public final class AnomalyColours {
    private static final double PLACE = 0.7;

    /** 0xRRGGBB. */
    public static final int ABOVE_RGB = HeatColours.rgb(PLACE);

    /** The same. */
    public static final Color ABOVE = Color.rgb(ABOVE_RGB >> 16 & 255, ABOVE_RGB >> 8 & 255, ABOVE_RGB & 255);

    private AnomalyColours() {}
}
