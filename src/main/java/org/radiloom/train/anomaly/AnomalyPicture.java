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
 * @param region where it is looked for anomalies, 1 inside, row by row; empty for everywhere
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
        byte[] lesion) {
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
