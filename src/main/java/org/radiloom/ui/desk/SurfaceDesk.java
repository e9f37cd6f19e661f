package org.radiloom.ui.desk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.VoxelBox;
import org.radiloom.imaging.surface.MarchingCubes;
import org.radiloom.imaging.surface.StlFile;
import org.radiloom.imaging.surface.SurfaceMesh;
import org.radiloom.imaging.surface.SurfacePainter;
import org.radiloom.imaging.surface.TaubinSmoothing;
import org.radiloom.imaging.surface.VolumeMatch;
import org.radiloom.job.Jobs;
import org.radiloom.job.Outcome;
import org.radiloom.problem.Problem;
import org.radiloom.ui.edit.EditCase;
import org.radiloom.ui.inspect.Analysis;
import org.radiloom.ui.inspect.FindingState;
import org.radiloom.ui.inspect.Target;
import org.radiloom.ui.plane.SurfaceModel;
import org.radiloom.ui.words.Words;

/**
 * Makes the surface beside the planes: of the segment that is being corrected, made anew after each step, or else of what a model
 * found. Surfaces are made one at a time; of what changes meanwhile the last wins.
 */
final class SurfaceDesk {
    private static final int SMOOTHING_ROUNDS = 12;
    /** Part of a voxel by which points may move, so that the surface has the volume of its voxels. */
    private static final double MOST_MOVED = 0.25;

    private final DeskModels models;
    private final Dialogs dialogs;
    private final Jobs jobs;
    private final Jobs quiet;
    private final Screen screen;
    private final Words words;
    private @Nullable OpenSeries source;
    private @Nullable Subject wanted;
    private boolean making;

    /**
     * What a surface is of.
     *
     * @param whose mask of a model, or map that is corrected
     * @param label of the segment, 0 for a model's mask
     * @param step when it was last changed
     */
    private record Subject(Object whose, int label, long step) {}

    SurfaceDesk(DeskModels models, Dialogs dialogs, Jobs jobs, Jobs quiet, Screen screen, Words words) {
        this.models = models;
        this.dialogs = dialogs;
        this.jobs = jobs;
        this.quiet = quiet;
        this.screen = screen;
        this.words = words;
        models.tools().edit().onChange(this::edited);
    }

    private SurfaceModel surface() {
        return models.planes().surface();
    }

    /** There are planes now, through a series. */
    void begin(OpenSeries of) {
        source = of;
        wanted = null;
        found(of);
    }

    /** The planes have gone. */
    void end() {
        source = null;
        wanted = null;
    }

    /** What was found in a series, or how far its analysis is, has changed. */
    void found(OpenSeries of) {
        if (of.equals(source)) {
            corrected(of).ifPresentOrElse(this::follow, () -> followModel(of));
        }
    }

    /** A segment of a grid that has a size. */
    private Optional<EditCase> corrected(OpenSeries of) {
        return models.tools()
                .edit()
                .find(of.item().id())
                .filter(on -> on.measured() && on.segment().isPresent());
    }

    /** Something has changed on a segmentation, if only the place of the pointer. */
    private void edited() {
        OpenSeries now = source;
        if (now != null) {
            Optional<EditCase> on = corrected(now);
            if (on.isPresent()) {
                follow(on.get());
            } else if (wanted != null && wanted.label != 0) {
                followModel(now);
            }
        }
    }

    private void follow(EditCase on) {
        var subject = new Subject(on.map(), on.label(), on.lastStepNanos().orElse(0));
        if (!on.painting() && !subject.equals(wanted)) {
            want(subject, on.label());
        }
    }

    private void followModel(OpenSeries of) {
        Analyst.Found.Structure found = screen.analyses().structure(of).orElse(null);
        if (found == null) {
            wanted = null;
            surface().say(message(of), askable(of));
            return;
        }
        var subject = new Subject(found.mask(), 0, 0);
        if (subject.equals(wanted)) {
            surface().rename(title(found));
        } else {
            want(subject, 0);
        }
    }

    private void want(Subject subject, int label) {
        Subject before = wanted;
        wanted = subject;
        if (before == null || before.label != label || surface().shown().isEmpty()) {
            surface().say(words.of("surface.making"), false);
        }
        if (!making) {
            make();
        }
    }

    private String message(OpenSeries of) {
        return switch (screen.analyses().standing(of, Target.MANDIBLE).orElse(null)) {
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

    private boolean askable(OpenSeries of) {
        return screen.analyses().standing(of, Target.MANDIBLE).orElse(null) instanceof Analysis.Possible;
    }

    private String title(Analyst.Found.Structure found) {
        boolean draft = found.summary().state() == FindingState.DRAFT;
        return words.of(
                draft ? "surface.title.draft" : "surface.title",
                found.summary().label(),
                words.number(found.summary().volumeCm3(), 1));
    }

    /** Makes what is wanted now; if something else is wanted when it is there, that comes next. */
    private void make() {
        OpenSeries now = source;
        Subject subject = wanted;
        if (now == null || subject == null) {
            return;
        }
        Optional<EditCase> on = corrected(now).filter(c -> subject.label != 0);
        if (on.isPresent()) {
            Segment segment = on.get().segment().orElseThrow();
            // strokes go on meanwhile: this is what is there now
            LabelMap labels = on.get().map().copy();
            make(subject, segment.rgb(), () -> labels.mask(segment.label()), segment.name());
        } else {
            screen.analyses()
                    .structure(now)
                    .ifPresent(found -> make(subject, SegmentDescription.MANDIBLE_RGB, found::mask, null));
        }
    }

    private void make(Subject subject, int rgb, Supplier<Mask> voxels, @Nullable String name) {
        making = true;
        quiet.<Optional<Made>>submit(
                "surface",
                "surface",
                progress -> {
                    Mask mask = voxels.get();
                    return VoxelBox.around(mask).map(box -> surface(box.of(mask)));
                },
                new Outcome<>() {
                    @Override
                    public void done(Optional<Made> made) {
                        finished(
                                subject,
                                made.map(m -> new SurfaceModel.Shown(
                                        m.mesh, new SurfacePainter(m.smooth, rgb), title(name, m.volumeCm3))));
                    }

                    @Override
                    public void failed(Problem problem) {
                        making = false;
                        surface().say(words.of(problem), false);
                    }

                    @Override
                    public void cancelled() {
                        making = false;
                    }
                });
    }

    private String title(@Nullable String segment, double cm3) {
        return segment == null ? "" : words.of("surface.title", segment, words.number(cm3, 1));
    }

    /** @param volumeCm3 of the voxels */
    private record Made(SurfaceMesh mesh, SurfaceMesh smooth, double volumeCm3) {}

    private static Made surface(Mask mask) {
        Geometry grid = mask.geometry();
        double volume = mask.count() * grid.voxelVolumeMm3();
        double most =
                MOST_MOVED * Math.min(grid.columnSpacingMm(), Math.min(grid.rowSpacingMm(), grid.sliceSpacingMm()));
        SurfaceMesh cubes = MarchingCubes.of(mask);
        SurfaceMesh mesh = VolumeMatch.of(cubes, volume, most);
        SurfaceMesh smooth = VolumeMatch.of(TaubinSmoothing.of(cubes, SMOOTHING_ROUNDS), volume, most);
        return new Made(mesh, smooth, mask.volumeCm3());
    }

    private void finished(Subject subject, Optional<SurfaceModel.Shown> made) {
        making = false;
        OpenSeries now = source;
        if (now == null || wanted == null) {
            return;
        }
        if (!subject.equals(wanted)) {
            // shows how it goes while strokes come faster than surfaces
            if (subject.label == wanted.label && subject.label != 0) {
                made.ifPresent(surface()::show);
            }
            make();
            return;
        }
        if (made.isEmpty()) {
            surface().say(words.of("surface.empty"), askable(now));
            return;
        }
        surface().show(made.get());
        if (subject.label == 0) {
            screen.analyses().structure(now).ifPresent(found -> surface().rename(title(found)));
        }
    }

    /** Looks for the structure whose surface is not there yet. */
    void analyse() {
        OpenSeries now = source;
        if (now != null) {
            screen.analyses().start(now, Target.MANDIBLE, OptionalInt.empty());
        }
    }

    /** Saves the surface that is shown. */
    void export() {
        SurfaceMesh mesh = surface().shown().map(SurfaceModel.Shown::original).orElse(null);
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
