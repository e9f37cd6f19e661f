package org.radiloom.ui.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.plane.Plane;
import org.radiloom.imaging.plane.Slab;
import org.radiloom.ui.view.ViewportModel;

/**
 * Three planes through one point of the patient, and what is beside them. Moving the point moves the planes; paging in a
 * plane moves the point. The planes share one window. Knows no JavaFX; used on one thread.
 */
public final class PlanesModel {
    private static final List<Slab.Projection> PROJECTIONS = List.of(Slab.Projection.values());

    private final List<Runnable> listeners = new ArrayList<>();
    private final List<ViewportModel> watched = new ArrayList<>();
    private final SurfaceModel surface = new SurfaceModel();
    private List<Cell> cells = List.of();
    private @Nullable ViewportModel surfaceView;
    private @Nullable Geometry grid;
    private @Nullable Vec3 point;
    private @Nullable VoiTransform voi;
    private boolean inverted;
    private String banner = "";
    private String unread = "";
    /** Read by threads that make planes. */
    private volatile Slab slab = Slab.NONE;

    private boolean busy;

    /** A plane in a pane. */
    private static final class Cell {
        private final Plane plane;
        private final ViewportModel view;
        private @Nullable ImageStack known;
        private int slice;

        Cell(Plane plane, ViewportModel view) {
            this.plane = plane;
            this.view = view;
        }
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    // ---- on and off ----

    /**
     * Begins with planes through a point.
     *
     * @param views of the planes, which get their images a little later
     * @param beside what stands in the place of the surface
     * @param volume the grid that planes are cut from
     * @param as the view whose window the planes take over
     * @param words why the images were brought to another grid; empty where they were not
     */
    public void open(
            Map<Plane, ViewportModel> views,
            ViewportModel beside,
            Geometry volume,
            Vec3 at,
            ViewportModel as,
            String words) {
        List<Cell> all = new ArrayList<>();
        views.forEach((plane, view) -> all.add(new Cell(plane, view)));
        cells = List.copyOf(all);
        surfaceView = beside;
        grid = volume;
        voi = as.asStored() ? null : as.voi();
        inverted = as.inverted();
        banner = words;
        slab = Slab.NONE;
        point = within(volume, at);
        for (ViewportModel view : views.values()) {
            if (!watched.contains(view)) {
                watched.add(view);
                view.onChange(() -> viewChanged(view));
            }
        }
        changed();
    }

    /** Ends; the views keep what they show. */
    public void close() {
        if (on()) {
            cells = List.of();
            surfaceView = null;
            grid = null;
            point = null;
            banner = "";
            unread = "";
            slab = Slab.NONE;
            surface.clear();
            changed();
        }
    }

    public boolean on() {
        return !cells.isEmpty();
    }

    /** The plane that a view shows. */
    public Optional<Plane> planeIn(ViewportModel view) {
        return cell(view).map(c -> c.plane);
    }

    private Optional<Cell> cell(ViewportModel view) {
        return cells.stream().filter(c -> c.view == view).findFirst();
    }

    /** Whether the surface stands in the place of this view's images. */
    public boolean surfaceIn(ViewportModel view) {
        return view == surfaceView;
    }

    public SurfaceModel surface() {
        return surface;
    }

    /** What was done to the images, and what is missing; empty where they are shown as they are. */
    public String banner() {
        return banner.isEmpty() || unread.isEmpty() ? banner + unread : banner + "   " + unread;
    }

    /** Says which images could not be read and are black; empty where there are none. */
    public void setUnread(String words) {
        if (!words.equals(unread)) {
            unread = words;
            changed();
        }
    }

    // ---- the point ----

    /** The point that all planes go through, mm LPS; empty while there are none. */
    public Optional<Vec3> point() {
        return Optional.ofNullable(point);
    }

    /** Moves the point, and all planes with it; stays within the volume. */
    public void moveTo(Vec3 wanted) {
        Geometry g = grid;
        if (g == null || busy) {
            return;
        }
        point = within(g, wanted);
        busy = true;
        try {
            cells.forEach(this::follow);
        } finally {
            busy = false;
        }
        changed();
    }

    /** Moves the point to the middle of the volume. */
    public void centre() {
        Geometry g = grid;
        if (g != null) {
            moveTo(g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, (g.slices() - 1) / 2.0));
        }
    }

    /** Where the point appears in the images of a view: fractional column, row and slice. */
    public Optional<Vec3> indexIn(ViewportModel view) {
        Vec3 at = point;
        return cell(view).isEmpty() || at == null
                ? Optional.empty()
                : view.geometry().map(g -> g.toIndex(at));
    }

    private static Vec3 within(Geometry g, Vec3 at) {
        Vec3 i = g.toIndex(at);
        return g.toPatient(
                Math.clamp(i.x(), 0, g.columns() - 1.0),
                Math.clamp(i.y(), 0, g.rows() - 1.0),
                Math.clamp(i.z(), 0, g.slices() - 1.0));
    }

    private void follow(Cell cell) {
        Vec3 at = point;
        Geometry g = cell.view.geometry().orElse(null);
        if (at != null && g != null && cell.known != null) {
            cell.view.goTo((int) Math.round(g.toIndex(at).z()));
            cell.slice = cell.view.slice();
        }
    }

    private void viewChanged(ViewportModel view) {
        Cell cell = cell(view).orElse(null);
        ImageStack stack = view.stack().orElse(null);
        if (cell == null || busy || !(stack instanceof org.radiloom.imaging.plane.PlaneStack)) {
            return;
        }
        busy = true;
        try {
            if (!stack.equals(cell.known)) {
                cell.known = stack;
                VoiTransform shared = voi;
                if (shared != null) {
                    view.setVoi(shared);
                }
                view.setInverted(inverted);
                follow(cell);
            } else {
                takeOver(cell);
            }
        } finally {
            busy = false;
        }
        changed();
    }

    /** The reader has paged in a plane, or changed its window. */
    private void takeOver(Cell cell) {
        ViewportModel view = cell.view;
        Vec3 at = point;
        if (view.slice() != cell.slice && at != null) {
            Geometry g = view.geometry().orElseThrow();
            Vec3 i = g.toIndex(at);
            point = g.toPatient(i.x(), i.y(), view.slice());
            cell.slice = view.slice();
        }
        boolean otherWindow = !view.asStored() && !view.voi().equals(voi);
        if (otherWindow || view.inverted() != inverted) {
            voi = otherWindow ? view.voi() : voi;
            inverted = view.inverted();
            for (Cell other : cells) {
                if (other != cell && other.known != null) {
                    if (otherWindow) {
                        other.view.setVoi(view.voi());
                    }
                    other.view.setInverted(inverted);
                }
            }
        }
    }

    // ---- the slab ----

    /** How thick planes are; may be asked from any thread. */
    public Slab slab() {
        return slab;
    }

    public void setSlab(Slab wanted) {
        if (on() && !wanted.equals(slab)) {
            slab = wanted;
            changed();
        }
    }

    /** Makes planes thicker by some millimetres, or thinner. */
    public void thicken(double byMm) {
        setSlab(new Slab(Math.clamp(Math.rint(slab.thicknessMm() + byMm), 0, Slab.THICKEST_MM), slab.projection()));
    }

    /** Goes on to the next way of making one of several planes. */
    public void nextProjection() {
        int next = (PROJECTIONS.indexOf(slab.projection()) + 1) % PROJECTIONS.size();
        setSlab(new Slab(slab.thicknessMm(), PROJECTIONS.get(next)));
    }
}
