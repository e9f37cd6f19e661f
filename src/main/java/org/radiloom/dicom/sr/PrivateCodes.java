package org.radiloom.dicom.sr;

/** Terms of our own, for what no standard has a term for; {@code docs/dicom-conformance.md} lists them. */
public final class PrivateCodes {
    /** Designator of our coding scheme. */
    public static final String SCHEME = "99RADILOOM";

    /** How unlike normal pictures an image is; larger is less normal. */
    public static final Code ANOMALY_SCORE = of("anomaly-score", "Anomaly score");
    /** Score from which on an image is called out of the ordinary. */
    public static final Code ANOMALY_THRESHOLD = of("score-threshold", "Anomaly score threshold");
    /** Whether the score reaches the threshold. */
    public static final Code ANOMALY_RESULT = of("anomaly-result", "Anomaly score compared with threshold");

    public static final Code ABOVE = of("above", "At or above threshold");
    public static final Code BELOW = of("below", "Below threshold");
    /** A grade that the model considered, with its probability as child. */
    public static final Code CONSIDERED = of("considered", "Grade considered");
    /** A grade that the true one is among, with the probability of the whole set as child. */
    public static final Code PREDICTION_SET = of("prediction-set", "Grade in prediction set");

    public static final Code COVERAGE = of("coverage", "Probability that the set holds the true grade");
    /** Whether the model was too unsure for a grade. */
    public static final Code CERTAINTY = of("certainty", "Certainty of the grade");

    public static final Code UNCERTAIN = of("uncertain", "Uncertain: set of grades too large");
    /** What a pixel holds, for images whose pixels are no physical quantity. */
    public static final Code PIXEL_VALUE = of("pixel-value", "Stored pixel value");

    public static final Code PIXEL_COUNT = of("pixel-count", "Number of pixels inside");
    public static final Code COBB = of("cobb", "Angle between two lines (Cobb)");
    /** A difference along the axis of an ultrasound region that is no length. */
    public static final Code ALONG_ROWS = of("along-rows", "Difference along the horizontal axis");

    public static final Code ALONG_COLUMNS = of("along-columns", "Difference along the vertical axis");
    /** A place on the axis of an ultrasound region. */
    public static final Code AT_ROWS = of("at-rows", "Value on the horizontal axis");

    public static final Code AT_COLUMNS = of("at-columns", "Value on the vertical axis");
    /** Lengths are those at the detector of a projection. */
    public static final Code AT_DETECTOR = of("at-detector", "Length at the detector");
    /** How a parametric map came from its images. */
    public static final Code COMPUTED_MAP = of("computed-map", "Map computed from the image by a model");
    /** SHA-256 of a model's weights. */
    public static final Code WEIGHTS = of("weights", "SHA-256 of the weights");

    private PrivateCodes() {}

    /** A term of ours. */
    public static Code of(String value, String meaning) {
        return Code.of(value, SCHEME, meaning);
    }

    static boolean ours(Code code) {
        return code.scheme().equals(SCHEME);
    }
}
