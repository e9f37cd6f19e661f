package org.radiloom.annotate;

import java.nio.file.Path;
import org.radiloom.imaging.Geometry;

/** A program that paints one voxel a step, and says so once the step is kept, until somebody kills it. */
final class PaintsUntilKilled {
    static final String CASE = "1.2.840.99";
    static final Geometry GRID = Geometry.axial(64, 64, 4, 1, 1, 1);

    private PaintsUntilKilled() {}

    public static void main(String[] arguments) throws Exception {
        try (LabelEditor editor = LabelEditor.open(Path.of(arguments[0]), CASE, GRID)) {
            for (int n = 0; n < 64 * 64; n++) {
                int at = n;
                editor.edit("Point", canvas -> canvas.set(at % 64, at / 64, 0, 1));
                System.out.println(n + 1);
                System.out.flush();
            }
        }
    }
}
