package org.radiloom.ui.edit;

import org.radiloom.annotate.tool.EditPlane;

/**
 * Where the pointer is on a plane of a case.
 *
 * @param x of the plane, whole numbers are voxel centres
 * @param y of the plane
 * @param inverse whether Ctrl is held: what paints erases, what erases paints
 * @param clicks how often the button was pressed here
 * @param perVoxel pixels of the screen per voxel along x, for what must be near on the screen
 */
public record Spot(EditPlane plane, double x, double y, boolean inverse, int clicks, double perVoxel) {
    /** The voxel that holds it. */
    public int voxelX() {
        return (int) Math.floor(x + 0.5);
    }

    /** The voxel that holds it. */
    public int voxelY() {
        return (int) Math.floor(y + 0.5);
    }
}
