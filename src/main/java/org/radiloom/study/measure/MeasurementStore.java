package org.radiloom.study.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * Keeps the measurements of readers, one JSON file a series, in the folder of what users make. File names are digests of
 * series UIDs, so that they tell nothing about a patient. Safe for use from several threads; blocks.
 */
public final class MeasurementStore {
    private final Path folder;

    /**
     * What is kept of a series.
     *
     * @param trouble what happened to a file that could not be read; it was set aside
     */
    public record Kept(List<Measurement> measurements, Optional<Problem> trouble) {
        public Kept {
            measurements = List.copyOf(measurements);
        }
    }

    /** @param data the folder of what users make, as {@code Home.data()} */
    public MeasurementStore(Path data) {
        folder = data.resolve("measurements");
    }

    /** The file of a series. */
    Path file(String seriesUid) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seriesUid.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads what is kept of a series. A damaged file is set aside under another name, never overwritten.
     *
     * @throws Problem if the file is there and cannot be read or set aside; then nothing must be saved over it
     */
    public synchronized Kept load(String seriesUid) throws Problem {
        Path file = file(seriesUid);
        if (!Files.exists(file)) {
            return new Kept(List.of(), Optional.empty());
        }
        byte[] bytes = bytes(file);
        try {
            return new Kept(MeasurementFile.read(bytes), Optional.empty());
        } catch (IOException e) {
            if (MeasurementFile.newer(bytes).isPresent()) {
                throw Problem.input(
                        "measure.newer",
                        "The measurements in " + file + " were kept by a newer Radiloom.",
                        "Use that version for this series; nothing is changed here.",
                        e);
            }
            return new Kept(List.of(), Optional.of(setAside(file, e)));
        }
    }

    private static byte[] bytes(Path file) throws Problem {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Problem.input(
                    "measure.unreadable",
                    "The measurements in " + file + " cannot be read.",
                    "Check the rights of the file and open the series again; nothing is changed until then.",
                    e);
        }
    }

    private static Problem setAside(Path file, IOException why) throws Problem {
        String name = String.valueOf(file.getFileName());
        for (int n = 1; ; n++) {
            Path aside = file.resolveSibling(name + ".damaged-" + n);
            if (!Files.exists(aside)) {
                try {
                    Files.move(file, aside);
                } catch (IOException e) {
                    throw Problem.input(
                            "measure.damaged",
                            "The measurements in " + file + " are damaged and cannot be set aside.",
                            "Move the file away and open the series again; nothing is changed until then.",
                            e);
                }
                return Problem.input(
                        "measure.damaged",
                        "The measurements of this series were damaged; the file is now " + aside + ".",
                        "New measurements are kept; send the file to whoever looks after this program.",
                        why);
            }
        }
    }

    /**
     * Replaces what is kept of a series, and reads it back.
     *
     * @throws Problem if it cannot be written, or if there is a file that this program cannot read; the file is as it was
     */
    public synchronized void save(String seriesUid, List<Measurement> measurements) throws Problem {
        Path file = file(seriesUid);
        if (measurements.isEmpty() && !Files.exists(file)) {
            return;
        }
        // what cannot be read must not be lost: throws, or sets it aside
        load(seriesUid);
        byte[] bytes = MeasurementFile.write(measurements);
        try {
            OwnFile.write(file, bytes);
            if (!MeasurementFile.read(Files.readAllBytes(file)).equals(measurements)) {
                throw new IOException("what was read back differs");
            }
        } catch (IOException e) {
            throw Problem.input(
                    "measure.unsaved",
                    "The measurements of this series cannot be kept in " + folder + ".",
                    "Make room or check the rights of the folder; they are on screen until the window closes.",
                    e);
        }
    }
}
