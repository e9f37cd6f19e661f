package org.radiloom.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;

/** Puts frames in order along the patient and finds the grid that they lie on, or says why there is none. */
final class StackFit {
    /** Slices may be off the grid by this much, mm, whatever their distance: headers are rounded. */
    private static final double ROUNDING_MM = 0.02;
    /** ... or by this part of their distance. */
    private static final double PART = 0.2;

    private static final double SAME_PLACE_MM = 1e-3;
    private static final double TILT_DEGREES = 0.5;

    /** One frame of one file. */
    record Frame(FileHeader header, int index) {
        FilePlace place() {
            return header.frames().get(index);
        }
    }

    /** A grid, or none, and what is to be known about it. */
    record Fit(Optional<Geometry> geometry, Optional<PixelSpacing> spacing, List<GeometryWarning> warnings) {}

    private StackFit() {}

    /** Whether all frames have a place, and not all of them the same one (as in a film of one plane). */
    private static boolean placed(List<Frame> frames) {
        Vec3 first = frames.get(0).place().position();
        boolean moving = frames.size() == 1;
        for (Frame f : frames) {
            Vec3 p = f.place().position();
            if (p == null || first == null || f.place().normal() == null) {
                return false;
            }
            moving |= p.minus(first).length() > SAME_PLACE_MM;
        }
        return moving;
    }

    private static double along(Frame f, Vec3 normal) {
        Vec3 p = f.place().position();
        return p == null ? 0 : p.dot(normal);
    }

    /** Sorts along the normal of the first frame where places are known, else by instance number, frame and file. */
    static List<Frame> sorted(List<Frame> frames) {
        Comparator<Frame> byNumber = Comparator.comparingInt(
                        (Frame f) -> f.header().instanceNumber())
                .thenComparingInt(Frame::index)
                .thenComparing(f -> f.header().file());
        List<Frame> sorted = new ArrayList<>(frames);
        Vec3 normal = frames.get(0).place().normal();
        if (normal != null && placed(frames)) {
            // positions are compared on a raster, so that rounding does not decide between frames at one place
            sorted.sort(Comparator.comparingLong((Frame f) -> Math.round(along(f, normal) / SAME_PLACE_MM))
                    .thenComparing(byNumber));
        } else {
            sorted.sort(byNumber);
        }
        return sorted;
    }

    /**
     * Takes apart what was taken several times at every place (phases, echoes): the first image of every place, the
     * second, and so on. Frames that cannot be divided evenly stay together.
     */
    static List<List<Frame>> phases(List<Frame> sorted) {
        Vec3 normal = sorted.get(0).place().normal();
        if (normal == null || !placed(sorted)) {
            return List.of(sorted);
        }
        int times = 1;
        while (times < sorted.size() && samePlace(sorted.get(0), sorted.get(times), normal)) {
            times++;
        }
        if (times == 1 || sorted.size() % times != 0) {
            return List.of(sorted);
        }
        List<List<Frame>> phases = new ArrayList<>();
        for (int t = 0; t < times; t++) {
            phases.add(new ArrayList<>());
        }
        for (int at = 0; at < sorted.size(); at++) {
            Frame first = sorted.get(at - at % times);
            boolean newPlace = at % times == 0 && at > 0 && samePlace(sorted.get(at - 1), first, normal);
            if (newPlace || !samePlace(first, sorted.get(at), normal)) {
                return List.of(sorted);
            }
            phases.get(at % times).add(sorted.get(at));
        }
        return phases;
    }

    private static boolean samePlace(Frame a, Frame b, Vec3 normal) {
        return Math.abs(along(a, normal) - along(b, normal)) < 2 * SAME_PLACE_MM;
    }

    /** Fits a grid to sorted frames. */
    static Fit fit(List<Frame> frames) {
        Frame first = frames.get(0);
        List<GeometryWarning> warnings = new ArrayList<>();
        PixelSpacing inPlane = first.place().spacing();
        PixelSpacing other = first.header().otherSpacing();
        PixelSpacing shown = inPlane != null ? inPlane : other;
        if (shown == null) {
            warnings.add(new GeometryWarning(GeometryWarning.Kind.NO_SPACING, "no pixel spacing in the file"));
        } else if (inPlane == null && first.header().detectorSpacing()) {
            warnings.add(new GeometryWarning(GeometryWarning.Kind.DETECTOR_SPACING, "measured at the detector"));
        }
        Optional<Geometry> geometry = Optional.empty();
        if (!placed(frames)) {
            warnings.add(new GeometryWarning(GeometryWarning.Kind.NO_PLACE, "no position or orientation in the file"));
        } else if (directions(frames).isEmpty()) {
            warnings.add(new GeometryWarning(
                    GeometryWarning.Kind.MIXED_ORIENTATION, "the images of the file are not parallel"));
        } else if (inPlane != null) {
            geometry = Optional.ofNullable(grid(frames, inPlane, warnings));
        }
        return new Fit(geometry, Optional.ofNullable(shown), warnings);
    }

    /** Directions of the rows and columns of all frames; empty where they are not known or not the same. */
    static Optional<Series.Directions> directions(List<Frame> frames) {
        FilePlace first = frames.get(0).place();
        Vec3 right = first.right();
        Vec3 down = first.down();
        return right != null && down != null && frames.stream().allMatch(f -> first.parallel(f.place()))
                ? Optional.of(new Series.Directions(right, down))
                : Optional.empty();
    }

    private static @Nullable Geometry grid(List<Frame> frames, PixelSpacing spacing, List<GeometryWarning> warnings) {
        FilePlace place = frames.get(0).place();
        Vec3 right = place.right();
        Vec3 down = place.down();
        Vec3 normal = place.normal();
        Vec3 origin = place.position();
        Vec3 end = frames.get(frames.size() - 1).place().position();
        if (right == null || down == null || normal == null || origin == null || end == null) {
            return null;
        }
        Vec3 step;
        if (frames.size() == 1) {
            if (!(place.thicknessMm() > 0)) {
                warnings.add(new GeometryWarning(GeometryWarning.Kind.NO_THICKNESS, "one slice"));
                return null;
            }
            step = normal.times(place.thicknessMm());
        } else {
            step = end.minus(origin).times(1.0 / (frames.size() - 1));
            GeometryWarning uneven = uneven(frames, origin, step, normal);
            if (uneven != null) {
                warnings.add(uneven);
                return null;
            }
            double cosine = Math.min(1, step.unit().dot(normal));
            double tilt = Math.toDegrees(Math.acos(cosine));
            if (tilt > TILT_DEGREES) {
                warnings.add(new GeometryWarning(
                        GeometryWarning.Kind.TILTED, String.format(Locale.ROOT, "by %.1f degrees", tilt)));
            }
        }
        Vec3 columnStep = right.times(spacing.columnMm());
        Vec3 rowStep = down.times(spacing.rowMm());
        if (!(Math.abs(columnStep.cross(rowStep).dot(step)) > 1e-9)) {
            warnings.add(new GeometryWarning(GeometryWarning.Kind.UNEVEN_SPACING, "the slices lie in one plane"));
            return null;
        }
        FileHeader h = frames.get(0).header();
        return new Geometry(h.columns(), h.rows(), frames.size(), origin, columnStep, rowStep, step);
    }

    private static @Nullable GeometryWarning uneven(List<Frame> frames, Vec3 origin, Vec3 step, Vec3 normal) {
        double allowed = Math.max(ROUNDING_MM, PART * step.length());
        double worst = 0;
        for (int k = 0; k < frames.size(); k++) {
            Vec3 p = frames.get(k).place().position();
            worst = p == null
                    ? worst
                    : Math.max(worst, p.minus(origin.plus(step.times(k))).length());
        }
        if (worst <= allowed) {
            return null;
        }
        double[] gaps = new double[frames.size() - 1];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = along(frames.get(k + 1), normal) - along(frames.get(k), normal);
        }
        return describe(gaps);
    }

    private static GeometryWarning describe(double[] gaps) {
        double[] ordered = gaps.clone();
        Arrays.sort(ordered);
        double usual = ordered[ordered.length / 2];
        if (ordered[0] < 2 * SAME_PLACE_MM) {
            return new GeometryWarning(
                    GeometryWarning.Kind.REPEATED_POSITIONS,
                    "several images at one place, not the same number at each");
        }
        int missing = 0;
        int after = -1;
        for (int k = 0; k < gaps.length; k++) {
            long whole = Math.round(gaps[k] / usual);
            if (whole < 1 || Math.abs(gaps[k] - whole * usual) > Math.max(ROUNDING_MM, PART * usual)) {
                missing = -1;
                break;
            }
            after = whole > 1 && after < 0 ? k : after;
            missing += (int) Math.min(whole - 1, 1_000_000);
        }
        if (missing > 0) {
            return new GeometryWarning(
                    GeometryWarning.Kind.MISSING_SLICES,
                    missing + " missing, the first after slice " + (after + 1) + " of " + (gaps.length + 1));
        }
        return new GeometryWarning(
                GeometryWarning.Kind.UNEVEN_SPACING,
                String.format(Locale.ROOT, "%.2f to %.2f mm", ordered[0], ordered[ordered.length - 1]));
    }
}
