package org.radiloom.ui.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.radiloom.imaging.measure.Axis;
import org.radiloom.imaging.measure.Calibration;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Quantity;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.imaging.measure.Unit;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.words.Words;

/** How measurements are written: numbers with units and sensible digits, or the reason in words. */
public final class MeasureWords {
    private static final double LARGE = 1e6;

    private final Words words;

    public MeasureWords(Words words) {
        this.words = words;
    }

    /** The kind of a shape, as tools are called. */
    public String kind(Shape.Kind kind) {
        return words.of(
                switch (kind) {
                    case PROBE -> "measure.kind.probe";
                    case LENGTH -> "measure.kind.length";
                    case ANGLE -> "measure.kind.angle";
                    case COBB -> "measure.kind.cobb";
                    case RECTANGLE -> "measure.kind.rectangle";
                    case ELLIPSE -> "measure.kind.ellipse";
                    case POLYGON -> "measure.kind.polygon";
                    case FREEHAND -> "measure.kind.freehand";
                    case TEXT -> "measure.kind.text";
                    case ARROW -> "measure.kind.arrow";
                });
    }

    /** The name that the reader gave, else the kind. */
    public String name(Measurement m) {
        return m.name().isEmpty()
                ? kind(m.shape().kind())
                : m.name().lines().findFirst().orElse("");
    }

    /** What stands beside a shape, line by line. */
    public List<String> lines(Measurement m, Measured measured) {
        List<String> lines = new ArrayList<>();
        if (!m.name().isEmpty()) {
            lines.add(m.name());
        }
        lines.addAll(readings(measured));
        return lines;
    }

    /** All readings, those that belong together in one line. */
    public List<String> readings(Measured measured) {
        List<String> lines = new ArrayList<>();
        Map<Quantity, Reading> all = measured.readings();
        all.forEach((quantity, reading) -> {
            String text = text(quantity, reading, measured.atDetector());
            boolean joins =
                    switch (quantity) {
                        case DOWN, AT_DOWN, SD, MAX, COUNT -> !lines.isEmpty();
                        case LENGTH, ACROSS, AT_ACROSS, ANGLE, COBB, AREA, PERIMETER, MEAN, MIN, VALUE -> false;
                    };
            if (joins) {
                lines.add(lines.removeLast() + "  " + text);
            } else {
                lines.add(text);
            }
        });
        return lines;
    }

    /** The most important reading in a few words; empty for notes. */
    public String headline(Measured measured) {
        return measured.headline()
                .map(e -> e.getValue() instanceof Reading.Value && e.getKey() == Quantity.ACROSS
                        ? readings(measured).getFirst()
                        : value(e.getValue(), measured.atDetector()))
                .orElse("");
    }

    private String text(Quantity quantity, Reading reading, boolean detector) {
        String value = value(reading, detector);
        return switch (quantity) {
            case LENGTH, ANGLE, COBB, COUNT, VALUE -> value;
            case ACROSS, DOWN, AT_ACROSS, AT_DOWN ->
                reading instanceof Reading.Value v ? words.of("measure.axis", axis(v.unit()), value) : value;
            case AREA -> reading instanceof Reading.None ? value : words.of("measure.area", value);
            case PERIMETER -> words.of("measure.perimeter", value);
            case MEAN -> reading instanceof Reading.None ? value : words.of("measure.mean", value);
            case SD -> words.of("measure.sd", bare(reading));
            case MIN -> words.of("measure.min", bare(reading));
            case MAX -> words.of("measure.max", bare(reading));
        };
    }

    private String axis(Unit unit) {
        return switch (unit) {
            case SECOND -> words.of("measure.axis.time");
            case CENTIMETRE_PER_SECOND -> words.of("measure.axis.velocity");
            case MILLIMETRE -> words.of("measure.axis.depth");
            case HERTZ -> words.of("measure.axis.frequency");
            case SQUARE_MILLIMETRE,
                    PIXEL,
                    SQUARE_PIXEL,
                    DEGREE,
                    HOUNSFIELD,
                    RAW,
                    LUMINANCE,
                    COUNT,
                    NONE,
                    PERCENT,
                    DECIBEL,
                    DECIBEL_PER_SECOND,
                    SQUARE_CENTIMETRE,
                    SQUARE_CENTIMETRE_PER_SECOND,
                    CUBIC_CENTIMETRE,
                    CUBIC_CENTIMETRE_PER_SECOND -> words.of("measure.axis.other");
        };
    }

    /** A number with its unit, or the reason. */
    private String value(Reading reading, boolean detector) {
        return switch (reading) {
            case Reading.None none -> reason(none);
            case Reading.Value v -> {
                String number = v.unit() == Unit.COUNT && v.value() < 1e9 ? whole(v.value()) : number(v);
                String text = v.unit() == Unit.LUMINANCE
                        ? words.of("measure.luminance", number)
                        : number
                                + (v.unit() == Unit.DEGREE || v.unit() == Unit.RAW ? "" : " ")
                                + v.unit().symbol();
                yield detector && (v.unit() == Unit.MILLIMETRE || v.unit() == Unit.SQUARE_MILLIMETRE)
                        ? words.of("measure.detector", text)
                        : text;
            }
        };
    }

    /** A pixel's value with its unit. */
    String written(double value, Unit unit) {
        return value(Reading.of(value, unit), false);
    }

    private String bare(Reading reading) {
        return switch (reading) {
            case Reading.None none -> reason(none);
            case Reading.Value v -> number(v);
        };
    }

    private String reason(Reading.None none) {
        return words.of(
                switch (none.cause()) {
                    case NOT_CALIBRATED_HERE -> "measure.cause.not.calibrated.here";
                    case PARTLY_CALIBRATED -> "measure.cause.partly.calibrated";
                    case DIFFERENT_SCALES -> "measure.cause.different.scales";
                    case DIFFERENT_KINDS -> "measure.cause.different.kinds";
                    case AXES_DIFFER -> "measure.cause.axes.differ";
                    case NO_CALIBRATION -> "measure.cause.no.calibration";
                    case POINTS_COINCIDE -> "measure.cause.points.coincide";
                    case NO_PIXEL_INSIDE -> "measure.cause.no.pixel.inside";
                    case ONE_PIXEL -> "measure.cause.one.pixel";
                    case NO_VALUES -> "measure.cause.no.values";
                    case OUTSIDE_IMAGE -> "measure.cause.outside.image";
                    case NOT_LOADED -> "measure.cause.not.loaded";
                    case NOT_FINITE -> "measure.cause.not.finite";
                });
    }

    private String whole(double value) {
        return words.number(value, 0);
    }

    private String number(Reading.Value v) {
        boolean pixel = v.unit() == Unit.HOUNSFIELD || v.unit() == Unit.RAW || v.unit() == Unit.LUMINANCE;
        double size = Math.abs(v.value());
        if (size >= LARGE || (size > 0 && size < 0.005)) {
            return String.format(words.language().locale(), "%.3g", v.value());
        }
        if (pixel && v.value() == Math.rint(v.value())) {
            return whole(v.value());
        }
        if (v.unit() == Unit.DEGREE) {
            return words.number(v.value(), 1);
        }
        int most = pixel ? 1 : 0;
        return words.number(v.value(), size < 10 ? 2 : size < 1000 ? 1 : most);
    }

    /** The scale of a part of an ultrasound image. */
    public String caption(Calibration.Region region) {
        String kind = words.of(
                switch (region.kind()) {
                    case IMAGE -> "measure.region.image";
                    case M_MODE -> "measure.region.m.mode";
                    case SPECTRUM -> "measure.region.spectrum";
                    case WAVE -> "measure.region.wave";
                    case GRAPHICS -> "measure.region.graphics";
                    case OTHER -> "measure.region.other";
                });
        String scale =
                switch (region.located()) {
                    case Calibration.Located.Nowhere nowhere -> reason(new Reading.None(nowhere.cause()));
                    case Calibration.Located.In in -> {
                        String across = step(in.scale().across());
                        String down = step(in.scale().down());
                        yield across.equals(down)
                                ? words.of("measure.region.scale", across)
                                : words.of("measure.region.scales", across, down);
                    }
                };
        return words.of("measure.region.caption", kind, scale);
    }

    private String step(Axis axis) {
        if (axis.unit() == Unit.NONE) {
            return words.of("measure.region.nothing");
        }
        double perPixel = Math.abs(axis.perPixel());
        return axis.unit() == Unit.SECOND
                ? words.of("measure.milliseconds", words.number(1000 * perPixel, 1))
                : words.number(perPixel, perPixel < 1 ? 3 : 2) + " "
                        + axis.unit().symbol();
    }
}
