package org.radiloom.review.report.sr;

import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.MeasurementGroup;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.Region;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.measure.Unit;

/**
 * The volume of a structure and the segment that outlines it.
 *
 * @param id of the finding or structure
 * @param name for people
 * @param category kind of structure
 * @param type which structure it is
 * @param volumeCm3 of the segment
 * @param segment in a segmentation object, by its number
 * @param algorithm what has outlined it; empty for a person's hand
 * @param remarks for people
 */
public record StructureVolume(
        String id,
        String name,
        Code category,
        Code type,
        double volumeCm3,
        SopReference segment,
        Optional<Algorithm> algorithm,
        List<String> remarks) {
    public StructureVolume {
        remarks = List.copyOf(remarks);
        if (segment.segments().size() != 1) {
            throw new IllegalArgumentException("a volume is of one segment, not of " + segment.segments());
        }
    }

    /** In the terms of reports. */
    public MeasurementGroup group(ReportedSeries series) {
        return new MeasurementGroup(
                MeasurementGroup.Template.VOLUMETRIC,
                name,
                TrackingUid.of(id),
                Optional.of(category),
                Optional.of(type),
                List.of(),
                algorithm,
                List.of(new Region.Segment(segment, List.of(), series.series().seriesUid())),
                List.of(NumericMeasurement.of(Concepts.VOLUME, volumeCm3, Numbers.unit(Unit.CUBIC_CENTIMETRE))),
                FoundGroups.comments(remarks));
    }
}
