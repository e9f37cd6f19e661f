package org.radiloom.dicom;

import java.util.List;
import java.util.Optional;

/**
 * The attributes of single frames in an enhanced multi-frame object: those of the frame, else those that all frames
 * share. Source: DICOM PS3.3, C.7.6.16.
 */
public final class FunctionalGroups {
    private final DicomDataset shared;
    private final List<DicomDataset> perFrame;

    private FunctionalGroups(DicomDataset shared, List<DicomDataset> perFrame) {
        this.shared = shared;
        this.perFrame = perFrame;
    }

    /** The functional groups of a data set; of one without them every group is empty. */
    public static FunctionalGroups of(DicomDataset dataset) {
        return new FunctionalGroups(
                dataset.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElse(DicomDataset.empty()),
                dataset.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE));
    }

    /**
     * The first item of a group, for instance of {@link Tag#PLANE_POSITION_SEQUENCE}.
     *
     * @param frame 0-based
     */
    public Optional<DicomDataset> group(int frame, int sequenceTag) {
        Optional<DicomDataset> own =
                frame < perFrame.size() ? perFrame.get(frame).item(sequenceTag) : Optional.empty();
        return own.isPresent() ? own : shared.item(sequenceTag);
    }
}
