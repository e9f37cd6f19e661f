package org.radiloom.train.evaluation.anomaly;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the paper prints for a configuration (Zhang et al. 2023, tables 1 and 2; in per cent, mean ± standard deviation over
 * three seeds).
 *
 * @param liverCt accuracy, F1 and AUC on LiTS; only AUC in rows of table 2; empty where it was not tried, as the others
 * @param lungXray on Shenzhen
 * @param lungCt on COVID-CT
 */
record AnomalyPaperRow(String liverCt, String lungXray, String lungCt) {
    private static final String NONE = "";

    private static final Map<String, AnomalyPaperRow> ROWS = rows();

    private static Map<String, AnomalyPaperRow> rows() {
        Map<String, AnomalyPaperRow> rows = new LinkedHashMap<>();
        rows.put(
                "dpa-single",
                row(
                        "56.23±2.67 / 55.92±3.71 / 61.34±4.64",
                        "64.14±0.43 / 63.98±0.35 / 72.23±2.25",
                        "57.31±1.42 / 57.09±1.27 / 56.17±0.87"));
        rows.put(
                "dpa-maddr",
                row(
                        "64.87±5.11 / 64.85±5.36 / 72.38±1.99",
                        "66.92±1.16 / 66.30±1.80 / 75.01±0.95",
                        "59.28±3.20 / 58.90±3.12 / 58.86±0.86"));
        rows.put(
                "memae-single",
                row(
                        "51.40±3.04 / 50.58±4.14 / 55.96±3.16",
                        "67.17±1.16 / 66.40±1.20 / 73.62±3.09",
                        "51.40±4.19 / 50.10±5.86 / 52.67±5.04"));
        rows.put(
                "memae-maddr",
                row(
                        "51.63±3.91 / 51.23±3.58 / 57.73±6.96",
                        "67.93±3.82 / 67.39±4.19 / 76.27±3.53",
                        "55.67±2.47 / 54.64±3.36 / 57.13±2.45"));
        rows.put(
                "fanogan-single",
                row(
                        "59.26±3.21 / 58.77±1.89 / 55.90±5.09",
                        "54.29±3.81 / 52.78±3.12 / 57.45±5.48",
                        "56.65±5.49 / 55.85±6.54 / 58.13±1.59"));
        rows.put(
                "fanogan-maddr",
                row(
                        "59.93±4.29 / 59.64±2.66 / 61.77±6.40",
                        "57.77±7.95 / 56.22±6.34 / 66.19±7.59",
                        "58.17±2.80 / 57.60±3.14 / 61.30±3.03"));
        rows.put(
                "ganomaly-single",
                row(
                        "64.76±6.06 / 63.93±7.12 / 72.54±2.09",
                        "57.71±2.28 / 56.30±3.20 / 64.97±2.32",
                        "62.73±1.99 / 61.61±2.19 / 67.74±1.15"));
        rows.put(
                "ganomaly-maddr",
                row(
                        "75.64±2.44 / 76.03±2.43 / 79.20±9.87",
                        "64.68±6.89 / 63.13±9.04 / 68.45±4.67",
                        "67.16±4.93 / 66.37±5.99 / 69.91±2.39"));
        rows.put("1", row("58.11±5.82", "71.93±1.01", "53.63±1.19"));
        rows.put("2", row("61.34±4.64", "72.23±2.25", "56.17±0.87"));
        rows.put("3", row("59.75±3.61", "69.14±1.66", "55.83±1.37"));
        rows.put("4", row("61.80±4.27", NONE, "56.19±2.24"));
        rows.put("5", row("61.81±1.86", NONE, "56.56±2.37"));
        rows.put("6", row("62.49±0.96", NONE, "56.96±1.61"));
        rows.put("7", row(NONE, "73.03±1.33", "56.65±2.15"));
        rows.put("8", row(NONE, "73.45±1.20", "56.18±0.79"));
        rows.put("9", row(NONE, "74.28±0.66", "57.74±1.75"));
        rows.put("10", row("69.11±7.23", "73.04±0.40", "57.38±1.89"));
        rows.put("11", row("70.44±1.30", "73.15±0.84", "57.74±1.09"));
        rows.put("12", row("72.38±1.99", "75.01±0.95", "58.86±0.86"));
        return rows;
    }

    private static AnomalyPaperRow row(String liverCt, String lungXray, String lungCt) {
        return new AnomalyPaperRow(liverCt, lungXray, lungCt);
    }

    /** The row that a preset repeats. */
    static Optional<AnomalyPaperRow> of(String preset) {
        return Optional.ofNullable(ROWS.get(preset.replaceFirst("^maddr/", "")));
    }

    /** What the paper has for the nearest of its sets; empty if it has none. */
    String of(String organ, String modality) {
        return organ.equals("liver")
                ? liverCt
                : modality.equals("XR") ? lungXray : modality.equals("CT") ? lungCt : NONE;
    }
}
