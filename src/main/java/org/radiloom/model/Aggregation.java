package org.radiloom.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the answers for patches become one for the frame, and those of frames one for the study.
 *
 * @param patches how the patches of a frame are put together
 * @param frames how the frames of a study are put together
 */
public record Aggregation(Rule patches, Rule frames) {
    /** One step of it. */
    public enum Rule {
        /** The mean of the probabilities. */
        @JsonProperty("mean")
        MEAN("mean of the probabilities"),
        /** The geometric mean of the probabilities, brought to sum 1 again: one strong no counts more. */
        @JsonProperty("geometricMean")
        GEOMETRIC_MEAN("geometric mean of the probabilities"),
        /** The median of each class's probabilities, brought to sum 1 again: a few odd ones count nothing. */
        @JsonProperty("median")
        MEDIAN("median of the probabilities");

        private static final double FLOOR = 1e-12;

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /**
         * One answer out of several.
         *
         * @param rows at least one, each with the probabilities of all classes, summing to 1
         * @return probabilities summing to 1
         */
        public double[] of(List<double[]> rows) {
            int classes = rows.getFirst().length;
            double[] result = new double[classes];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                int k = c;
                double[] column =
                        rows.stream().mapToDouble(row -> row[k]).sorted().toArray();
                result[c] = switch (this) {
                    case MEAN -> mean(column);
                    case GEOMETRIC_MEAN -> geometric(column);
                    case MEDIAN -> (column[(column.length - 1) / 2] + column[column.length / 2]) / 2;
                };
                sum += result[c];
            }
            for (int c = 0; c < classes; c++) {
                result[c] = sum > 0 ? result[c] / sum : 1.0 / classes;
            }
            return result;
        }

        private static double mean(double[] values) {
            double sum = 0;
            for (double v : values) {
                sum += v;
            }
            return sum / values.length;
        }

        private static double geometric(double[] values) {
            double logs = 0;
            for (double v : values) {
                logs += Math.log(Math.max(v, FLOOR));
            }
            return Math.exp(logs / values.length);
        }
    }

    /** Means all the way. */
    public static Aggregation means() {
        return new Aggregation(Rule.MEAN, Rule.MEAN);
    }

    /** The rule in a sentence for people. */
    public String sentence(boolean inPatches) {
        String study = "study: " + frames.words() + " over its frames.";
        return inPatches
                ? "Frame: " + patches.words() + " over its patches; " + study
                : "Frame: graded as one picture; " + study;
    }
}
