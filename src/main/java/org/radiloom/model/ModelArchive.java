package org.radiloom.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.radiloom.problem.Problem;

/** Model packages as single files: a zip whose entries are the package's files, checksums included. */
public final class ModelArchive {
    private static final long MAX_BYTES = 4L << 30;
    private static final int MAX_ENTRIES = 10_000;

    private ModelArchive() {}

    /**
     * Writes a verified package into a zip file; it appears whole or not at all.
     *
     * @throws Problem if the package is changed or the file cannot be written
     */
    public static void export(ModelPackage model, Path zip) throws Problem {
        model.verifyAll();
        Path part = zip.resolveSibling(zip.getFileName() + ".part");
        try (Stream<Path> all = Files.walk(model.folder())) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream packed = new ZipOutputStream(out)) {
                for (Path file : files) {
                    packed.putNextEntry(new ZipEntry(
                            model.folder().relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, packed);
                    packed.closeEntry();
                }
            }
            Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", zip + " cannot be written.", "Choose another folder.", e);
        }
    }

    /**
     * Unpacks a zip file beside the installed packages, verifies every file, and only then installs it under its id.
     *
     * @throws Problem if the archive is damaged, its files differ from their checksums, or the id is taken
     */
    public static ModelPackage install(Path zip, Path models) throws Problem {
        try {
            Files.createDirectories(models);
            Path fresh = Files.createTempDirectory(models, ".import");
            try {
                unpack(zip, fresh);
                ModelPackage candidate = ModelPackage.open(fresh);
                candidate.verifyAll();
                Path home = models.resolve(candidate.card().id());
                if (Files.exists(home)) {
                    throw Problem.usage(
                            "model.exists",
                            "A model '" + candidate.card().id() + "' is installed already.",
                            "Move its folder away first.");
                }
                Files.move(fresh, home);
                return ModelPackage.open(home);
            } finally {
                remove(fresh);
            }
        } catch (IOException e) {
            throw damaged(zip, "it cannot be read or unpacked", e);
        }
    }

    private static void unpack(Path zip, Path into) throws IOException, Problem {
        long room = MAX_BYTES;
        int entries = 0;
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream packed = new ZipInputStream(in)) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw damaged(zip, "it has too many entries", null);
                }
                if (entry.isDirectory()) {
                    continue;
                }
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw damaged(zip, "an entry points outside", null);
                }
                Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                room -= copy(packed, target, room);
                if (room < 0) {
                    throw damaged(zip, "it is larger than a model can be", null);
                }
            }
        } catch (ZipException e) {
            throw damaged(zip, "it is not a zip file, or cut off", e);
        }
        if (entries == 0) {
            throw damaged(zip, "it is not a zip file, or empty", null);
        }
    }

    private static long copy(InputStream in, Path target, long room) throws IOException {
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(buffer); n >= 0 && written <= room; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                written += n;
            }
        }
        return written;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Problem damaged(Path zip, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String what = "The archive " + zip + " cannot be imported: " + why + ".";
        String remedy = "Get the file again.";
        return cause == null
                ? Problem.model("model.archive", what, remedy)
                : Problem.model("model.archive", what, remedy, cause);
    }
}
