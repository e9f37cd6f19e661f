package org.radiloom.train.loop;

import java.util.List;

/** What a run learns from. */
public interface Dataset {
    /**
     * The batches of an epoch, in order; the same every time it is asked, so that a resumed run goes on in the middle.
     *
     * @param epoch from 0
     */
    List<? extends BatchOrder> epoch(int epoch);
}
