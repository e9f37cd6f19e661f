package org.radiloom.ui.inspect;

import org.radiloom.ui.draw.IndexModel;
import org.radiloom.ui.draw.RegionModel;
import org.radiloom.ui.evidence.EvidenceModel;

/** What a reader works with on an ultrasound frame, over the image and in the panel beside it. */
public record ReaderTools(RegionModel region, IndexModel index, EvidenceModel evidence) {
    public static ReaderTools create() {
        return new ReaderTools(new RegionModel(), new IndexModel(), new EvidenceModel());
    }

    /** Tells {@code listener} about every change of any of them. */
    public void onChange(Runnable listener) {
        region.onChange(listener);
        index.onChange(listener);
        evidence.onChange(listener);
    }
}
