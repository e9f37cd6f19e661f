package org.radiloom.imaging.surface;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.radiloom.problem.Problem;

/** Writes surfaces as binary STL: little-endian, 50 bytes a triangle, mm LPS. */
public final class StlFile {
    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;

    private StlFile() {}

    /**
     * Writes a surface; an existing file is replaced only once the new one is complete.
     *
     * @throws Problem if the file cannot be written
     */
    public static void write(Path file, SurfaceMesh mesh) throws Problem {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                write(out, mesh);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.input(
                    "surface.write",
                    "The surface could not be written to " + file.getFileName() + ".",
                    "Choose a folder that you may write to, with room for "
                            + (1 + (long) TRIANGLE * mesh.triangles() / 1_000_000) + " MB.",
                    e);
        }
    }

    private static void write(OutputStream out, SurfaceMesh mesh) throws IOException {
        // no name, date or place: the header is not for people
        ByteBuffer header = ByteBuffer.allocate(HEADER + 4).order(ByteOrder.LITTLE_ENDIAN);
        header.put("Radiloom surface, unit mm, patient axes LPS".getBytes(StandardCharsets.US_ASCII));
        header.putInt(HEADER, mesh.triangles());
        out.write(header.array());
        ByteBuffer one = ByteBuffer.allocate(TRIANGLE).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < mesh.triangles(); t++) {
            var a = mesh.point(mesh.corner(t, 0));
            var b = mesh.point(mesh.corner(t, 1));
            var c = mesh.point(mesh.corner(t, 2));
            var n = b.minus(a).cross(c.minus(a));
            double length = n.length();
            one.clear();
            for (var v : new org.radiloom.imaging.Vec3[] {length > 0 ? n.times(1 / length) : n, a, b, c}) {
                one.putFloat((float) v.x()).putFloat((float) v.y()).putFloat((float) v.z());
            }
            one.putShort((short) 0);
            out.write(one.array());
        }
    }
}
