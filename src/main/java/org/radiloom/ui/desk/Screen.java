package org.radiloom.ui.desk;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.radiloom.imaging.ImageStack;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.view.SliceSupply;
import org.radiloom.ui.words.Words;

/**
 * Which series is in which pane, and where the slices there come from. A series gives up its memory when no pane shows it;
 * a pane that comes back shows again what it had.
 */
final class Screen {
    private final DeskModels models;
    private final Panes panes;
    private final Jobs quiet;
    private final Executor home;
    private final Words words;
    private final ReaderRegions regions;
    private final Analyst analyst;
    private final Map<Pane, PaneDesk> desks = new HashMap<>();
    private final Map<Pane, OpenSeries> left = new HashMap<>();
    private final AtomicBoolean paintQueued = new AtomicBoolean();
    private volatile Set<OpenSeries> seen = Set.of();
    private final Analyses analyses;
    private final PlaneDesk planes;
    private final LookDesk looking;
    private BiConsumer<OpenSeries, ImageStack> onShown = (series, stack) -> {};
    private Runnable slicePainter = () -> {};
    private Consumer<Runnable> onceOnScreen = Runnable::run;

    Screen(DeskModels models, Desk.Services services, Jobs jobs, Jobs quiet, Executor home, Words words) {
        this.models = models;
        this.panes = models.panes();
        this.quiet = quiet;
        this.home = home;
        this.words = words;
        this.analyst = services.analyst();
        this.regions = new ReaderRegions(models.tools());
        this.analyses = new Analyses(models, services, jobs, this, regions, words);
        this.planes = new PlaneDesk(models, services.dialogs(), jobs, quiet, this, words);
        this.looking = new LookDesk(models, quiet, words);
        panes.onChange(this::arranged);
        models.keyImages().onChange(() -> panes.shown().forEach(this::markKeys));
    }

    Analyses analyses() {
        return analyses;
    }

    /** Draws again what lies over the images of a series. */
    void refresh(OpenSeries series) {
        analyses.refresh(series);
    }

    LookDesk looking() {
        return looking;
    }

    PlaneDesk planes() {
        return planes;
    }

    PaneDesk desk(Pane pane) {
        return desks.computeIfAbsent(pane, p -> PaneDesk.of(p, panes, analyst, quiet));
    }

    /** Tells {@code listener} about every series that comes on screen. */
    void onShown(BiConsumer<OpenSeries, ImageStack> listener) {
        onShown = listener;
    }

    void onSliceArrived(Runnable painter) {
        slicePainter = painter;
    }

    void onceOnScreen(Consumer<Runnable> how) {
        onceOnScreen = how;
    }

    /** The series in the active pane; where planes are cut through one, that one. */
    Optional<OpenSeries> active() {
        return panes.active().series().map(OpenSeries::source);
    }

    /** Whether nothing is shown or about to be. */
    boolean empty() {
        return panes.shown().stream().noneMatch(p -> p.asked().isPresent());
    }

    // ---- showing ----

    /** Reads the first image of a series and then shows it in a pane; the last series asked for wins. */
    void show(Pane pane, OpenSeries series) {
        if (pane.awaits(series)) {
            return;
        }
        pane.ask(series);
        if (pane == panes.active()) {
            models.browser().select(series.source().item().id());
        }
        quiet.<ImageStack>submit("stack", "show", progress -> series.stack(), new Outcome<>() {
            @Override
            public void done(ImageStack stack) {
                if (pane.awaits(series)) {
                    put(pane, series, stack);
                }
            }

            @Override
            public void failed(Problem problem) {
                if (pane.awaits(series)) {
                    pane.ask(pane.series().orElse(null));
                }
                models.status().setNotice(new Notice(words.of(problem), true));
            }
        });
    }

    /** More files of a series have been found: whoever looks at it keeps the image, the window and the place. */
    void grow(OpenSeries before, OpenSeries now) {
        left.replaceAll((pane, series) -> series.equals(before) ? now : series);
        for (Pane pane : panes.shown()) {
            if (!pane.awaits(before)) {
                continue;
            }
            if (!pane.shows(before)) {
                show(pane, now);
                continue;
            }
            pane.ask(now);
            int seen = now.whereIs(before, pane.viewport().slice());
            quiet.<ImageStack>submit(
                    "stack",
                    "show",
                    progress -> {
                        ImageStack stack = now.stack();
                        // in memory before it takes the place of the other, so that nothing flickers
                        stack.slice(Math.clamp(seen, 0, stack.slices() - 1));
                        return stack;
                    },
                    new Outcome<>() {
                        @Override
                        public void done(ImageStack stack) {
                            if (pane.awaits(now) && pane.shows(before)) {
                                exchange(pane, before, now, stack);
                            }
                        }

                        @Override
                        public void failed(Problem problem) {
                            if (pane.awaits(now)) {
                                pane.ask(before);
                            }
                        }
                    });
        }
    }

    private void exchange(Pane pane, OpenSeries before, OpenSeries now, ImageStack stack) {
        int k = now.whereIs(before, pane.viewport().slice());
        analyses.forget(before);
        pane.put(now);
        watch();
        pane.viewport().exchange(stack, now.caption(), now.presentation(), k);
        pane.inspector().setFacts(now.facts());
        release(before);
        onShown.accept(now, stack);
        desk(pane).grading().show();
        analyses.show(pane);
        // marks are kept by image, and the images have other numbers now
        models.keyImages().forget(now.item().id());
        recallKeyImages(now);
        models.linking().joined(pane);
        now.want(k);
    }

    private void put(Pane pane, OpenSeries series, ImageStack stack) {
        Optional<OpenSeries> before = pane.series();
        pane.put(series);
        planes.put(pane, series);
        watch();
        before.filter(b -> !b.equals(series)).ifPresent(this::release);
        pane.viewport().show(stack, series.caption(), series.presentation());
        pane.inspector().setFacts(series.facts());
        if (pane == panes.active()) {
            models.status().setTitle(series.item().title());
        }
        onShown.accept(series, stack);
        desk(pane).grading().show();
        analyses.show(pane);
        markKeys(pane);
        pane.files().ifPresent(this::recallKeyImages);
        models.linking().joined(pane);
        planes.arrived();
        // the first image goes on screen before the others take the cores
        onceOnScreen.accept(() -> series.want(pane.viewport().slice()));
    }

    private void markKeys(Pane pane) {
        pane.viewport()
                .over()
                .setKeys(pane.files()
                        .map(s -> models.keyImages().of(s.item().id()))
                        .orElseGet(BitSet::new));
    }

    private void recallKeyImages(OpenSeries series) {
        quiet.<BitSet>submit("key images", "keep", progress -> series.keyImages(), new Outcome<>() {
            @Override
            public void done(BitSet slices) {
                models.keyImages().restore(series.item().id(), slices);
            }

            @Override
            public void failed(Problem problem) {
                models.status().setNotice(new Notice(words.of(problem), true));
            }
        });
    }

    /** Writes what the panes say again, after another language was chosen. */
    void retell() {
        analyses.retell();
        for (Pane pane : panes.all()) {
            pane.series().ifPresent(series -> {
                pane.viewport().setCaption(series.caption());
                pane.inspector().setFacts(series.facts());
                analyses.show(pane);
            });
        }
        active().ifPresent(series -> models.status().setTitle(series.item().title()));
    }

    private void watch() {
        Set<OpenSeries> now = new HashSet<>();
        panes.shown().forEach(p -> p.series().map(OpenSeries::source).ifPresent(now::add));
        seen = Set.copyOf(now);
    }

    private void release(OpenSeries series) {
        OpenSeries source = series.source();
        boolean needed = panes.shown().stream()
                .anyMatch(p -> p.showsImagesOf(source)
                        || p.asked().filter(s -> s.source().equals(source)).isPresent());
        if (!needed && !analyses.running(source)) {
            source.release();
        }
    }

    /** Gives up the memory of everything that is on screen, and the threads that read it; for the end of the window. */
    void close() {
        for (Pane pane : panes.all()) {
            pane.series().ifPresent(series -> series.source().release());
            pane.asked().ifPresent(series -> series.source().release());
        }
    }

    /** Leaves a pane empty. */
    void clear(Pane pane) {
        pane.ask(null);
        pane.series().ifPresent(series -> {
            pane.put(null);
            watch();
            pane.viewport().clear();
            analyses.clear(pane);
            release(series);
        });
    }

    /** Panes have come or gone, or another one is active. */
    private void arranged() {
        List<Pane> shown = panes.shown();
        watch();
        if (!panes.maximised()) {
            panes.all().stream().filter(p -> !shown.contains(p)).forEach(this::leave);
        }
        for (Pane pane : shown) {
            OpenSeries before = left.remove(pane);
            if (before != null && pane.asked().isEmpty()) {
                show(pane, before);
            }
        }
        Pane active = panes.active();
        desk(active).grading().activated();
        active.series().ifPresent(series -> {
            models.browser().select(series.source().item().id());
            models.status().setTitle(series.item().title());
        });
    }

    private void leave(Pane pane) {
        pane.asked().ifPresent(series -> {
            if (series.source().equals(series)) {
                left.put(pane, series);
            }
            pane.ask(null);
        });
        pane.series().ifPresent(series -> {
            pane.put(null);
            pane.viewport().clear();
            release(series);
        });
    }

    /** Gives panes that are empty what comes next in a list, each series once. */
    void fill(List<OpenSeries> candidates) {
        Iterator<OpenSeries> next = candidates.stream()
                .filter(c -> panes.shown().stream().noneMatch(p -> p.awaits(c)))
                .iterator();
        for (Pane pane : panes.shown()) {
            if (pane.asked().isEmpty() && next.hasNext()) {
                show(pane, next.next());
            }
        }
    }

    // ---- slices ----

    /** Goes to a slice of the series in the active pane, where that one or another pane shows its slices. */
    void goTo(int slice) {
        Pane active = panes.active();
        OpenSeries source = active().orElse(null);
        if (source == null || active.series().map(OpenSeries::ownSlices).orElse(true)) {
            active.viewport().goTo(slice);
        } else {
            panes.shown().stream()
                    .filter(p ->
                            p.showsImagesOf(source) && p.series().orElseThrow().ownSlices())
                    .findFirst()
                    .ifPresent(p -> p.viewport().goTo(slice));
        }
    }

    /** Called on any thread when a slice of a series has come into memory or has failed. */
    void arrived(OpenSeries series) {
        // many slices may arrive between two pulses; one message on the way to the window is enough
        if (seen.contains(series) && paintQueued.compareAndSet(false, true)) {
            home.execute(() -> {
                paintQueued.set(false);
                slicePainter.run();
                planes.arrived();
                regions.sliceArrived();
            });
        }
    }

    /** Where the slices of a pane come from. */
    SliceSupply supply(Pane pane) {
        return new SliceSupply() {
            @Override
            public void want(int k) {
                pane.series().ifPresent(series -> series.want(k));
            }

            @Override
            public void play(int k, int direction, boolean loops) {
                pane.series().ifPresent(series -> series.play(k, direction, loops));
            }

            @Override
            public Optional<String> trouble(int k) {
                return pane.series().flatMap(series -> series.trouble(k)).map(words::of);
            }
        };
    }
}
