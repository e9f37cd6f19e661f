package org.radiloom.review.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Evaluation;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.Finding;
import org.radiloom.infer.GradeFinding;
import org.radiloom.infer.SegmentationFinding;
import org.radiloom.review.report.sr.MeasuredGroups;
import org.radiloom.review.report.sr.ReportedSeries;
import org.radiloom.study.measure.MeasurementExport;

/**
 * Fills reports from what was measured and found. Numbers come from the groups of the DICOM document, so that both say the
 * same.
 */
public final class ReportFilling {
    private ReportFilling() {}

    /** What a reader has drawn; notes give no numbers. */
    public static List<ReportNumber> measured(List<MeasurementExport.Row> rows, ReportedSeries series) {
        List<ReportNumber> all = new ArrayList<>();
        for (MeasurementExport.Row row : rows) {
            MeasuredGroups.of(row.measurement(), row.measured(), series)
                    .ifPresent(group -> all.addAll(numbers(group, row.slice())));
        }
        return all;
    }

    /**
     * A finding that nobody has decided about.
     *
     * @param group what its document says of the whole series; the first of its groups
     */
    public static ReviewedFinding found(Finding finding, MeasurementGroup group) {
        // a grade is given with its certainty and once more among those that were considered
        SequencedSet<ReportNumber> numbers = new LinkedHashSet<>(numbers(group, 0));
        List<String> remarks = new ArrayList<>();
        for (Evaluation each : group.evaluations()) {
            if (each.code().isEmpty()) {
                remarks.add(each.text());
            }
            for (NumericMeasurement about : each.properties()) {
                String what = each.code().map(Code::meaning).orElse(each.text());
                numbers.add(number(group.trackingUid(), finding.label() + ": " + what, 0, about));
            }
        }
        return ReviewedFinding.draft(
                finding.id(),
                finding.label(),
                new Statement(headline(finding), List.copyOf(numbers), remarks),
                ModelUsed.of(finding.provenance()));
    }

    private static String headline(Finding finding) {
        return switch (finding) {
            case SegmentationFinding segmentation -> segmentation.segment().meaning();
            case GradeFinding grade -> grade.headline();
            case AnomalyFinding anomaly -> anomaly.headline();
        };
    }

    private static List<ReportNumber> numbers(MeasurementGroup group, int slice) {
        return group.measurements().stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.properties().stream()))
                .map(each -> number(group.trackingUid(), group.trackingIdentifier(), slice, each))
                .toList();
    }

    private static ReportNumber number(String uid, String thing, int slice, NumericMeasurement number) {
        boolean there = number.value().isPresent();
        return new ReportNumber(
                uid,
                thing,
                slice,
                number.name(),
                number.derivation().map(Code::meaning).orElse(""),
                there ? OptionalDouble.of(number.value().getAsDouble()) : OptionalDouble.empty(),
                number.unit().map(Code::value).orElse(""),
                there ? "" : reason(number.qualifier()));
    }

    private static String reason(Optional<Code> qualifier) {
        return qualifier.map(Code::meaning).orElse("");
    }
}
