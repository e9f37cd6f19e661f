package org.radiloom.ui.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.radiloom.annotate.compare.MaskComparison;
import org.radiloom.annotate.compare.Presence;
import org.radiloom.metric.SurfaceMetrics;
import org.radiloom.ui.words.Words;

/** How alike two segmentations are, in numbers with their units; what does not exist is a dash. */
final class CompareFigures extends GridPane {
    private final Words words;

    CompareFigures(Words words) {
        this.words = words;
        setId("masks-figures");
        getStyleClass().add("facts");
    }

    /** @param measured whether the grid has a size in the patient; if not, lengths and volumes are counted in voxels */
    void show(MaskComparison c, boolean measured) {
        getChildren().clear();
        row("dice", words.of("masks.dice"), number(c.dice(), 4));
        row("iou", words.of("masks.iou"), number(c.iou(), 4));
        String mm = words.of(measured ? "masks.mm" : "masks.voxels");
        row("hd95", words.of("masks.hausdorff"), length(c.surfaces().map(SurfaceMetrics::hd95Mm), mm));
        row("assd", words.of("masks.assd"), length(c.surfaces().map(SurfaceMetrics::assdMm), mm));
        if (measured) {
            row(
                    "volumes",
                    words.of("masks.volumes"),
                    words.of("masks.volumes.value", words.number(c.volumeACm3(), 2), words.number(c.volumeBCm3(), 2)));
            row(
                    "difference",
                    words.of("masks.difference"),
                    words.of(
                            "masks.difference.value",
                            signed(c.volumeDifferenceCm3(), 2),
                            c.volumeDifferencePercent().isPresent()
                                    ? signed(c.volumeDifferencePercent().getAsDouble(), 1)
                                    : "–"));
        } else {
            row(
                    "volumes",
                    words.of("masks.volumes"),
                    words.of("masks.volumes.voxels", String.valueOf(c.voxelsA()), String.valueOf(c.voxelsB())));
        }
        row(
                "voxels",
                words.of("masks.only"),
                words.of(
                        "masks.only.value",
                        String.valueOf(c.overlap().fn()),
                        String.valueOf(c.overlap().fp())));
        if (c.presence() != Presence.BOTH) {
            var said = new Label(words.of(
                    switch (c.presence()) {
                        case ONLY_A -> "masks.b.empty";
                        case ONLY_B -> "masks.a.empty";
                        case NEITHER, BOTH -> "masks.none";
                    }));
            said.setId("masks-empty");
            said.getStyleClass().add("muted");
            said.setWrapText(true);
            add(said, 0, getRowCount(), 2, 1);
        }
    }

    private void row(String id, String name, String value) {
        var left = new Label(name);
        left.getStyleClass().add("muted");
        left.setMinWidth(Region.USE_PREF_SIZE);
        var right = new Label(value);
        right.setId("masks-" + id);
        addRow(getRowCount(), left, right);
    }

    private String number(OptionalDouble value, int decimals) {
        return value.isEmpty() ? "–" : words.number(value.getAsDouble(), decimals);
    }

    private String length(Optional<Double> mm, String unit) {
        return mm.map(value -> words.number(value, 2) + " " + unit).orElse("–");
    }

    private String signed(double value, int decimals) {
        return (value > 0 ? "+" : "") + words.number(value, decimals);
    }
}
