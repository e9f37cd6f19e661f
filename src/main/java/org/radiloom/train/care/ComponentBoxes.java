package org.radiloom.train.care;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.train.ManifestEntry.Box;

/** Boxes out of a segmentation: one around each part of the mask that is larger than a hundredth of the picture. */
public final class ComponentBoxes {
    private static final double LEAST = 0.01;

    private ComponentBoxes() {}

    /** @param mask of one slice, on the picture's grid */
    public static List<Box> of(Mask mask, BoxRules rules) {
        int columns = mask.geometry().columns();
        int rows = mask.geometry().rows();
        Components parts = Components.of(mask, Neighbours.EIGHTEEN);
        List<Box> boxes = new ArrayList<>();
        for (int n = 0; n < parts.count() && parts.size(n) > LEAST * columns * rows; n++) {
            boxes.add(rules.grown(BoxRules.around(parts.part(n))));
        }
        return rules.kept(boxes, columns, rows);
    }
}
