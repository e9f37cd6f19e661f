package org.radiloom.annotate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Nrrd;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.Percentile;

/**
 * Mandibles in 23 scans of 22 patients as an oncologist and a radiographer drew them: every figure is that of numpy and scipy, which also
 * read the files on their own. Leaves {@code target/peers/two-readers.md}; docs/results/two-readers.md shows it.
 */
@Tag("peers")
@Tag("realdata")
class TwoReadersPeersTest {
    /** Reads pairs of NRRD files, prints a line a pair: Dice, IoU, HD95, ASSD, difference in cm3 and %, slices by disagreement. */
    private static final String SCRIPT = """
            import gzip, sys, numpy as np
            from scipy.spatial import cKDTree
            from scipy import ndimage as nd
            def read(path):
                head, data = open(path, 'rb').read().split(b'\\n\\n', 1)
                field = dict(l.split(': ', 1) for l in head.decode().splitlines() if ': ' in l)
                if field['encoding'] in ('gzip', 'gz'): data = gzip.decompress(data)
                assert field['type'] in ('unsigned char', 'uint8', 'uchar'), field['type']
                size = [int(n) for n in field['sizes'].split()]
                steps = [np.array([float(x) for x in v.strip('()').split(',')]) for v in field['space directions'].split()]
                return np.frombuffer(data, np.uint8).reshape(size[::-1]) > 0, [np.linalg.norm(v) for v in steps][::-1]
            for line in open(sys.argv[1]):
                (a, mm), (b, _) = [read(p) for p in line.rstrip('\\n').split('\\t')]
                worst = (a ^ b).sum((1, 2))
                order = [k for k in np.lexsort((np.arange(len(worst)), -worst)) if worst[k]]
                both, na, nb, voxel = int((a & b).sum()), int(a.sum()), int(b.sum()), np.prod(mm) / 1000
                cut = nd.find_objects((a | b).astype(int))[0]
                a, b = np.pad(a[cut], 1), np.pad(b[cut], 1)
                rim = lambda m: np.argwhere(m & ~nd.binary_erosion(m)) * mm
                ra, rb = rim(a), rim(b)
                ab, ba = cKDTree(rb).query(ra)[0], cKDTree(ra).query(rb)[0]
                print(2 * both / (na + nb), both / (na + nb - both), max(np.percentile(ab, 95), np.percentile(ba, 95)),
                    (ab.sum() + ba.sum()) / (len(ab) + len(ba)), (nb - na) * voxel, 100 * (nb - na) / na, na * voxel,
                    ','.join(map(str, order)))
            """;

    private record Patient(String id, Path oncologist, Path radiographer) {}

    private static List<Patient> patients(Path data) throws IOException {
        List<Patient> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data.resolve("nrrds"))) {
            files.filter(file -> file.toString().contains("oncologist")
                            && file.toString().endsWith(".nrrd"))
                    .sorted()
                    .forEach(file -> {
                        Path other = Path.of(file.toString().replace("oncologist", "radiographer"));
                        if (Files.exists(other)) {
                            found.add(new Patient(
                                    file.getName(file.getNameCount() - 3).toString(), file, other));
                        }
                    });
        }
        return found;
    }

    @Test
    void everyFigureOfTwoReadersIsThatOfAnIndependentProgram(@TempDir Path folder) throws Exception {
        List<Patient> patients = patients(SharedData.find("mandible-masks-deepmind"));
        assertTrue(patients.size() >= 20, patients.size() + " patients");
        Path script = Files.writeString(folder.resolve("peer.py"), SCRIPT);
        Path list = Files.write(
                folder.resolve("pairs"),
                patients.stream().map(p -> p.oncologist + "\t" + p.radiographer).toList());
        Process python = new ProcessBuilder("/usr/bin/python3", script.toString(), list.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<MaskComparison> ours = new ArrayList<>();
        long nanos = 0;
        for (Patient patient : patients) {
            var a = Nrrd.readMask(patient.oncologist);
            var b = Nrrd.readMask(patient.radiographer);
            long start = System.nanoTime();
            ours.add(MaskComparison.of(a, b));
            nanos += System.nanoTime() - start;
        }
        List<String> theirs = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, python.waitFor());
        System.out.printf("%.3f s a pair%n", nanos / 1e9 / patients.size());
        for (int n = 0; n < patients.size(); n++) {
            String id = patients.get(n).id;
            MaskComparison c = ours.get(n);
            String[] peer = theirs.get(n).split(" ", -1);
            double[] figures = {
                c.dice().orElseThrow(),
                c.iou().orElseThrow(),
                c.surfaces().orElseThrow().hd95Mm(),
                c.surfaces().orElseThrow().assdMm(),
                c.volumeDifferenceCm3(),
                c.volumeDifferencePercent().orElseThrow(),
                c.volumeACm3()
            };
            for (int f = 0; f < figures.length; f++) {
                assertEquals(Double.parseDouble(peer[f]), figures[f], 1e-4, id + ", figure " + f);
            }
            String order = String.join(
                    ",",
                    c.byDisagreement().stream().map(slice -> "" + slice.slice()).toList());
            assertEquals(peer[7], order, id);
        }
        Path report = Path.of("target/peers/two-readers.md");
        Files.createDirectories(report.toAbsolutePath().getParent());
        Files.write(report, table(patients, ours));
    }

    private static List<String> table(List<Patient> patients, List<MaskComparison> ours) {
        List<String> lines = new ArrayList<>();
        lines.add("| figure | mean | 95 % interval | median | worst |");
        lines.add("|---|---|---|---|---|");
        lines.add(summary("Dice", patients, ours, c -> c.dice().orElseThrow(), 3, false));
        lines.add(summary("IoU", patients, ours, c -> c.iou().orElseThrow(), 3, false));
        lines.add(summary(
                "HD95, mm", patients, ours, c -> c.surfaces().orElseThrow().hd95Mm(), 2, true));
        lines.add(summary(
                "ASSD, mm", patients, ours, c -> c.surfaces().orElseThrow().assdMm(), 2, true));
        lines.add(summary("volume of B less A, cm³", patients, ours, MaskComparison::volumeDifferenceCm3, 2, true));
        lines.add(summary(
                "difference in volume without its sign, % of A", patients, ours, c -> Math.abs(percent(c)), 2, true));
        lines.add("");
        lines.add(
                "| patient | A, cm³ | B, cm³ | B − A, % | Dice | IoU | HD95, mm | ASSD, mm | slices that differ | worst slice: only A, only B |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|");
        for (int n = 0; n < patients.size(); n++) {
            MaskComparison c = ours.get(n);
            List<SliceDifference> worst = c.byDisagreement();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %+.2f | %.4f | %.4f | %.3f | %.3f | %d | %s |",
                    patients.get(n).id,
                    c.volumeACm3(),
                    c.volumeBCm3(),
                    percent(c),
                    c.dice().orElseThrow(),
                    c.iou().orElseThrow(),
                    c.surfaces().orElseThrow().hd95Mm(),
                    c.surfaces().orElseThrow().assdMm(),
                    worst.size(),
                    worst.isEmpty()
                            ? "none"
                            : String.format(
                                    "%d: %d, %d",
                                    worst.getFirst().slice() + 1,
                                    worst.getFirst().onlyA(),
                                    worst.getFirst().onlyB())));
        }
        return lines;
    }

    private static double percent(MaskComparison c) {
        return c.volumeDifferencePercent().orElse(0);
    }

    private static String summary(
            String name,
            List<Patient> patients,
            List<MaskComparison> all,
            ToDoubleFunction<MaskComparison> figure,
            int digits,
            boolean high) {
        // two scans of one patient, a and b, count as one
        Map<String, DoubleSummaryStatistics> perPatient = new TreeMap<>();
        for (int n = 0; n < all.size(); n++) {
            perPatient
                    .computeIfAbsent(patients.get(n).id.replaceAll("[ab]$", ""), id -> new DoubleSummaryStatistics())
                    .accept(figure.applyAsDouble(all.get(n)));
        }
        double[] sorted = perPatient.values().stream()
                .mapToDouble(DoubleSummaryStatistics::getAverage)
                .sorted()
                .toArray();
        Bootstrap.Interval mean = Bootstrap.ofMean(sorted);
        String number = "%." + digits + "f";
        return String.format(
                Locale.ROOT,
                "| %s | " + number + " | " + number + " to " + number + " | " + number + " | " + number + " |",
                name,
                mean.value(),
                mean.low(),
                mean.high(),
                Percentile.of(sorted, 50),
                high ? sorted[sorted.length - 1] : sorted[0]);
    }
}
