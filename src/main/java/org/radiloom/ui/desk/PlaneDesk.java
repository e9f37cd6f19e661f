package org.radiloom.ui.desk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.PlaneStack;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.job.Jobs;
import org.radiloom.study.VolumeGrade;
import org.radiloom.ui.plane.PlaneActions;
import org.radiloom.ui.plane.PlanesModel;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** Puts planes through a series into four panes, with the surface of what was found in it, and the old panes back. */
final class PlaneDesk implements PlaneActions {
    private static final PaneGrid FOUR = new PaneGrid(2, 2);

    private final DeskModels models;
    private final PlanesModel planes;
    private final Screen screen;
    private final Words words;
    private final SurfaceDesk surfaces;
    private Slab slab = Slab.NONE;
    private @Nullable Open open;

    /** What was there before. */
    private record Before(PaneGrid grid, Pane active, List<Shown> shown) {}

    private record Shown(Pane pane, OpenSeries series) {}

    /** @param panes three with planes and one beside them */
    private record Open(OpenSeries source, List<Pane> panes, Before before) {}

    PlaneDesk(DeskModels models, Dialogs dialogs, Jobs jobs, Jobs quiet, Screen screen, Words words) {
        this.models = models;
        this.planes = models.planes();
        this.screen = screen;
        this.words = words;
        this.surfaces = new SurfaceDesk(models, dialogs, jobs, quiet, screen, words);
        models.panes().onChange(this::arranged);
        planes.onChange(this::thickened);
    }

    @Override
    public void toggle() {
        if (open != null) {
            restore(open);
        } else {
            screen.active().ifPresent(this::cut);
        }
    }

    // ---- planes ----

    private void cut(OpenSeries source) {
        VolumeGrade grade = source.volume();
        if (grade instanceof VolumeGrade.Refused refused) {
            models.status().setNotice(new Notice(words.of("plane.refused", reason(refused)), true));
            return;
        }
        Panes panes = models.panes();
        ViewportModel here = models.viewport();
        Geometry volume = grid(grade);
        Vec3 at = here.geometry()
                .map(g -> g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, here.slice()))
                .orElseGet(() -> volume.toPatient(
                        (volume.columns() - 1) / 2.0, (volume.rows() - 1) / 2.0, (volume.slices() - 1) / 2.0));
        panes.setMaximised(false);
        List<Shown> shown = new ArrayList<>();
        panes.shown().forEach(p -> p.asked().ifPresent(s -> shown.add(new Shown(p, s))));
        var before = new Before(panes.grid(), panes.active(), shown);
        panes.setGrid(FOUR);
        List<Pane> four = panes.shown();
        open = new Open(source, four, before);
        String banner = grade instanceof VolumeGrade.Evened evened ? banner(evened) : "";
        Map<Plane, Pane> cells = new EnumMap<>(Map.of(
                Plane.AXIAL, four.get(0),
                Plane.CORONAL, four.get(1),
                Plane.SAGITTAL, four.get(2)));
        Map<Plane, ViewportModel> views = new EnumMap<>(Plane.class);
        cells.forEach((plane, pane) -> views.put(plane, pane.viewport()));
        planes.open(views, four.get(3).viewport(), volume, at, here, banner);
        cells.forEach((plane, pane) -> {
            String name = words.of(
                    switch (plane) {
                        case AXIAL -> "plane.axial";
                        case CORONAL -> "plane.coronal";
                        case SAGITTAL -> "plane.sagittal";
                    });
            screen.show(pane, new PlaneSeries(source, plane, grade, planes::slab, name));
        });
        screen.clear(four.get(3));
        panes.activate(four.get(0));
        surfaces.begin(source);
    }

    private static Geometry grid(VolumeGrade grade) {
        return switch (grade) {
            case VolumeGrade.Even even -> even.geometry();
            case VolumeGrade.Evened evened -> evened.places().even();
            case VolumeGrade.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private String banner(VolumeGrade.Evened evened) {
        return evened.reason() == VolumeGrade.Reason.TILTED
                ? words.of("plane.banner.tilted", evened.detail())
                : words.of("plane.banner.uneven", evened.detail());
    }

    private String reason(VolumeGrade.Refused refused) {
        return switch (refused.reason()) {
            case TILTED -> words.of("plane.refused.tilted", refused.detail());
            case UNEVEN -> words.of("plane.refused.uneven", refused.detail());
            case MISSING_SLICES -> words.of("plane.refused.missing", refused.detail());
            case REPEATED_POSITIONS -> words.of("plane.refused.repeated");
            case MIXED_ORIENTATION -> words.of("plane.refused.mixed");
            case TOO_FEW_SLICES -> words.of("plane.refused.few");
            case NO_PLACE -> words.of("plane.refused.place");
            case COLOUR -> words.of("plane.refused.colour");
        };
    }

    private void restore(Open now) {
        Panes panes = models.panes();
        end();
        panes.setMaximised(false);
        // those that stay come first, so that nobody gives up the images meanwhile
        now.before().shown().forEach(s -> screen.show(s.pane(), s.series()));
        now.panes().stream()
                .filter(p -> now.before().shown().stream().noneMatch(s -> s.pane() == p))
                .forEach(screen::clear);
        panes.activate(now.before().active());
        panes.setGrid(now.before().grid());
    }

    private void end() {
        open = null;
        surfaces.end();
        planes.close();
    }

    /** The reader has chosen another grid: the planes that are still there stay as they are, without a crosshair. */
    private void arranged() {
        if (open != null && !models.panes().grid().equals(FOUR)) {
            end();
        }
    }

    /** Images have come into memory, or have turned out to be unreadable: those that cannot be read are told. */
    void arrived() {
        Open now = open;
        if (now != null) {
            int unread = 0;
            int images = now.panes().get(0).viewport().stack().orElse(null) instanceof PlaneStack cut
                    ? cut.source().slices()
                    : 0;
            for (int k = 0; k < images; k++) {
                unread += now.source().trouble(k).isPresent() ? 1 : 0;
            }
            planes.setUnread(unread == 0 ? "" : words.of("plane.banner.unread", unread, images));
        }
    }

    /** Structures in planes of another thickness have other outlines. */
    private void thickened() {
        Open now = open;
        if (now != null && !planes.slab().equals(slab)) {
            slab = planes.slab();
            now.panes().forEach(p -> p.viewport().over().mask().ifPresent(o -> p.viewport()
                    .over()
                    .setMask(new Overlay(o.mask(), o.areas(), o.argb(), o.draft()))));
        }
    }

    /** A pane has got a series: where it is not one of the planes, they end. */
    void put(Pane pane, OpenSeries series) {
        Open now = open;
        if (now != null && now.panes().contains(pane) && !(series instanceof PlaneSeries)) {
            end();
        }
    }

    // ---- surface ----

    /** What was found in a series, or how far its analysis is, has changed. */
    void found(OpenSeries source) {
        surfaces.found(source);
    }

    @Override
    public void analyse() {
        surfaces.analyse();
    }

    @Override
    public void exportSurface() {
        surfaces.export();
    }
}
