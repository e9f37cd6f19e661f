package org.radiloom.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.radiloom.problem.Problem;

/**
 * SHA-256 digests of a package's files, in the format of coreutils' {@code sha256sum}: digest, two blanks, path.
 *
 * <p>Paths are relative to the package and use forward slashes.
 */
public final class Checksums {
    /** Name of the list in a package. */
    public static final String FILE = "SHA256SUMS";

    private final Path folder;
    private final Map<String, String> digests;

    private Checksums(Path folder, Map<String, String> digests) {
        this.folder = folder;
        this.digests = digests;
    }

    /** @throws Problem {@code model.missing} if there is no list, {@code model.changed} if it is malformed */
    static Checksums read(Path folder) throws Problem {
        Path list = folder.resolve(FILE);
        var digests = new LinkedHashMap<String, String>();
        try {
            for (String line : Files.readAllLines(list)) {
                if (line.isBlank()) {
                    continue;
                }
                String[] parts = line.split(" [ *]", 2);
                if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}") || leavesFolder(parts[1])) {
                    throw changed(folder, FILE);
                }
                digests.put(parts[1], parts[0]);
            }
        } catch (IOException e) {
            throw Problem.model(
                    "model.missing",
                    "The model package " + folder + " has no readable " + FILE + ".",
                    "Install the model package again.",
                    e);
        }
        return new Checksums(folder, digests);
    }

    private static boolean leavesFolder(String path) {
        return path.startsWith("/")
                || path.contains("\\")
                || List.of(path.split("/")).contains("..");
    }

    /** The listed paths, in the list's order. */
    List<String> paths() {
        return List.copyOf(digests.keySet());
    }

    /**
     * Recomputes one file's digest and compares it with the list.
     *
     * @return the digest
     * @throws Problem {@code model.missing} or {@code model.changed}
     */
    String verify(String path) throws Problem {
        String expected = digests.get(path);
        if (expected == null) {
            throw changed(folder, path);
        }
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw Problem.model(
                    "model.missing",
                    "The file " + path + " of the model package " + folder + " is missing.",
                    "Install the model package again.");
        }
        String actual = sha256(file);
        if (!actual.equals(expected)) {
            throw changed(folder, path);
        }
        return actual;
    }

    private static Problem changed(Path folder, String path) {
        return Problem.model(
                "model.changed",
                "The file " + path + " of the model package " + folder + " is not the one listed in " + FILE + ".",
                "It will not be used; install the model package again.");
    }

    /** Digest of a file, lower-case hex. */
    public static String sha256(Path file) throws Problem {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw Problem.input(
                    "file.unreadable", "The file " + file + " cannot be read.", "Check its permissions.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Writes the list for everything in {@code folder}, sorted by path. */
    static void write(Path folder) throws IOException, Problem {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(FILE)))
                    .sorted()
                    .toList();
        }
        var lines = new StringBuilder();
        for (Path file : files) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            lines.append(sha256(file)).append("  ").append(path).append('\n');
        }
        Files.writeString(folder.resolve(FILE), lines);
    }
}
