package org.radiloom.review.report.sr;

import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.parametric.ParametricMap;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.imaging.Window;

/** A map of few pixels, most of whose file is what it says about itself. */
final class SmallMap {
    private SmallMap() {}

    static ParametricMap of(ReportedSeries series) {
        return new ParametricMap(
                2,
                2,
                Optional.of(PrivateCodes.ANOMALY_SCORE),
                Optional.of(Code.of("1", "UCUM", "no units")),
                "small",
                Optional.of(new Window(1, 2)),
                List.of(new ParametricMap.Frame(
                        new double[] {0, 1, 2, 3}, Optional.empty(), List.of(series.image(0)))));
    }
}
