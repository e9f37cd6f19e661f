package org.radiloom.dicom.deident;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/** The stored values that a picture shows as black. */
final class Blackness {
    private Blackness() {}

    /** One value a sample; of signed or oddly shown grey the darkest that the frame itself has. */
    static int[] of(DicomImage image, RawFrame frame) throws Problem {
        int samples = frame.samples();
        Optional<IntUnaryOperator> palette = image.palette();
        if (palette.isPresent()) {
            return new int[] {darkest(palette.get(), frame.bitsStored())};
        }
        if (samples == 1) {
            return new int[] {grey(frame, image.inverted())};
        }
        return switch (frame.photometric()) {
            case "YBR_FULL", "YBR_FULL_422" -> new int[] {0, middle(frame), middle(frame)};
            case "YBR_PARTIAL", "YBR_PARTIAL_422", "YBR_PARTIAL_420" ->
                new int[] {16 << (frame.bitsStored() - 8), middle(frame), middle(frame)};
            default -> new int[samples];
        };
    }

    private static int middle(RawFrame frame) {
        return 1 << (frame.bitsStored() - 1);
    }

    private static int grey(RawFrame frame, boolean inverted) {
        if (!frame.signed()) {
            return inverted ? (int) ((1L << frame.bitsStored()) - 1) : 0;
        }
        int extreme = frame.sample(0);
        for (int at = 1; at < frame.rows() * frame.columns(); at++) {
            extreme = inverted ? Math.max(extreme, frame.sample(at)) : Math.min(extreme, frame.sample(at));
        }
        return extreme;
    }

    private static int darkest(IntUnaryOperator palette, int bits) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int value = 0; value < (1 << Math.min(16, bits)); value++) {
            int rgb = palette.applyAsInt(value);
            int brightness = (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
            if (brightness < least) {
                least = brightness;
                best = value;
            }
        }
        return best;
    }
}
