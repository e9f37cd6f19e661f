package org.radiloom.train.evaluation.anomaly;

import java.util.Arrays;
import java.util.Optional;

/** What is told of an anomaly detector. */
public enum AnomalyFigure {
    /** Area under the ROC curve: chance that an abnormal case scores above a normal one. */
    AUROC("auroc", "AUROC"),
    /** Average precision; its value for guessing is the share of abnormal cases. */
    AP("ap", "average precision"),
    /** Mean of F1 for normal and for abnormal at the threshold. */
    F1("f1", "F1 (mean of both classes)"),
    /** F1 of abnormal alone. */
    F1_BINARY("f1Binary", "F1 (abnormal)"),
    /** F1 of both weighed by their cases. */
    F1_WEIGHTED("f1Weighted", "F1 (weighted)"),
    ACCURACY("accuracy", "accuracy"),
    /** Share of normal cases called abnormal. */
    FALSE_ALARMS("falseAlarms", "false alarms"),
    /** Share of cases whose organ and modality the network names rightly. */
    DOMAIN_ACCURACY("domainAccuracy", "organ and modality named rightly"),
    /** Area under the ROC curve of pixels, mean over pictures with a lesion. */
    PIXEL_AUROC("pixelAuroc", "pixel AUROC"),
    /** Average precision of pixels, mean over pictures with a lesion. */
    PIXEL_AP("pixelAp", "pixel average precision"),
    /** Share of pictures with a lesion whose largest map value lies in it. */
    POINTING("pointingGame", "pointing game"),
    /** Share of a lesion that is covered, mean over up to 30 % falsely covered pixels. */
    REGION_OVERLAP("regionOverlap", "per-region overlap");

    private final String key;
    private final String title;

    AnomalyFigure(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** As JSON calls it. */
    public String key() {
        return key;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The figure of a key. */
    public static Optional<AnomalyFigure> named(String key) {
        return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
    }
}
