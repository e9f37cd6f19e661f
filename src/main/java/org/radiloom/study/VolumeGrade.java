package org.radiloom.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.plane.SlicePlaces;

/**
 * Whether a series may be cut in other directions than its own, judged by the places of its images.
 *
 * <p>Planes that look right but are not are worse than none: slices that are missing would be bridged by what nobody has
 * measured. So a series lies on an upright even grid, or is brought to one and says so, or is refused.
 */
public sealed interface VolumeGrade {
    /** Slices may be this far from an even grid, mm, and still count as lying on it. */
    double EVEN_WITHIN_MM = 0.1;
    /** Stacks may lean by this much without being straightened. */
    double UPRIGHT_WITHIN_DEGREES = 0.5;
    /** Gantries tilt by 30 degrees at most; what leans more is not a tilted gantry. */
    double MOST_TILT_DEGREES = 30.5;
    /** The largest distance of neighbours may be this many times the usual one; one missing slice makes it 2. */
    double WIDEST_GAP = 1.5;

    double NARROWEST_GAP = 0.5;

    int FEWEST_SLICES = 3;

    /** The images lie on an upright, even grid. */
    record Even(Geometry geometry) implements VolumeGrade {}

    /** The images can be brought to an upright, even grid; whoever shows it says why. */
    record Evened(SlicePlaces places, Reason reason, String detail) implements VolumeGrade {}

    /** No planes can be made. */
    record Refused(Reason reason, String detail) implements VolumeGrade {}

    /** Why a grid is not simply there. */
    enum Reason {
        /** Slices are stacked askew. */
        TILTED,
        /** Distances of slices differ. */
        UNEVEN,
        MISSING_SLICES,
        REPEATED_POSITIONS,
        /** Images of one stack are not parallel. */
        MIXED_ORIENTATION,
        TOO_FEW_SLICES,
        /** The files do not say where images lie, or how large pixels are. */
        NO_PLACE,
        /** Colours have no single value. */
        COLOUR
    }

    /** Judges a series. */
    static VolumeGrade of(Series series) {
        if (series.unit() == ValueUnit.COLOUR) {
            return new Refused(Reason.COLOUR, "");
        }
        for (GeometryWarning w : series.warnings()) {
            Optional<Reason> fatal =
                    switch (w.kind()) {
                        case NO_PLACE, NO_SPACING -> Optional.of(Reason.NO_PLACE);
                        case MISSING_SLICES -> Optional.of(Reason.MISSING_SLICES);
                        case REPEATED_POSITIONS -> Optional.of(Reason.REPEATED_POSITIONS);
                        case MIXED_ORIENTATION -> Optional.of(Reason.MIXED_ORIENTATION);
                        case DETECTOR_SPACING, UNEVEN_SPACING, TILTED, NO_THICKNESS -> Optional.empty();
                    };
            if (fatal.isPresent()) {
                boolean numbers = fatal.get() == Reason.MISSING_SLICES;
                return new Refused(fatal.get(), numbers ? w.detail() : "");
            }
        }
        if (series.slices() < FEWEST_SLICES) {
            return new Refused(Reason.TOO_FEW_SLICES, "");
        }
        Optional<SlicePlaces> places = places(series);
        return places.isEmpty() ? new Refused(Reason.NO_PLACE, "") : judged(places.get(), series.geometry());
    }

    private static Optional<SlicePlaces> places(Series series) {
        List<Vec3> first = new ArrayList<>();
        series.images().forEach(image -> image.position().ifPresent(first::add));
        if (first.size() < series.slices()) {
            return series.geometry().map(SlicePlaces::of);
        }
        return series.directions().flatMap(d -> series.spacing()
                .map(s -> new SlicePlaces(
                        series.columns(), series.rows(), d.right(), d.down(), s.columnMm(), s.rowMm(), first)));
    }

    private static VolumeGrade judged(SlicePlaces places, Optional<Geometry> grid) {
        List<Vec3> first = places.first();
        int gaps = first.size() - 1;
        Vec3 normal = places.right().cross(places.down()).unit();
        Vec3 whole = first.get(gaps).minus(first.get(0));
        double lean = Math.toDegrees(Math.acos(Math.clamp(Math.abs(whole.unit().dot(normal)), 0, 1)));
        if (lean > MOST_TILT_DEGREES) {
            return new Refused(Reason.TILTED, degrees(lean));
        }
        double[] gap = new double[gaps];
        double offGrid = 0;
        for (int k = 0; k < gaps; k++) {
            gap[k] = Math.abs(first.get(k + 1).minus(first.get(k)).dot(normal));
            Vec3 expected = first.get(0).plus(whole.times((k + 1.0) / gaps));
            offGrid = Math.max(offGrid, first.get(k + 1).minus(expected).length());
        }
        double[] ordered = gap.clone();
        java.util.Arrays.sort(ordered);
        double usual = ordered[gaps / 2];
        String range = String.format(Locale.ROOT, "%.2f to %.2f mm", ordered[0], ordered[gaps - 1]);
        if (!(usual > 0) || ordered[gaps - 1] > WIDEST_GAP * usual || ordered[0] < NARROWEST_GAP * usual) {
            return new Refused(Reason.UNEVEN, range);
        }
        if (lean > UPRIGHT_WITHIN_DEGREES) {
            return new Evened(places, Reason.TILTED, degrees(lean));
        }
        return grid.isPresent() && offGrid <= EVEN_WITHIN_MM
                ? new Even(grid.get())
                : new Evened(places, Reason.UNEVEN, range);
    }

    private static String degrees(double angle) {
        return String.format(Locale.ROOT, "%.1f°", angle);
    }
}
