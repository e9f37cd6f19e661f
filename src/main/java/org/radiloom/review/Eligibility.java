package org.radiloom.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.CardTask;
import org.radiloom.model.GradingTask;
import org.radiloom.model.ModelCard;
import org.radiloom.model.SegmentationInput.SpacingRange;
import org.radiloom.model.SegmentationTask;
import org.radiloom.study.GeometryWarning;
import org.radiloom.study.Series;

/** Whether a model was made for a series; every no has its reason. */
public final class Eligibility {
    private Eligibility() {}

    /** Why the model must not be run on the series, one sentence for people; empty when it may. */
    public static Optional<String> objection(ModelCard card, Series series) {
        List<String> wanted = card.dicomModalities();
        if (!wanted.contains(series.modality()) && !mayBe(card.task(), series)) {
            String is = series.modality().isEmpty()
                    ? "The series does not say its modality"
                    : "The series is " + modality(series.modality());
            return Optional.of(is + "; the model is for " + modalities(wanted) + ".");
        }
        if (BodyRegion.disjoint(BodyRegion.of(List.of(series.bodyPart())), BodyRegion.of(card.bodyParts()))) {
            return Optional.of("The series shows another part of the body (" + series.bodyPart()
                    + "); the model is for " + String.join(", ", card.bodyParts()) + ".");
        }
        return switch (card.task()) {
            case SegmentationTask task ->
                task.ofPictures()
                        ? Optional.of("The model only finds the place where other models look.")
                        : volume(task, series);
            case GradingTask task -> frames(card, task, series);
            case AnomalyTask task -> AnomalyDomains.of(task, series).objection();
        };
    }

    /** A picture says nothing about itself; models of pictures look at it before they believe that they know it. */
    private static boolean mayBe(CardTask task, Series series) {
        return !(task instanceof SegmentationTask)
                && series.source() == Series.Source.PICTURE
                && series.modality().isEmpty();
    }

    /** Whether the model has findings of its own; others only serve models that name them. */
    public static boolean standsAlone(ModelCard card) {
        return !(card.task() instanceof SegmentationTask task && task.ofPictures());
    }

    private static Optional<String> volume(SegmentationTask task, Series series) {
        if (series.slices() < task.minSlices()) {
            String few = series.slices() == 1
                    ? "The series has a single slice, as a scout has"
                    : "The series has " + series.slices() + " slices";
            return Optional.of(few + "; the model needs at least " + task.minSlices() + ".");
        }
        if (series.geometry().isEmpty()) {
            return Optional.of(
                    "The series has no grid in the patient" + why(series.warnings()) + "; the model measures in mm.");
        }
        if (task.input().modality().equals("CT") && series.unit() != ValueUnit.HOUNSFIELD) {
            return Optional.of("The values of the series are not Hounsfield units; the model needs them.");
        }
        return spacing(task, series.geometry().get());
    }

    private static Optional<String> frames(ModelCard card, GradingTask task, Series series) {
        // films of the heart and of the abdomen have one modality, and often nothing but a description tells them apart
        String said = series.bodyPart() + " " + series.description();
        if (series.source() == Series.Source.DICOM
                && BodyRegion.of(card.bodyParts()).contains(BodyRegion.ABDOMEN)
                && BodyRegion.CHEST.spokenOf(said)
                && !BodyRegion.ABDOMEN.spokenOf(said)) {
            return Optional.of("The description of the series speaks of another part of the body; the model is for "
                    + String.join(", ", card.bodyParts()) + ".");
        }
        if (series.columns() < task.envelope().minColumns()
                || series.rows() < task.envelope().minRows()) {
            return Optional.of("The pictures are " + series.columns() + " x " + series.rows()
                    + " pixels; the model needs at least " + task.envelope().minColumns() + " x "
                    + task.envelope().minRows() + ".");
        }
        return Optional.empty();
    }

    private static Optional<String> spacing(SegmentationTask task, Geometry grid) {
        double finest = Math.min(grid.columnSpacingMm(), grid.rowSpacingMm());
        double coarsest = Math.max(grid.columnSpacingMm(), grid.rowSpacingMm());
        SpacingRange inPlane = task.input().acceptedInPlaneMm();
        SpacingRange between = task.input().acceptedSliceMm();
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

    private static String modalities(List<String> codes) {
        return codes.stream().map(Eligibility::modality).distinct().collect(Collectors.joining(", "));
    }

    static String modality(String code) {
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
