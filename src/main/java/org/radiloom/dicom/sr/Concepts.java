package org.radiloom.dicom.sr;

/** Terms of measurement reports. Source: DICOM PS3.16, TID 300 to 311, 1001 to 1004, 1410, 1411, 1500 to 1502, 1600, 2010 and 4019. */
public final class Concepts {
    // the report
    public static final Code MEASUREMENT_REPORT = dcm("126000", "Imaging Measurement Report");
    static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
    static final Code COUNTRY = dcm("121046", "Country of Language");
    static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
    static final Code PERSON = dcm("121006", "Person");
    static final Code DEVICE = dcm("121007", "Device");
    static final Code PERSON_NAME = dcm("121008", "Person Observer Name");
    static final Code PERSON_ORGANIZATION = dcm("121009", "Person Observer's Organization Name");
    static final Code DEVICE_UID = dcm("121012", "Device Observer UID");
    static final Code DEVICE_NAME = dcm("121013", "Device Observer Name");
    static final Code DEVICE_MANUFACTURER = dcm("121014", "Device Observer Manufacturer");
    static final Code DEVICE_MODEL = dcm("121015", "Device Observer Model Name");
    static final Code PROCEDURE = dcm("121058", "Procedure reported");
    static final Code IMAGE_LIBRARY = dcm("111028", "Image Library");
    static final Code IMAGE_LIBRARY_GROUP = dcm("126200", "Image Library Group");
    public static final Code MODALITY = dcm("121139", "Modality");
    public static final Code MEASUREMENTS = dcm("126010", "Imaging Measurements");
    public static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
    public static final Code COMMENT = dcm("121106", "Comment");
    public static final Code IMPRESSION = dcm("121073", "Impression");

    // a group
    public static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
    public static final Code TRACKING_UID = dcm("112040", "Tracking Unique Identifier");
    public static final Code FINDING = dcm("121071", "Finding");
    public static final Code FINDING_CATEGORY = sct("276214006", "Finding category");
    public static final Code FINDING_SITE = sct("363698007", "Finding Site");
    static final Code LATERALITY = sct("272741003", "Laterality");
    static final Code IMAGE_REGION = dcm("111030", "Image Region");
    static final Code VOLUME_SURFACE = dcm("121231", "Volume Surface");
    public static final Code REFERENCED_SEGMENT = dcm("121191", "Referenced Segment");
    static final Code SEGMENTATION_FRAME = dcm("121214", "Referenced Segmentation Frame");
    static final Code SOURCE_SERIES = dcm("121232", "Source series for segmentation");
    static final Code SEGMENTED_IMAGE = dcm("121233", "Source image for segmentation");
    static final Code SOURCE_IMAGE = dcm("121324", "Source image");
    static final Code SOURCE = sct("260753009", "Source");
    static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
    static final Code ALGORITHM_PARAMETERS = dcm("111002", "Algorithm Parameters");
    static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");

    // a measurement
    public static final Code DERIVATION = dcm("121401", "Derivation");
    public static final Code METHOD = sct("370129005", "Measurement Method");
    public static final Code MEASURED_FROM = dcm("121112", "Source of Measurement");
    public static final Code DISTANCE = dcm("121206", "Distance");
    public static final Code ANGLE = sct("1483009", "Angle");
    public static final Code AREA = sct("42798000", "Area");
    public static final Code PERIMETER = sct("131191004", "Perimeter");
    public static final Code VOLUME = sct("118565006", "Volume");
    public static final Code ATTENUATION = dcm("112031", "Attenuation Coefficient");
    public static final Code MEAN = sct("373098007", "Mean");
    public static final Code STANDARD_DEVIATION = sct("386136009", "Standard Deviation");
    public static final Code MINIMUM = sct("255605001", "Minimum");
    public static final Code MAXIMUM = sct("56851009", "Maximum");
    public static final Code CERTAINTY = dcm("111012", "Certainty of Finding");
    public static final Code PERCENTILE = dcm("121415", "Percentile Ranking of measurement");

    // why there is no number (CID 42)
    public static final Code MEASUREMENT_FAILURE = dcm("114006", "Measurement failure");
    public static final Code CALCULATION_FAILURE = dcm("114008", "Calculation failure");
    public static final Code NOT_A_NUMBER = dcm("114000", "Not a number");
    public static final Code VALUE_UNKNOWN = dcm("114010", "Value unknown");

    // what was found
    public static final Code ANATOMICAL_STRUCTURE = sct("91723000", "Anatomical structure");
    public static final Code SEVERITY = sct("246112005", "Severity");
    public static final Code NONE = sct("260413007", "None");
    public static final Code MILD = sct("255604002", "Mild");
    public static final Code MODERATE = sct("6736007", "Moderate");
    public static final Code SEVERE = sct("24484000", "Severe");
    public static final Code STEATOSIS = sct("197321007", "Steatosis of liver");
    public static final Code LIVER = sct("10200004", "Liver");
    public static final Code MANDIBLE = sct("91609006", "Mandible");

    private Concepts() {}

    static Code dcm(String value, String meaning) {
        return Code.of(value, "DCM", meaning);
    }

    static Code sct(String value, String meaning) {
        return Code.of(value, "SCT", meaning);
    }

    /** A unit of UCUM. */
    public static Code ucum(String value, String meaning) {
        return Code.of(value, "UCUM", meaning);
    }
}
