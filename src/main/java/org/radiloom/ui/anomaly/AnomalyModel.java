package org.radiloom.ui.anomaly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.HeatScale;
import org.radiloom.infer.AnomalyFinding;
import org.radiloom.infer.AnomalyMap;
import org.radiloom.infer.GradeExplanation.Plane;
import org.radiloom.infer.SliceAnomaly;
import org.radiloom.model.AnomalyTask.MapScale;
import org.radiloom.problem.Problem;

/**
 * What of an anomaly finding is shown on the image, and from which value on. The scale of the map is the model's in every
 * study; a reader can only choose which part of it is drawn. Knows no JavaFX; used on one thread.
 */
public final class AnomalyModel {
    /** What was not looked at has the value 0: the threshold stays above it. */
    private static final double LEAST_SHARE = 0.02;

    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable AnomalyFinding finding;
    private boolean heat = true;
    private boolean comparing;
    private double threshold;
    private int slice;
    private @Nullable AnomalyMap placed;
    private @Nullable Plane plane;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Offers the maps of a finding, from the model's own threshold on; what the reader has switched on stays on. */
    public void show(AnomalyFinding now) {
        if (finding == null || !finding.id().equals(now.id())) {
            threshold = now.scale().threshold();
        }
        finding = now;
        changed();
    }

    /** There is no such finding on screen. */
    public void clear() {
        if (finding != null) {
            finding = null;
            placed = null;
            plane = null;
            changed();
        }
    }

    public Optional<AnomalyFinding> finding() {
        return Optional.ofNullable(finding);
    }

    /** Goes to another slice. */
    public void goTo(int k) {
        if (k != slice) {
            slice = k;
            changed();
        }
    }

    public int slice() {
        return slice;
    }

    /** What was found in the slice on screen; empty if it was not looked at. */
    public Optional<SliceAnomaly> here() {
        return finding().flatMap(f -> f.slice(slice));
    }

    // ---- what is shown ----

    /** Whether the map lies over the image. */
    public boolean heat() {
        return heat && finding != null;
    }

    public void setHeat(boolean wanted) {
        if (heat != wanted) {
            heat = wanted;
            changed();
        }
    }

    /** Whether what the model saw stands beside what it drew. */
    public boolean comparing() {
        return comparing && comparable();
    }

    public void setComparing(boolean wanted) {
        comparing = wanted;
        changed();
    }

    /** Whether the model draws what it expects; some only tell how far a picture is from normal ones. */
    public boolean comparable() {
        return finding != null
                && finding.perSlice().stream()
                        .anyMatch(
                                s -> s.map().flatMap(AnomalyMap::reconstruction).isPresent());
    }

    /** The slice on screen as the model saw it; empty where there is nothing to see. */
    public Optional<AnomalyMap> map() {
        return here().flatMap(SliceAnomaly::map);
    }

    /** The map on the pixels of the slice on screen. */
    public Optional<Plane> plane() {
        AnomalyMap map = map().orElse(null);
        if (map == null) {
            return Optional.empty();
        }
        if (map != placed) {
            placed = map;
            plane = onPicture(map, scale());
        }
        return Optional.ofNullable(plane);
    }

    private static @Nullable Plane onPicture(AnomalyMap map, HeatScale scale) {
        try {
            return new Plane(
                    map.onPicture(),
                    map.columns(),
                    map.rows(),
                    0,
                    0,
                    map.columns(),
                    map.rows(),
                    scale.low(),
                    scale.high());
        } catch (Problem problem) {
            throw new IllegalStateException("a map in memory", problem);
        }
    }

    // ---- threshold ----

    /** Colours of the map, clear below the threshold that the reader has set. */
    public HeatScale scale() {
        return stored().heat().withThreshold(threshold);
    }

    /** The model's own constants. */
    public MapScale stored() {
        return finding().orElseThrow().scale();
    }

    /** The value from which on the map is drawn. */
    public double threshold() {
        return threshold;
    }

    /** Draws the map from another value on; what the model calls anomalous stays as it is. */
    public void setThreshold(double wanted) {
        if (finding != null) {
            double now = Math.clamp(wanted, least(), stored().high());
            if (now != threshold) {
                threshold = now;
                changed();
            }
        }
    }

    /** The smallest threshold. */
    public double least() {
        MapScale stored = stored();
        return Math.min(stored.threshold(), stored.low() + LEAST_SHARE * (stored.high() - stored.low()));
    }

    /** Back to the model's own threshold. */
    public void resetThreshold() {
        if (finding != null) {
            threshold = stored().threshold();
            changed();
        }
    }

    /** Whether the threshold is not the model's own. */
    public boolean moved() {
        return finding != null && threshold != stored().threshold();
    }

    // ---- suspicious slices ----

    /** The next slice above the threshold of the score, or the one before; empty where there is none. */
    public OptionalInt suspect(boolean forward) {
        List<SliceAnomaly> above = finding().stream()
                .flatMap(f -> f.perSlice().stream())
                .filter(s -> s.above() && s.counts())
                .toList();
        var slices = above.stream().map(SliceAnomaly::slice);
        Optional<Integer> next = forward
                ? slices.filter(k -> k > slice).min(Comparator.naturalOrder())
                : slices.filter(k -> k < slice).max(Comparator.naturalOrder());
        return next.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** The slice that a reader should look at first. */
    public OptionalInt mostSuspicious() {
        return finding == null ? OptionalInt.empty() : OptionalInt.of(finding.mostSuspicious());
    }
}
