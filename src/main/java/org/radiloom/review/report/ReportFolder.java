package org.radiloom.review.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.radiloom.home.OwnFile;

/** The files of the reports of one study. The folder is named by a digest, so that it tells nothing about a patient. */
final class ReportFolder {
    private static final int NAME = 32;

    private final Path folder;

    ReportFolder(Path data, String studyUid) {
        folder = data.resolve("reports").resolve(Sha256.of(studyUid).substring(0, NAME));
    }

    Path folder() {
        return folder;
    }

    Path draft() {
        return folder.resolve("draft.json");
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path version(int version) {
        return folder.resolve(name(version) + ".json");
    }

    static String name(int version) {
        return String.format(Locale.ROOT, "version-%03d", version);
    }

    /** Numbers of the versions that are there, in order. */
    List<Integer> versions() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.matches("version-[0-9]{3,9}\\.json"))
                    .map(name -> Integer.valueOf(name.replaceAll("[^0-9]", "")))
                    .sorted()
                    .toList();
        }
    }

    private Path picture(String sha256) throws IOException {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IOException("a picture without a digest");
        }
        return folder.resolve("images").resolve(sha256 + ".png");
    }

    /** Keeps pictures under their digests; each once, whatever the versions that show it. */
    void keep(List<KeyImage> images) throws IOException {
        for (KeyImage each : images) {
            Path file = picture(each.picture().sha256());
            if (!Files.exists(file)) {
                OwnFile.write(file, each.picture().bytes());
            }
        }
    }

    /** @throws IOException if it is gone or not the one that was kept */
    Png picture(String sha256, boolean exactly) throws IOException {
        Png png;
        try {
            png = new Png(Files.readAllBytes(picture(sha256)));
        } catch (IllegalArgumentException e) {
            throw new IOException("a picture that is none", e);
        }
        if (exactly && !png.sha256().equals(sha256)) {
            throw new IOException("another picture than the one that was kept");
        }
        return png;
    }

    /** A file beside the versions, by a name that a version has given it. */
    Path file(String name) throws IOException {
        if (!name.matches("[a-z0-9-]+\\.[a-z0-9]+")) {
            throw new IOException("a file outside of the folder");
        }
        return folder.resolve(name);
    }

    /** Writes a file that nobody is to change. */
    static void lockedWrite(Path file, byte[] bytes) throws IOException {
        OwnFile.write(file, bytes);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
    }
}
