package org.radiloom.imaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.radiloom.problem.Problem;

/** Writes NRRD files of labels; see {@link Nrrd}. */
final class NrrdWriter {
    private NrrdWriter() {}

    /** Writes beside the target first, so that a failure leaves no half file under its name. */
    static void write(Path file, Geometry g, Map<String, String> keys, LabelPlanes labels) throws Problem {
        String name = String.valueOf(file.getFileName());
        Path part = file.resolveSibling(name + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                out.write(header(g, keys).getBytes(StandardCharsets.UTF_8));
                byte[] plane = new byte[g.columns() * g.rows()];
                try (OutputStream packed = new GZIPOutputStream(out, 1 << 16)) {
                    for (int k = 0; k < g.slices(); k++) {
                        labels.copy(k, plane);
                        packed.write(plane);
                    }
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", name + " cannot be written.", "Choose another folder.", e);
        } finally {
            deleteIfLeft(part);
        }
    }

    private static String header(Geometry g, Map<String, String> keys) {
        var text = new StringBuilder("NRRD0005\n");
        text.append("type: unsigned char\ndimension: 3\nspace: left-posterior-superior\n");
        text.append("sizes: ").append(g.columns()).append(' ').append(g.rows()).append(' ');
        text.append(g.slices()).append('\n');
        text.append("space directions: ").append(vector(g.columnStep())).append(' ');
        text.append(vector(g.rowStep()))
                .append(' ')
                .append(vector(g.sliceStep()))
                .append('\n');
        text.append("kinds: domain domain domain\nencoding: gzip\n");
        text.append("space origin: ").append(vector(g.origin())).append('\n');
        keys.forEach((key, value) ->
                text.append(key).append(":=").append(NrrdHeader.escaped(value)).append('\n'));
        return text.append('\n').toString();
    }

    /** Turns -0.0 into 0.0, so that headers look alike. */
    private static String vector(Vec3 v) {
        return "(" + (v.x() + 0.0) + "," + (v.y() + 0.0) + "," + (v.z() + 0.0) + ")";
    }

    private static void deleteIfLeft(Path part) throws Problem {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", part.getFileName() + " cannot be removed.", "Remove it by hand.", e);
        }
    }
}
