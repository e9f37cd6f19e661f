package org.radiloom.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code CARD.md}: the card for people, with nothing that {@code card.json} does not say. */
final class CardText {
    private CardText() {}

    static String of(ModelCard card) {
        return """
                # %s

                %s

                **%s**

                | | |
                |---|---|
                | Model | `%s` version %s, family %s |
                %s

                ## Limits

                %s

                ## Data

                %s, from %s, licence %s. Patients: %s. Split fingerprint `%s`.

                ## Figures

                %s

                ## What was tried

                %s

                ## Made by

                ```
                %s
                ```
                """.formatted(
                        card.name(),
                        card.intendedUse(),
                        ModelCard.NOT_FOR_DIAGNOSIS,
                        card.id(),
                        card.version(),
                        card.family(),
                        task(card),
                        bullets(card.limits()),
                        card.data().name(),
                        card.data().source(),
                        card.data().licence(),
                        card.data().patients().entrySet().stream()
                                .map(part -> part.getKey() + " " + part.getValue())
                                .collect(Collectors.joining(", ")),
                        card.data().splitFingerprint(),
                        figures(card.metrics()),
                        card.notes().isEmpty() ? "Nothing is written down." : bullets(card.notes()),
                        card.command());
    }

    /** Rows of the table that only this kind of model has. */
    private static String task(ModelCard card) {
        return switch (card.task()) {
            case SegmentationTask task -> segmentation(card, task);
            case GradingTask task -> grading(card, task);
            case AnomalyTask task -> anomaly(card, task);
        };
    }

    private static String segmentation(ModelCard card, SegmentationTask task) {
        SegmentationInput in = task.input();
        String finds = "| Finds | %s (%s %s) |\n| Modality | %s, body part %s |\n"
                .formatted(
                        task.label(),
                        task.segment().scheme(),
                        task.segment().value(),
                        in.modality(),
                        String.join(", ", card.bodyParts()));
        if (task.ofPictures()) {
            return finds
                    + "| Sees | single frames, letterboxed to %d x %d |"
                            .formatted(task.pictureSide(), task.pictureSide());
        }
        return finds
                + """
                | Pixel spacing | %s mm |
                | Slice spacing | %s mm, at least %d slices |
                | Window | centre %s, width %s |
                | Sees | %d slices at %s mm, %s |
                | Plausible volume | %s to %s cm³ (%s) |""".formatted(
                        range(in.acceptedInPlaneMm()),
                        range(in.acceptedSliceMm()),
                        task.minSlices(),
                        number(in.window().centre()),
                        number(in.window().width()),
                        in.channels(),
                        in.contextOffsetsMm().stream().map(CardText::number).collect(Collectors.joining(", ")),
                        grid(in),
                        number(task.plausibleVolumeCm3().min()),
                        number(task.plausibleVolumeCm3().max()),
                        task.plausibleVolumeCm3().basis());
    }

    private static String grading(ModelCard card, GradingTask task) {
        PatchRule patches = task.patches();
        String sees =
                switch (task.picture().crop()) {
                    case WHOLE -> "the whole frame";
                    case SECTOR -> "the whole frame, as far as the ultrasound sector that its tags name";
                    case REGION -> "the bounds of the region that `%s` finds".formatted(task.regionModel());
                    case PATCH ->
                        "patches of %d pixels inside the region that `%s` finds"
                                .formatted(patches.side(), task.regionModel());
                };
        return """
                | Grades | %s: %s |
                | Modality | %s, body part %s |
                | Sees | %s |
                | From patch to study | %s |
                %s""".formatted(
                        task.label(),
                        String.join(", ", task.classes()),
                        task.modality(),
                        String.join(", ", card.bodyParts()),
                        sees,
                        task.aggregation().sentence(task.inPatches()),
                        task.variants().stream().map(CardText::variant).collect(Collectors.joining("\n")));
    }

    private static String variant(GradingTask.Variant variant) {
        String with = variant.declared().isEmpty() ? "" : " with " + String.join(", ", variant.declared());
        return "| Variant `%s` | picture%s; temperature %s; set of grades at %s %%: probability %s or more; recall %s |"
                .formatted(
                        variant.name(),
                        with,
                        number(variant.temperature()),
                        number(100 * variant.coverage()),
                        number(variant.setThreshold()),
                        variant.reliability().entrySet().stream()
                                .map(each -> each.getKey() + " " + number(each.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String anomaly(ModelCard card, AnomalyTask task) {
        return """
                | Finds | %s: how unlike normal pictures a picture is, and where |
                | Modality | %s, body part %s |
                | Sees | squares of %d x %d, method %s |
                %s""".formatted(
                        task.label(),
                        String.join(", ", task.dicomModalities()),
                        String.join(", ", card.bodyParts()),
                        task.side(),
                        task.side(),
                        task.method(),
                        task.domains().stream().map(CardText::domain).collect(Collectors.joining("\n")));
    }

    private static String domain(AnomalyTask.Domain domain) {
        AnomalyTask.MapScale scale = domain.scale();
        String sees = domain.regionModel().isEmpty()
                ? "the whole picture"
                : "the bounds of the region that `" + domain.regionModel() + "` finds";
        String window = domain.window().isEmpty()
                ? ""
                : ", window %s to %s HU"
                        .formatted(
                                number(domain.window().get(0)),
                                number(domain.window().get(1)));
        return "| Normal %s | %s%s; score from %s on (%s); %d normal validation pictures score %s to %s; map %s from %s on, scale %s to %s%s |"
                .formatted(
                        domain.name(),
                        sees,
                        window,
                        number(domain.threshold()),
                        domain.thresholdRule(),
                        domain.normals(),
                        number(domain.normalScores().getFirst()),
                        number(domain.normalScores().getLast()),
                        scale.unit(),
                        number(scale.threshold()),
                        number(scale.low()),
                        number(scale.high()),
                        domain.caution().isEmpty() ? "" : "; " + domain.caution());
    }

    private static String grid(SegmentationInput in) {
        String mm = number(in.inPlaneMm()) + " mm";
        return in.wholePixels() ? "whole multiples of the scan's pixels, near " + mm : mm + " grid";
    }

    private static String bullets(List<String> sentences) {
        return sentences.stream().map(each -> "- " + each).collect(Collectors.joining("\n"));
    }

    private static String figures(Map<String, ModelCard.Metric> metrics) {
        if (metrics.isEmpty()) {
            return "None measured.";
        }
        return "| Figure | Value | 95 % interval | n | Measured on |\n|---|---|---|---|---|\n"
                + metrics.entrySet().stream()
                        .map(each -> "| %s | %s | %s | %d | %s |"
                                .formatted(
                                        each.getKey(),
                                        number(each.getValue().value()),
                                        each.getValue().ci95().stream()
                                                .map(CardText::number)
                                                .collect(Collectors.joining(" to ")),
                                        each.getValue().n(),
                                        each.getValue().split()))
                        .collect(Collectors.joining("\n"));
    }

    private static String range(SegmentationInput.SpacingRange range) {
        return number(range.min()) + " to " + number(range.max());
    }

    /** Four significant digits at most, no trailing zeros. */
    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(Math.abs(value) >= 1e4 ? 8 : 4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
