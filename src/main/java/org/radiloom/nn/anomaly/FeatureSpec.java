package org.radiloom.nn.anomaly;

import java.util.List;

/**
 * The maps in which a detector compares a picture with its reconstruction.
 *
 * @param source {@code none}; {@code inDomain}, a small network that first learns on the same normal pictures; {@code
 *     import}, VGG-19 with weights from a file; {@code randomFixed}, weights as they were drawn, for tests
 * @param widths channels of the four blocks
 * @param mapLayer which layer the heat map is made of: {@code shallow} (relu3_2) or {@code deep} (relu4_2)
 */
public record FeatureSpec(String source, List<Integer> widths, String mapLayer) {
    /** What {@link #source} may be. */
    public static final List<String> SOURCES = List.of("none", "inDomain", "import", "randomFixed");

    /** What {@link #mapLayer} may be. */
    public static final List<String> LAYERS = List.of("shallow", "deep");

    public FeatureSpec {
        widths = List.copyOf(widths);
    }

    /** For detectors that compare pixels. */
    public static FeatureSpec none() {
        return new FeatureSpec("none", List.of(), "shallow");
    }

    /** A VGG of half of the usual widths, two convolutions a block. */
    public static FeatureSpec inDomain() {
        return new FeatureSpec("inDomain", List.of(32, 64, 128, 256), "shallow");
    }

    /** VGG-19 up to relu4_2. */
    public static FeatureSpec vgg19() {
        return new FeatureSpec("import", List.of(64, 128, 256, 512), "shallow");
    }

    /** For tests. */
    public static FeatureSpec randomFixed(Integer... widths) {
        return new FeatureSpec("randomFixed", List.of(widths), "shallow");
    }

    /** Whether there are any. */
    public boolean any() {
        return !source.equals("none");
    }
}
