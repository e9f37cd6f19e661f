package org.radiloom.train.anomaly;

import org.radiloom.infer.AnomalyView;
import org.radiloom.problem.Problem;

/**
 * A picture in memory for the whole run. Many threads read it at once.
 *
 * @param abnormal whether anything is wrong with it
 * @param side S, of a network input, pixels
 * @param square larger than the network input, see {@link AnomalyView#square}: [0, 1] as 65535ths in unsigned shorts
 * @param looked where the square is looked at, 1 for those pixels, alike
 * @param frameSide shorter side of the frame, pixels
 * @param cropped whether only a region of the frame is shown
 * @param shown which pixels of the network input are the picture's and no padding, (S, S)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AnomalySample(
        String sampleId,
        String patientId,
        String site,
        DomainTable.Name domain,
        boolean abnormal,
        int side,
        short[] square,
        byte[] looked,
        int frameSide,
        boolean cropped,
        byte[] shown) {
    private static final float WHITE = 65535f;

    /** What a training keeps of a picture. */
    public static AnomalySample of(AnomalyPicture picture) throws Problem {
        AnomalyView view = picture.view();
        float[] square = view.square(picture.values(), picture.window());
        short[] stored = new short[square.length];
        for (int at = 0; at < stored.length; at++) {
            stored[at] = (short) Math.round(WHITE * Math.clamp(square[at], 0f, 1f));
        }
        return new AnomalySample(
                picture.sampleId(),
                picture.patientId(),
                picture.site(),
                picture.domain(),
                Boolean.TRUE.equals(picture.abnormal()),
                view.side(),
                stored,
                picture.lookedSquare(),
                Math.min(view.columns(), view.rows()),
                view.cut().width() < view.columns() || view.cut().height() < view.rows(),
                picture.shown());
    }

    /** The square's values, [0, 1]. */
    float[] values() {
        float[] values = new float[square.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = Short.toUnsignedInt(square[at]) / WHITE;
        }
        return values;
    }

    /** Where the square is looked at, 1 for those pixels. */
    float[] lookedValues() {
        float[] values = new float[looked.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = looked[at];
        }
        return values;
    }

    /** Where the network input, as it is, is looked at, 1 for those pixels, (S, S). */
    byte[] lookedInput() {
        float[] input = new float[side * side];
        AnomalyView.middle(lookedValues(), side, input, 0);
        byte[] inside = new byte[input.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) (input[at] > 0 ? 1 : 0);
        }
        return inside;
    }

    /** Writes the network input (S, S), as it is, from {@code offset} on. */
    void plain(float[] into, int offset) {
        AnomalyView.middle(values(), side, into, offset);
    }
}
