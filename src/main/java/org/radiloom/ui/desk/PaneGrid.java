package org.radiloom.ui.desk;

/**
 * How many panes the window shows.
 *
 * @param rows 1 to 3
 * @param columns 1 to 3
 */
public record PaneGrid(int rows, int columns) {
    /** Rows and columns at most. */
    public static final int MOST = 3;

    public static final PaneGrid ONE = new PaneGrid(1, 1);

    public PaneGrid {
        if (rows < 1 || rows > MOST || columns < 1 || columns > MOST) {
            throw new IllegalArgumentException(rows + " x " + columns + " panes");
        }
    }

    public int panes() {
        return rows * columns;
    }
}
