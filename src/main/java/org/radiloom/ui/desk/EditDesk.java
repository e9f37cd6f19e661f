package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.radiloom.annotate.Canvas;
import org.radiloom.annotate.Segment;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Mask;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.job.Work;
import org.radiloom.problem.Problem;
import org.radiloom.ui.edit.EditActions;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.EditModel;
import org.radiloom.ui.edit.EditTool;
import org.radiloom.ui.edit.SegmentPresets;
import org.radiloom.ui.edit.StepWords;
import org.radiloom.ui.words.Words;

/**
 * Opens the segmentation of a series for correction, with everything that was done before, and makes the model's draft its
 * first step. Each case has one file, in the folder of corrections.
 */
final class EditDesk implements EditActions {
    private static final String LANE = "corrections";

    /** Work on what is open does not keep another series from being opened. */
    private static final String WORK_LANE = "operations";

    /** The step that puts a model's mask into a case. */
    static final String DRAFT = "draft";

    private final DeskModels models;
    private final Refusal refusal;
    private final Optional<Path> folder;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Screen screen;
    private final Words words;
    private final Set<String> opening = new HashSet<>();

    /** What is to be done with cases that are being looked for, once they are here. */
    private final Map<String, Consumer<EditCase>> asked = new HashMap<>();

    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Integer> noticed = new HashMap<>();
    private String told = "";

    /** What lies over the images of a series that has a case: segments, or what a model found. */
    private record Seen(OpenSeries series, boolean segments) {}

    /** @param jobs work that the reader sees; {@code quiet} work that they need not */
    EditDesk(DeskModels models, Optional<Path> folder, Jobs jobs, Jobs quiet, Screen screen, Words words) {
        this.models = models;
        this.refusal = new Refusal(models.status());
        this.jobs = jobs;
        this.folder = folder;
        this.quiet = quiet;
        this.screen = screen;
        this.words = words;
        model().setStarter(this::start);
        model().setRefusal(why -> refusal.say(words.of(why)));
        model().onChange(this::changed);
        model().setBackground(this::work);
        model().setDrafts(on -> draftOf(on).map(Analyst.Found.Structure::mask));
    }

    /** Work on a segmentation, where the reader sees it. */
    private <T> void work(String step, Work<T> work, Consumer<T> then) {
        jobs.submit(StepWords.of(step, words), WORK_LANE, work, new Outcome<>() {
            @Override
            public void done(T result) {
                then.accept(result);
            }

            @Override
            public void failed(Problem problem) {
                models.status().setNotice(new Notice(words.of(problem), true));
            }
        });
    }

    /** Where the journals are; empty where nothing is kept. */
    Optional<Path> folder() {
        return folder;
    }

    private EditModel model() {
        return models.tools().edit();
    }

    /** A series is on screen: its segmentation comes with it if there is one. */
    void shown(OpenSeries series, ImageStack stack) {
        OpenSeries source = series.source();
        String id = source.item().id();
        model().attach(stack, id);
        Optional<EditCase> known = model().find(id);
        if (known.isEmpty()) {
            open(source, true, on -> {});
        } else if (source.equals(series)) {
            sameGrid(known.get(), source, stack);
        }
    }

    /** More files of a series have been found since: the case is opened again, on all of them. */
    private void sameGrid(EditCase on, OpenSeries source, ImageStack stack) {
        boolean grown = on.measured()
                && stack.geometry().filter(g -> !g.equals(on.grid())).isPresent();
        if (grown) {
            letGo(on);
            open(source, true, again -> {});
        }
    }

    @Override
    public void start() {
        screen.active().ifPresent(series -> open(series, false, this::begun));
    }

    /** Opens the case of a series, or begins it without a segment. */
    void with(OpenSeries series, Consumer<EditCase> then) {
        open(series, false, then);
    }

    /** A case that is new gets the model's draft, or else an empty segment, so that there is something to paint with. */
    private void begun(EditCase on) {
        if (on.segments().isEmpty()) {
            draftOf(on).ifPresentOrElse(found -> draft(on, found), () -> on.add("segment", first()));
        }
    }

    /** In CT the mandible, which most annotators come for; elsewhere nothing is claimed about what will be drawn. */
    private Segment first() {
        boolean ct = screen.active()
                .filter(s -> s.item().facets().modality().equals("CT"))
                .isPresent();
        return ct ? SegmentPresets.first(1) : SegmentPresets.named(words.of("correct.segment.unnamed"), 1);
    }

    @Override
    public void correct() {
        screen.active()
                .ifPresent(series -> open(series, false, on -> {
                    draftOf(on).filter(found -> lacksDraft(on)).ifPresent(found -> draft(on, found));
                    begun(on);
                    model().setTool(EditTool.BRUSH);
                }));
    }

    private Optional<Analyst.Found.Structure> draftOf(EditCase on) {
        return screen.active().filter(s -> s.item().id().equals(on.id())).flatMap(screen.analyses()::structure);
    }

    /** Whether the mask of a model has never become a part of a case, or all has been taken away again. */
    private static boolean lacksDraft(EditCase on) {
        boolean never = !on.editor().effort().steps().containsKey(DRAFT);
        return never || on.segments().stream().allMatch(s -> on.map().count(s.label()) == 0);
    }

    /**
     * The model's mask becomes a step of its own, in a segment of its name that is empty or in a new one: nothing of what it
     * said is lost by correcting it, and nothing that was painted before by looking at what it says.
     */
    private void draft(EditCase on, Analyst.Found.Structure found) {
        if (!found.mask().geometry().equals(on.grid())) {
            models.status().setNotice(new Notice(words.of("correct.refused.grid"), true));
            return;
        }
        String name = found.summary().label();
        int label = on.segments().stream()
                .filter(s -> s.name().equals(name) && !s.locked() && on.map().count(s.label()) == 0)
                .mapToInt(Segment::label)
                .findFirst()
                .orElseGet(() -> {
                    int fresh = 1
                            + on.segments().stream()
                                    .mapToInt(Segment::label)
                                    .max()
                                    .orElse(0);
                    on.add("segment", SegmentPresets.named(name, fresh));
                    return fresh;
                });
        on.setLabel(label);
        on.edit(DRAFT, canvas -> putWhereFree(canvas, found.mask(), label));
        model().looking().open(on, label);
    }

    private static void putWhereFree(Canvas canvas, Mask mask, int label) {
        Geometry g = mask.geometry();
        for (int k = 0; k < g.slices(); k++) {
            boolean none = mask.countInSlice(k) == 0;
            for (int j = 0; j < g.rows() && !none; j++) {
                for (int i = 0; i < g.columns(); i++) {
                    if (mask.contains(i, j, k) && canvas.label(i, j, k) == 0) {
                        canvas.set(i, j, k, label);
                    }
                }
            }
        }
    }

    /**
     * Opens the case of a series, or begins it.
     *
     * @param kept whether to open it only if something was done before
     */
    private void open(OpenSeries series, boolean kept, Consumer<EditCase> then) {
        String id = series.item().id();
        Optional<EditCase> known = model().find(id);
        if (known.isPresent()) {
            then.accept(known.get());
            return;
        }
        if (folder.isEmpty()) {
            return;
        }
        if (!kept) {
            asked.merge(id, then, Consumer::andThen);
        }
        if (!opening.add(id)) {
            // asked for while the journal was looked for: begun when that has ended
            return;
        }
        String annotator = model().annotator();
        quiet.<Optional<EditCase>>submit(
                "correction",
                LANE,
                progress -> CaseFile.of(series, folder.orElseThrow()).open(kept, annotator),
                new Outcome<>() {
                    @Override
                    public void done(Optional<EditCase> read) {
                        opening.remove(id);
                        Optional<Consumer<EditCase>> wanted = Optional.ofNullable(asked.remove(id));
                        if (read.isPresent()) {
                            series(read.get(), series);
                            model().put(read.get());
                            wanted.ifPresent(each -> each.accept(read.get()));
                        } else {
                            wanted.ifPresent(each -> open(series, false, each));
                        }
                    }

                    @Override
                    public void failed(Problem problem) {
                        opening.remove(id);
                        asked.remove(id);
                        tell(problem);
                    }

                    @Override
                    public void cancelled() {
                        opening.remove(id);
                        asked.remove(id);
                    }
                });
    }

    private void series(EditCase on, OpenSeries series) {
        seen.put(on.id(), new Seen(series, false));
    }

    /** Takes the model's mask off the image when segments come into its place, and puts it back when they go. */
    private void exchange(EditCase on) {
        Seen before = seen.get(on.id());
        boolean now = !on.segments().isEmpty();
        if (before != null && before.segments != now) {
            seen.put(on.id(), new Seen(before.series, now));
            models.browser().markCorrected(on.id());
            screen.refresh(before.series);
        }
    }

    private void changed() {
        refusal.changed(model().all());
        model().all().forEach(this::exchange);
        model().all().forEach(this::notice);
        String trouble = model().all().stream()
                .flatMap(c -> c.trouble().stream())
                .map(words::of)
                .findFirst()
                .orElse("");
        if (!trouble.equals(told)) {
            told = trouble;
            if (!trouble.isEmpty()) {
                models.status().setNotice(new Notice(trouble, true));
            }
        }
    }

    /** Says what has been found of the journal of a case since it was last asked. */
    private void notice(EditCase on) {
        List<Problem> all = on.editor().notices();
        int before = noticed.getOrDefault(on.id(), 0);
        if (all.size() > before) {
            noticed.put(on.id(), all.size());
            all.subList(before, all.size()).forEach(this::tell);
        }
    }

    private void letGo(EditCase on) {
        model().remove(on.id());
        noticed.remove(on.id());
        try {
            on.editor().close();
        } catch (Problem problem) {
            tell(problem);
        }
    }

    private void tell(Problem problem) {
        models.status().setNotice(new Notice(words.of(problem), true));
    }

    /** Ends the work on all cases; their files stay. */
    void close() {
        model().all().forEach(this::letGo);
    }
}
