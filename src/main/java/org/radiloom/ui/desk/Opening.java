package org.radiloom.ui.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.browse.BrowserFilter;
import org.radiloom.ui.browse.EarlierStudy;
import org.radiloom.ui.browse.RecentPlace;
import org.radiloom.ui.browse.SkippedFile;
import org.radiloom.ui.browse.Thumbnail;
import org.radiloom.ui.words.Words;

/**
 * How series come into the window: opening, their pictures, and what was opened before. What arrives never changes what is on
 * screen, except in an empty window and where the reader asked for just this study.
 */
final class Opening {
    private static final String SHELF = "shelf";

    private final DeskModels models;
    private final Library library;
    private final Shelf shelf;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Executor home;
    private final Words words;
    private final Screen screen;
    private final Map<String, OpenSeries> open = new HashMap<>();
    private final List<OpenSeries> newcomers = new ArrayList<>();
    private final Optional<Path> corrections;
    private final Set<String> asked = new HashSet<>();
    private @Nullable String wantedStudy;

    Opening(
            DeskModels models,
            Desk.Services services,
            Jobs jobs,
            Jobs quiet,
            Executor home,
            Words words,
            Screen screen) {
        this.models = models;
        this.library = services.library();
        this.shelf = services.shelf();
        this.corrections = services.corrections();
        this.jobs = jobs;
        this.quiet = quiet;
        this.home = home;
        this.words = words;
        this.screen = screen;
        models.browser().onPictureWanted(this::bringPicture);
    }

    Optional<OpenSeries> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** All series, as the list has them. */
    List<OpenSeries> all() {
        return models.browser().items().stream()
                .flatMap(item -> find(item.id()).stream())
                .toList();
    }

    /** The reader has chosen a series: nothing else is shown by itself any more. */
    void chosen() {
        wantedStudy = null;
    }

    /** Whether what was opened is a place of its own, or a study that the shelf knows anyway. */
    private enum Remember {
        PLACE,
        NOTHING
    }

    /** @param then what to do when all is there */
    void open(List<Path> paths, Runnable then) {
        open(() -> paths, Remember.PLACE, then);
    }

    private void open(Supplier<List<Path>> paths, Remember remember, Runnable then) {
        // no path in the name: names of jobs are logged, and folders are often called after patients
        jobs.<List<SkippedFile>>submit(
                words.of("open.job"),
                "import",
                progress -> library.open(paths.get(), progress, s -> home.execute(() -> found(s))),
                new Outcome<>() {
                    @Override
                    public void done(List<SkippedFile> skipped) {
                        boolean any = !newcomers.isEmpty();
                        opened(skipped, then);
                        if (remember == Remember.PLACE && any) {
                            onShelf(() -> shelf.opened(paths.get()));
                        } else {
                            onShelf(() -> {});
                        }
                    }

                    @Override
                    public void failed(Problem problem) {
                        wantedStudy = null;
                        models.status().setNotice(new Notice(words.of(problem), true));
                    }

                    @Override
                    public void cancelled() {
                        // what was found until then stays and gets its pictures
                        wantedStudy = null;
                        newcomers.forEach(Opening.this::picture);
                        newcomers.clear();
                    }
                });
    }

    private void found(OpenSeries series) {
        String id = series.item().id();
        OpenSeries known = open.get(id);
        if (known != null && known.item().equals(series.item())) {
            if (wanted(series)) {
                show(known);
            }
            newcomers.add(known);
            return;
        }
        add(series);
        newcomers.add(series);
        if (known != null) {
            newcomers.remove(known);
            screen.grow(known, series);
        } else if (screen.empty() || wanted(series)) {
            show(series);
        }
    }

    private boolean wanted(OpenSeries series) {
        return series.item().facets().studyUid().equals(wantedStudy);
    }

    private void show(OpenSeries series) {
        wantedStudy = null;
        screen.show(models.panes().active(), series);
    }

    void add(OpenSeries series) {
        open.put(series.item().id(), series);
        series.onSlice(() -> screen.arrived(series));
        models.browser().add(List.of(series.item()));
    }

    private void opened(List<SkippedFile> skipped, Runnable then) {
        models.browser().addSkipped(skipped);
        newcomers.forEach(this::picture);
        newcomers.clear();
        if (models.browser().items().isEmpty()) {
            models.status().setNotice(new Notice(words.of("open.nothing"), true));
        } else {
            then.run();
        }
    }

    // ---- pictures ----

    /** Thumbnails come last: the reader waits for the first image, not for them. */
    private void picture(OpenSeries series) {
        mark(series);
        String id = series.item().id();
        quiet.<Thumbnail>submit(
                "thumbnail",
                "thumbnails",
                progress -> {
                    Optional<Thumbnail> kept = shelf.picture(id);
                    if (kept.isPresent()) {
                        return kept.get();
                    }
                    Thumbnail made = series.thumbnail();
                    shelf.keepPicture(id, made);
                    return made;
                },
                shown(id));
    }

    /** The list marks series that somebody has corrected: whether their file is there says that. */
    private void mark(OpenSeries series) {
        String id = series.item().id();
        corrections.ifPresent(folder -> quiet.<Boolean>submit(
                "corrections",
                "thumbnails",
                progress -> Files.exists(CaseFile.of(series, folder).file()),
                new Outcome<>() {
                    @Override
                    public void done(Boolean there) {
                        if (there) {
                            models.browser().markCorrected(id);
                        }
                    }

                    @Override
                    public void failed(Problem problem) {}
                }));
    }

    /** The list shows a study of before whose picture it does not have. */
    private void bringPicture(String id) {
        if (!open.containsKey(id) && asked.add(id)) {
            quiet.<Optional<Thumbnail>>submit(
                    "thumbnail", "thumbnails", progress -> shelf.picture(id), new Outcome<>() {
                        @Override
                        public void done(Optional<Thumbnail> picture) {
                            picture.ifPresent(p -> models.browser().setThumbnail(id, p));
                        }

                        @Override
                        public void failed(Problem problem) {}
                    });
        }
    }

    private Outcome<Thumbnail> shown(String id) {
        return new Outcome<>() {
            @Override
            public void done(Thumbnail picture) {
                models.browser().setThumbnail(id, picture);
            }

            @Override
            public void failed(Problem problem) {
                // the list shows the empty frame; opening the series will say why
            }
        };
    }

    /** Says everything again: names have come or gone, or the language has changed. */
    void retell() {
        if (models.patients().hidden()) {
            // at once; what may be shown comes back in a moment
            models.browser().setFilter(BrowserFilter.ALL);
            models.browser().setEarlier(List.of(), List.of());
        }
        models.browser().add(open.values().stream().map(OpenSeries::item).toList());
        onShelf(() -> {});
    }

    // ---- what was opened before ----

    /** Brings what was opened before into the list; looks for it again if it has been lost. */
    void recall() {
        onShelf(() -> {});
        jobs(progress -> {
            if (shelf.lost()) {
                home.execute(() -> models.status().setNotice(new Notice(words.of("browser.looking.again"), false)));
                shelf.lookAgain(progress);
            }
        });
    }

    /** Changes the shelf and shows what lies on it then. */
    private void onShelf(Runnable change) {
        jobs(progress -> change.run());
    }

    private void jobs(java.util.function.Consumer<org.radiloom.job.Progress> work) {
        quiet.<Shelf.Content>submit(
                SHELF,
                SHELF,
                progress -> {
                    work.accept(progress);
                    return shelf.content();
                },
                new Outcome<>() {
                    @Override
                    public void done(Shelf.Content now) {
                        models.browser().setEarlier(now.studies(), now.places());
                    }

                    @Override
                    public void failed(Problem problem) {
                        models.status().setNotice(new Notice(words.of(problem), true));
                    }
                });
    }

    void open(EarlierStudy study) {
        if (!study.present()) {
            models.status().setNotice(new Notice(words.of("browser.gone.notice", study.where()), true));
            // the disc may be back by now
            onShelf(() -> {});
            return;
        }
        wantedStudy = study.uid();
        open(() -> shelf.sources(study), Remember.NOTHING, () -> {});
    }

    void open(RecentPlace place) {
        open(place::paths, Remember.PLACE, () -> {});
    }

    void forget(EarlierStudy study) {
        onShelf(() -> shelf.forget(study));
    }

    void forget(RecentPlace place) {
        onShelf(() -> shelf.forget(place));
    }
}
