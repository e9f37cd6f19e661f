package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Slice;

/** Series share one bound; a slice of 8 x 8 pixels of 16 bits has 128 bytes. */
class PixelBudgetTest {
    private static final int SLICE = 128;

    private static Slice slice() {
        return GreySlice.ofStored(new short[64], true, 1, 0, 8, 8);
    }

    /** Reads slices as a loader thread does, until no more are wanted. */
    private static int fill(SliceShelf shelf) throws InterruptedException {
        int read = 0;
        for (int k = shelf.takeIfWanted(); k >= 0; k = shelf.takeIfWanted()) {
            shelf.put(k, slice());
            read++;
        }
        return read;
    }

    private static SliceShelf ahead(PixelBudget budget, int slices, int focus) {
        var shelf = new SliceShelf(slices, budget, Integer.MAX_VALUE);
        shelf.focus(focus);
        shelf.readAhead();
        return shelf;
    }

    @Test
    void aSeriesAloneMayHoldEverything() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        assertEquals(40, fill(ahead(budget, 40, 20)));
        assertEquals(40 * SLICE, budget.held());
    }

    @Test
    void aSecondSeriesTakesItsHalfFromTheFirstWhichKeepsWhatIsNearItsReader() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf first = ahead(budget, 40, 20);
        fill(first);
        SliceShelf second = ahead(budget, 40, 0);
        fill(second);
        assertEquals(20 * SLICE, first.bytes());
        assertTrue(first.get(20).isPresent()
                && first.get(12).isPresent()
                && first.get(28).isPresent());
        assertTrue(second.get(0).isPresent() && second.get(18).isPresent());
        assertTrue(budget.held() <= 40 * SLICE, budget.held() + " bytes");
    }

    @Test
    void whatASmallSeriesDoesNotNeedIsForTheOthers() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf small = ahead(budget, 4, 0);
        SliceShelf large = ahead(budget, 100, 50);
        fill(small);
        fill(large);
        assertEquals(4 * SLICE, small.bytes());
        // slices are read in pairs around the reader's, so one of the 36 that fit stays empty
        assertEquals(35 * SLICE, large.bytes());
    }

    @Test
    void whatIsOnlyAskedForTakesNoMoreThanItHolds() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf shown = ahead(budget, 36, 18);
        fill(shown);
        var thumbnail = new SliceShelf(500, budget, Integer.MAX_VALUE);
        thumbnail.put(250, slice());
        assertEquals(35 * SLICE, shown.bytes(), "the thumbnail has room for itself and a few more, not for 500");
        thumbnail.close();
        fill(shown);
        assertEquals(36 * SLICE, shown.bytes());
    }

    @Test
    void aClosedSeriesGivesItsShareBack() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf first = ahead(budget, 40, 20);
        SliceShelf second = ahead(budget, 40, 20);
        fill(first);
        fill(second);
        second.close();
        fill(first);
        assertEquals(40 * SLICE, first.bytes());
        assertEquals(40 * SLICE, budget.held());
    }

    @Test
    void underPressureSlicesGoButNotTheOneThatIsLookedAt() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf shelf = ahead(budget, 40, 20);
        fill(shelf);
        for (int n = 0; n < 20; n++) {
            budget.pressure();
        }
        assertEquals(SLICE, shelf.bytes());
        assertTrue(shelf.get(20).isPresent());
        assertEquals(0, fill(shelf), "nothing is read ahead as long as memory is short");
    }

    @Test
    void aSliceThatIsStillOnScreenSomewhereIsFoundAfterItWasGivenUp() throws InterruptedException {
        var budget = new PixelBudget(40 * SLICE);
        SliceShelf shelf = ahead(budget, 40, 20);
        fill(shelf);
        Slice onScreen = shelf.get(3).orElseThrow();
        try {
            for (int n = 0; n < 20; n++) {
                budget.pressure();
            }
            assertSame(onScreen, shelf.get(3).orElseThrow());
        } finally {
            Reference.reachabilityFence(onScreen);
        }
    }

    @Test
    void nineSeriesShareEvenly() throws InterruptedException {
        var budget = new PixelBudget(90 * SLICE);
        SliceShelf[] panes = new SliceShelf[9];
        for (int n = 0; n < 9; n++) {
            panes[n] = ahead(budget, 100, 50);
            fill(panes[n]);
        }
        for (SliceShelf pane : panes) {
            fill(pane);
            assertTrue(pane.bytes() >= 9 * SLICE && pane.bytes() <= 10 * SLICE, pane.bytes() + " bytes");
        }
        assertTrue(budget.held() <= 90 * SLICE);
    }
}
