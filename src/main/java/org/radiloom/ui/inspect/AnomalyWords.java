package org.radiloom.ui.inspect;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.ui.anomaly.ScaleNumbers;
import org.radiloom.ui.words.Words;

/** An anomaly finding in words. Knows no JavaFX. */
final class AnomalyWords {
    private static final double WHOLE = 9.5;

    private final Words words;
    private final boolean film;

    /** @param film whether images are called frames, not slices */
    AnomalyWords(Words words, boolean film) {
        this.words = words;
        this.film = film;
    }

    String headline(AnomalyFinding finding) {
        return words.of(finding.above() ? "anomaly.above" : "anomaly.below");
    }

    /** The score, and how many normal images score less. */
    String score(AnomalyFinding finding) {
        String score = ScaleNumbers.of(finding.score(), words);
        return finding.percentile() >= 100
                ? words.of("anomaly.score.all", score, finding.normals())
                : words.of(
                        "anomaly.score.part",
                        score,
                        ScaleNumbers.share(finding.percentile(), words),
                        finding.normals());
    }

    /** How many slices reach the threshold, and how many of as many normal ones would. */
    String count(AnomalyFinding finding) {
        double chance = finding.slicesAboveByChance();
        String expected = words.number(chance, chance < WHOLE ? 1 : 0);
        return words.of(
                film ? "anomaly.count.frames" : "anomaly.count.slices",
                finding.slicesAbove(),
                finding.countedSlices(),
                expected);
    }

    /** Whether normal images alone would explain the count. */
    boolean noMoreThanChance(AnomalyFinding finding) {
        return finding.countedSlices() > 1
                && finding.slicesAbove() > 0
                && finding.slicesAbove() <= finding.slicesAboveByChance();
    }

    String number(int slice) {
        return words.of(film ? "anomaly.frame.number" : "anomaly.slice.number", slice + 1);
    }

    /** One slice: its score, or why it has none. */
    String slice(SliceAnomaly slice) {
        if (!slice.scored()) {
            return words.of(
                    "anomaly.slice.refused",
                    number(slice.slice()),
                    words.said(slice.refused().orElse("")));
        }
        return score(slice);
    }

    /** The same, with what makes this slice doubtful, unless the whole series is: that is said once. */
    String slice(AnomalyFinding finding, SliceAnomaly slice) {
        return slice.warning()
                .filter(w -> finding.domainWarning().isEmpty())
                .map(w -> slice(slice) + "\n" + w)
                .orElseGet(() -> slice(slice));
    }

    private String score(SliceAnomaly slice) {
        return words.of(
                "anomaly.slice.score",
                number(slice.slice()),
                ScaleNumbers.of(slice.score(), words),
                ScaleNumbers.share(slice.percentile(), words));
    }

    /** The likeliest of several, with its probability; the others follow where {@code all}. */
    String likeliest(Map<String, Double> probabilities, boolean all) {
        if (probabilities.isEmpty()) {
            return words.of("anomaly.domain.silent");
        }
        return probabilities.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(all ? probabilities.size() : 1)
                .map(e -> words.of("anomaly.domain.probability", name(e.getKey()), percent(e.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private String percent(double probability) {
        return new GradeWords(words).percent(probability);
    }

    /** "Liver" for liver, "Ultrasound" for US. */
    String name(String code) {
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "US" -> words.of("anomaly.modality.us");
            case "CT" -> words.of("anomaly.modality.ct");
            case "XR", "CR", "DX" -> words.of("anomaly.modality.xr");
            case "MR" -> words.of("anomaly.modality.mr");
            case "" -> words.of("anomaly.domain.unsaid");
            default ->
                code.substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.substring(1).toLowerCase(Locale.ROOT);
        };
    }
}
