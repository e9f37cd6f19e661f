package org.radiloom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.EngineRoom;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;
import org.radiloom.review.FindingsJson;
import org.radiloom.review.NotRun;
import org.radiloom.review.ReaderInput;
import org.radiloom.review.Review;
import org.radiloom.review.ReviewFinding;
import org.radiloom.review.ReviewFolder;
import org.radiloom.review.ReviewResult;
import org.radiloom.study.ImportReport;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.Study;

/** A review without a window: import, run, write, print; the exit code says how it went. */
final class HeadlessReview {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    /**
     * What the reader says.
     *
     * @param declared a study with its series declared to be of a modality that their files cannot name
     * @param input added to every series
     */
    record Stated(UnaryOperator<Study> declared, ReaderInput input) {}

    HeadlessReview(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Reviews everything below {@code paths}.
     *
     * @param broken model packages that could not be read
     * @param stated what the reader says about the studies
     * @return the exit code
     */
    int run(List<Path> paths, List<ModelPackage> models, List<Problem> broken, Stated stated, Path folder)
            throws Problem {
        SeriesLoader loader = SeriesLoader.withHalfTheMemory(Runnable::run);
        var results = new ArrayList<ReviewResult>();
        List<ImportReport.Skipped> damaged;
        try (var progress = new Reporting(err);
                var room = new EngineRoom();
                var review = new Review(room, loader)) {
            ImportReport report = Inputs.read(paths, progress);
            damaged = Inputs.damaged(report);
            for (Study study : report.studies()) {
                Study asked = stated.declared().apply(study);
                Path home = report.studies().size() == 1 ? folder : folder.resolve("study-" + (results.size() + 1));
                ReviewResult result = review.run(asked, models, stated.input(), progress);
                results.add(result);
                Map<String, Map<String, String>> masks = new ReviewFolder(home, loader).write(result);
                print(result, masks, home);
            }
        }
        broken.forEach(problem -> err.println("radiloom: " + problem.sentence()));
        damaged.forEach(each -> err.println("radiloom: left out: " + each.reason()));
        return exitCode(results, !damaged.isEmpty(), !broken.isEmpty());
    }

    private void print(ReviewResult result, Map<String, Map<String, String>> masks, Path home) {
        if (json) {
            out.println(Printed.json(FindingsJson.of(result, masks)));
        } else if (!result.findings().isEmpty()) {
            out.printf("%-18s %-14s %-24s %20s %9s%n", "MODEL", "FINDING", "SERIES", "RESULT", "SECONDS");
            for (ReviewFinding each : result.findings()) {
                switch (each.finding()) {
                    case GradeFinding found -> print(found, each);
                    case AnomalyFinding found -> print(found, each);
                    case SegmentationFinding found -> {
                        out.printf(
                                Locale.ROOT,
                                "%-18s %-14s %-24s %16.1f cm3 %9.1f%s%n",
                                found.provenance().modelId(),
                                found.label(),
                                name(each),
                                found.volumeCm3(),
                                found.provenance().seconds(),
                                found.complete() ? "" : "  (cancelled, in part)");
                        found.caution().ifPresent(caution -> out.println("  caution: " + caution));
                    }
                }
            }
            out.println(ModelCard.NOT_FOR_DIAGNOSIS);
        }
        for (NotRun each : result.notRun()) {
            err.println("radiloom: " + each.model() + " was not run: " + each.reason());
        }
        err.println("written to " + home);
        out.flush();
        err.flush();
    }

    private void print(GradeFinding found, ReviewFinding each) {
        out.printf(
                Locale.ROOT,
                "%-18s %-14s %-24s %20s %9.1f%s%n",
                found.provenance().modelId(),
                found.label(),
                name(each),
                found.headline(),
                found.provenance().seconds(),
                found.complete() ? "" : "  (cancelled, in part)");
        out.println("  " + bars(found) + "; " + found.gradedFrames() + " of "
                + found.perFrame().size() + " frames, " + found.variant());
        found.caution().ifPresent(caution -> out.println("  caution: " + caution));
    }

    private void print(AnomalyFinding found, ReviewFinding each) {
        out.printf(
                Locale.ROOT,
                "%-18s %-14s %-24s %20s %9.1f%s%n",
                found.provenance().modelId(),
                found.label(),
                name(each),
                found.headline(),
                found.provenance().seconds(),
                found.complete() ? "" : "  (cancelled, in part)");
        out.printf(
                Locale.ROOT,
                "  %s %s: score %.4g of slice %d, threshold %.4g, percentile %.1f among %d normal pictures; %d of %d"
                        + " slices above, %.1f by chance%n",
                found.organ(),
                found.modality(),
                found.score(),
                found.mostSuspicious() + 1,
                found.threshold(),
                found.percentile(),
                found.normals(),
                found.slicesAbove(),
                found.countedSlices(),
                found.slicesAboveByChance());
        found.domainWarning().ifPresent(warning -> out.println("  warning: " + warning));
        found.caution().ifPresent(caution -> out.println("  caution: " + caution));
    }

    /** Such as "normal 61 %, mild 27 %, moderate 9 %, severe 3 %; set at 90 %: normal, mild". */
    private static String bars(GradeFinding found) {
        List<String> each = new ArrayList<>();
        for (int c = 0; c < found.classes().size(); c++) {
            each.add(found.classes().get(c) + " "
                    + Math.round(100 * found.probabilities().get(c)) + " %");
        }
        return String.join(", ", each) + "; set at " + Math.round(100 * found.coverage()) + " %: "
                + String.join(", ", found.predictionSet());
    }

    private static String name(ReviewFinding finding) {
        String described = finding.series().description().isEmpty()
                ? finding.series().modality()
                : finding.series().description();
        String name = described + " (" + finding.series().slices() + ")";
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
    }

    private static int exitCode(List<ReviewResult> results, boolean filesLeftOut, boolean modelsLeftOut) {
        if (results.stream().anyMatch(result -> !result.complete())) {
            return ExitCode.CANCELLED;
        }
        List<Problem> problems = results.stream()
                .flatMap(result -> result.notRun().stream())
                .flatMap(each -> each.problem().stream())
                .toList();
        if (results.stream().allMatch(result -> result.findings().isEmpty())) {
            if (problems.isEmpty()) {
                // what no model fits may be for want of the files that could not be read
                return filesLeftOut ? ExitCode.INPUT : ExitCode.MODEL;
            }
            return ExitCode.of(problems.getFirst());
        }
        return problems.isEmpty() && !filesLeftOut && !modelsLeftOut ? ExitCode.DONE : ExitCode.PARTLY;
    }
}
