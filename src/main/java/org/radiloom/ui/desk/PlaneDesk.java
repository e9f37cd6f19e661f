package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.PlaneStack;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.imaging.surface.MarchingCubes;
import org.radiloom.imaging.surface.StlFile;
import org.radiloom.imaging.surface.SurfaceMesh;
import org.radiloom.imaging.surface.SurfacePainter;
import org.radiloom.imaging.surface.TaubinSmoothing;
import org.radiloom.imaging.surface.VolumeMatch;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.study.VolumeGrade;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.plane.PlaneActions;
import org.radiloom.ui.plane.PlanesModel;
import org.radiloom.ui.plane.SurfaceModel;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** Puts planes through a series into four panes, with the surface of what was found in it, and the old panes back. */
final class PlaneDesk implements PlaneActions {
    private static final PaneGrid FOUR = new PaneGrid(2, 2);
    private static final int SMOOTHING_ROUNDS = 12;
    /** Part of a voxel by which points may move, so that the surface has the volume of its voxels. */
    private static final double MOST_MOVED = 0.25;

    private final DeskModels models;
    private final PlanesModel planes;
    private final Dialogs dialogs;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Screen screen;
    private final Words words;
    private Slab slab = Slab.NONE;
    private @Nullable Open open;
    private Analyst.Found.@Nullable Structure structure;

    /** What was there before. */
    private record Before(PaneGrid grid, Pane active, List<Shown> shown) {}

    private record Shown(Pane pane, OpenSeries series) {}

    /** @param panes three with planes and one beside them */
    private record Open(OpenSeries source, List<Pane> panes, Before before) {}

    PlaneDesk(DeskModels models, Dialogs dialogs, Jobs jobs, Jobs quiet, Screen screen, Words words) {
        this.models = models;
        this.planes = models.planes();
        this.dialogs = dialogs;
        this.jobs = jobs;
        this.quiet = quiet;
        this.screen = screen;
        this.words = words;
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
        structure = null;
        found(source);
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
        structure = null;
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
        Open now = open;
        if (now == null || !now.source().equals(source)) {
            return;
        }
        Analyst.Found.Structure wanted = screen.analyses().structure(source).orElse(null);
        if (wanted == null) {
            structure = null;
            planes.surface().say(message(source), askable(source));
        } else if (structure == null || !structure.mask().equals(wanted.mask())) {
            structure = wanted;
            make(wanted);
        } else {
            structure = wanted;
            planes.surface().rename(title(wanted));
        }
    }

    private String message(OpenSeries source) {
        return switch (screen.analyses().standing(source, Target.MANDIBLE).orElse(null)) {
            case null -> words.of("surface.none");
            case Analysis.NoSeries none -> words.of("surface.none");
            case Analysis.Impossible impossible -> words.of("surface.impossible", impossible.reason());
            case Analysis.Running running -> words.of("surface.running");
            case Analysis.Possible possible -> words.of("surface.ask");
            case Analysis.Done done -> words.of("surface.nothing");
            case Analysis.Refused refused -> words.of("surface.impossible", refused.reason());
            case Analysis.Failed failed -> words.of("surface.impossible", failed.sentence());
        };
    }

    private boolean askable(OpenSeries source) {
        return screen.analyses().standing(source, Target.MANDIBLE).orElse(null) instanceof Analysis.Possible;
    }

    private String title(Analyst.Found.Structure found) {
        boolean draft = found.summary().state() == FindingState.DRAFT;
        return words.of(
                draft ? "surface.title.draft" : "surface.title",
                found.summary().label(),
                words.number(found.summary().volumeCm3(), 1));
    }

    private void make(Analyst.Found.Structure found) {
        planes.surface().say(words.of("surface.making"), false);
        quiet.<SurfaceModel.Shown>submit(
                "surface",
                "surface",
                progress -> {
                    Geometry grid = found.mask().geometry();
                    double volume = found.mask().count() * grid.voxelVolumeMm3();
                    double most = MOST_MOVED
                            * Math.min(grid.columnSpacingMm(), Math.min(grid.rowSpacingMm(), grid.sliceSpacingMm()));
                    SurfaceMesh cubes = MarchingCubes.of(found.mask());
                    SurfaceMesh mesh = VolumeMatch.of(cubes, volume, most);
                    SurfaceMesh smooth = VolumeMatch.of(TaubinSmoothing.of(cubes, SMOOTHING_ROUNDS), volume, most);
                    return new SurfaceModel.Shown(
                            mesh, new SurfacePainter(smooth, SegmentDescription.MANDIBLE_RGB), title(found));
                },
                new Outcome<>() {
                    @Override
                    public void done(SurfaceModel.Shown shown) {
                        Analyst.Found.Structure wanted = structure;
                        if (wanted != null && wanted.mask().equals(found.mask())) {
                            planes.surface().show(shown);
                            planes.surface().rename(title(wanted));
                        }
                    }

                    @Override
                    public void failed(Problem problem) {
                        planes.surface().say(words.of(problem), false);
                    }
                });
    }

    @Override
    public void analyse() {
        Open now = open;
        if (now != null) {
            screen.analyses().start(now.source(), Target.MANDIBLE, OptionalInt.empty());
        }
    }

    @Override
    public void exportSurface() {
        SurfaceMesh mesh =
                planes.surface().shown().map(SurfaceModel.Shown::original).orElse(null);
        Optional<Path> file = mesh == null
                ? Optional.empty()
                : dialogs.saveAs(words.of("surface.export.title"), words.of("surface.export.name"));
        if (mesh == null || file.isEmpty()) {
            return;
        }
        jobs.<Path>submit(
                words.of("surface.export.job"),
                "export",
                progress -> {
                    StlFile.write(file.get(), mesh);
                    return file.get();
                },
                new Outcome<>() {
                    @Override
                    public void done(Path written) {
                        models.status().setNotice(new Notice(words.of("export.done", written.toString()), false));
                    }

                    @Override
                    public void failed(Problem problem) {
                        models.status().setNotice(new Notice(words.of(problem), true));
                    }
                });
    }
}
