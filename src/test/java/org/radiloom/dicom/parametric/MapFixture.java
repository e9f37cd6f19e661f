package org.radiloom.dicom.parametric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.dicom.sr.SrFixture;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.Window;

/** Maps of 5 columns and 3 rows, of two frames. */
final class MapFixture {
    static final ParametricMapHeader HEADER = new ParametricMapHeader(
            SrFixture.source().toBuilder()
                    .string(Tag.FRAME_OF_REFERENCE_UID, "2.25.60")
                    .build(),
            "2.25.700",
            "2.25.701",
            920,
            "Anomaly 异常",
            2.5,
            Concepts.LIVER,
            new Algorithm("anomaly-universal", "1.0.0", List.of("domain=liver", "scale=0-0.5")),
            SrFixture.WHEN,
            "0.9.0");

    private MapFixture() {}

    /** Value of pixel (i, j) of frame f; not one is a short binary fraction. */
    static float value(int i, int j, int f) {
        return (float) (0.1 * i - 0.3 * j + 7.7 * f);
    }

    /** @param placed whether the frames lie in the patient: on an oblique plane; else they are frames of a film */
    static ParametricMap map(boolean placed) {
        List<ParametricMap.Frame> frames = new ArrayList<>();
        for (int f = 0; f < 2; f++) {
            double[] values = new double[15];
            for (int at = 0; at < values.length; at++) {
                values[at] = value(at % 5, at / 5, f);
            }
            frames.add(new ParametricMap.Frame(
                    values,
                    placed
                            ? Optional.of(new ParametricMap.Plane(
                                    new Vec3(-20, 31.5, 112.25 + 2.5 * f),
                                    new Vec3(0.6 * 0.75, 0.8 * 0.75, 0),
                                    new Vec3(0, 0, -1.25)))
                            : Optional.empty(),
                    List.of(
                            placed
                                    ? SopReference.of("1.2.840.10008.5.1.4.1.1.2", "2.25.80" + f)
                                    : SopReference.frame("1.2.840.10008.5.1.4.1.1.3.1", "2.25.80", 3 + f))));
        }
        return new ParametricMap(
                5,
                3,
                Optional.of(PrivateCodes.ANOMALY_SCORE),
                Optional.of(Code.of("1", "UCUM", "no units")),
                "Unlike normal pictures",
                Optional.of(new Window(0.25, 0.5)),
                frames);
    }
}
