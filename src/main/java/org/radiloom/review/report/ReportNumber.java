package org.radiloom.review.report;

import java.util.OptionalDouble;
import org.radiloom.dicom.sr.Code;

/**
 * A number of a report, in the terms of its DICOM document.
 *
 * @param trackingUid of the thing, the same in all objects that speak of it
 * @param thing what was measured, for people
 * @param slice from 1; 0 where it is of a whole series
 * @param quantity what the number is
 * @param derivation code meaning of how many values became one, such as Mean; empty for none
 * @param value finite; empty where there is none
 * @param unit of UCUM; empty where there is no value
 * @param reason code meaning of why there is no value; empty where there is one
 */
public record ReportNumber(
        String trackingUid,
        String thing,
        int slice,
        Code quantity,
        String derivation,
        OptionalDouble value,
        String unit,
        String reason) {
    public ReportNumber {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new IllegalArgumentException("a number of " + value);
        }
    }

    /** The quantity only: what readers write must not reach a log. */
    @Override
    public String toString() {
        return "ReportNumber[" + quantity.value() + "]";
    }
}
