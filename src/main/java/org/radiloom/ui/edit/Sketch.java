package org.radiloom.ui.edit;

import java.util.List;
import org.radiloom.annotate.tool.EditPlane;

/**
 * What a tool has drawn so far and not yet painted.
 *
 * @param line points (x, y) of the plane
 * @param closed whether the last point is joined to the first
 * @param knots points that the annotator has set, for instance the corners of a polygon
 */
public record Sketch(EditPlane plane, List<double[]> line, boolean closed, List<double[]> knots) {
    public Sketch {
        line = List.copyOf(line);
        knots = List.copyOf(knots);
    }
}
