package org.radiloom.ui.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.surface.SurfaceCamera;
import org.radiloom.imaging.surface.SurfaceMesh;
import org.radiloom.imaging.surface.SurfacePainter;

/** The surface of a structure and how it is looked at, or what stands in its way. Knows no JavaFX; used on one thread. */
public final class SurfaceModel {
    private static final double ZOOM_STEP = 1.15;
    /** A drag of this many pixels turns by one radian. */
    private static final double PIXELS_PER_RADIAN = 160;

    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Shown shown;
    private String message = "";
    private boolean askable;
    private SurfaceCamera camera = SurfaceCamera.FRONT;

    /**
     * A surface.
     *
     * @param original with the steps of its voxels, for files
     * @param painter of the smoothed one
     * @param words what it is, and how large
     */
    public record Shown(SurfaceMesh original, SurfacePainter painter, String words) {}

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    public Optional<Shown> shown() {
        return Optional.ofNullable(shown);
    }

    /** Shows a surface from where the last one was looked at. */
    public void show(Shown surface) {
        shown = surface;
        message = "";
        askable = false;
        changed();
    }

    /** Says something else of the surface that is shown. */
    public void rename(String words) {
        Shown now = shown;
        if (now != null && !now.words.equals(words)) {
            shown = new Shown(now.original, now.painter, words);
            changed();
        }
    }

    /** Shows words in place of a surface. */
    public void say(String words, boolean mayAsk) {
        shown = null;
        message = words;
        askable = mayAsk;
        changed();
    }

    void clear() {
        camera = SurfaceCamera.FRONT;
        say("", false);
    }

    /** Why there is no surface, and what to do; empty where there is one. */
    public String message() {
        return message;
    }

    /** Whether an analysis can be asked for. */
    public boolean askable() {
        return askable;
    }

    public SurfaceCamera camera() {
        return camera;
    }

    /** Turns the surface with a drag of the pointer, in pixels. */
    public void drag(double dx, double dy) {
        camera = camera.turned(dx / PIXELS_PER_RADIAN, dy / PIXELS_PER_RADIAN);
        changed();
    }

    /** Zooms by wheel notches. */
    public void zoomSteps(double notches) {
        camera = camera.zoomed(Math.pow(ZOOM_STEP, notches));
        changed();
    }

    /** Looks from the front again, at the whole. */
    public void reset() {
        camera = SurfaceCamera.FRONT;
        changed();
    }
}
