package org.radiloom.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.model.ModelCard;
import org.radiloom.model.SegmentationInput.SpacingRange;
import org.radiloom.study.GeometryWarning;
import org.radiloom.study.Series;

/** Whether a model was made for a series; every no has its reason. */
public final class Eligibility {
    private Eligibility() {}

    /** Why the model must not be run on the series, one sentence for people; empty when it may. */
    public static Optional<String> objection(ModelCard card, Series series) {
        String wanted = card.input().modality();
        if (!series.modality().equals(wanted)) {
            String is = series.modality().isEmpty()
                    ? "The series does not say its modality"
                    : "The series is " + modality(series.modality());
            return Optional.of(is + "; the model is for " + modality(wanted) + ".");
        }
        if (BodyRegion.disjoint(BodyRegion.of(List.of(series.bodyPart())), BodyRegion.of(card.bodyParts()))) {
            return Optional.of("The series shows another part of the body (" + series.bodyPart()
                    + "); the model is for " + String.join(", ", card.bodyParts()) + ".");
        }
        if (series.slices() < card.minSlices()) {
            String few = series.slices() == 1
                    ? "The series has a single slice, as a scout has"
                    : "The series has " + series.slices() + " slices";
            return Optional.of(few + "; the model needs at least " + card.minSlices() + ".");
        }
        if (series.geometry().isEmpty()) {
            return Optional.of(
                    "The series has no grid in the patient" + why(series.warnings()) + "; the model measures in mm.");
        }
        if (wanted.equals("CT") && series.unit() != ValueUnit.HOUNSFIELD) {
            return Optional.of("The values of the series are not Hounsfield units; the model needs them.");
        }
        return spacing(card, series.geometry().get());
    }

    private static Optional<String> spacing(ModelCard card, Geometry grid) {
        double finest = Math.min(grid.columnSpacingMm(), grid.rowSpacingMm());
        double coarsest = Math.max(grid.columnSpacingMm(), grid.rowSpacingMm());
        SpacingRange inPlane = card.input().acceptedInPlaneMm();
        SpacingRange between = card.input().acceptedSliceMm();
        if (!inPlane.contains(finest) || !inPlane.contains(coarsest)) {
            return Optional.of(outside("pixels", inPlane.contains(finest) ? coarsest : finest, inPlane));
        }
        if (!between.contains(grid.sliceSpacingMm())) {
            return Optional.of(outside("slices", grid.sliceSpacingMm(), between));
        }
        return Optional.empty();
    }

    private static String outside(String what, double mm, SpacingRange range) {
        return String.format(
                Locale.ROOT,
                "The %s of the series are %.3g mm apart; the model is for %.3g to %.3g mm.",
                what,
                mm,
                range.min(),
                range.max());
    }

    private static String why(List<GeometryWarning> warnings) {
        return warnings.isEmpty() ? "" : " (" + warnings.getFirst().detail() + ")";
    }

    private static String modality(String code) {
        return switch (code) {
            case "CT" -> "CT";
            case "US" -> "ultrasound";
            case "MR" -> "magnetic resonance";
            case "DX", "CR" -> "a radiograph";
            case "" -> "any modality";
            default -> "of modality " + code;
        };
    }
}
