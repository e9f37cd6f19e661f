package org.radiloom.imaging;

/**
 * How the values of a grey plane become brightness: one of the ways in which a file, or the reader, wants to see them.
 *
 * <p>Every kind has a {@link #window}: the numbers that the reader sees and changes. Another window keeps the kind, so a
 * drag makes a sigmoid steeper and stretches a table over another range of values. Source: DICOM PS3.3 C.11.2.
 */
public sealed interface VoiTransform {
    /** The function {@code LINEAR} does not know narrower windows (PS3.3 C.11.2.1.2.1). */
    double NARROWEST_LINEAR = 1;

    /** Centre and width: of the function, or of the range of values that a table is laid over. */
    Window window();

    /** The same kind of transform with other numbers. */
    VoiTransform with(Window other);

    /** The transform as straight pieces, for drawing. */
    GreyCurve curve();

    /** Brightness of a value, 0 (black) to 1 (white). */
    default double brightness(double value) {
        return curve().brightness(value);
    }

    /**
     * {@code LINEAR}, PS3.3 C.11.2.1.2.1: brightness = (value - (centre - 0.5)) / (width - 1) + 0.5; a width of 1 is a
     * threshold.
     *
     * @param window its width at least 1
     */
    record Linear(Window window) implements VoiTransform {
        /** Where black and white would coincide: small beside any value, large enough for a float. */
        private static final double STEP = 1e-3;

        public Linear {
            window = new Window(window.centre(), Math.max(NARROWEST_LINEAR, window.width()));
        }

        @Override
        public VoiTransform with(Window other) {
            return new Linear(other);
        }

        @Override
        public GreyCurve curve() {
            double middle = window.centre() - 0.5;
            double half = (window.width() - 1) / 2;
            return GreyCurve.ramp(middle - half, Math.max(middle + half, middle - half + STEP));
        }
    }

    /** {@code LINEAR_EXACT}, PS3.3 C.11.2.1.3.2: brightness = (value - centre) / width + 0.5. */
    record LinearExact(Window window) implements VoiTransform {
        @Override
        public VoiTransform with(Window other) {
            return new LinearExact(other);
        }

        @Override
        public GreyCurve curve() {
            double half = window.width() / 2;
            return GreyCurve.ramp(window.centre() - half, window.centre() + half);
        }
    }

    /** {@code SIGMOID}, PS3.3 C.11.2.1.3.1: brightness = 1 / (1 + exp(-4 (value - centre) / width)). */
    record Sigmoid(Window window) implements VoiTransform {
        /** Windows drawn to either side of the centre: beyond, less than a hundredth of a grey level is missing. */
        private static final double REACH = 2.5;

        private static final GreyTable SHAPE = shape();

        private static GreyTable shape() {
            float[] points = new float[2049];
            for (int n = 0; n < points.length; n++) {
                double windows = REACH * (2.0 * n / (points.length - 1) - 1);
                points[n] = (float) (1 / (1 + Math.exp(-4 * windows)));
            }
            return GreyTable.of(points);
        }

        @Override
        public VoiTransform with(Window other) {
            return new Sigmoid(other);
        }

        @Override
        public GreyCurve curve() {
            double reach = REACH * window.width();
            return new GreyCurve(window.centre() - reach, window.centre() + reach, SHAPE);
        }
    }

    /**
     * A table, PS3.3 C.11.2.1.1, laid over a range of values. In its own window entry n belongs to the value
     * {@code first + n}; in another one the whole table is stretched over that range.
     */
    record Table(GreyTable entries, Window window) implements VoiTransform {
        /** The table where it belongs: {@code first} is the value of its first entry. */
        public static Table at(double first, GreyTable entries) {
            return new Table(entries, Window.between(first, first + entries.size() - 1));
        }

        @Override
        public VoiTransform with(Window other) {
            return new Table(entries, other);
        }

        @Override
        public GreyCurve curve() {
            double half = window.width() / 2;
            return new GreyCurve(window.centre() - half, window.centre() + half, entries);
        }
    }

    /** What another transform gives, put through a presentation table (Presentation LUT Sequence, PS3.3 C.11.4). */
    record Presented(VoiTransform voi, GreyTable presentation) implements VoiTransform {
        @Override
        public Window window() {
            return voi.window();
        }

        @Override
        public VoiTransform with(Window other) {
            return new Presented(voi.with(other), presentation);
        }

        @Override
        public GreyCurve curve() {
            return voi.curve().then(presentation);
        }
    }
}
