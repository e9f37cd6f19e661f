package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.radiloom.imaging.Contour;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeInput;
import org.radiloom.infer.Grader;
import org.radiloom.infer.PatchGrade;
import org.radiloom.job.Progress;
import org.radiloom.metric.TemperatureScaling;
import org.radiloom.model.FrameEnvelope;
import org.radiloom.model.GradingTask;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.SampleFiles;
import org.radiloom.train.evaluation.classify.ClassPrediction;

/**
 * Runs a grading model on the samples of a manifest by the same chain that grades for a reader: region, patches, probabilities.
 *
 * <p>A sample smaller than the frames that the model was made for is taken for a patch that someone has cut. Frames that the
 * model refuses are counted, and no figure speaks of them.
 */
public final class GraderEvaluation {
    private final Grader model;
    private final GradingTask task;
    private final Manifest manifest;
    private final Looking looking;
    private final List<String> named;
    private final List<ClassPrediction> predictions = new ArrayList<>();
    private int refused;

    /**
     * What the model is given beside the pictures.
     *
     * @param declared whether it may use the numbers that samples declare
     * @param regions whether it is told the samples' regions, where they have one, instead of finding them
     */
    public record Looking(boolean declared, boolean regions) {}

    /** @throws Problem {@code model.task} if it is no grading model */
    public GraderEvaluation(Grader model, Manifest manifest, Looking looking) throws Problem {
        this.model = model;
        this.task = model.card().grading();
        this.manifest = manifest;
        this.looking = looking;
        this.named = manifest.classes().isEmpty() ? task.classes() : manifest.classes();
    }

    /**
     * Grades the samples one after the other. Where the manifest names its classes, they are the model's by their names and not
     * by their numbers.
     *
     * @throws Problem if a picture cannot be read, or a sample has no label or one that is no grade of the model
     */
    public void run(List<ManifestEntry> entries, Progress progress) throws Problem {
        for (ManifestEntry entry : entries) {
            label(entry);
        }
        int done = 0;
        for (ManifestEntry entry : entries) {
            progress.check();
            progress.report((double) done++ / entries.size(), entry.sampleId());
            judge(entry);
        }
    }

    /** Of the samples that were graded. */
    public List<ClassPrediction> predictions() {
        return List.copyOf(predictions);
    }

    /** Samples that the model gave no grade. */
    public int refused() {
        return refused;
    }

    /** The grade of a sample by its name. */
    private int label(ManifestEntry entry) throws Problem {
        Integer label = entry.label();
        if (label == null || label < 0 || label >= named.size()) {
            throw Problem.input(
                    "data.label",
                    "The sample " + entry.sampleId() + " has no label from 0 to " + (named.size() - 1) + ".",
                    "Correct its label, or leave it out.");
        }
        for (int c = 0; c < task.classes().size(); c++) {
            if (task.classes().get(c).equalsIgnoreCase(named.get(label))) {
                return c;
            }
        }
        throw Problem.input(
                "data.classes",
                "The sample " + entry.sampleId() + " is called " + named.get(label) + ", and the model knows "
                        + String.join(", ", task.classes()) + ".",
                "Judge it on a manifest of these grades, or leave other samples out.");
    }

    private void judge(ManifestEntry entry) throws Problem {
        int label = label(entry);
        Frame frame = SampleFiles.frame(manifest.resolve(entry.path()), entry);
        GradeInput input = input(entry, frame);
        FrameEnvelope envelope = task.envelope();
        boolean patch =
                task.inPatches() && (frame.columns() < envelope.minColumns() || frame.rows() < envelope.minRows());
        FrameGrade grade = patch ? model.gradePatch(frame, input) : model.gradeFrame(frame, input);
        if (!grade.graded()) {
            refused++;
            return;
        }
        predictions.add(new ClassPrediction(
                entry.sampleId(),
                entry.patientId(),
                0,
                0,
                label,
                grade.probabilities(),
                uncalibrated(grade, model.temperature(input))));
    }

    /** What the network said before the temperature: softmax(T · log p) of each patch, put together. */
    private List<Double> uncalibrated(FrameGrade grade, double temperature) {
        List<double[]> rows = grade.patches().stream()
                .map(PatchGrade::probabilities)
                .map(row -> row.stream()
                        .mapToDouble(p -> temperature * Math.log(Math.max(p, Double.MIN_NORMAL)))
                        .toArray())
                .map(logs -> TemperatureScaling.probabilities(logs, 1))
                .toList();
        return Arrays.stream(task.aggregation().patches().of(rows)).boxed().toList();
    }

    private GradeInput input(ManifestEntry entry, Frame frame) throws Problem {
        VolumeStack stack = VolumeStack.of(
                List.of(GreySlice.ofValues(frame.greys(), frame.columns(), frame.rows())),
                Optional.empty(),
                ValueUnit.RAW);
        ManifestEntry.Spacing spacing = entry.pixelSpacing();
        return new GradeInput(
                stack,
                8,
                false,
                spacing == null ? 0 : spacing.columnMm(),
                GradeInput.ULTRASOUND.equals(entry.modality()),
                List.of(entry.sampleId()),
                region(entry, stack),
                SampleFiles.sector(manifest.resolve(entry.path()))
                        .map(sector -> Map.of(0, sector))
                        .orElse(Map.of()),
                looking.declared ? entry.declared() : Map.of());
    }

    private Map<Integer, Polygon> region(ManifestEntry entry, VolumeStack stack) throws Problem {
        if (!looking.regions || entry.regionPath() == null) {
            return Map.of();
        }
        byte[] inside = SampleFiles.mask(manifest.resolve(Objects.requireNonNull(entry.regionPath())), entry, stack)
                .toArray();
        return Contour.around(inside, stack.columns(), stack.rows(), 0)
                .map(line -> Map.of(0, line))
                .orElse(Map.of());
    }
}
