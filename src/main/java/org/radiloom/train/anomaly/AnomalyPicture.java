package org.radiloom.train.anomaly;

import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyView;
import org.radiloom.problem.Problem;

/**
 * A picture or slice of a sample with what the manifest knows of it.
 *
 * @param sampleId of the manifest; with {@code #k} for slice k of a volume
 * @param site where the sample comes from; empty if unknown
 * @param abnormal whether anything is wrong with it; null if unknown
 * @param view what a detector is shown of it
 * @param values pixels of the frame, row by row; shared, not copied
 * @param window what of them becomes black and white
 * @param region of the organ, 1 inside, row by row; empty where nobody has drawn one
 * @param inRegion whether the picture is shown by its region, and looked at there; else everywhere
 * @param lesion where the anomalies are, alike; empty where nobody has drawn any
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AnomalyPicture(
        String sampleId,
        String patientId,
        String site,
        DomainTable.Name domain,
        @Nullable Boolean abnormal,
        AnomalyView view,
        float[] values,
        Window window,
        byte[] region,
        boolean inRegion,
        byte[] lesion) {
    /** Where the network input is looked at, 1 for those pixels, (S, S). */
    byte[] looked() throws Problem {
        return view.onInput(inRegion ? region : new byte[0]);
    }

    /** The same on the square that training cuts from, see {@link AnomalyView#square}. */
    byte[] lookedSquare() throws Problem {
        float[] inside = new float[values.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = inRegion ? region[at] : 1;
        }
        float[] square = view.square(inside, Window.between(0, 1));
        byte[] looked = new byte[square.length];
        for (int at = 0; at < looked.length; at++) {
            looked[at] = (byte) (square[at] >= 0.5 ? 1 : 0);
        }
        return looked;
    }

    /** Which pixels of the network input show the frame and not the padding: 1 for those, (S, S). */
    byte[] shown() throws Problem {
        float[] white = new float[values.length];
        java.util.Arrays.fill(white, 1);
        float[] input = view.input(white, Window.between(0, 1));
        byte[] shown = new byte[input.length];
        for (int at = 0; at < shown.length; at++) {
            shown[at] = (byte) (input[at] > 0 ? 1 : 0);
        }
        return shown;
    }
}
