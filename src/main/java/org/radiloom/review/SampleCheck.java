package org.radiloom.review;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;
import org.radiloom.study.ImportReport;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;

/**
 * Whether a model package finds in its own sample what it found where it was made.
 *
 * @param dice overlap with the expected mask, 0 to 1
 * @param volumeCm3 found now
 * @param expectedCm3 found where the package was made
 */
public record SampleCheck(double dice, double volumeCm3, double expectedCm3) {
    private static final double LEAST_DICE = 0.999;
    private static final double MOST_VOLUME_ERROR = 0.005;

    /**
     * Runs the model on its sample.
     *
     * @throws Problem if the sample cannot be read, or the model not loaded
     */
    public static SampleCheck run(Review review, ModelPackage model, ModelPackage.Sample sample, Progress progress)
            throws Problem {
        Mask expected = Nifti.readMask(sample.expected());
        return switch (find(review, model, sample.input(), progress).finding()) {
            case SegmentationFinding segmentation -> compare(segmentation.mask(), expected);
            case GradeFinding grade ->
                throw Problem.model(
                        "model.sample",
                        "The sample of model '" + model.card().id() + "' expects a mask, and the model grades.",
                        "Install the model package again.");
        };
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
                .orElseThrow(() -> Problem.model(
                        "model.sample",
                        "The sample of model '" + model.card().id() + "' holds no series that the model is made for.",
                        "Install the model package again."));
    }

    static SampleCheck compare(Mask found, Mask expected) throws Problem {
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
        return new SampleCheck(sum == 0 ? 1 : 2.0 * both / sum, found.volumeCm3(), expected.volumeCm3());
    }

    /** Whether the difference is within what another processor may cause: Dice 0.999, or volume within 0.5 %. */
    public boolean passed() {
        return dice >= LEAST_DICE
                || expectedCm3 > 0
                        && Math.abs(volumeCm3 - expectedCm3) / expectedCm3 <= MOST_VOLUME_ERROR
                        && dice > 0.99;
    }

    /** The figures in one line. */
    public String sentence() {
        return String.format(
                Locale.ROOT, "Dice %.5f, volume %.2f cm3, expected %.2f cm3", dice, volumeCm3, expectedCm3);
    }
}
