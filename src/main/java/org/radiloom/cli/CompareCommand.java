package org.radiloom.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.Blinding;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.home.Home;
import org.radiloom.metric.Bootstrap;
import org.radiloom.metric.SurfaceMetrics;
import org.radiloom.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how alike two segmentations are, and in which slices they differ most. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two segmentations: overlap, distances, volumes, and the slices that differ most.",
            "Of two folders, files with the same name are compared."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..2",
            paramLabel = "PATH",
            description =
                    "A, then B: two segmentations (SEG, NIfTI, NRRD, ImageJ regions, a folder of pictures), or two folders of them.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--label", paramLabel = "N", description = "Only this label; otherwise all.")
    private @Nullable Integer label;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--blinded",
            arity = "0..1",
            fallbackValue = "random",
            paramLabel = "SEED",
            description = "Hide who is A and who is B, and shuffle the cases; the same SEED does it the same way.")
    private @Nullable String blinded;

    @Option(names = "--reveal", paramLabel = "NAME", description = "Say who was A and who B in a blinded comparison.")
    private @Nullable String reveal;

    @Option(
            names = "--records",
            paramLabel = "DIR",
            description = "Where blinded comparisons are recorded; in your own data folder otherwise.")
    private @Nullable Path records;

    @Override
    public Integer call() throws Problem {
        if (reveal != null) {
            if (!paths.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--reveal needs no paths");
            }
            return reveal(reveal);
        }
        if (paths.size() != 2) {
            throw new ParameterException(spec.commandLine(), "two paths are needed, A and B");
        }
        ComparedCases.Cases cases = ComparedCases.find(paths.get(0), paths.get(1));
        PrintWriter err = spec.commandLine().getErr();
        cases.unpaired().forEach(file -> err.println("radiloom: " + file + " has no counterpart"));
        Optional<BlindReading> reading =
                blinded == null ? Optional.empty() : Optional.of(begin(cases.pairs(), blinded));
        List<ComparedCases.Compared> compared = new ArrayList<>();
        Optional<Problem> first = Optional.empty();
        for (int place = 0; place < cases.pairs().size(); place++) {
            try {
                compared.add(one(cases.pairs(), place, reading));
            } catch (Problem problem) {
                err.println("radiloom: "
                        + (reading.isPresent()
                                ? "case " + (place + 1) + " cannot be compared: " + problem.code()
                                : problem.sentence()));
                first = first.or(() -> Optional.of(problem));
            }
        }
        if (compared.isEmpty()) {
            throw first.orElseThrow();
        }
        compared.forEach(each -> each.comparison().warnings().forEach(text -> err.println("radiloom: " + text)));
        print(compared, reading);
        return first.isEmpty() && cases.unpaired().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private ComparedCases.Compared one(List<ComparedCases.Pair> pairs, int place, Optional<BlindReading> reading)
            throws Problem {
        if (reading.isEmpty()) {
            return ComparedCases.open(pairs.get(place), Optional.ofNullable(label));
        }
        int number = reading.get().blinding().order(pairs.size())[place];
        return ComparedCases.blinded(reading.get(), number, place, Optional.ofNullable(label));
    }

    private BlindReading begin(List<ComparedCases.Pair> pairs, String seed) throws Problem {
        List<BlindReading.Case> cases = pairs.stream()
                .map(pair -> new BlindReading.Case(
                        pair.name(),
                        pair.first().toAbsolutePath().toString(),
                        pair.second().toAbsolutePath().toString()))
                .toList();
        BlindReading reading = BlindReading.begin(new Blinding(number(seed)), cases, Instant.now());
        reading.write(folder());
        return reading;
    }

    private long number(String seed) {
        try {
            return seed.equals("random") ? new SecureRandom().nextLong() : Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--blinded takes a whole number, not " + seed, e);
        }
    }

    private Path folder() {
        return records != null ? records : BlindReading.folder(Home.standard());
    }

    private void print(List<ComparedCases.Compared> compared, Optional<BlindReading> reading) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Bootstrap.Interval> means = compared.size() > 1 ? means(compared) : Map.of();
        if (json) {
            ObjectNode tree = Printed.MAPPER.createObjectNode();
            reading.ifPresent(begun -> tree.put("blinded", begun.id()));
            ArrayNode cases = tree.putArray("cases");
            compared.forEach(each -> cases.add(CompareJson.of(each, reading.isPresent())));
            ObjectNode mean = tree.putObject("mean");
            means.forEach((name, interval) -> mean.set(name, CompareJson.interval(interval)));
            out.println(Printed.json(tree));
            return;
        }
        CompareText.print(out, compared, reading.isPresent());
        means.forEach((name, interval) -> out.println(CompareText.mean(name, interval)));
        reading.ifPresent(begun -> out.println("Who is who: radiloom compare --reveal " + begun.id()));
    }

    /** Over cases, of which each counts as one patient: of the first structure that both hold. */
    private static Map<String, Bootstrap.Interval> means(List<ComparedCases.Compared> compared) {
        Map<String, Bootstrap.Interval> means = new LinkedHashMap<>();
        mean(means, "dice", compared, c -> c.dice().stream().boxed().findFirst());
        mean(means, "iou", compared, c -> c.iou().stream().boxed().findFirst());
        mean(means, "hd95Mm", compared, c -> c.surfaces().map(SurfaceMetrics::hd95Mm));
        mean(means, "assdMm", compared, c -> c.surfaces().map(SurfaceMetrics::assdMm));
        mean(means, "volumeDifferencePercent", compared, c -> c.volumeDifferencePercent().stream()
                .boxed()
                .findFirst());
        return means;
    }

    private static void mean(
            Map<String, Bootstrap.Interval> means,
            String name,
            List<ComparedCases.Compared> compared,
            Function<MaskComparison, Optional<Double>> figure) {
        double[] values = compared.stream()
                .flatMap(each -> each.comparison().structures().stream()
                        .flatMap(structure -> figure.apply(structure.comparison()).stream())
                        .limit(1))
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (values.length > 0) {
            means.put(name, Bootstrap.ofMean(values));
        }
    }

    private int reveal(String id) throws Problem {
        BlindReading reading = BlindReading.read(folder(), id).revealed(Instant.now());
        reading.write(folder());
        PrintWriter out = spec.commandLine().getOut();
        int[] order = reading.blinding().order(reading.cases().size());
        ArrayNode tree = Printed.MAPPER.createArrayNode();
        for (int place = 0; place < order.length; place++) {
            int number = order[place];
            String name = reading.cases().get(number).name();
            if (json) {
                tree.addObject()
                        .put("case", "case " + (place + 1))
                        .put("name", name)
                        .put("a", reading.a(number))
                        .put("b", reading.b(number));
            } else {
                out.println("case " + (place + 1) + " is " + name);
                Stream.of("  A: " + reading.a(number), "  B: " + reading.b(number))
                        .forEach(out::println);
            }
        }
        if (json) {
            out.println(Printed.json(
                    Printed.MAPPER.createObjectNode().put("blinded", id).set("cases", tree)));
        }
        return ExitCode.DONE;
    }
}
