package org.radiloom.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.GradeInput;
import org.radiloom.infer.Provenance;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.job.Progress;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.review.Eligibility;
import org.radiloom.review.ReaderInput;
import org.radiloom.review.Review;
import org.radiloom.review.ReviewFinding;
import org.radiloom.review.ReviewFolder;
import org.radiloom.review.ReviewResult;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.ui.desk.Analyst;
import org.radiloom.ui.desk.OpenSeries;
import org.radiloom.ui.inspect.AnomalySummary;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.GradeSummary;
import org.radiloom.ui.inspect.StructureSummary;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.words.Words;

/** Runs the installed models through a review, the same that the command line runs. */
final class ReviewAnalyst implements Analyst {
    private final Review review;
    private final ModelRegistry models;
    private final SeriesLoader loader;
    private final Words words;
    private final Map<String, List<Kept>> findings = new ConcurrentHashMap<>();
    private final Map<String, FindingState> states = new ConcurrentHashMap<>();

    /** A finding and the model that made it. */
    private record Kept(ModelPackage model, ReviewFinding finding) {}

    ReviewAnalyst(Review review, ModelRegistry models, SeriesLoader loader, Words words) {
        this.review = review;
        this.models = models;
        this.loader = loader;
        this.words = words;
    }

    /** The models with findings of their own; others only serve these. */
    private List<ModelPackage> alone() {
        return models.list().packages().stream()
                .filter(m -> Eligibility.standsAlone(m.card()))
                .toList();
    }

    private List<ModelPackage> meantFor(Series series) {
        return alone().stream()
                .filter(m -> Eligibility.objection(m.card(), series).isEmpty())
                .toList();
    }

    private static Target looksFor(ModelPackage model) {
        return switch (model.card().task()) {
            case SegmentationTask segmentation -> Target.MANDIBLE;
            case GradingTask grading -> Target.LIVER_GRADE;
            case AnomalyTask anomaly -> Target.ANOMALY;
        };
    }

    /** The objection of the model that comes closest: one for the same kind of images, if there is one. */
    @Override
    public Optional<String> whyNot(OpenSeries open) {
        Series series = ((StudySeries) open).series();
        String wanted = usual(series) == Target.LIVER_GRADE ? GradeInput.ULTRASOUND : series.modality();
        String reason = words.of("analysis.no.model");
        boolean close = false;
        for (ModelPackage model : alone()) {
            Optional<String> objection = Eligibility.objection(model.card(), series);
            if (objection.isEmpty()) {
                return objection;
            }
            if (!close) {
                reason = objection.get();
                close = model.card().dicomModalities().contains(wanted);
            }
        }
        return Optional.of(reason);
    }

    @Override
    public List<Target> targets(OpenSeries open) {
        Series series = ((StudySeries) open).series();
        List<Target> offered = meantFor(series).stream()
                .map(ReviewAnalyst::looksFor)
                .distinct()
                .sorted()
                .toList();
        return offered.isEmpty() ? List.of(usual(series)) : offered;
    }

    private static Target usual(Series series) {
        return film(series) ? Target.LIVER_GRADE : Target.MANDIBLE;
    }

    private static boolean film(Series series) {
        return series.source() == Series.Source.PICTURE || series.modality().equals(GradeInput.ULTRASOUND);
    }

    @Override
    public boolean takesIndex(OpenSeries open) {
        return meantFor(((StudySeries) open).series()).stream()
                .anyMatch(m -> m.card().task() instanceof GradingTask task
                        && task.variants().stream()
                                .anyMatch(v -> v.declared().contains(ReaderInput.HEPATORENAL_INDEX)));
    }

    @Override
    public Result analyse(OpenSeries open, Request request, Progress progress, Consumer<Found> partial) throws Problem {
        var series = ((StudySeries) open).series();
        ReaderInput stated = request.input().only(request.only());
        List<Kept> kept = findings.computeIfAbsent(series.id(), id -> new CopyOnWriteArrayList<>());
        kept.removeIf(k -> looksFor(k.model()) == request.target());
        List<Found> found = new ArrayList<>();
        Optional<String> refused = Optional.empty();
        for (ModelPackage model : meantFor(series)) {
            if (looksFor(model) != request.target()) {
                continue;
            }
            try {
                ReviewFinding finding = review.run(series, model, stated, progress, half -> {
                    kept.add(new Kept(model, half));
                    partial.accept(found(model, half));
                });
                kept.add(new Kept(model, finding));
                found.add(found(model, finding));
            } catch (Problem problem) {
                if (!problem.code().equals(Review.INELIGIBLE)) {
                    throw problem;
                }
                refused = Optional.of(problem.sentence());
            }
        }
        return new Result(found, found.isEmpty() ? refused : Optional.empty());
    }

    @Override
    public Optional<GradeExplanation> explain(OpenSeries open, String findingId, int frame) throws Problem {
        for (Kept each : findings.getOrDefault(((StudySeries) open).series().id(), List.of())) {
            if (each.finding().finding().id().equals(findingId)) {
                return review.explain(each.finding(), each.model(), frame);
            }
        }
        return Optional.empty();
    }

    private Found found(ModelPackage model, ReviewFinding finding) {
        return switch (finding.finding()) {
            case SegmentationFinding s ->
                new Found.Structure(
                        new StructureSummary(
                                s.id(),
                                s.label(),
                                FindingState.DRAFT,
                                s.volumeCm3(),
                                s.provenance().modelId(),
                                s.provenance().modelVersion(),
                                SliceAreas.of(s.mask()),
                                device(s.provenance()),
                                s.provenance().seconds(),
                                s.complete(),
                                s.caution()),
                        s.mask(),
                        s.certainty());
            case GradeFinding g ->
                new Found.Grade(new GradeSummary(
                        g,
                        FindingState.DRAFT,
                        model.card().intendedUse(),
                        model.card().limits(),
                        device(g.provenance())));
            case AnomalyFinding a ->
                new Found.Anomaly(new AnomalySummary(
                        a,
                        FindingState.DRAFT,
                        new AnomalySummary.Tags(
                                finding.series().modality(), finding.series().bodyPart()),
                        film(finding.series()),
                        model.card().intendedUse(),
                        model.card().limits(),
                        device(a.provenance())));
        };
    }

    private String device(Provenance provenance) {
        return provenance.device().startsWith("gpu") ? words.of("device.gpu") : words.of("device.cpu");
    }

    @Override
    public void decide(String findingId, FindingState state) {
        states.put(findingId, state);
    }

    /** Findings that a reader has rejected stay here. */
    @Override
    public void export(OpenSeries open, Path folder, Progress progress) throws Problem {
        var series = (StudySeries) open;
        List<ReviewFinding> wanted = findings.getOrDefault(series.series().id(), List.of()).stream()
                .map(Kept::finding)
                .filter(f -> states.get(f.finding().id()) != FindingState.REJECTED)
                .toList();
        boolean complete = wanted.stream().allMatch(f -> f.finding().complete());
        progress.report(-1, "");
        new ReviewFolder(folder, loader)
                .write(new ReviewResult(series.study(), Instant.now(), wanted, List.of(), complete));
    }
}
