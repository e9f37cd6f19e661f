package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.Evaluation;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.dicom.sr.Region;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.Provenance;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.CodedTerm;

/** What models have found, in the terms of reports. Each finding is one group, with one more for each frame that was judged. */
public final class FoundGroups {
    private static final String INCOMPLETE = "The run was cancelled: only a part of the series was looked at.";
    private static final Map<String, Code> SEVERITIES = Map.of(
            "normal", Concepts.NONE,
            "mild", Concepts.MILD,
            "moderate", Concepts.MODERATE,
            "severe", Concepts.SEVERE);

    private final ReportedSeries series;

    public FoundGroups(ReportedSeries series) {
        this.series = series;
    }

    /** What has computed a finding; the same in every object that holds a part of it. */
    public static Algorithm algorithm(Provenance provenance) {
        List<String> parameters = new ArrayList<>();
        parameters.add(PrivateCodes.WEIGHTS.value() + "=" + provenance.sha256());
        provenance.parameters().forEach((name, value) -> parameters.add(name + "=" + value));
        return new Algorithm(provenance.modelId(), provenance.modelVersion(), parameters);
    }

    /** A term of a model's card. */
    public static Code code(CodedTerm term) {
        return Code.of(term.value(), term.scheme(), term.meaning());
    }

    /**
     * An outlined structure.
     *
     * @param segment the segment that holds its mask
     */
    public MeasurementGroup segmentation(SegmentationFinding finding, SopReference segment) {
        List<String> remarks = new ArrayList<>(finding.caution().stream().toList());
        if (!finding.complete()) {
            remarks.add(INCOMPLETE);
        }
        return new StructureVolume(
                        finding.id(),
                        finding.label(),
                        code(finding.category()),
                        code(finding.segment()),
                        finding.volumeCm3(),
                        segment,
                        Optional.of(algorithm(finding.provenance())),
                        remarks)
                .group(series);
    }

    /** A grade of fatty liver: of the study, then of each frame that has one. */
    public List<MeasurementGroup> grade(GradeFinding finding) {
        List<Evaluation> evaluations = new ArrayList<>();
        if (finding.uncertain()) {
            evaluations.add(Evaluation.of(PrivateCodes.CERTAINTY, PrivateCodes.UNCERTAIN));
        } else {
            evaluations.add(severity(finding.classes(), finding.probabilities(), finding.grade()));
        }
        evaluations.addAll(considered(finding.classes(), finding.probabilities()));
        finding.predictionSet()
                .forEach(each -> evaluations.add(Evaluation.of(
                        PrivateCodes.PREDICTION_SET,
                        grade(each),
                        Numbers.percent(PrivateCodes.COVERAGE, finding.coverage()))));
        List<String> remarks = new ArrayList<>(finding.caution().stream().toList());
        if (!finding.complete()) {
            remarks.add(INCOMPLETE);
        }
        evaluations.addAll(comments(remarks));
        List<FrameGrade> graded =
                finding.perFrame().stream().filter(FrameGrade::graded).toList();
        Algorithm algorithm = algorithm(finding.provenance());
        List<MeasurementGroup> groups = new ArrayList<>();
        groups.add(liver(
                finding.label(),
                TrackingUid.of(finding.id()),
                algorithm,
                graded.stream().map(FrameGrade::frame).toList(),
                evaluations));
        for (FrameGrade frame : graded) {
            groups.add(liver(
                    finding.label() + ", frame " + (frame.frame() + 1),
                    TrackingUid.of(finding.id(), frame.frame()),
                    algorithm,
                    List.of(frame.frame()),
                    considered(finding.classes(), frame.probabilities())));
        }
        return groups;
    }

    private MeasurementGroup liver(
            String name, String uid, Algorithm algorithm, List<Integer> slices, List<Evaluation> evaluations) {
        return new MeasurementGroup(
                MeasurementGroup.Template.GENERAL,
                name,
                uid,
                Optional.empty(),
                Optional.of(Concepts.STEATOSIS),
                List.of(MeasurementGroup.Site.of(Concepts.LIVER)),
                Optional.of(algorithm),
                wholes(slices),
                List.of(),
                evaluations);
    }

    private static Evaluation severity(List<String> classes, List<Double> probabilities, String grade) {
        return Evaluation.of(
                Concepts.SEVERITY,
                grade(grade),
                Numbers.percent(Concepts.CERTAINTY, probabilities.get(classes.indexOf(grade))));
    }

    private static List<Evaluation> considered(List<String> classes, List<Double> probabilities) {
        List<Evaluation> all = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            all.add(Evaluation.of(
                    PrivateCodes.CONSIDERED,
                    grade(classes.get(c)),
                    Numbers.percent(Concepts.CERTAINTY, probabilities.get(c))));
        }
        return all;
    }

    private static Code grade(String name) {
        Code known = SEVERITIES.get(name);
        return known == null ? PrivateCodes.of(name.substring(0, Math.min(16, name.length())), name) : known;
    }

    /**
     * How unlike normal pictures a series is: its most suspicious slice, then each that has a score.
     *
     * @param map the parametric map that the scores come from, if there is one
     */
    public List<MeasurementGroup> anomaly(AnomalyFinding finding, Optional<SopReference> map) {
        List<String> remarks = new ArrayList<>();
        finding.domainWarning().ifPresent(remarks::add);
        finding.caution().ifPresent(remarks::add);
        if (!finding.complete()) {
            remarks.add(INCOMPLETE);
        }
        List<Evaluation> evaluations = new ArrayList<>();
        evaluations.add(
                Evaluation.of(PrivateCodes.ANOMALY_RESULT, finding.above() ? PrivateCodes.ABOVE : PrivateCodes.BELOW));
        evaluations.addAll(comments(remarks));
        Algorithm algorithm = algorithm(finding.provenance());
        List<Region> source = map.<Region>map(Region.WholeImage::new).stream().toList();
        List<MeasurementGroup> groups = new ArrayList<>();
        groups.add(scored(
                finding.label(),
                TrackingUid.of(finding.id()),
                algorithm,
                finding.mostSuspicious(),
                List.of(
                        score(finding.score(), finding.percentile()).from(source),
                        NumericMeasurement.of(
                                PrivateCodes.ANOMALY_THRESHOLD, finding.threshold(), Numbers.unit(Unit.RAW))),
                evaluations));
        for (SliceAnomaly slice : finding.perSlice()) {
            if (slice.scored()) {
                groups.add(scored(
                        finding.label() + ", slice " + (slice.slice() + 1),
                        TrackingUid.of(finding.id(), slice.slice()),
                        algorithm,
                        slice.slice(),
                        List.of(score(slice.score(), slice.percentile())),
                        comments(slice.warning().stream().toList())));
            }
        }
        return groups;
    }

    private MeasurementGroup scored(
            String name,
            String uid,
            Algorithm algorithm,
            int slice,
            List<NumericMeasurement> numbers,
            List<Evaluation> evaluations) {
        return new MeasurementGroup(
                MeasurementGroup.Template.GENERAL,
                name,
                uid,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(algorithm),
                wholes(List.of(slice)),
                numbers,
                evaluations);
    }

    private static NumericMeasurement score(double score, double percentile) {
        NumericMeasurement number = NumericMeasurement.of(PrivateCodes.ANOMALY_SCORE, score, Numbers.unit(Unit.RAW));
        return number.with(List.of(NumericMeasurement.of(Concepts.PERCENTILE, percentile, Numbers.unit(Unit.PERCENT))));
    }

    private List<Region> wholes(List<Integer> slices) {
        return series.images(slices).stream()
                .<Region>map(Region.WholeImage::new)
                .toList();
    }

    static List<Evaluation> comments(List<String> remarks) {
        return remarks.stream()
                .map(each -> Evaluation.of(Concepts.COMMENT, each))
                .toList();
    }
}
