package org.radiloom.train.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.radiloom.metric.OverlapMetrics;
import org.radiloom.metric.SurfaceMetrics;

/** The figures of a segmented volume, by the names that evaluation files use. */
public enum Figure {
    DICE("dice", "Dice", OverlapMetrics::dice),
    IOU("iou", "IoU", OverlapMetrics::iou),
    MIOU("miou", "mIoU, two classes", OverlapMetrics::miou),
    ACCURACY("accuracy", "accuracy", OverlapMetrics::accuracy),
    PRECISION("precision", "precision", OverlapMetrics::precision),
    RECALL("recall", "recall", OverlapMetrics::recall),
    PRECISION_MACRO("precisionMacro", "precision, two classes", OverlapMetrics::precisionMacro),
    RECALL_MACRO("recallMacro", "recall, two classes", OverlapMetrics::recallMacro),
    HD95("hd95Mm", "HD95, mm", counts -> Double.NaN, score -> distance(score, SurfaceMetrics::hd95Mm)),
    ASSD("assdMm", "ASSD, mm", counts -> Double.NaN, score -> distance(score, SurfaceMetrics::assdMm)),
    VOLUME_ERROR("volumeErrorPercent", "volume error, %", OverlapMetrics::volumeErrorPercent);

    private final String key;
    private final String title;
    private final ToDoubleFunction<OverlapMetrics> ofCounts;
    private final ToDoubleFunction<VolumeScore> ofScore;

    Figure(String key, String title, ToDoubleFunction<OverlapMetrics> ofCounts) {
        this(key, title, ofCounts, score -> ofCounts.applyAsDouble(score.overlap()));
    }

    Figure(String key, String title, ToDoubleFunction<OverlapMetrics> ofCounts, ToDoubleFunction<VolumeScore> ofScore) {
        this.key = key;
        this.title = title;
        this.ofCounts = ofCounts;
        this.ofScore = ofScore;
    }

    /** Name in evaluation files. */
    public String key() {
        return key;
    }

    /** Name for people. */
    public String title() {
        return title;
    }

    /** Name for people where distances are counted in pixels. */
    public String titleInPixels() {
        return this == VOLUME_ERROR ? "area error, %" : title.replace("mm", "px");
    }

    /** Whether a smaller value is a better one. */
    public boolean lowerIsBetter() {
        return this == HD95 || this == ASSD || this == VOLUME_ERROR;
    }

    /** The figure of that name in evaluation files. */
    public static Optional<Figure> named(String key) {
        String inMm = key.endsWith("Px") ? key.substring(0, key.length() - 2) + "Mm" : key;
        return Arrays.stream(values()).filter(figure -> figure.key.equals(inMm)).findFirst();
    }

    /** Value for a volume; NaN when it does not exist. */
    public double of(VolumeScore score) {
        return ofScore.applyAsDouble(score);
    }

    /** Value for counts; NaN for distances, which counts do not tell. */
    public double of(OverlapMetrics counts) {
        return ofCounts.applyAsDouble(counts);
    }

    private static double distance(VolumeScore score, ToDoubleFunction<SurfaceMetrics> of) {
        return score.surface().map(of::applyAsDouble).orElse(Double.NaN);
    }
}
