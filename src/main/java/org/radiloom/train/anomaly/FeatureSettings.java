package org.radiloom.train.anomaly;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * The section {@code features}: where the features come from that {@code dpa} compares pictures by.
 *
 * @param source {@code inDomain} (learned first, on the same normal pictures, by telling how far a picture was turned and which
 *     organ and modality it shows), {@code import} (VGG-19 from a file) or {@code randomFixed} (never learned, for tests)
 * @param path the weight file for {@code import}
 * @param widths channels of the four blocks, two convolutions each, halved in size in between
 * @param epochs of the run's, from the first on, in which they learn for {@code inDomain}
 */
public record FeatureSettings(String source, String path, List<Integer> widths, int epochs) {
    /** What {@code source} can be. */
    public static final List<String> SOURCES = List.of("inDomain", "import", "randomFixed");

    public FeatureSettings {
        widths = List.copyOf(widths);
    }

    /** Whether they come from a weight file. */
    public boolean imported() {
        return source.equals("import");
    }

    /** Epochs in which they learn, before anything else. */
    public int epochsBefore() {
        return source.equals("inDomain") ? epochs : 0;
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(SOURCES.contains(source), "features.source", source);
        need(!imported() || !path.isBlank(), "features.path", "empty");
        need(widths.size() == 4 && widths.stream().allMatch(w -> w >= 1), "features.widths", widths);
        need(epochs >= 1, "features.epochs", epochs);
    }
}
