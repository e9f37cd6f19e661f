package org.radiloom.ui.desk;

import java.util.BitSet;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.tool.Propagation;
import org.radiloom.imaging.ImageStack;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.edit.LookActions;
import org.radiloom.ui.edit.LookCase;
import org.radiloom.ui.edit.LookModel;
import org.radiloom.ui.edit.UncertainLayer;
import org.radiloom.ui.view.SliceMarks;
import org.radiloom.ui.words.Words;

/** Leads an annotator to where errors are to be expected, and carries corrections on to the neighbours of corrected slices. */
final class LookDesk implements LookActions {
    private static final String LANE = "corrections";
    /** How many of the next places the ruler marks. */
    private static final int MARKED = 5;

    private final DeskModels models;
    private final Jobs quiet;
    private final Words words;

    LookDesk(DeskModels models, Jobs quiet, Words words) {
        this.models = models;
        this.quiet = quiet;
        this.words = words;
        models.tools().edit().onChange(() -> models.panes().shown().forEach(this::mark));
    }

    private LookModel model() {
        return models.tools().edit().looking();
    }

    /** What is known of a series now. */
    void found(OpenSeries series, Optional<Analyst.Found.Structure> structure) {
        String id = series.item().id();
        if (structure.isEmpty()) {
            model().lost(id);
            return;
        }
        Analyst.Found.Structure now = structure.get();
        if (model().lastFound(id)
                .filter(look -> look.finding().equals(now.summary().id()))
                .isEmpty()) {
            model().found(id, new LookCase(now.summary().id(), now.mask(), now.certainty()));
        }
        connect(id, now);
    }

    /** A segmentation that was kept, and into which the mask of a model had come, is its correction. */
    private void connect(String id, Analyst.Found.Structure found) {
        boolean connected = model().find(id).filter(l -> l.label().isPresent()).isPresent();
        EditCase on = models.tools().edit().find(id).orElse(null);
        if (connected || on == null || !on.editor().effort().steps().containsKey(EditDesk.DRAFT)) {
            return;
        }
        on.segments().stream()
                .filter(s -> s.name().equals(found.summary().label()))
                .findFirst()
                .ifPresent(s -> model().open(on, s.label()));
    }

    /** Marks the next places on the ruler of a pane, unless something else is marked there. */
    void mark(Pane pane) {
        if (pane.tools().anomaly().finding().isPresent()) {
            return;
        }
        var marked = new BitSet();
        model().on(pane.viewport().stack())
                .filter(look -> look.shows(pane.viewport().stack()))
                .ifPresent(look -> look.upcoming(MARKED).forEach(marked::set));
        pane.viewport()
                .over()
                .setMarks(marked.isEmpty() ? SliceMarks.NONE : new SliceMarks(marked, UncertainLayer.RGB));
    }

    // ---- places ----

    @Override
    public void next() {
        series().ifPresent(id -> {
            OptionalInt to = model().next(id);
            if (to.isEmpty()) {
                models.status().setNotice(new Notice(words.of("look.all.seen"), false));
            }
            to.ifPresent(k -> goTo(id, k));
        });
    }

    @Override
    public void previous() {
        series().ifPresent(id -> model().previous(id).ifPresent(k -> goTo(id, k)));
    }

    private Optional<String> series() {
        return models.viewport().stack().flatMap(model()::series);
    }

    /** In the active pane, or else in the first one that shows the slices themselves. */
    private void goTo(String id, int slice) {
        LookCase look = model().find(id).orElseThrow();
        Pane active = models.panes().active();
        models.panes().shown().stream()
                .filter(p -> p.viewport().stack().flatMap(model()::series).equals(Optional.of(id)))
                .filter(p -> look.shows(p.viewport().stack()))
                .min(Comparator.comparing(p -> p != active))
                .ifPresent(p -> p.viewport().goTo(slice));
    }

    // ---- corrections ----

    @Override
    public void propagate() {
        EditCase on = models.tools().edit().on(models.viewport().stack()).orElse(null);
        LookCase look = model().on(models.viewport().stack()).orElse(null);
        if (on == null || look == null || look.label().isEmpty()) {
            return;
        }
        int label = look.label().getAsInt();
        long revision = on.revision();
        LabelMap map = on.map().copy();
        NavigableSet<Integer> corrected = look.corrected();
        NavigableSet<Integer> settled = look.settled();
        Optional<ImageStack> images = Optional.of(on.images());
        quiet.<NavigableMap<Integer, boolean[]>>submit(
                "propagation",
                LANE,
                progress -> new Propagation(map, label, look.draft(), images).preview(corrected, settled),
                new Outcome<>() {
                    @Override
                    public void done(NavigableMap<Integer, boolean[]> slices) {
                        if (slices.isEmpty()) {
                            models.status().setNotice(new Notice(words.of("look.nothing.carried"), false));
                        } else if (on.revision() == revision) {
                            look.offer(on, slices);
                        }
                    }

                    @Override
                    public void failed(Problem problem) {
                        models.status().setNotice(new Notice(words.of(problem), true));
                    }
                });
    }
}
