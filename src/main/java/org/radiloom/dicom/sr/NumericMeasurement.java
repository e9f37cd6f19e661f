package org.radiloom.dicom.sr;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number with what it means. Source: DICOM PS3.16, TID 300, 310, 311 and 320.
 *
 * @param name what was measured
 * @param value finite; empty where there is none
 * @param unit of UCUM
 * @param qualifier why there is no value
 * @param derivation such as mean, of the many values that the number sums up
 * @param method how it was measured
 * @param sources places that it was measured at, where those of the group are not meant
 * @param properties numbers about the number, such as its percentile
 */
public record NumericMeasurement(
        Code name,
        OptionalDouble value,
        Optional<Code> unit,
        Optional<Code> qualifier,
        Optional<Code> derivation,
        Optional<Code> method,
        List<Region> sources,
        List<NumericMeasurement> properties) {
    public NumericMeasurement {
        sources = List.copyOf(sources);
        properties = List.copyOf(properties);
    }

    /** A number and no more. */
    public static NumericMeasurement of(Code name, double value, Code unit) {
        return new NumericMeasurement(
                name,
                OptionalDouble.of(value),
                Optional.of(unit),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** No number, and why. */
    public static NumericMeasurement none(Code name, Code qualifier) {
        return new NumericMeasurement(
                name,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(qualifier),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    public NumericMeasurement derivedBy(Code how) {
        return new NumericMeasurement(name, value, unit, qualifier, Optional.of(how), method, sources, properties);
    }

    public NumericMeasurement measuredBy(Code how) {
        return new NumericMeasurement(name, value, unit, qualifier, derivation, Optional.of(how), sources, properties);
    }

    public NumericMeasurement from(List<? extends Region> places) {
        return new NumericMeasurement(
                name, value, unit, qualifier, derivation, method, List.copyOf(places), properties);
    }

    public NumericMeasurement with(List<NumericMeasurement> about) {
        return new NumericMeasurement(name, value, unit, qualifier, derivation, method, sources, about);
    }
}
