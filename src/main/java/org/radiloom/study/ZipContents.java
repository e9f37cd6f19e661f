package org.radiloom.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.radiloom.problem.Problem;

/**
 * The files in a ZIP archive. No name of an entry leads out of the folder that it is unpacked to, and no archive grows
 * without bound: sizes are counted while inflating, not believed. Archives in archives are not followed.
 */
final class ZipContents {
    private static final int CHUNK = 1 << 16;

    /**
     * How much is unpacked at most.
     *
     * @param entries of the archive
     * @param bytes of all entries together
     * @param freeBytes that stay free on the disk
     * @param ratio of bytes to packed bytes, of an entry and of the whole archive; black images reach 1000
     * @param ratioFromBytes size up to which no ratio matters
     */
    record Limits(int entries, long bytes, long freeBytes, int ratio, long ratioFromBytes) {
        static final Limits USUAL = new Limits(200_000, 64L << 30, 1L << 30, 200, 64L << 20);
    }

    private final Path zip;
    private final Limits limits;
    private long written;

    ZipContents(Path zip, Limits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    static boolean isZip(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /**
     * Unpacks all files.
     *
     * @param skipped takes the entries that are refused
     * @throws Problem if the archive itself cannot be read or is refused as a whole
     */
    void unpack(Path folder, List<ImportReport.Skipped> skipped, ScanProgress progress, double from, double to)
            throws Problem {
        try (ZipFile file = open()) {
            if (file.size() > limits.entries()) {
                throw StudyProblems.archiveLimit(zip, "more than " + limits.entries() + " entries");
            }
            long room = Math.min(limits.bytes(), Files.getFileStore(folder).getUsableSpace() - limits.freeBytes());
            long ratioRoom = Math.max(limits.ratioFromBytes(), Files.size(zip) * limits.ratio());
            int n = 0;
            for (ZipEntry entry : Collections.list(file.entries())) {
                progress.check();
                progress.report(from + (to - from) * n++ / file.size(), "unpacking " + n + " of " + file.size());
                if (!entry.isDirectory()) {
                    Optional<Problem> refused = one(file, entry, folder, Math.min(room, ratioRoom), progress);
                    refused.ifPresent(p -> skipped.add(ImportReport.Skipped.because(shown(entry), p)));
                }
            }
        } catch (ZipException e) {
            boolean locked = String.valueOf(e.getMessage()).contains("encrypted");
            throw locked ? StudyProblems.archiveLocked(zip, e) : StudyProblems.archiveDamaged(zip, e);
        } catch (IOException e) {
            throw StudyProblems.noRoom(zip, e);
        }
    }

    /** Names that are no UTF-8 come from older programs, most of them Chinese ones; every byte means something there. */
    private ZipFile open() throws IOException {
        try {
            return new ZipFile(zip.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            if (!String.valueOf(e.getMessage()).contains("bad entry name")) {
                throw e;
            }
            try {
                return new ZipFile(zip.toFile(), Charset.forName("GB18030"));
            } catch (ZipException again) {
                return new ZipFile(zip.toFile(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    /** What people see as the name of an entry. */
    private Path shown(ZipEntry entry) {
        StringBuilder name = new StringBuilder();
        entry.getName().chars().map(c -> c < ' ' ? '?' : c).forEach(c -> name.append((char) c));
        try {
            return Path.of(zip + "/" + name);
        } catch (InvalidPathException e) {
            return zip;
        }
    }

    private static boolean leadsOut(String name) {
        boolean odd = name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || name.chars().anyMatch(c -> c < ' ');
        return odd || List.of(name.split("/")).contains("..");
    }

    private Optional<Problem> one(ZipFile file, ZipEntry entry, Path folder, long room, ScanProgress progress)
            throws IOException {
        Path shown = shown(entry);
        if (leadsOut(entry.getName())) {
            return Optional.of(StudyProblems.entryLeadsOut(shown));
        }
        if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return Optional.of(StudyProblems.archive(shown));
        }
        Path target;
        try {
            target = folder.resolve(entry.getName()).normalize();
        } catch (InvalidPathException e) {
            return Optional.of(StudyProblems.entryLeadsOut(shown));
        }
        if (!target.startsWith(folder) || target.equals(folder)) {
            return Optional.of(StudyProblems.entryLeadsOut(shown));
        }
        long ratioRoom = Math.max(limits.ratioFromBytes(), Math.max(0, entry.getCompressedSize()) * limits.ratio());
        boolean complete = false;
        try (InputStream in = file.getInputStream(entry)) {
            Files.createDirectories(target.getParent());
            complete = copy(in, target, Math.min(ratioRoom, room - written), progress);
            return complete ? Optional.empty() : Optional.of(StudyProblems.entryTooLarge(shown));
        } catch (FileAlreadyExistsException e) {
            complete = true;
            return Optional.of(StudyProblems.entryTwice(shown, e));
        } catch (ZipException | java.io.EOFException e) {
            return Optional.of(StudyProblems.entryDamaged(shown, e));
        } finally {
            if (!complete) {
                Files.deleteIfExists(target);
            }
        }
    }

    /** Whether all of it found room. */
    private boolean copy(InputStream in, Path target, long room, ScanProgress progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        try (OutputStream out =
                Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            target.toFile().deleteOnExit();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                progress.check();
                bytes += n;
                if (bytes > room) {
                    return false;
                }
                out.write(chunk, 0, n);
            }
        }
        written += bytes;
        return true;
    }
}
