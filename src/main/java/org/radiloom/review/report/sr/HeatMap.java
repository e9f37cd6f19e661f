package org.radiloom.review.report.sr;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.parametric.ParametricMap;
import org.radiloom.dicom.parametric.ParametricMapHeader;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Window;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.problem.Problem;

/** Where a series is unlike normal pictures, as a parametric map: values of the model, never rescaled to the study. */
public final class HeatMap {
    private static final int SERIES_NUMBER = 920;
    private static final Point FIRST = new Point(0, 0);

    private HeatMap() {}

    /**
     * The map of a finding, on the pixels of the images; one frame for each wanted slice that has one.
     *
     * @param wanted which slices: each takes 8 bytes a pixel
     * @return empty if none has one
     */
    public static Optional<ParametricMap> of(
            AnomalyFinding finding, ReportedSeries series, Predicate<SliceAnomaly> wanted) throws Problem {
        List<ParametricMap.Frame> frames = new ArrayList<>();
        for (SliceAnomaly slice : finding.perSlice()) {
            if (slice.map().isPresent() && wanted.test(slice)) {
                float[] values = slice.map().get().onPicture();
                double[] wide = new double[values.length];
                for (int at = 0; at < wide.length; at++) {
                    wide[at] = values[at];
                }
                frames.add(new ParametricMap.Frame(
                        wide, plane(series, slice.slice()), List.of(series.image(slice.slice()))));
            }
        }
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParametricMap(
                        series.series().columns(),
                        series.series().rows(),
                        Optional.of(PrivateCodes.ANOMALY_SCORE),
                        Optional.of(Numbers.unit(Unit.RAW)),
                        finding.scale().unit(),
                        Optional.of(Window.between(
                                finding.scale().low(), finding.scale().high())),
                        frames));
    }

    private static Optional<ParametricMap.Plane> plane(ReportedSeries series, int slice) {
        return series.place()
                .map(place -> new ParametricMap.Plane(
                        place.at(FIRST, slice),
                        place.grid().columnStep(),
                        place.grid().rowStep()));
    }

    /**
     * What the map says about itself.
     *
     * @param source data set of one of the images
     * @param anatomy part of the body that is shown
     */
    public static ParametricMapHeader header(
            AnomalyFinding finding,
            ReportedSeries series,
            DicomDataset source,
            Code anatomy,
            String sopInstanceUid,
            String seriesInstanceUid,
            LocalDateTime created,
            String softwareVersion) {
        return new ParametricMapHeader(
                source,
                sopInstanceUid,
                seriesInstanceUid,
                SERIES_NUMBER,
                finding.label() + ", research use only",
                series.place()
                        .map(ReportedSeries.Place::grid)
                        .map(Geometry::sliceSpacingMm)
                        .orElse(0.0),
                anatomy,
                FoundGroups.algorithm(finding.provenance()),
                created,
                softwareVersion);
    }
}
