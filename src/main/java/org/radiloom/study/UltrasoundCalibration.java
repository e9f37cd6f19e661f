package org.radiloom.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.measure.Axis;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Cause;
import org.radiloom.imaging.measure.Scale;
import org.radiloom.imaging.measure.Unit;

/**
 * The scales of ultrasound images, region by region and frame by frame. Source: DICOM PS3.3 C.8.5.5.
 *
 * <p>A frame has the regions of its own functional groups, else those that all frames share, else those of the file. Where
 * regions overlap, one of high priority (bit 0 of Region Flags is 0) goes before one of low priority, since its pixels lie
 * on top; the standard leaves open what holds among equals, and there one with units goes before one without, then the
 * smaller, then the first of the sequence.
 */
final class UltrasoundCalibration implements Calibration {
    private static final int LOW_PRIORITY = 1;
    private static final double LARGEST_DELTA = 1e6;
    private static final Axis NOTHING = Axis.of(Unit.NONE, 1);
    private static final Located OUTSIDE = new Located.Nowhere(Cause.NOT_CALIBRATED_HERE);

    /** A region and what decides where it overlaps others. */
    private record Ranked(Region region, boolean low) {}

    /** The regions of one frame in the order of the sequence, and their numbers from the first asked to the last. */
    private record Frame(List<Region> regions, List<Integer> order) {}

    private final Frame[] frames;

    private UltrasoundCalibration(List<Frame> frames) {
        this.frames = frames.toArray(Frame[]::new);
    }

    /** Reads the regions of the frames of one file after another. */
    static final class Reader {
        private final List<Frame> frames = new ArrayList<>();
        private final Map<List<Ranked>, Frame> known = new HashMap<>();
        private boolean any;

        /** Takes the next image of the series: a frame (0-based) of a file. */
        void add(DicomDataset file, int frame) {
            List<DicomDataset> own = file.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
            List<DicomDataset> items = frame < own.size() ? in(own.get(frame)) : List.of();
            if (items.isEmpty()) {
                items = file.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE)
                        .map(Reader::in)
                        .orElse(List.of());
            }
            if (items.isEmpty()) {
                items = file.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS);
            }
            List<Ranked> regions = new ArrayList<>();
            for (DicomDataset item : items) {
                region(item).ifPresent(regions::add);
            }
            any |= !regions.isEmpty();
            frames.add(known.computeIfAbsent(regions, UltrasoundCalibration::frame));
        }

        /** Regions among functional groups: on their own, or in the description of an ultrasound image. */
        private static List<DicomDataset> in(DicomDataset groups) {
            List<DicomDataset> direct = groups.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS);
            return direct.isEmpty()
                    ? groups.item(Tag.US_IMAGE_DESCRIPTION_SEQUENCE)
                            .map(d -> d.items(Tag.SEQUENCE_OF_ULTRASOUND_REGIONS))
                            .orElse(List.of())
                    : direct;
        }

        /** The calibration of all images taken; empty if none has a region. */
        Optional<Calibration> calibration() {
            return any ? Optional.of(new UltrasoundCalibration(frames)) : Optional.empty();
        }
    }

    private static Frame frame(List<Ranked> ranked) {
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < ranked.size(); n++) {
            order.add(n);
        }
        order.sort(Comparator.<Integer, Boolean>comparing(n -> ranked.get(n).low)
                .thenComparing(n -> !(ranked.get(n).region.located() instanceof Located.In))
                .thenComparingLong(n -> ranked.get(n).region.pixels()));
        List<Region> regions = new ArrayList<>();
        for (Ranked r : ranked) {
            int number = regions.size();
            Region region = r.region;
            regions.add(
                    region.located() instanceof Located.In in
                            ? new Region(
                                    region.left(),
                                    region.top(),
                                    region.right(),
                                    region.bottom(),
                                    region.kind(),
                                    new Located.In(number, in.scale()))
                            : region);
        }
        return new Frame(List.copyOf(regions), List.copyOf(order));
    }

    private static Optional<Ranked> region(DicomDataset d) {
        OptionalInt x0 = d.integer(Tag.REGION_LOCATION_MIN_X0);
        OptionalInt y0 = d.integer(Tag.REGION_LOCATION_MIN_Y0);
        OptionalInt x1 = d.integer(Tag.REGION_LOCATION_MAX_X1);
        OptionalInt y1 = d.integer(Tag.REGION_LOCATION_MAX_Y1);
        if (x0.isEmpty() || y0.isEmpty() || x1.isEmpty() || y1.isEmpty()) {
            return Optional.empty();
        }
        int left = x0.getAsInt();
        int top = y0.getAsInt();
        if (left < 0 || top < 0 || x1.getAsInt() < left || y1.getAsInt() < top) {
            return Optional.empty();
        }
        Axis across = axis(
                d.integer(Tag.PHYSICAL_UNITS_X_DIRECTION).orElse(0),
                d.decimal(Tag.PHYSICAL_DELTA_X),
                left,
                d.integer(Tag.REFERENCE_PIXEL_X0),
                d.decimal(Tag.REFERENCE_PIXEL_PHYSICAL_VALUE_X));
        Axis down = axis(
                d.integer(Tag.PHYSICAL_UNITS_Y_DIRECTION).orElse(0),
                d.decimal(Tag.PHYSICAL_DELTA_Y),
                top,
                d.integer(Tag.REFERENCE_PIXEL_Y0),
                d.decimal(Tag.REFERENCE_PIXEL_PHYSICAL_VALUE_Y));
        // a trace has a scale of time though its height means nothing
        Located located = across == null && down == null
                ? new Located.Nowhere(Cause.NOT_CALIBRATED_HERE)
                : new Located.In(0, new Scale(across == null ? NOTHING : across, down == null ? NOTHING : down, false));
        boolean low = (d.integer(Tag.REGION_FLAGS).orElse(0) & LOW_PRIORITY) != 0;
        RegionKind kind = kind(d.integer(Tag.REGION_SPATIAL_FORMAT).orElse(0));
        return Optional.of(new Ranked(new Region(left, top, x1.getAsInt(), y1.getAsInt(), kind, located), low));
    }

    /** PS3.3 C.8.5.5.1.1. */
    private static RegionKind kind(int format) {
        return switch (format) {
            case 1 -> RegionKind.IMAGE;
            case 2 -> RegionKind.M_MODE;
            case 3 -> RegionKind.SPECTRUM;
            case 4 -> RegionKind.WAVE;
            case 5 -> RegionKind.GRAPHICS;
            default -> RegionKind.OTHER;
        };
    }

    /**
     * What a step along one axis means; null where it means nothing.
     *
     * @param from first pixel of the region
     * @param reference pixel at which the value is known, counted from {@code from}
     */
    private static @Nullable Axis axis(
            int units, OptionalDouble delta, int from, OptionalInt reference, OptionalDouble value) {
        Unit unit = unit(units);
        double step = delta.orElse(0) * (unit == Unit.MILLIMETRE ? 10 : 1);
        if (unit == null || step == 0 || !(Math.abs(step) < LARGEST_DELTA)) {
            return null;
        }
        double at = value.orElse(0) * (unit == Unit.MILLIMETRE ? 10 : 1);
        double zero = from + reference.orElse(0) - at / step;
        return new Axis(
                unit,
                step,
                reference.isPresent() && value.isPresent() && Double.isFinite(zero)
                        ? OptionalDouble.of(zero)
                        : OptionalDouble.empty());
    }

    /** PS3.3 C.8.5.5.1.15; centimetres are given in millimetres. */
    private static @Nullable Unit unit(int code) {
        return switch (code) {
            case 1 -> Unit.PERCENT;
            case 2 -> Unit.DECIBEL;
            case 3 -> Unit.MILLIMETRE;
            case 4 -> Unit.SECOND;
            case 5 -> Unit.HERTZ;
            case 6 -> Unit.DECIBEL_PER_SECOND;
            case 7 -> Unit.CENTIMETRE_PER_SECOND;
            case 8 -> Unit.SQUARE_CENTIMETRE;
            case 9 -> Unit.SQUARE_CENTIMETRE_PER_SECOND;
            case 10 -> Unit.CUBIC_CENTIMETRE;
            case 11 -> Unit.CUBIC_CENTIMETRE_PER_SECOND;
            case 12 -> Unit.DEGREE;
            default -> null;
        };
    }

    @Override
    public Located at(int slice, double column, double row) {
        int region = regionAt(slice, column, row);
        return region < 0 ? OUTSIDE : frames[slice].regions.get(region).located();
    }

    @Override
    public int regionAt(int slice, double column, double row) {
        if (slice >= 0 && slice < frames.length) {
            for (int n : frames[slice].order) {
                if (frames[slice].regions.get(n).contains(column, row)) {
                    return n;
                }
            }
        }
        return -1;
    }

    @Override
    public List<Region> regions(int slice) {
        return slice >= 0 && slice < frames.length ? frames[slice].regions : List.of();
    }
}
