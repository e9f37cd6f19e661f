package org.radiloom.train.classify;

import java.util.List;
import org.radiloom.problem.Problem;
import org.radiloom.train.ManifestEntry;

/** Where the boxes of a training sample come from, if not from the manifest alone. */
public interface BoxFinder {
    /**
     * The boxes of a sample, asked for once before training.
     *
     * @param sample with the manifest's boxes, as they lie in its planes
     * @return in pixels of the sample's planes; empty if there is none to use
     * @throws Problem if what finds them cannot be used
     */
    List<ManifestEntry.Box> boxes(PictureSample sample) throws Problem;
}
