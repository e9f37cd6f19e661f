package org.radiloom.review.report.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.Evaluation;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.dicom.sr.Region;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.study.measure.Measurement;

/** What a reader has measured, in the terms of reports. */
public final class MeasuredGroups {
    private MeasuredGroups() {}

    /**
     * A measurement: shapes with an area as regions of a plane, others as numbers with the line that they come from.
     *
     * @return empty for notes, and where the image is not of the series
     */
    public static Optional<MeasurementGroup> of(Measurement measurement, Measured measured, ReportedSeries series) {
        Optional<Integer> slice = series.slice(measurement.image());
        if (measurement.shape().kind().note() || slice.isEmpty()) {
            return Optional.empty();
        }
        boolean region = measurement.shape().kind().region();
        List<Region> drawn = new Outlines(series, slice.get()).of(measurement.shape());
        Region image = new Region.WholeImage(series.image(slice.get()));
        List<Region> regions = new ArrayList<>(region ? drawn : List.of());
        // a place in the patient does not say on which image it was drawn
        if (!region || series.place().isPresent()) {
            regions.add(image);
        }
        List<NumericMeasurement> numbers = new ArrayList<>();
        List<Evaluation> reasons = new ArrayList<>();
        measured.readings().forEach((quantity, reading) -> {
            NumericMeasurement number =
                    Numbers.of(quantity, reading, series.series().unit());
            number = region ? number : number.from(drawn);
            boolean size = quantity == Quantity.LENGTH || quantity == Quantity.AREA || quantity == Quantity.PERIMETER;
            numbers.add(size && measured.atDetector() ? number.measuredBy(PrivateCodes.AT_DETECTOR) : number);
            if (reading instanceof Reading.None none) {
                reasons.add(Evaluation.of(Concepts.COMMENT, words(quantity) + ": " + words(none.cause())));
            }
        });
        return Optional.of(new MeasurementGroup(
                region ? MeasurementGroup.Template.PLANAR : MeasurementGroup.Template.GENERAL,
                measurement.name().isBlank() ? words(measurement.shape().kind()) : measurement.name(),
                TrackingUid.of(measurement.id()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                regions,
                numbers,
                reasons));
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
