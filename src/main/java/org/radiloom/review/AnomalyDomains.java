package org.radiloom.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.model.AnomalyTask;
import org.radiloom.study.Series;

/**
 * Which of the organs and modalities that a model knows normal pictures of a series may show, by what its files say.
 *
 * @param candidates those that nothing speaks against; a model decides between several by what it sees
 * @param objection why there is none, one sentence for people; empty if there is one
 */
record AnomalyDomains(List<AnomalyTask.Domain> candidates, Optional<String> objection) {
    /** Cosine of the largest tilt of slices that pass for axial; gantries tilt by up to 30 degrees, seldom by more than 20. */
    private static final double LEAST_ALONG_AXIS = 0.9;

    AnomalyDomains {
        candidates = List.copyOf(candidates);
    }

    private static AnomalyDomains none(String why) {
        return new AnomalyDomains(List.of(), Optional.of(why));
    }

    /** @param series of a modality that the model knows, or a picture that says nothing about itself */
    static AnomalyDomains of(AnomalyTask task, Series series) {
        boolean unknown = series.modality().isEmpty();
        List<AnomalyTask.Domain> left = task.domains().stream()
                .filter(each -> unknown || each.dicomModalities().contains(series.modality()))
                .toList();
        List<AnomalyTask.Domain> placed = placed(left, series);
        if (placed.isEmpty()) {
            return none("The series shows another part of the body; in this modality the model knows " + names(left)
                    + " only.");
        }
        int shorter = Math.min(series.columns(), series.rows());
        List<AnomalyTask.Domain> large =
                placed.stream().filter(each -> shorter >= each.minSide()).toList();
        if (large.isEmpty()) {
            int least =
                    placed.stream().mapToInt(AnomalyTask.Domain::minSide).min().orElse(1);
            return none("The pictures are " + series.columns() + " x " + series.rows()
                    + " pixels; the model needs at least " + least + " in both directions.");
        }
        if (series.source() != Series.Source.PICTURE
                && series.unit() != ValueUnit.HOUNSFIELD
                && large.stream().noneMatch(each -> each.window().isEmpty())) {
            return none("The values of the series are not Hounsfield units; the model needs them.");
        }
        if (series.modality().equals("CT")
                && !series.geometry().map(AnomalyDomains::acrossTheBody).orElse(true)) {
            return none(
                    "The slices do not lie across the body, as those of a scout or a reformatted series; the model needs"
                            + " axial ones.");
        }
        return new AnomalyDomains(large, Optional.empty());
    }

    /** Whether the slices' normal is within about 25 degrees of the body's axis. */
    private static boolean acrossTheBody(Geometry grid) {
        Vec3 normal = grid.columnStep().cross(grid.rowStep());
        return Math.abs(normal.z()) >= LEAST_ALONG_AXIS * normal.length();
    }

    /** What the files say of modality and organ, one sentence for people. */
    String basis(Series series) {
        if (series.modality().isEmpty()) {
            return "The picture does not say what it is.";
        }
        String part = series.bodyPart().isEmpty() ? "" : " (" + series.bodyPart() + ")";
        String known = candidates.size() == 1
                ? "; of that the model knows the " + candidates.getFirst().organ() + " only."
                : ", and not which organ it shows.";
        return "The series says that it is " + Eligibility.modality(series.modality()) + part
                + (part.isEmpty() || candidates.size() > 1 ? known : ".");
    }

    /** Those whose organ is where the series was taken, as far as the body part or else the description tells. */
    private static List<AnomalyTask.Domain> placed(List<AnomalyTask.Domain> domains, Series series) {
        Set<BodyRegion> part = BodyRegion.of(List.of(series.bodyPart()));
        Set<BodyRegion> told = part.isEmpty() ? described(series.description()) : part;
        List<AnomalyTask.Domain> fitting = new ArrayList<>();
        for (AnomalyTask.Domain each : domains) {
            if (!BodyRegion.disjoint(told, BodyRegion.of(each.bodyParts()))) {
                fitting.add(each);
            }
        }
        return fitting;
    }

    private static Set<BodyRegion> described(String text) {
        Set<BodyRegion> regions = EnumSet.noneOf(BodyRegion.class);
        for (BodyRegion region : BodyRegion.values()) {
            if (region.spokenOf(text)) {
                regions.add(region);
            }
        }
        return regions;
    }

    private static String names(List<AnomalyTask.Domain> domains) {
        return String.join(
                ", ", domains.stream().map(AnomalyTask.Domain::organ).distinct().toList());
    }
}
