package org.radiloom.imaging;

/**
 * Patient letters at the four edges of an image: L left, R right, A front, P back, H head, F feet; two letters where the
 * edge lies between two directions, the nearer one first.
 *
 * @param left what the viewer sees at the left edge, empty when the direction is unknown; likewise the others
 */
public record OrientationLabels(String left, String right, String top, String bottom) {
    /** A second letter is shown when the second component is at least this part of a unit vector (about 20 degrees). */
    private static final double SECOND = 0.34;

    /** No letters, for images without a place in the patient. */
    public static final OrientationLabels NONE = new OrientationLabels("", "", "", "");

    /** Letters for the slices of {@code geometry} as {@code view} shows them. */
    public static OrientationLabels of(Geometry geometry, ViewTransform view) {
        Vec3 across = view.transposed() ? geometry.rowStep() : geometry.columnStep();
        Vec3 along = view.transposed() ? geometry.columnStep() : geometry.rowStep();
        Vec3 right = across.unit().times(Math.signum(view.scaleX()));
        Vec3 down = along.unit().times(Math.signum(view.scaleY()));
        return new OrientationLabels(letters(right.times(-1)), letters(right), letters(down.times(-1)), letters(down));
    }

    /** Letters of a direction in the patient. */
    public static String letters(Vec3 direction) {
        Vec3 d = direction.unit();
        double[] size = {Math.abs(d.x()), Math.abs(d.y()), Math.abs(d.z())};
        String[] letter = {d.x() > 0 ? "L" : "R", d.y() > 0 ? "P" : "A", d.z() > 0 ? "H" : "F"};
        int first = size[0] >= size[1] && size[0] >= size[2] ? 0 : size[1] >= size[2] ? 1 : 2;
        int a = (first + 1) % 3;
        int b = (first + 2) % 3;
        int second = size[a] >= size[b] ? a : b;
        return size[second] >= SECOND ? letter[first] + letter[second] : letter[first];
    }
}
