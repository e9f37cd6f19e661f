package org.radiloom.ui.inspect;

/** What the analysis of a series looks for, with the keys of the words that say so. */
public enum Target {
    MANDIBLE(new Keys(
            "analysis.mandible.start",
            "analysis.mandible.tooltip",
            "analysis.mandible.again",
            "analysis.mandible.hint",
            "analysis.mandible.running",
            "analysis.mandible.job",
            "analysis.mandible.nothing",
            "analysis.mandible.refused")),
    LIVER_GRADE(new Keys(
            "analysis.liver.start",
            "analysis.liver.tooltip",
            "analysis.liver.again",
            "analysis.liver.hint",
            "analysis.liver.running",
            "analysis.liver.job",
            "analysis.liver.nothing",
            "analysis.liver.refused")),
    ANOMALY(new Keys(
            "analysis.anomaly.start",
            "analysis.anomaly.tooltip",
            "analysis.anomaly.again",
            "analysis.anomaly.hint",
            "analysis.anomaly.running",
            "analysis.anomaly.job",
            "analysis.anomaly.nothing",
            "analysis.anomaly.refused"));

    /**
     * Keys of words.
     *
     * @param start the button that starts the analysis
     * @param tooltip of that button
     * @param again the same button once there was a result
     * @param hint what becomes of the result
     * @param running the analysis while it runs
     * @param job its name among the jobs
     * @param nothing that nothing was found
     * @param refused headline of a reason why there is no result
     */
    public record Keys(
            String start,
            String tooltip,
            String again,
            String hint,
            String running,
            String job,
            String nothing,
            String refused) {}

    private final Keys keys;

    Target(Keys keys) {
        this.keys = keys;
    }

    public Keys keys() {
        return keys;
    }
}
