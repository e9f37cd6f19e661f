package org.radiloom.ui.desk;

import java.util.Optional;

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

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<PaneGrid> parse(String text) {
        return text.matches("[1-3]x[1-3]")
                ? Optional.of(new PaneGrid(text.charAt(0) - '0', text.charAt(2) - '0'))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
