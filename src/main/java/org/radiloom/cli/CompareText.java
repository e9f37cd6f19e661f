package org.radiloom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.compare.SegmentationComparison.Structure;
import org.radiloom.annotate.compare.SliceDifference;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.SurfaceMetrics;

/** What {@code compare} prints for people. */
final class CompareText {
    /** Slices that are named in a line. */
    private static final int SLICES = 5;

    private static final String HEAD = "%-28s %6s %6s %8s %8s %9s %9s %9s %8s%n"
            .formatted("", "Dice", "IoU", "HD95 mm", "ASSD mm", "A cm3", "B cm3", "B-A cm3", "B-A %");

    private CompareText() {}

    static void print(PrintWriter out, List<ComparedCases.Compared> all, boolean blinded) {
        if (all.size() == 1) {
            out.println("A: " + all.getFirst().a());
            out.println("B: " + all.getFirst().b());
        }
        out.print(HEAD);
        for (ComparedCases.Compared compared : all) {
            for (Structure each : compared.comparison().structures()) {
                String label =
                        blinded ? "label " + each.pair().labelA() : each.pair().name();
                boolean one = compared.comparison().structures().size() == 1;
                String name = all.size() == 1 ? label : one ? compared.name() : compared.name() + ", " + label;
                out.println(row(name, each.comparison()));
                if (all.size() == 1) {
                    out.println(slices(each.comparison()));
                }
            }
        }
    }

    private static String row(String name, MaskComparison c) {
        return String.format(
                        Locale.ROOT,
                        "%-28s %6s %6s %8s %8s %9.3f %9.3f %9.3f %8s",
                        name,
                        number(c.dice(), 4),
                        number(c.iou(), 4),
                        number(of(c.surfaces().map(SurfaceMetrics::hd95Mm)), 3),
                        number(of(c.surfaces().map(SurfaceMetrics::assdMm)), 3),
                        c.volumeACm3(),
                        c.volumeBCm3(),
                        c.volumeDifferenceCm3(),
                        number(c.volumeDifferencePercent(), 2))
                + switch (c.presence()) {
                    case BOTH -> "";
                    case ONLY_A -> "  B is empty";
                    case ONLY_B -> "  A is empty";
                    case NEITHER -> "  both are empty";
                };
    }

    private static String slices(MaskComparison c) {
        List<SliceDifference> worst = c.byDisagreement();
        String counts = String.format(
                Locale.ROOT,
                "  voxels: %d in both, %d only in A, %d only in B",
                c.overlap().tp(),
                c.overlap().fn(),
                c.overlap().fp());
        if (worst.isEmpty()) {
            return counts;
        }
        return counts
                + "; %d slices differ, most of all ".formatted(worst.size())
                + worst.stream()
                        .limit(SLICES)
                        .map(slice -> "%d (%d only in A, %d only in B)"
                                .formatted(slice.slice() + 1, slice.onlyA(), slice.onlyB()))
                        .collect(Collectors.joining(", "));
    }

    static String mean(String name, Bootstrap.Interval of) {
        return String.format(
                Locale.ROOT,
                "mean %s %.4f, 95 %% interval %.4f to %.4f, n = %d",
                name,
                of.value(),
                of.low(),
                of.high(),
                of.n());
    }

    private static OptionalDouble of(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static String number(OptionalDouble value, int digits) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
    }
}
