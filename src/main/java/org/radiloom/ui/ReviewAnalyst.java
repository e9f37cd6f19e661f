package org.radiloom.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.Provenance;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.job.Progress;
import org.radiloom.model.ModelPackage;
import org.radiloom.model.ModelRegistry;
import org.radiloom.model.SegmentationTask;
import org.radiloom.problem.Problem;
import org.radiloom.review.Eligibility;
import org.radiloom.review.Review;
import org.radiloom.review.ReviewFinding;
import org.radiloom.review.ReviewFolder;
import org.radiloom.review.ReviewResult;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.ui.desk.Analyst;
import org.radiloom.ui.desk.OpenSeries;
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
    private final Map<String, List<ReviewFinding>> findings = new ConcurrentHashMap<>();
    private final Map<String, FindingState> states = new ConcurrentHashMap<>();

    ReviewAnalyst(Review review, ModelRegistry models, SeriesLoader loader, Words words) {
        this.review = review;
        this.models = models;
        this.loader = loader;
        this.words = words;
    }

    @Override
    public Optional<String> whyNot(OpenSeries series) {
        String reason = words.of("analysis.no.model");
        for (ModelPackage model : models.list().packages()) {
            Optional<String> objection = Eligibility.objection(model.card(), ((StudySeries) series).series());
            if (objection.isEmpty()) {
                return objection;
            }
            reason = objection.get();
        }
        return Optional.of(reason);
    }

    @Override
    public Target target(OpenSeries open) {
        Series series = ((StudySeries) open).series();
        boolean film = series.source() == Series.Source.PICTURE || series.modality().equals("US");
        return film ? Target.LIVER_GRADE : Target.MANDIBLE;
    }

    @Override
    public Result analyse(OpenSeries open, ReaderInput input, Progress progress, Consumer<Found> partial)
            throws Problem {
        var series = ((StudySeries) open).series();
        List<ReviewFinding> kept = new ArrayList<>();
        findings.put(series.id(), kept);
        List<Found> found = new ArrayList<>();
        for (ModelPackage model : models.list().packages()) {
            if (model.card().task() instanceof SegmentationTask
                    && Eligibility.objection(model.card(), series).isEmpty()) {
                ReviewFinding finding = review.run(series, model, progress, half -> {
                    kept.add(half);
                    partial.accept(found(model, half));
                });
                kept.add(finding);
                found.add(found(model, finding));
            }
        }
        return Result.of(found);
    }

    @Override
    public Optional<GradeExplanation> explain(OpenSeries open, String findingId, int frame) {
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
                        s.mask());
            case GradeFinding g ->
                new Found.Grade(new GradeSummary(
                        g, FindingState.DRAFT, model.card().intendedUse(), device(g.provenance())));
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
                .filter(f -> states.get(f.finding().id()) != FindingState.REJECTED)
                .toList();
        boolean complete = wanted.stream().allMatch(f -> f.finding().complete());
        progress.report(-1, "");
        new ReviewFolder(folder, loader)
                .write(new ReviewResult(series.study(), Instant.now(), wanted, List.of(), complete));
    }
}
