package org.radiloom.study;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A series whose pixels come in the background, the visible slice first and then outward from it.
 *
 * <p>The pixels of all open series together stay within a bound: beyond it, the slices furthest from the visible one are
 * given up and read again when they are asked for. A slice that cannot be read keeps its problem and does not stop the others. Safe for use
 * from several threads; close it when the series is no longer shown.
 */
public final class LoadedStack implements ImageStack, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoadedStack.class);
    private static final Window SOFT_TISSUE = new Window(40, 400);

    /** A window this narrow was fitted to a single value. */
    private static final double FLAT = 1e-5;

    private static final int THREADS = 2;
    /** Frames of a film on either side of the one on screen, or before it while it plays, that are decoded ahead. */
    private static final int FILM_REACH = 60;

    private final Series series;
    private final SliceSource source;
    private final PixelBudget budget;
    private final SliceShelf shelf;
    private final Executor delivery;
    private final List<SliceListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicReference<@Nullable Window> fitted = new AtomicReference<>();

    LoadedStack(Series series, SliceSource source, PixelBudget budget, Executor delivery) {
        this.series = series;
        this.source = source;
        this.budget = budget;
        this.shelf = new SliceShelf(series.slices(), budget, film(series) ? FILM_REACH : Integer.MAX_VALUE);
        this.delivery = delivery;
    }

    /** Frames of one file without a place in the patient are looked at one after the other, never all at once. */
    private static boolean film(Series series) {
        return series.geometry().isEmpty() && series.images().stream().anyMatch(i -> i.frame() > 0);
    }

    /**
     * Reads all slices in the background from now on, outward from the visible one; a second call does nothing. Whoever
     * wants the first image soon calls this after it is on screen.
     */
    public void readAhead() {
        start(Math.min(THREADS, series.slices()));
    }

    /** The same with a number of threads. */
    void start(int threads) {
        if (!reading.compareAndSet(false, true)) {
            return;
        }
        shelf.readAhead();
        for (int n = 0; n < threads; n++) {
            Thread.ofPlatform().daemon().name("series-loader-" + n).start(this::work);
        }
    }

    private void work() {
        try {
            for (int k = shelf.takeNext(); k >= 0; k = shelf.takeNext()) {
                load(k);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads slice {@code k}, which the shelf has marked as ours. */
    private void load(int k) {
        try {
            Slice slice = read(k);
            if (slice.columns() != series.columns() || slice.rows() != series.rows()) {
                throw StudyProblems.otherSize(series.images().get(k).file());
            }
            shelf.put(k, slice);
            tell(listener -> listener.loaded(k));
        } catch (Problem problem) {
            failed(k, problem);
        } catch (OutOfMemoryError e) {
            failed(k, StudyProblems.memory(e));
        } catch (RuntimeException e) {
            log.error("a slice could not be read", e);
            failed(k, StudyProblems.defect(series.images().get(k).file(), e));
        }
    }

    /** Reads a slice; where memory does not suffice, once more after the open series have given up some. */
    private Slice read(int k) throws Problem {
        try {
            return source.read(k);
        } catch (OutOfMemoryError e) {
            log.warn("no memory for a slice, other slices are given up");
            budget.pressure();
            return source.read(k);
        }
    }

    private void failed(int k, Problem problem) {
        shelf.fail(k, problem);
        tell(listener -> listener.failed(k, problem));
    }

    private void tell(java.util.function.Consumer<SliceListener> news) {
        if (!shelf.closed() && !listeners.isEmpty()) {
            delivery.execute(() -> {
                if (!shelf.closed()) {
                    listeners.forEach(news);
                }
            });
        }
    }

    /** The series that is loaded. */
    public Series series() {
        return series;
    }

    /** Slice {@code k} is what the reader looks at: it and its neighbours come first. */
    public void focus(int k) {
        shelf.focus(k);
        budget.relax();
    }

    /**
     * Slice {@code k} is on screen and others follow it: what comes next is read first, and kept longest.
     *
     * @param direction 1 towards the last slice, -1 towards the first
     * @param loops whether the first slice comes after the last
     */
    public void play(int k, int direction, boolean loops) {
        shelf.focus(k, direction, loops);
        budget.relax();
    }

    public void addListener(SliceListener listener) {
        listeners.add(listener);
    }

    public void removeListener(SliceListener listener) {
        listeners.remove(listener);
    }

    /** How many slices have been read or have failed, counting those given up since. */
    public int seen() {
        return shelf.seen();
    }

    /** Why slice {@code k} cannot be shown; empty when it can, or when it has not been tried. */
    public Optional<Problem> problem(int k) {
        return shelf.problem(k);
    }

    /** Bytes of pixels in memory. */
    public long bytes() {
        return shelf.bytes();
    }

    @Override
    public int columns() {
        return series.columns();
    }

    @Override
    public int rows() {
        return series.rows();
    }

    @Override
    public int slices() {
        return series.slices();
    }

    @Override
    public ValueUnit unit() {
        return series.unit();
    }

    @Override
    public Optional<Geometry> geometry() {
        return series.geometry();
    }

    /** The files' window, else one for the unit and depth; for deep raw values and volumes fitted to the first slice that is there. */
    @Override
    public Window defaultWindow() {
        if (series.window().isPresent()) {
            return series.window().get();
        }
        if (series.unit() == ValueUnit.HOUNSFIELD) {
            return SOFT_TISSUE;
        }
        // pictures use their eight bits; a volume in eight bits may be a mask of zeros and ones
        if (series.unit() == ValueUnit.COLOUR
                || (series.bitsStored() <= 8 && !series.source().volume())) {
            return Window.between(0, 255);
        }
        Window known = fitted.get();
        if (known != null) {
            return known;
        }
        Optional<Slice> any = shelf.any();
        if (any.isPresent() && any.get() instanceof GreySlice grey) {
            Window fit = VolumeStack.of(List.of(grey), Optional.empty(), ValueUnit.RAW)
                    .defaultWindow();
            if (fit.width() < FLAT) {
                // nothing is seen in a slice of one value; the next one may tell more
                float value = grey.valueAt(0, 0);
                return Window.between(value, value + 1);
            }
            fitted.set(fit);
            return fit;
        }
        return Window.between(0, Math.pow(2, series.bitsStored()) - 1);
    }

    @Override
    public Slice slice(int k) throws Problem {
        try {
            while (true) {
                Optional<Slice> there = shelf.get(k);
                if (there.isPresent()) {
                    return there.get();
                }
                Optional<Problem> problem = shelf.problem(k);
                if (problem.isPresent()) {
                    throw problem.get();
                }
                if (shelf.claimOrWait(k)) {
                    load(k);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StudyProblems.interrupted(e);
        }
    }

    @Override
    public Optional<Slice> ifLoaded(int k) {
        return shelf.get(k);
    }

    /** Ends the reading; slices that are in memory stay usable for whoever holds them. */
    @Override
    public void close() {
        shelf.close();
    }
}
