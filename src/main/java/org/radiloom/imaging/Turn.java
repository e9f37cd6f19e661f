package org.radiloom.imaging;

/**
 * One of the eight ways in which an image can lie on a screen: mirrored left to right or not, and then turned clockwise.
 *
 * @param quarters quarter turns clockwise, 0 to 3
 * @param mirrored whether left and right are exchanged before the image is turned
 */
public record Turn(int quarters, boolean mirrored) {
    /** As the pixels lie in the file. */
    public static final Turn NONE = new Turn(0, false);

    public Turn {
        if (quarters < 0 || quarters > 3) {
            throw new IllegalArgumentException(quarters + " quarter turns");
        }
    }

    /** Turned on by a quarter, clockwise as the reader sees it. */
    public Turn right() {
        return new Turn((quarters + 1) % 4, mirrored);
    }

    /** Turned on by a quarter, counterclockwise as the reader sees it. */
    public Turn left() {
        return new Turn((quarters + 3) % 4, mirrored);
    }

    /** What is seen on the left and on the right is exchanged. */
    public Turn flippedHorizontally() {
        return new Turn((4 - quarters) % 4, !mirrored);
    }

    /** What is seen at the top and at the bottom is exchanged. */
    public Turn flippedVertically() {
        return new Turn((6 - quarters) % 4, !mirrored);
    }

    /** Whether rows of the image run across the screen. */
    public boolean transposes() {
        return quarters % 2 == 1;
    }
}
