package org.radiloom.review.report.sr;

import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.Concepts;
import org.radiloom.dicom.sr.NumericMeasurement;
import org.radiloom.dicom.sr.PrivateCodes;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Unit;

/** Readings in the terms of reports. */
final class Numbers {
    private Numbers() {}

    /**
     * A reading.
     *
     * @param values what the pixels of the image are
     */
    static NumericMeasurement of(Quantity quantity, Reading reading, ValueUnit values) {
        Code name = name(quantity, values);
        NumericMeasurement number =
                switch (reading) {
                    case Reading.Value value -> NumericMeasurement.of(name, value.value(), unit(value.unit()));
                    case Reading.None none -> NumericMeasurement.none(name, qualifier(none.cause()));
                };
        return switch (quantity) {
            case COBB -> number.measuredBy(PrivateCodes.COBB);
            case MEAN -> number.derivedBy(Concepts.MEAN);
            case SD -> number.derivedBy(Concepts.STANDARD_DEVIATION);
            case MIN -> number.derivedBy(Concepts.MINIMUM);
            case MAX -> number.derivedBy(Concepts.MAXIMUM);
            case LENGTH, ACROSS, DOWN, AT_ACROSS, AT_DOWN, ANGLE, AREA, PERIMETER, COUNT, VALUE -> number;
        };
    }

    private static Code name(Quantity quantity, ValueUnit values) {
        return switch (quantity) {
            case LENGTH -> Concepts.DISTANCE;
            case ACROSS -> PrivateCodes.ALONG_ROWS;
            case DOWN -> PrivateCodes.ALONG_COLUMNS;
            case AT_ACROSS -> PrivateCodes.AT_ROWS;
            case AT_DOWN -> PrivateCodes.AT_COLUMNS;
            case ANGLE, COBB -> Concepts.ANGLE;
            case AREA -> Concepts.AREA;
            case PERIMETER -> Concepts.PERIMETER;
            case COUNT -> PrivateCodes.PIXEL_COUNT;
            case MEAN, SD, MIN, MAX, VALUE ->
                values == ValueUnit.HOUNSFIELD ? Concepts.ATTENUATION : PrivateCodes.PIXEL_VALUE;
        };
    }

    /** A unit of UCUM. */
    static Code unit(Unit unit) {
        return switch (unit) {
            case MILLIMETRE -> Concepts.ucum("mm", "millimeter");
            case SQUARE_MILLIMETRE -> Concepts.ucum("mm2", "square millimeter");
            case PIXEL, COUNT -> Concepts.ucum("{pixels}", "pixels");
            case SQUARE_PIXEL -> Concepts.ucum("{square_pixels}", "square pixels");
            case DEGREE -> Concepts.ucum("deg", "degree");
            case HOUNSFIELD -> Concepts.ucum("[hnsf'U]", "Hounsfield unit");
            case RAW, LUMINANCE, NONE -> Concepts.ucum("1", "no units");
            case SECOND -> Concepts.ucum("s", "second");
            case HERTZ -> Concepts.ucum("Hz", "hertz");
            case CENTIMETRE_PER_SECOND -> Concepts.ucum("cm/s", "centimeter per second");
            case PERCENT -> Concepts.ucum("%", "percent");
            case DECIBEL -> Concepts.ucum("dB", "decibel");
            case DECIBEL_PER_SECOND -> Concepts.ucum("dB/s", "decibel per second");
            case SQUARE_CENTIMETRE -> Concepts.ucum("cm2", "square centimeter");
            case SQUARE_CENTIMETRE_PER_SECOND -> Concepts.ucum("cm2/s", "square centimeter per second");
            case CUBIC_CENTIMETRE -> Concepts.ucum("cm3", "cubic centimeter");
            case CUBIC_CENTIMETRE_PER_SECOND -> Concepts.ucum("cm3/s", "cubic centimeter per second");
        };
    }

    /** A share of 1 in per cent. */
    static NumericMeasurement percent(Code name, double share) {
        return NumericMeasurement.of(name, 100 * share, unit(Unit.PERCENT));
    }

    private static Code qualifier(Cause cause) {
        return switch (cause) {
            case NOT_CALIBRATED_HERE,
                    PARTLY_CALIBRATED,
                    DIFFERENT_SCALES,
                    DIFFERENT_KINDS,
                    AXES_DIFFER,
                    NO_CALIBRATION -> Concepts.MEASUREMENT_FAILURE;
            case POINTS_COINCIDE, NO_PIXEL_INSIDE, ONE_PIXEL -> Concepts.CALCULATION_FAILURE;
            case NO_VALUES, OUTSIDE_IMAGE, NOT_LOADED -> Concepts.VALUE_UNKNOWN;
            case NOT_FINITE -> Concepts.NOT_A_NUMBER;
        };
    }
}
