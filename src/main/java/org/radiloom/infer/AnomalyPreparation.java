package org.radiloom.infer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Polygon;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;
import org.radiloom.model.AnomalyTask;
import org.radiloom.model.FrameEnvelope;
import org.radiloom.model.RegionRule;
import org.radiloom.problem.Problem;

/**
 * From a slice to what the network sees of it, or to the reason why it must not look.
 *
 * @param side of the network's square
 * @param segmenters of regions, by the id that domains name
 */
record AnomalyPreparation(int side, Map<String, FrameSegmenter> segmenters) {
    private static final Window UNIT = Window.between(0, 1);
    /** Grey values up to this many bits are what a screen shows. */
    private static final int SHOWN_BITS = 8;

    /**
     * Either a picture for the network or why there is none.
     *
     * @param input (S, S), [-1, 1]
     * @param region (S, S), 1 where the picture is looked at
     * @param why one sentence for people
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Prepared(@Nullable AnomalyView view, float[] input, byte[] region, String why) {
        static Prepared refused(String why) {
            return new Prepared(null, new float[0], new byte[0], why);
        }

        /** Whether all pixels have one value, as in a black picture. */
        boolean flat() {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float v : input) {
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
            return !(most - least > 1e-4f);
        }
    }

    /** The picture that slice {@code k} of an input is for a domain. */
    Prepared of(AnomalyInput input, int k, AnomalyTask.Domain domain) throws Problem {
        Slice slice = input.stack().slice(k);
        Frame frame = Frame.of(slice, input.bits());
        boolean hounsfield = input.stack().unit() == ValueUnit.HOUNSFIELD;
        if (input.inverted() && !hounsfield && input.shown().isEmpty()) {
            frame = frame.inverted();
        }
        if (input.shown().isPresent() && !hounsfield) {
            frame = shown(frame, input.shown().get(), input.inverted());
        }
        if (domain.hounsfield().isPresent() && !hounsfield && input.bits() > SHOWN_BITS) {
            return Prepared.refused("The values are not Hounsfield units; the model needs them.");
        }
        Polygon drawn = input.regions().get(k);
        // whoever draws a region says what the picture is
        if (domain.modality().equals(GradeInput.ULTRASOUND) && !input.said() && drawn == null) {
            Optional<String> objection = UltrasoundLook.objection(frame);
            if (objection.isPresent()) {
                return Prepared.refused(objection.get());
            }
        }
        return of(
                frame,
                hounsfield,
                domain,
                Optional.ofNullable(drawn).map(p -> p.rasterised(slice.columns(), slice.rows())));
    }

    /**
     * The picture that a decoded frame is for a domain.
     *
     * @param hounsfield whether its greys are Hounsfield units
     * @param given the region, 1 inside, row by row; searched if empty and the domain asks for one
     */
    Prepared of(Frame frame, boolean hounsfield, AnomalyTask.Domain domain, Optional<byte[]> given) throws Problem {
        if (Math.min(frame.columns(), frame.rows()) < domain.minSide()) {
            return Prepared.refused("The picture has " + frame.columns() + " x " + frame.rows()
                    + " pixels; the model needs at least " + domain.minSide() + " in both directions.");
        }
        byte[] inside = new byte[0];
        if (!domain.regionModel().isEmpty()) {
            if (given.isPresent()) {
                inside = given.get();
            } else {
                FrameSegmenter segmenter = java.util.Objects.requireNonNull(segmenters.get(domain.regionModel()));
                RegionFinder.Found found =
                        new RegionFinder(RegionRule.liver(), domain.organ()).find(segmenter.outline(frame));
                if (found.region().isEmpty()) {
                    return Prepared.refused(found.why());
                }
                inside = found.inside();
            }
            if (count(inside) == 0) {
                return Prepared.refused("The region holds no pixel of the picture.");
            }
        }
        double coloured = coloured(frame, inside);
        if (coloured > FrameEnvelope.abdominal().maxColour()) {
            return Prepared.refused(String.format(
                    Locale.ROOT,
                    "There is colour %s (%.0f %% of its pixels), as in colour Doppler; the model is for grey pictures.",
                    inside.length == 0 ? "in the picture" : "over the " + domain.organ(),
                    100 * coloured));
        }
        AnomalyView view = inside.length == 0
                ? AnomalyView.whole(frame.columns(), frame.rows(), side)
                : AnomalyView.around(inside, frame.columns(), frame.rows(), domain.regionMargin(), side);
        Window window = hounsfield ? domain.hounsfield().orElse(UNIT) : Window.between(0, frame.white());
        return new Prepared(view, view.input(frame.greys(), window), view.onInput(inside), "");
    }

    /** The frame as a screen shows it, 0 to 1. */
    private static Frame shown(Frame frame, Window window, boolean inverted) {
        float[] values = new float[frame.greys().length];
        for (int at = 0; at < values.length; at++) {
            float v = (float) window.brightness(frame.greys()[at]);
            values[at] = inverted ? 1 - v : v;
        }
        return new Frame(frame.columns(), frame.rows(), values, 1, frame.coloured(), frame.colours());
    }

    private static double coloured(Frame frame, byte[] inside) {
        long all = 0;
        long coloured = 0;
        for (int at = 0; at < frame.coloured().length; at++) {
            if (inside.length == 0 || inside[at] != 0) {
                all++;
                coloured += frame.coloured()[at];
            }
        }
        return all == 0 ? 0 : (double) coloured / all;
    }

    private static long count(byte[] inside) {
        long n = 0;
        for (byte b : inside) {
            n += b;
        }
        return n;
    }
}
