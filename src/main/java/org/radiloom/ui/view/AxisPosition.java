package org.radiloom.ui.view;

import org.radiloom.imaging.Vec3;

/**
 * A distance along one patient axis, as readers write it: "H 23.5" is 23.5 mm towards the head.
 *
 * @param letter L, R, P, A, H or F: the side of the origin
 * @param mm distance from the origin, 0 or more
 */
public record AxisPosition(char letter, double mm) {
    private static final String POSITIVE = "LPH";
    private static final String NEGATIVE = "RAF";

    /** Position of {@code at} on the patient axis that is nearest to {@code direction}. */
    public static AxisPosition along(Vec3 direction, Vec3 at) {
        double x = Math.abs(direction.x());
        double y = Math.abs(direction.y());
        double z = Math.abs(direction.z());
        int axis = z >= x && z >= y ? 2 : y >= x ? 1 : 0;
        double mm = axis == 2 ? at.z() : axis == 1 ? at.y() : at.x();
        return new AxisPosition((mm < 0 ? NEGATIVE : POSITIVE).charAt(axis), Math.abs(mm));
    }
}
