package org.radiloom.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiloom.problem.Problem;

/**
 * The samples of a data set: a JSON Lines file whose first line may be a header and whose other lines are samples, or the
 * same as CSV (see {@link ManifestCsv}).
 *
 * <p>Keys that are not known are kept. Paths are relative to the folder of the file.
 *
 * @param root folder that paths start from
 * @param header the object under {@code header} in the first line; empty when there is none
 * @param entries in file order, sample ids unique, at least one
 * @param warnings what was odd but usable, one sentence each
 */
public record Manifest(Path root, ObjectNode header, List<ManifestEntry> entries, List<String> warnings) {
    public Manifest {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a manifest.
     *
     * @throws Problem naming the file and the line if the file is missing, a line is no JSON object, a needed key is
     *     missing or has the wrong type, a sample id comes twice, or a path leaves the folder
     */
    public static Manifest read(Path file) throws Problem {
        ManifestReader reader = ManifestReader.read(file);
        return strict(reader, rootOf(file, reader.header()), file.toString());
    }

    static Manifest parse(List<String> lines, Path root, String name) throws Problem {
        return strict(ManifestReader.jsonLines(lines), root, name);
    }

    private static Manifest strict(ManifestReader reader, Path root, String name) throws Problem {
        List<ManifestFault> errors =
                reader.faults().stream().filter(ManifestFault::isError).toList();
        if (!errors.isEmpty()) {
            ManifestFault first = errors.getFirst();
            String others = errors.size() == 1
                    ? ""
                    : " There are " + (errors.size() - 1) + " more such lines: radiloom data check lists them all.";
            throw Problem.input(
                    first.code(),
                    "Line " + first.line() + " of the manifest " + name + " " + first.what() + ".",
                    first.next() + others);
        }
        if (reader.entries().isEmpty()) {
            throw Problem.input("manifest.empty", "The manifest " + name + " names no sample.", "Add samples to it.");
        }
        ObjectNode header = reader.header().deepCopy();
        header.remove("root");
        return new Manifest(
                root,
                header,
                reader.entries(),
                reader.faults().stream()
                        .map(f -> "line " + f.line() + ": " + f.what())
                        .toList());
    }

    /** The folder that the header names as {@code root}, seen from the manifest's own; else that one. */
    static Path rootOf(Path file, ObjectNode header) throws Problem {
        Path own = file.toAbsolutePath().getParent();
        Path folder = own == null ? Path.of("/") : own;
        try {
            return folder.resolve(header.path("root").asText("")).normalize();
        } catch (InvalidPathException e) {
            throw Problem.input(
                    "manifest.root",
                    "The manifest " + file + " names a root that cannot be a folder: " + e.getReason() + ".",
                    "Correct root in its header.",
                    e);
        }
    }

    /** Whether a name is that of a manifest as CSV. */
    static boolean isCsv(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** Absolute place of a path of this manifest. */
    public Path resolve(String path) {
        return root.resolve(path);
    }

    /** Names of the classes that the header lists, in order of their index; empty if it lists none. */
    public List<String> classes() {
        return header.path("classes").valueStream().map(n -> n.asText()).toList();
    }

    /**
     * Writes the manifest, as CSV if the name ends in {@code .csv}, else as JSON lines; reading it gives the same again.
     * Paths stay as they are; in another folder than {@link #root} the header names that one.
     */
    public void write(Path file) throws Problem {
        ObjectNode told = header.deepCopy();
        if (!root.equals(file.toAbsolutePath().normalize().getParent())) {
            told.put("root", root.toString());
        }
        Manifest written = new Manifest(root, told, entries, warnings);
        List<String> lines = isCsv(file) ? ManifestCsv.lines(written) : written.jsonLines();
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        }
    }

    /**
     * The same images as a segmentation set: what was the region to analyse becomes the mask to learn, samples without a
     * region are left out, labels go.
     *
     * @param structure name of what lies inside the regions
     * @throws Problem {@code manifest.region} if no sample has a region
     */
    public Manifest ofRegions(String structure) throws Problem {
        List<ManifestEntry> masks = entries.stream()
                .filter(e -> e.regionPath() != null)
                .map(e -> e.with(line -> {
                    line.set("mask_path", line.remove("region_path"));
                    line.remove(List.of("label", "abnormal", "boxes", "box_source"));
                }))
                .toList();
        if (masks.isEmpty()) {
            throw Problem.input(
                    "manifest.region", "No sample of the manifest has a region_path.", "Use one that has regions.");
        }
        ObjectNode told = header.deepCopy().put("task", "segmentation");
        told.putArray("classes").add("background").add(structure);
        return new Manifest(root, told, masks, warnings);
    }

    /**
     * The same samples with patients joined who are known to be one: no split takes them apart any more.
     *
     * @param same patient ids that are one person each; the first stands for all
     * @throws Problem {@code manifest.patient} if there is no patient of a name
     */
    public Manifest withSamePatients(List<List<String>> same) throws Problem {
        Map<String, String> names = new HashMap<>();
        for (List<String> one : same) {
            for (String patient : one) {
                if (entries.stream().noneMatch(e -> e.patientId().equals(patient))) {
                    throw Problem.usage(
                            "manifest.patient",
                            "The manifest has no patient " + patient + ".",
                            "Name patients as its patient_id does.");
                }
                names.put(patient, one.getFirst());
            }
        }
        List<ManifestEntry> joined = entries.stream()
                .map(e -> {
                    String name = names.get(e.patientId());
                    return name == null ? e : e.with(line -> line.put("patient_id", name));
                })
                .toList();
        return new Manifest(root, header, joined, warnings);
    }

    private List<String> jsonLines() {
        List<String> lines = new java.util.ArrayList<>();
        if (!header.isEmpty()) {
            lines.add(Json.line(Json.object().set("header", header)));
        }
        entries.forEach(e -> lines.add(Json.line(e.toJson())));
        return lines;
    }
}
