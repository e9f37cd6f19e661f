package org.radiloom.dicom;

/**
 * What the Basic Application Level Confidentiality Profile would take away and a reader may ask to retain. Source: DICOM
 * PS3.15, E.3; codes of PS3.16, CID 7050.
 */
public enum ConfidentialityOption {
    /** UIDs stay as they are. */
    UIDS("113110", "Retain UIDs Option"),
    /** Serial numbers, station names, detectors. */
    DEVICE("113109", "Retain Device Identity Option"),
    /** The institution's name and address. */
    INSTITUTION("113112", "Retain Institution Identity Option"),
    /** Age, sex, size, weight, and the like; not the date of birth. */
    PATIENT("113108", "Retain Patient Characteristics Option"),
    /** Dates and times as they are; not the date of birth. */
    DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    /** Dates shifted by the same number of days for all that belongs to a patient; times as they are. */
    SHIFTED_DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option");

    private final String code;
    private final String meaning;

    ConfidentialityOption(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Code value in the scheme DCM. */
    public String code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
