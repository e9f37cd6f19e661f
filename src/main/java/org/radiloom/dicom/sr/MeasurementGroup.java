package org.radiloom.dicom.sr;

import java.util.List;
import java.util.Optional;

/**
 * Measurements and judgements of one thing. Source: DICOM PS3.16, TID 1410, 1411 and 1501.
 *
 * @param trackingIdentifier what people call it
 * @param trackingUid the same in all objects that speak of it
 * @param category kind of finding
 * @param finding what it is
 * @param sites where it is
 * @param algorithm what has computed it; empty for what a reader has measured
 * @param regions for planes and volumes one or more; for others images
 */
public record MeasurementGroup(
        Template template,
        String trackingIdentifier,
        String trackingUid,
        Optional<Code> category,
        Optional<Code> finding,
        List<Site> sites,
        Optional<Algorithm> algorithm,
        List<Region> regions,
        List<NumericMeasurement> measurements,
        List<Evaluation> evaluations) {
    /** What kind of thing was measured. */
    public enum Template {
        /** A region of one plane. */
        PLANAR("1410"),
        /** A volume. */
        VOLUMETRIC("1411"),
        /** An image, or something on it without an outline. */
        GENERAL("1501");

        private final String identifier;

        Template(String identifier) {
            this.identifier = identifier;
        }

        String identifier() {
            return identifier;
        }
    }

    /** A place in the body, and the side if it is said. */
    public record Site(Code site, Optional<Code> laterality) {
        public static Site of(Code site) {
            return new Site(site, Optional.empty());
        }
    }

    public MeasurementGroup {
        sites = List.copyOf(sites);
        regions = List.copyOf(regions);
        measurements = List.copyOf(measurements);
        evaluations = List.copyOf(evaluations);
    }
}
