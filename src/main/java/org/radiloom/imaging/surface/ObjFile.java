package org.radiloom.imaging.surface;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/**
 * Writes surfaces as Wavefront OBJ: one object a surface, mm LPS, with its colour at each point.
 *
 * <p>Source: Object Files (.obj), Wavefront Advanced Visualizer, appendix B1; three numbers from 0 to 1 behind a point are its
 * colour, which most programs read and the others pass over.
 */
public final class ObjFile {
    /**
     * A surface with a name.
     *
     * @param rgb colour, 0xRRGGBB
     */
    public record Named(String name, int rgb, SurfaceMesh mesh) {}

    private ObjFile() {}

    /**
     * Writes surfaces; an existing file is replaced only once the new one is complete.
     *
     * @throws Problem if the file cannot be written
     */
    public static void write(Path file, List<Named> surfaces) throws Problem {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                out.write("# Radiloom surfaces, unit mm, patient axes LPS\n");
                int before = 1;
                for (Named surface : surfaces) {
                    write(out, surface, before);
                    before += surface.mesh().points();
                }
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.input(
                    "surface.write",
                    "The surface could not be written to " + file.getFileName() + ".",
                    "Choose a folder that you may write to, with more room.",
                    e);
        }
    }

    /** @param first number of the surface's first point; points are counted through the whole file, from 1 */
    private static void write(BufferedWriter out, Named surface, int first) throws IOException {
        out.write("o " + surface.name().replaceAll("[\\s\\p{Cntrl}]+", "_") + "\n");
        String colour = String.format(
                Locale.ROOT,
                " %.4f %.4f %.4f\n",
                (surface.rgb() >> 16 & 255) / 255.0,
                (surface.rgb() >> 8 & 255) / 255.0,
                (surface.rgb() & 255) / 255.0);
        SurfaceMesh mesh = surface.mesh();
        for (int p = 0; p < mesh.points(); p++) {
            Vec3 v = mesh.point(p);
            out.write("v " + (float) v.x() + " " + (float) v.y() + " " + (float) v.z() + colour);
        }
        for (int t = 0; t < mesh.triangles(); t++) {
            out.write("f " + (first + mesh.corner(t, 0)) + " " + (first + mesh.corner(t, 1)) + " "
                    + (first + mesh.corner(t, 2)) + "\n");
        }
    }
}
