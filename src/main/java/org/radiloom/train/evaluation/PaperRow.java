package org.radiloom.train.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of the mandible paper's tables (Fang et al. 2024): two-class figures over all pixels of its test slices.
 *
 * <p>Its precision and recall can only be means over background and foreground; see {@code docs/how-to/evaluate.md}.
 */
enum PaperRow {
    FCN("FCN", "", .9755, .9405, .6774, .6593),
    DEEPLAB("DeepLabV1", "", .9847, .9752, .7978, .7841),
    SEGNET("SegNet", "", .9922, .9755, .9086, .8910),
    U("U-Net", "", .9876, .9517, .8614, .8330),
    U_R("U-Net", "r", .9937, .9611, .9469, .9151),
    U_C("U-Net", "c", .9947, .9632, .9731, .9320),
    U_TL("U-Net", "t", .9951, .9657, .9743, .9374),
    U_R_C("U-Net", "rc", .9952, .9575, .9748, .9360),
    U_R_TL("U-Net", "rt", .9951, .9611, .9691, .9344),
    U_C_TL("U-Net", "ct", .9955, .9674, .9670, .9370),
    U_R_C_TL("U-Net", "rct", .9959, .9768, .9751, .9448);

    private static final Set<String> PARTS = Set.of("r", "resnet", "c", "cbam", "tl");

    private final String net;
    private final String parts;
    private final double accuracy;
    private final double precision;
    private final double recall;
    private final double miou;

    PaperRow(String net, String parts, double accuracy, double precision, double recall, double miou) {
        this.net = net;
        this.parts = parts;
        this.accuracy = accuracy;
        this.precision = precision;
        this.recall = recall;
        this.miou = miou;
    }

    String net() {
        return net;
    }

    boolean isUNet() {
        return net.equals("U-Net");
    }

    boolean residual() {
        return parts.contains("r");
    }

    boolean cbam() {
        return parts.contains("c");
    }

    boolean transfer() {
        return parts.contains("t");
    }

    /** The printed figure; only the four that the paper prints exist. */
    double of(Figure figure) {
        return switch (figure) {
            case ACCURACY -> accuracy;
            case PRECISION_MACRO -> precision;
            case RECALL_MACRO -> recall;
            case MIOU -> miou;
            case DICE, IOU, PRECISION, RECALL, HD95, ASSD, VOLUME_ERROR -> Double.NaN;
        };
    }

    /**
     * The row that a run repeats, by the words of its name, else of its preset: {@code U+R+C+TL}, {@code mandi/fcn8s},
     * {@code compact-U+C-s2}.
     */
    static Optional<PaperRow> of(Evaluation evaluation) {
        return named(evaluation.name()).or(() -> evaluation.about().run().flatMap(run -> named(run.preset())));
    }

    static Optional<PaperRow> named(String name) {
        List<String> words = Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "fcn", "fcn8s" -> {
                    return Optional.of(FCN);
                }
                case "deeplab", "deeplabv1" -> {
                    return Optional.of(DEEPLAB);
                }
                case "segnet" -> {
                    return Optional.of(SEGNET);
                }
                case "u", "unet" -> {
                    Set<Character> parts = new HashSet<>();
                    words.subList(at + 1, words.size()).stream()
                            .takeWhile(PARTS::contains)
                            .forEach(word -> parts.add(word.charAt(0)));
                    return Arrays.stream(values())
                            .filter(row -> row.isUNet()
                                    && row.residual() == parts.contains('r')
                                    && row.cbam() == parts.contains('c')
                                    && row.transfer() == parts.contains('t'))
                            .findFirst();
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
