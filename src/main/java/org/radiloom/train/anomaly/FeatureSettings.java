package org.radiloom.train.anomaly;

import static org.radiloom.train.ConfigRange.need;

import java.util.List;
import org.radiloom.problem.Problem;

/**
 * The section {@code features}: where the features come from that {@code dpa} and {@code patch-memory} compare pictures by.
 *
 * @param source {@code inDomain} (learned first, on the same normal pictures, by telling how far a picture was turned and which
 *     organ and modality it shows), {@code import} (VGG-19 from a file) or {@code randomFixed} (never learned, for tests)
 * @param path the weight file for {@code import}
 * @param widths channels of the blocks, two convolutions each, halved in size in between
 * @param epochs length of the first stage for {@code inDomain}
 * @param batch pictures per step of that stage
 * @param lr learning rate of that stage
 */
public record FeatureSettings(String source, String path, List<Integer> widths, int epochs, int batch, double lr) {
    /** What {@code source} can be. */
    public static final List<String> SOURCES = List.of("inDomain", "import", "randomFixed");

    public FeatureSettings {
        widths = List.copyOf(widths);
    }

    /** @throws Problem {@code config.range} naming the first key that is out of its range */
    public void validate() throws Problem {
        need(SOURCES.contains(source), "features.source", source);
        need(!source.equals("import") || !path.isBlank(), "features.path", "empty");
        need(widths.size() >= 2 && widths.stream().allMatch(w -> w >= 1), "features.widths", widths);
        need(epochs >= 1, "features.epochs", epochs);
        need(batch >= 2, "features.batch", batch);
        need(lr > 0, "features.lr", lr);
    }
}
