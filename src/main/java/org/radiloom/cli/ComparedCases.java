package org.radiloom.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.SegmentationComparison;
import org.radiloom.annotate.file.Imported;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Two files, or the files of the same name in two folders, compared; under a blinded reading with names hidden. */
final class ComparedCases {
    /** A case before it is compared. */
    record Pair(String name, Path first, Path second) {}

    /**
     * A case that was compared.
     *
     * @param a name of what is called A
     * @param b name of what is called B
     */
    record Compared(String name, String a, String b, SegmentationComparison comparison) {}

    /**
     * The cases of two paths, by name.
     *
     * @param unpaired files that only one of two folders has
     */
    record Cases(List<Pair> pairs, List<Path> unpaired) {}

    private ComparedCases() {}

    /**
     * Finds what belongs together.
     *
     * @throws Problem if a path is missing, or two folders share no file
     */
    static Cases find(Path a, Path b) throws Problem {
        for (Path each : List.of(a, b)) {
            if (!Files.exists(each)) {
                throw Problem.input("path.missing", each + " is not there.", "Check the path.");
            }
        }
        if (!Files.isDirectory(a) || !Files.isDirectory(b)) {
            // a folder beside a file is one segmentation, of pictures
            return new Cases(List.of(new Pair(SegmentationInputs.name(a), a, b)), List.of());
        }
        Map<String, Path> inA = segmentations(a);
        Map<String, Path> inB = segmentations(b);
        List<Pair> pairs = new ArrayList<>();
        List<Path> unpaired = new ArrayList<>();
        var names = new TreeSet<>(inA.keySet());
        names.addAll(inB.keySet());
        for (String name : names) {
            Path first = inA.get(name);
            Path second = inB.get(name);
            if (first != null && second != null) {
                pairs.add(new Pair(name, first, second));
            } else {
                unpaired.add(first != null ? first : b.resolve(name));
            }
        }
        if (pairs.isEmpty()) {
            throw Problem.input(
                    "compare.pairs",
                    "No segmentation in " + a + " has the name of one in " + b + ".",
                    "Name two folders whose files have the same names.");
        }
        return new Cases(pairs, unpaired);
    }

    private static Map<String, Path> segmentations(Path path) throws Problem {
        Map<String, Path> found = new TreeMap<>();
        for (Path file : FilesUnder.paths(List.of(path))) {
            if (SegmentationInputs.known(file)) {
                found.put(path.relativize(file).toString(), file);
            }
        }
        return found;
    }

    /** Compares a case whose names are known. */
    static Compared open(Pair pair, Optional<Integer> label) throws Problem {
        String a = pair.first.toString();
        String b = pair.second.toString();
        return new Compared(
                pair.name, a, b, compare(pair.first, pair.second, label, SegmentationInputs.name(pair.second)));
    }

    /** Compares case {@code number} of a blinded reading. */
    static Compared blinded(BlindReading reading, int number, int place, Optional<Integer> label) throws Problem {
        Path a = Path.of(reading.a(number));
        Path b = Path.of(reading.b(number));
        SegmentationComparison found = compare(a, b, label, "B");
        List<String> warnings = found.warnings().stream()
                .map(text -> text.replace(SegmentationInputs.name(a), "A").replace(SegmentationInputs.name(b), "B"))
                .toList();
        return new Compared("case " + (place + 1), "A", "B", new SegmentationComparison(found.structures(), warnings));
    }

    private static SegmentationComparison compare(Path a, Path b, Optional<Integer> label, String nameOfB)
            throws Problem {
        // regions have no grid of their own: they lie on that of the other
        if (SegmentationInputs.hasGrid(a) || !SegmentationInputs.hasGrid(b)) {
            Imported first = SegmentationInputs.read(a);
            Geometry grid = first.segmentation().map().geometry();
            return said(
                    first,
                    SegmentationComparison.of(first.segmentation(), SegmentationInputs.read(b, grid, nameOfB), label));
        }
        Imported second = SegmentationInputs.read(b);
        Imported first = SegmentationInputs.read(a, second.segmentation().map().geometry(), SegmentationInputs.name(a));
        return said(first, SegmentationComparison.of(first.segmentation(), second, label));
    }

    private static SegmentationComparison said(Imported first, SegmentationComparison found) {
        List<String> warnings = new ArrayList<>(first.warnings());
        warnings.addAll(found.warnings());
        return new SegmentationComparison(found.structures(), warnings);
    }
}
