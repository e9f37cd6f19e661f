package org.radiloom.imaging.plane;

/**
 * How a volume is cut, as radiologists look at it: in axial and coronal images the patient's right is on the left, in
 * sagittal ones the front is; the head is up, or the front in axial images.
 */
public enum Plane {
    AXIAL(0, false, 1, false, 2, false),
    CORONAL(0, false, 2, true, 1, false),
    SAGITTAL(1, false, 2, true, 0, true);

    private final int columns;
    private final boolean columnsAgainst;
    private final int rows;
    private final boolean rowsAgainst;
    private final int slices;
    private final boolean slicesAgainst;

    Plane(int columns, boolean columnsAgainst, int rows, boolean rowsAgainst, int slices, boolean slicesAgainst) {
        this.columns = columns;
        this.columnsAgainst = columnsAgainst;
        this.rows = rows;
        this.rowsAgainst = rowsAgainst;
        this.slices = slices;
        this.slicesAgainst = slicesAgainst;
    }

    /** Patient axis (0 to the left, 1 to the back, 2 to the head) of columns (0), rows (1) or slices (2). */
    int axis(int a) {
        return a == 0 ? columns : a == 1 ? rows : slices;
    }

    /** Whether columns (0), rows (1) or slices (2) grow against their patient axis. */
    boolean against(int a) {
        return a == 0 ? columnsAgainst : a == 1 ? rowsAgainst : slicesAgainst;
    }
}
