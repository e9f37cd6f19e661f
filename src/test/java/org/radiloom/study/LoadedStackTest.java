package org.radiloom.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.Phantoms;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;

class LoadedStackTest {
    private static final Geometry GRID = Geometry.axial(8, 8, 40, 1, 1, 1);
    private static final long SLICE_BYTES = 2 * 8 * 8;

    @TempDir
    Path dir;

    /** Every voxel holds the number of its slice. */
    private static VolumeStack numbered() {
        short[] v = new short[(int) GRID.voxels()];
        for (int at = 0; at < v.length; at++) {
            v[at] = (short) (at / 64);
        }
        return VolumeStack.ofShorts(GRID, v, ValueUnit.HOUNSFIELD);
    }

    private Series only() throws Problem {
        return new Importer().read(List.of(dir), Progress.NONE).series().get(0);
    }

    private static float valueOf(LoadedStack stack, int k) throws Problem {
        return ((GreySlice) stack.slice(k)).valueAt(3, 3);
    }

    /** Collects what a stack says until every slice has been heard of. */
    private static final class Ears implements SliceListener {
        final Queue<Integer> loaded = new ConcurrentLinkedQueue<>();
        final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
        final CountDownLatch waiting;

        Ears(int count) {
            waiting = new CountDownLatch(count);
        }

        @Override
        public void loaded(int k) {
            loaded.add(k);
            waiting.countDown();
        }

        @Override
        public void failed(int k, Problem problem) {
            failed.add(k);
            waiting.countDown();
        }

        void await() throws InterruptedException {
            assertTrue(waiting.await(20, TimeUnit.SECONDS), loaded + " failed " + failed);
        }
    }

    private static void awaitSeen(LoadedStack stack, int count) throws InterruptedException {
        for (int n = 0; n < 2000 && stack.seen() < count; n++) {
            Thread.sleep(10);
        }
        assertTrue(stack.seen() >= count, stack.seen() + " of " + count);
    }

    @Test
    void slicesComeFromTheVisibleOneOutward() throws Exception {
        DicomSeriesFixture.ct(numbered()).writeTo(dir);
        SeriesLoader loader = new SeriesLoader(1 << 20, Runnable::run);
        try (LoadedStack stack = loader.openOnDemand(only())) {
            Ears ears = new Ears(40);
            stack.addListener(ears);
            stack.focus(20);
            stack.start(1);
            ears.await();
            assertEquals(List.of(20, 21, 19, 22, 18), List.copyOf(ears.loaded).subList(0, 5));
            assertEquals(40, ears.loaded.size());
            for (int k = 0; k < 40; k++) {
                assertEquals(k, valueOf(stack, k));
            }
        }
    }

    @Test
    void theSliceThatIsAskedForIsReadAtOnceWithoutAnyBackground() throws Exception {
        DicomSeriesFixture.ct(numbered()).writeTo(dir);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(only())) {
            assertTrue(stack.ifLoaded(33).isEmpty());
            assertEquals(33, valueOf(stack, 33));
            assertTrue(stack.ifLoaded(33).isPresent());
        }
    }

    @Test
    void theCacheStaysWithinItsBoundAndFollowsTheReader() throws Exception {
        DicomSeriesFixture.ct(numbered()).writeTo(dir);
        try (LoadedStack stack = new SeriesLoader(10 * SLICE_BYTES, Runnable::run).open(only(), 0)) {
            awaitSeen(stack, 9);
            stack.focus(30);
            for (int n = 0;
                    n < 2000
                            && (stack.ifLoaded(27).isEmpty()
                                    || stack.ifLoaded(33).isEmpty());
                    n++) {
                Thread.sleep(10);
            }
            assertTrue(stack.ifLoaded(27).isPresent() && stack.ifLoaded(33).isPresent());
            assertTrue(stack.bytes() <= 10 * SLICE_BYTES, stack.bytes() + " bytes");
            assertEquals(2, valueOf(stack, 2));
            assertTrue(stack.bytes() <= 11 * SLICE_BYTES, stack.bytes() + " bytes");
        }
    }

    @Test
    void ofAFilmOnlyTheFramesAroundTheOneOnScreenAreDecodedAndWhilePlayingThoseThatComeNext() throws Exception {
        double[] increments = new double[300];
        Arrays.fill(increments, 20);
        DicomSeriesFixture.ultrasoundLoop(dir.resolve("loop.dcm"), 8, 6, increments);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(only())) {
            Ears around = new Ears(121);
            stack.addListener(around);
            stack.focus(150);
            stack.start(1);
            around.await();
            Ears ahead = new Ears(61);
            stack.addListener(ahead);
            stack.play(280, 1, true);
            ahead.await();
            // 60 frames on either side at first; then 280 to 299 and 0 to 40, in the order in which they are played
            assertEquals(121 + 61, stack.seen());
            assertEquals(List.of(299, 0, 1), List.copyOf(ahead.loaded).subList(19, 22));
            assertTrue(stack.ifLoaded(41).isEmpty() && stack.ifLoaded(89).isEmpty());
        }
    }

    @Test
    void whileAFilmPlaysFramesThatHaveBeenShownAreGivenUpFirst() {
        var shelf = new SliceShelf(10, new PixelBudget(4 * 4), 60);
        shelf.focus(0, 1, true);
        for (int k = 0; k < 4; k++) {
            shelf.put(k, ColourSlice.of(new int[1], 1, 1));
        }
        shelf.focus(2, 1, true);
        shelf.put(4, ColourSlice.of(new int[1], 1, 1));
        // 0 comes eight frames after 2, and 1 nine
        assertFalse(shelf.holds(1));
        assertTrue(shelf.holds(0) && shelf.holds(3));
    }

    @Test
    void aDamagedSliceDoesNotStopTheOthersAndKeepsItsProblem() throws Exception {
        List<Path> files = DicomSeriesFixture.ct(numbered()).writeTo(dir);
        Series series = only();
        byte[] bytes = Files.readAllBytes(files.get(7));
        Files.write(files.get(7), Arrays.copyOf(bytes, bytes.length - 100));
        Files.delete(files.get(11));
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(series)) {
            Ears ears = new Ears(40);
            stack.addListener(ears);
            stack.start(2);
            ears.await();
            assertEquals(38, ears.loaded.size());
            assertEquals(List.of(7, 11), ears.failed.stream().sorted().toList());
            Problem problem = assertThrows(Problem.class, () -> stack.slice(7));
            assertEquals(problem, stack.problem(7).orElseThrow());
            assertEquals(8, valueOf(stack, 8));
        }
    }

    @Test
    void nothingIsToldAfterClosing() throws Exception {
        DicomSeriesFixture.ct(numbered()).writeTo(dir);
        LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).openOnDemand(only());
        Ears ears = new Ears(1);
        stack.addListener(ears);
        stack.close();
        stack.start(2);
        Thread.sleep(50);
        assertEquals(0, ears.loaded.size());
    }

    @Test
    void anUltrasoundFilmIsReadFrameByFrame() throws Exception {
        DicomSeriesFixture.ultrasoundFilm(dir.resolve("us.dcm"), 40, 30, 5);
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).open(only(), 0)) {
            for (int f = 0; f < 5; f++) {
                ColourSlice expected = Phantoms.ultrasound(40, 30, f);
                ColourSlice got = (ColourSlice) stack.slice(f);
                for (int at = 0; at < 1200; at++) {
                    assertEquals(expected.rgbAt(at % 40, at / 40), got.rgbAt(at % 40, at / 40));
                }
            }
            assertEquals(Window.between(0, 255), stack.defaultWindow());
        }
    }

    @Test
    void aNiftiVolumeIsShownPatientAlignedAndCanBeDeclaredCt() throws Exception {
        Geometry ras = new Geometry(
                4,
                3,
                2,
                new org.radiloom.imaging.Vec3(3, 2, 0),
                new org.radiloom.imaging.Vec3(-1, 0, 0),
                new org.radiloom.imaging.Vec3(0, -1, 0),
                new org.radiloom.imaging.Vec3(0, 0, 1));
        short[] v = new short[24];
        for (int at = 0; at < 24; at++) {
            v[at] = (short) at;
        }
        Nifti.write(dir.resolve("v.nii.gz"), VolumeStack.ofShorts(ras, v, ValueUnit.RAW));
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).open(only().declaredCt(), 0)) {
            // the last voxel of the first file slice is the rightmost, most anterior one: the first as it is shown
            assertEquals(11, ((GreySlice) stack.slice(0)).valueAt(0, 0));
            assertEquals(12, ((GreySlice) stack.slice(1)).valueAt(3, 2));
            assertEquals(ValueUnit.HOUNSFIELD, stack.unit());
        }
    }

    @Test
    void aMaskOfZerosAndOnesIsShownInBlackAndWhite() throws Exception {
        Geometry grid = Geometry.axial(20, 20, 3, 1, 1, 1);
        byte[] voxels = new byte[1200];
        for (int at = 0; at < 60; at++) {
            voxels[500 + at] = 1;
        }
        Nifti.write(dir.resolve("mask.nii.gz"), Mask.of(grid, voxels));
        try (LoadedStack stack = new SeriesLoader(1 << 20, Runnable::run).open(only(), 1)) {
            stack.slice(1);
            assertEquals(Window.between(0, 1), stack.defaultWindow());
        }
    }
}
