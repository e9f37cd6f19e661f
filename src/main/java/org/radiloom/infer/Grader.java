package org.radiloom.infer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Progress;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelCard;
import org.radiloom.model.ModelPackage;
import org.radiloom.problem.Problem;

/**
 * Grades ultrasound frames: region, patches, probabilities of each, then of the frame, then of the study.
 *
 * <p>Safe to call from any thread but the engine's; runs queue up on the engine's one thread.
 */
public final class Grader implements AutoCloseable {
    private final EngineRoom room;
    private final ModelPackage model;
    private final GradingTask task;
    private final String sha256;
    private final String device;
    private final @Nullable FrameSegmenter segmenter;
    private final Map<String, PatchGrader> variants = new HashMap<>();

    private Grader(
            EngineRoom room, ModelPackage model, String sha256, String device, @Nullable FrameSegmenter segmenter)
            throws Problem {
        this.room = room;
        this.model = model;
        this.task = model.card().grading();
        this.sha256 = sha256;
        this.device = device;
        this.segmenter = segmenter;
    }

    /**
     * Verifies a package, and loads it onto the best device.
     *
     * @param region the package that the card names as its region model; empty for one that looks at whole frames
     * @throws Problem {@code model.changed}, {@code model.missing}, {@code model.card}, {@code model.task}
     */
    public static Grader open(EngineRoom room, ModelPackage model, Optional<ModelPackage> region) throws Problem {
        String sha256 = model.verifyWeights();
        GradingTask task = model.card().grading();
        if (!task.regionModel().isEmpty() && region.isEmpty()) {
            throw Problem.model(
                    "model.missing",
                    "The model '" + model.card().id() + "' needs the model '" + task.regionModel() + "'.",
                    "Install it beside.");
        }
        String device = room.bestDevice().id();
        FrameSegmenter segmenter =
                task.regionModel().isEmpty() ? null : FrameSegmenter.open(room, region.orElseThrow());
        Grader grader = new Grader(room, model, sha256, device, segmenter);
        try {
            grader.opened(task.variants().getFirst());
            return grader;
        } catch (Problem | RuntimeException e) {
            grader.close();
            throw e;
        }
    }

    public ModelCard card() {
        return model.card();
    }

    /**
     * Grades all frames of a series; incomplete if cancelled after the first of them.
     *
     * @throws java.util.concurrent.CancellationException if cancelled before a frame was looked at
     * @throws Problem if a frame cannot be read
     */
    public GradeOutcome grade(GradeInput input, Progress progress) throws Problem {
        Instant startedAt = Instant.now();
        FrameGrading grading = grading(input);
        int frames = input.stack().slices();
        List<FrameGrade> seen = new ArrayList<>();
        progress.check();
        for (int k = 0; k < frames && !progress.cancelled(); k++) {
            seen.add(grading.grade(k));
            progress.report((k + 1.0) / frames, "frame " + (k + 1) + " of " + frames);
        }
        List<FrameGrade> graded = seen.stream().filter(FrameGrade::graded).toList();
        if (graded.isEmpty()) {
            return new GradeOutcome.Refused(StudyGrade.reason(seen), seen);
        }
        StudyGrade study = StudyGrade.of(task, grading.variant(), graded);
        GradingTask.Variant variant = grading.variant();
        return new GradeOutcome.Graded(new GradeFinding(
                UUID.randomUUID().toString(),
                task.label(),
                task.classes(),
                study.probabilities(),
                study.predictionSet(),
                variant.coverage(),
                study.predictionSet().size() > variant.certainUpTo(),
                seen,
                task.aggregation().sentence(task.inPatches()),
                variant.name(),
                grading.declared(),
                variant.reliability(),
                StudyGrade.caution(seen),
                seen.size() == frames,
                provenance(input, variant, seen, startedAt)));
    }

    /**
     * Grades a single frame that is decoded already, as {@link #grade} does each of a series.
     *
     * @param input says all but the pixels: its stack is not looked at
     * @throws Problem {@code model.declared} if no variant does with what is declared
     */
    public FrameGrade gradeFrame(Frame frame, GradeInput input) throws Problem {
        return grading(input).grade(0, frame);
    }

    /**
     * Grades a picture that someone has cut to be one patch of the organ, scaled to the network's side: no region is looked
     * for, and no frame refused.
     *
     * @param input says what is declared: its stack is not looked at
     * @throws Problem {@code model.declared} if no variant does with what is declared
     */
    public FrameGrade gradePatch(Frame patch, GradeInput input) throws Problem {
        return grading(input).patch(patch);
    }

    /** The temperature of the variant that these numbers choose. */
    public double temperature(GradeInput input) throws Problem {
        return variant(input.declared()).temperature();
    }

    /**
     * Pictures of what a network looked at in one frame of a finding; the numbers that it declared are used again.
     *
     * @param finding of this model in this series
     * @param frame one that has a grade
     * @return empty for a model without maps
     */
    public Optional<GradeExplanation> explain(GradeInput input, GradeFinding finding, int frame) throws Problem {
        FrameGrade graded = finding.perFrame().stream()
                .filter(each -> each.frame() == frame && each.graded())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("frame " + frame + " has no grade"));
        FrameGrading grading = grading(input, variant(finding.declared()), finding.declared());
        return Explainer.explain(grading, finding, graded);
    }

    private FrameGrading grading(GradeInput input) throws Problem {
        GradingTask.Variant variant = variant(input.declared());
        Map<String, Double> used = new LinkedHashMap<>();
        for (String name : variant.declared()) {
            Double value = input.declared().get(name);
            if (value != null) {
                used.put(name, value);
            }
        }
        return grading(input, variant, used);
    }

    private FrameGrading grading(GradeInput input, GradingTask.Variant variant, Map<String, Double> used)
            throws Problem {
        return new FrameGrading(task, variant, opened(variant), segmenter, input, used);
    }

    /** The variant that uses most of what is declared, and nothing that is not. */
    private GradingTask.Variant variant(Map<String, Double> declared) throws Problem {
        GradingTask.Variant best = null;
        for (GradingTask.Variant each : task.variants()) {
            if (declared.keySet().containsAll(each.declared())
                    && (best == null || each.declared().size() > best.declared().size())) {
                best = each;
            }
        }
        if (best == null) {
            throw Problem.model(
                    "model.declared",
                    "The model '" + model.card().id() + "' needs "
                            + String.join(", ", task.variants().getFirst().declared()) + ".",
                    "Measure it first.");
        }
        return best;
    }

    private synchronized PatchGrader opened(GradingTask.Variant variant) throws Problem {
        PatchGrader known = variants.get(variant.name());
        if (known == null) {
            known = GradingNetworks.open(room, device, model, variant);
            variants.put(variant.name(), known);
        }
        return known;
    }

    private Provenance provenance(
            GradeInput input, GradingTask.Variant variant, List<FrameGrade> seen, Instant startedAt) throws Problem {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("variant", variant.name());
        parameters.put("temperature", variant.temperature());
        parameters.put("setThreshold", variant.setThreshold());
        if (segmenter != null) {
            parameters.put("regionModel", segmenter.card().id());
            parameters.put("regionModelVersion", segmenter.card().version());
            parameters.put("regionModelSha256", segmenter.sha256());
        }
        parameters.put("regionsDrawn", input.regions().size());
        parameters.put("framesLookedAt", seen.size());
        parameters.put("frames", input.stack().slices());
        parameters.put(
                "patches", seen.stream().mapToInt(each -> each.patches().size()).sum());
        double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        return new Provenance(
                model.card().id(),
                model.card().version(),
                sha256,
                room.engine(),
                device,
                input.sources(),
                parameters,
                startedAt,
                seconds);
    }

    @Override
    public synchronized void close() {
        variants.values().forEach(PatchGrader::close);
        variants.clear();
        if (segmenter != null) {
            segmenter.close();
        }
    }
}
