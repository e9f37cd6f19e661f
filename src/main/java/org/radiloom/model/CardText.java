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
        SegmentationInput in = card.input();
        return """
                # %s

                %s

                **%s**

                | | |
                |---|---|
                | Model | `%s` version %s, family %s |
                | Finds | %s (%s %s) |
                | Modality | %s, body part %s |
                | Pixel spacing | %s mm |
                | Slice spacing | %s mm, at least %d slices |
                | Window | centre %s, width %s |
                | Sees | %d slices at %s mm, %s |
                | Plausible volume | %s to %s cm³ (%s) |

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
                        card.label(),
                        card.segment().scheme(),
                        card.segment().value(),
                        in.modality(),
                        String.join(", ", card.bodyParts()),
                        range(in.acceptedInPlaneMm()),
                        range(in.acceptedSliceMm()),
                        card.minSlices(),
                        number(in.window().centre()),
                        number(in.window().width()),
                        in.channels(),
                        in.contextOffsetsMm().stream().map(CardText::number).collect(Collectors.joining(", ")),
                        grid(in),
                        number(card.plausibleVolumeCm3().min()),
                        number(card.plausibleVolumeCm3().max()),
                        card.plausibleVolumeCm3().basis(),
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
