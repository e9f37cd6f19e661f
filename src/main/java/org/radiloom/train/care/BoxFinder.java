package org.radiloom.train.care;

import java.util.List;
import org.radiloom.imaging.Slice;
import org.radiloom.train.ManifestEntry.Box;

/** Looks for lesions in a picture when nobody has drawn boxes. */
public interface BoxFinder {
    /**
     * @return in pixels of the picture, inside it, already grown by the margin and filtered by {@link BoxRules}; empty if
     *     nothing is found
     */
    List<Box> find(Slice picture);
}
