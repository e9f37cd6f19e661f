package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.imaging.GreySlice;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

/** A CT of 1000 slices of 512 x 512 pixels, written for the test; the best of a few rounds counts, for busy machines. */
class LargeSeriesTest {
    private static final int SLICES = 1000;
    private static final int ROUNDS = 3;

    @TempDir
    static Path dir = Path.of("");

    @BeforeAll
    static void write() throws Exception {
        DicomSeriesFixture.large(dir, SLICES);
    }

    private static Series imported() throws Problem {
        return new Importer().read(List.of(dir), Progress.NONE).series().get(0);
    }

    @Test
    void theFirstImageIsThereWithinASecondAndTheRestFollows() throws Exception {
        long first = Long.MAX_VALUE;
        long all = Long.MAX_VALUE;
        long indexed = Long.MAX_VALUE;
        for (int n = 0; n < ROUNDS; n++) {
            long start = System.nanoTime();
            Series series = imported();
            indexed = Math.min(indexed, System.nanoTime() - start);
            assertEquals(SLICES, series.slices());
            long opened = System.nanoTime();
            try (LoadedStack stack = new SeriesLoader(1L << 30, Runnable::run).open(series, SLICES / 2)) {
                GreySlice middle = (GreySlice) stack.slice(SLICES / 2);
                first = Math.min(first, System.nanoTime() - start);
                assertEquals(SLICES / 2, middle.valueAt(100, 100));
                while (stack.seen() < SLICES) {
                    Thread.sleep(1);
                }
                all = Math.min(all, System.nanoTime() - opened);
                assertEquals(SLICES * 512L * 512 * 2, stack.bytes());
                assertEquals(999, ((GreySlice) stack.slice(999)).valueAt(511, 511));
            }
        }
        System.out.printf(
                "1000 x 512 x 512: indexed in %.3f s, first image %.3f s after the folder, all pixels %.3f s after opening%n",
                indexed / 1e9, first / 1e9, all / 1e9);
        assertTrue(first < 1_000_000_000L, "first image after " + first / 1_000_000 + " ms");
    }

    @Test
    void cancellingTheImportTakesEffectWithinHalfASecond() throws Exception {
        long best = Long.MAX_VALUE;
        for (int n = 0; n < ROUNDS; n++) {
            AtomicLong cancelled = new AtomicLong();
            AtomicLong asked = new AtomicLong();
            long end;
            try {
                new Importer().read(List.of(dir), new Progress() {
                    @Override
                    public void report(double fraction, String what) {}

                    @Override
                    public boolean cancelled() {
                        // asked once for each file: the whole scan is shorter than the pause between two reports
                        if (asked.incrementAndGet() > SLICES / 4) {
                            cancelled.compareAndSet(0, System.nanoTime());
                        }
                        return cancelled.get() != 0;
                    }
                });
                end = Long.MAX_VALUE;
            } catch (CancellationException e) {
                end = System.nanoTime();
            }
            best = Math.min(best, end - cancelled.get());
        }
        assertTrue(best < 500_000_000L, best / 1_000_000 + " ms");
    }
}
