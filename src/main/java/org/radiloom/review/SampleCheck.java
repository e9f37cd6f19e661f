package org.radiloom.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImportReport;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;

/**
 * Whether a model package finds in its own sample what it found where it was made.
 *
 * @param passed whether the difference is within what another processor may cause: for masks Dice 0.999, or volume within
 *     0.5 %; for grades probabilities within 0.01; for anomalies scores within 1 %
 * @param sentence the figures in one line
 * @param figures by name: dice, volumeCm3 and expectedCm3; dice, pixels and expectedPixels of a picture; or
 *     largestDifference; score and expectedScore
 */
public record SampleCheck(boolean passed, String sentence, Map<String, Double> figures) {
    private static final double LEAST_DICE = 0.999;
    private static final double MOST_VOLUME_ERROR = 0.005;
    private static final double MOST_PROBABILITY_ERROR = 0.01;
    /** As a share of the expected score. */
    private static final double MOST_SCORE_ERROR = 0.01;

    public SampleCheck {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * Runs the model on its sample.
     *
     * @throws Problem if the sample cannot be read, or the model not loaded
     */
    public static SampleCheck run(Review review, ModelPackage model, ModelPackage.Sample sample, Progress progress)
            throws Problem {
        if (ofPictures(model.card())) {
            return comparePixels(mask(review, model, sample.input()), PictureMask.read(sample.expected()));
        }
        return switch (find(review, model, sample.input(), progress).finding()) {
            case SegmentationFinding found -> compare(found.mask(), Nifti.readMask(sample.expected()));
            case GradeFinding found -> compare(found, sample.expected());
            case AnomalyFinding found -> compare(found, sample.expected());
        };
    }

    /**
     * Runs the model on {@code sample/input} of its package and keeps the answer as the expected one.
     *
     * @throws Problem if the sample cannot be read, or the model not loaded
     */
    public static void record(Review review, ModelPackage model, Progress progress) throws Problem {
        Path home = model.folder().resolve("sample");
        Path expected = home.resolve(model.expectedName());
        if (ofPictures(model.card())) {
            PictureMask.write(expected, mask(review, model, home.resolve("input")));
            return;
        }
        ReviewFinding found = find(review, model, home.resolve("input"), progress);
        switch (found.finding()) {
            case SegmentationFinding segmentation -> Nifti.write(expected, segmentation.mask());
            case GradeFinding grade -> write(expected, found);
            case AnomalyFinding anomaly -> write(expected, found);
        }
    }

    private static void write(Path file, ReviewFinding found) throws Problem {
        try {
            Files.writeString(file, FindingsJson.finding(found, Map.of()).toPrettyString() + "\n");
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        }
    }

    private static boolean ofPictures(ModelCard card) {
        return card.task() instanceof SegmentationTask task && task.ofPictures();
    }

    private static Mask mask(Review review, ModelPackage model, Path input) throws Problem {
        Series series = new Importer()
                .read(List.of(input), Progress.NONE).series().stream()
                        .findFirst()
                        .orElseThrow(() -> without(model));
        byte[] inside = review.outline(series, model, 0).inside();
        return Mask.of(Geometry.axial(series.columns(), series.rows(), 1, 1, 1, 1), inside);
    }

    /**
     * What the model finds in the first series below {@code input} that it is made for.
     *
     * @throws Problem {@code model.sample} if there is none
     */
    public static ReviewFinding find(Review review, ModelPackage model, Path input, Progress progress) throws Problem {
        return review.run(series(model, input), model, progress, partial -> {});
    }

    private static Series series(ModelPackage model, Path input) throws Problem {
        ImportReport report = new Importer().read(List.of(input), Progress.NONE);
        return report.series().stream()
                .filter(each -> Eligibility.objection(model.card(), each).isEmpty())
                .findFirst()
                .orElseThrow(() -> without(model));
    }

    private static Problem without(ModelPackage model) {
        return Problem.model(
                "model.sample",
                "The sample of model '" + model.card().id() + "' holds no series that the model is made for.",
                "Install the model package again.");
    }

    static SampleCheck compare(Mask found, Mask expected) throws Problem {
        double dice = dice(found, expected);
        double volume = found.volumeCm3();
        double wanted = expected.volumeCm3();
        boolean passed = dice >= LEAST_DICE
                || wanted > 0 && Math.abs(volume - wanted) / wanted <= MOST_VOLUME_ERROR && dice > 0.99;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("dice", dice);
        figures.put("volumeCm3", volume);
        figures.put("expectedCm3", wanted);
        return new SampleCheck(
                passed,
                String.format(Locale.ROOT, "Dice %.5f, volume %.2f cm3, expected %.2f cm3", dice, volume, wanted),
                figures);
    }

    private static SampleCheck comparePixels(Mask found, Mask expected) throws Problem {
        double dice = dice(found, expected);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("dice", dice);
        figures.put("pixels", (double) found.count());
        figures.put("expectedPixels", (double) expected.count());
        return new SampleCheck(
                dice >= LEAST_DICE,
                String.format(Locale.ROOT, "Dice %.5f, %d pixels, expected %d", dice, found.count(), expected.count()),
                figures);
    }

    private static double dice(Mask found, Mask expected) throws Problem {
        byte[] a = found.toArray();
        byte[] b = expected.toArray();
        if (a.length != b.length) {
            throw Problem.model(
                    "model.sample",
                    "The expected mask of the sample has another size than its series.",
                    "Install the model package again.");
        }
        long both = 0;
        for (int at = 0; at < a.length; at++) {
            both += a[at] & b[at];
        }
        long sum = found.count() + expected.count();
        return sum == 0 ? 1 : 2.0 * both / sum;
    }

    static SampleCheck compare(AnomalyFinding found, Path expected) throws Problem {
        JsonNode wanted = read(expected);
        double most = wanted.path("perSlice").size() == found.perSlice().size() ? 0 : Double.POSITIVE_INFINITY;
        for (int n = 0; n < found.perSlice().size(); n++) {
            SliceAnomaly slice = found.perSlice().get(n);
            double score = wanted.path("perSlice").path(n).path("score").asDouble(Double.NaN);
            if (slice.scored() || !Double.isNaN(score)) {
                double apart = Math.abs(slice.score() - score) / Math.max(Math.abs(score), 1e-12);
                most = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(most, apart);
            }
        }
        double score = wanted.path("score").asDouble(Double.NaN);
        return new SampleCheck(
                most <= MOST_SCORE_ERROR,
                String.format(
                        Locale.ROOT,
                        "score %.5g, expected %.5g, scores differ by %.3f %% at most",
                        found.score(),
                        score,
                        100 * most),
                Map.of("score", found.score(), "expectedScore", score));
    }

    private static JsonNode read(Path expected) throws Problem {
        try {
            return JsonMapper.builder().build().readTree(expected.toFile());
        } catch (IOException e) {
            throw Problem.model("model.sample", expected + " cannot be read.", "Install the model package again.", e);
        }
    }

    static SampleCheck compare(GradeFinding found, Path expected) throws Problem {
        JsonNode wanted = read(expected);
        double most =
                wanted.path("probabilities").size() == found.probabilities().size() ? 0 : 1;
        for (int c = 0; c < found.probabilities().size(); c++) {
            double p = wanted.path("probabilities").path(c).asDouble();
            most = Math.max(most, Math.abs(found.probabilities().get(c) - p));
        }
        return new SampleCheck(
                most <= MOST_PROBABILITY_ERROR,
                String.format(
                        Locale.ROOT,
                        "%s, expected %s, probabilities differ by %.5f",
                        found.grade(),
                        wanted.path("grade").asText(),
                        most),
                Map.of("largestDifference", most));
    }
}
