package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.Turn;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;

/**
 * What one viewport shows and how: stack, slice, window, place, overlay. Knows no JavaFX; used on one thread.
 *
 * <p>Pixels that are not square are shown in their true shape.
 */
public final class ViewportModel {
    private static final double ZOOM_STEP = 1.15;
    private static final int DRAG_PER_SLICE_PX = 6;

    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable ImageStack stack;
    private Caption caption = Caption.EMPTY;
    private int slice;
    private final Greys greys = new Greys();
    private boolean typing;
    private boolean inverted;
    private Tool tool = Tool.SCROLL;
    private Presentation presentation = Presentation.PLAIN;
    private final Covering over = new Covering(this::changed);
    private final Placement placement = new Placement();
    private final Motion motion = new Motion(this);
    private final Lens lens = new Lens(this);
    private double dragRest;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void changed() {
        listeners.forEach(Runnable::run);
    }

    // ---- what is shown ----

    /** Shows another stack from its middle slice on, fitted, in its own window, without overlay. */
    public void show(ImageStack shown, Caption words, Presentation how) {
        stack = shown;
        presentation = how;
        caption = words;
        over.begin();
        slice = shown.slices() / 2;
        greys.begin(shown);
        inverted = how.inverted();
        placement.begin(picture());
        motion.begin(how);
        changed();
    }

    /**
     * Shows a stack in place of the one before, of which it has all images and more: window, place and tool stay.
     *
     * @param k where the image on screen is now
     */
    public void exchange(ImageStack grown, Caption words, Presentation how, int k) {
        stack = grown;
        presentation = how;
        caption = words;
        over.begin();
        slice = Math.clamp(k, 0, grown.slices() - 1);
        changed();
    }

    /** Shows nothing. */
    public void clear() {
        stack = null;
        motion.jumped();
        presentation = Presentation.PLAIN;
        caption = Caption.EMPTY;
        over.begin();
        slice = 0;
        changed();
    }

    public Optional<ImageStack> stack() {
        return Optional.ofNullable(stack);
    }

    /** Whether the images are pictures or frames of a film, rather than slices. */
    public boolean film() {
        return presentation.film();
    }

    /** How the files want to be shown. */
    public Presentation presentation() {
        return presentation;
    }

    public Caption caption() {
        return caption;
    }

    /** Says something else about the same stack. */
    public void setCaption(Caption now) {
        caption = now;
        changed();
    }

    /** Slices of the stack, 0 when there is none. */
    public int slices() {
        return stack == null ? 0 : stack.slices();
    }

    /** The slice asked for, from 0. */
    public int slice() {
        return slice;
    }

    /** Goes to a slice at once; values outside the stack go to its ends. Steps that wait are forgotten. */
    public void goTo(int k) {
        motion.jumped();
        show(k);
    }

    void show(int k) {
        int wanted = Math.clamp(k, 0, Math.max(0, slices() - 1));
        if (wanted != slice) {
            slice = wanted;
            changed();
        }
    }

    /** Pages by slices; those between are shown one after the other, as fast as the display goes. */
    public void scroll(int by) {
        motion.page(by);
    }

    /** The magnifier. */
    public Lens lens() {
        return lens;
    }

    /** Paging and playing. */
    public Motion motion() {
        return motion;
    }

    // ---- window ----

    /** Centre and width of what is applied to the slice asked for. */
    public Window window() {
        return voi().window();
    }

    /** How the values of the slice asked for become brightness. */
    public VoiTransform voi() {
        return greys.of(stack, slice);
    }

    /** How the values of a slice of this stack become brightness: files may want another window in each. */
    public VoiTransform voi(Slice shown) {
        return greys.of(shown);
    }

    /** Sets a straight window for all slices. */
    public void setWindow(Window wanted) {
        setVoi(new VoiTransform.LinearExact(wanted));
    }

    /** Sets how values become brightness, for all slices. */
    public void setVoi(VoiTransform wanted) {
        greys.set(wanted);
        changed();
    }

    /** The named ways to show the slice asked for. */
    public List<WindowPreset> presets() {
        return stack == null ? List.of() : WindowPreset.of(stack, slice);
    }

    /** The one of them that is on screen; empty once the reader has set a window of their own. */
    public Optional<WindowPreset> currentPreset() {
        return greys.current(presets());
    }

    /** Shows values in a named way; one that the file offers is followed from slice to slice. */
    public void apply(WindowPreset preset) {
        greys.apply(preset);
        changed();
    }

    /** Whether the reader has left the window as the files have it. */
    public boolean asStored() {
        return stack != null
                && greys.current(presets())
                        .filter(p -> p.choice().orElse(-1) == 0)
                        .isPresent();
    }

    /** Applies the preset of a number key, 1 to 9; does nothing where this stack has none. */
    public void preset(int key) {
        greys.onKey(key, presets()).ifPresent(this::apply);
    }

    /** Changes the window by a drag: to the right is wider, upwards raises the centre. */
    public void dragWindow(double dx, double dy) {
        if (stack != null && stack.unit() != ValueUnit.COLOUR) {
            greys.drag(voi(), stack, dx, dy);
            changed();
        }
    }

    /** Whether the reader is asked to type a window. */
    public boolean typing() {
        return typing;
    }

    public void setTyping(boolean wanted) {
        if (typing != wanted) {
            typing = wanted && stack != null;
            changed();
        }
    }

    /** What brightness is shown as. */
    public ColourMap colours() {
        return greys.colours();
    }

    public void setColours(ColourMap wanted) {
        greys.setColours(wanted);
        changed();
    }

    public boolean inverted() {
        return inverted;
    }

    public void setInverted(boolean wanted) {
        inverted = wanted;
        changed();
    }

    // ---- what lies over the image ----

    /** What lies over the image, and how much of it is seen. */
    public Covering over() {
        return over;
    }

    /** Whether something lies over the image that can be hidden. */
    public boolean covered() {
        return over.any() || graphics();
    }

    /** Whether the file itself draws over the slice asked for. */
    private boolean graphics() {
        return stack().flatMap(s -> s.ifLoaded(slice)).flatMap(Slice::graphics).isPresent();
    }

    // ---- tool ----

    public Tool tool() {
        return tool;
    }

    public void setTool(Tool wanted) {
        tool = wanted;
        changed();
    }

    /** What dragging with {@code by} does; (x, y) is where the drag began. */
    public void drag(Tool by, double dx, double dy, double x, double y) {
        switch (by) {
            case SCROLL -> {
                dragRest += dy;
                int steps = (int) (dragRest / DRAG_PER_SLICE_PX);
                dragRest -= steps * DRAG_PER_SLICE_PX;
                scroll(steps);
            }
            case WINDOW -> dragWindow(dx, dy);
            case ZOOM -> zoomAt(Math.pow(1.006, -dy), x, y);
            case PAN -> panBy(dx, dy);
            case MAGNIFY -> {
                // the lens goes where the pointer goes
            }
        }
    }

    // ---- place ----

    /** Tells the model how large the viewport is, in its own pixels; the middle stays in the middle. */
    public void setSize(int w, int h) {
        if (placement.resize(Math.max(1, w), Math.max(1, h), picture())) {
            changed();
        }
    }

    /** Shows the whole slice, as large as it goes. */
    public void fit() {
        placement.fit(picture());
        changed();
    }

    /** Shows the slice as wide as the viewport. */
    public void fitWidth() {
        placement.fitWidth(picture());
        changed();
    }

    /** How the slice is turned and mirrored. */
    public Turn turn() {
        return placement.turn();
    }

    /** Turns or mirrors the slice about the middle of the viewport; what was fitted stays fitted. */
    public void setTurn(Turn wanted) {
        placement.turn(wanted, picture());
        changed();
    }

    /** One image pixel on one screen pixel. */
    public void actualSize() {
        placement.actualSize(picture());
        changed();
    }

    private Optional<Placement.Picture> picture() {
        Presentation.PixelMm pixel = pixelMm().orElse(new Presentation.PixelMm(1, 1));
        Optional<Geometry> turn = presentation.turned() ? geometry() : Optional.empty();
        return stack().map(s -> new Placement.Picture(s.columns(), s.rows(), pixel, turn));
    }

    /** Back to the stack's own window, unturned and fitted, inverted only if the files want it; stays on its slice. */
    public void reset() {
        inverted = presentation.inverted();
        if (stack != null) {
            greys.begin(stack);
        }
        placement.begin(picture());
        changed();
    }

    /** Zooms by wheel notches, keeping the point under (x, y) where it is. */
    public void zoomSteps(double notches, double x, double y) {
        zoomAt(Math.pow(ZOOM_STEP, notches), x, y);
    }

    private void zoomAt(double factor, double x, double y) {
        placement.zoom(factor, x, y);
        changed();
    }

    public void panBy(double dx, double dy) {
        placement.pan(dx, dy);
        changed();
    }

    /** Whether the reader has neither zoomed nor panned: the slice is as large as it goes. */
    public boolean fitted() {
        return placement.fitted();
    }

    /** The place in the patient that lies in the middle of the viewport, mm LPS; empty without geometry. */
    public Optional<Vec3> middle() {
        return geometry()
                .map(g -> g.toPatient(
                        placement.middle().column(), placement.middle().row(), slice));
    }

    /**
     * Shows a place in the patient in the middle of the viewport, as far as the slice holds it; does nothing without
     * geometry.
     *
     * @param pixelsPerMm how large
     */
    public void look(Vec3 patientMm, double pixelsPerMm) {
        geometry().ifPresent(g -> {
            Vec3 at = g.toIndex(patientMm);
            placement.look(
                    new ViewTransform.ImagePoint(at.x(), at.y()),
                    pixelsPerMm * Math.min(g.columnSpacingMm(), g.rowSpacingMm()));
            changed();
        });
    }

    /** Where the slice lies in the viewport. */
    public ViewTransform place() {
        return placement.transform();
    }

    /** Screen pixels per millimetre; empty when nothing may be measured. */
    public Optional<Double> pixelsPerMm() {
        return pixelMm().map(p -> 1 / place().millimetresPerPixel(p.column()));
    }

    public Optional<Geometry> geometry() {
        return stack().flatMap(ImageStack::geometry);
    }

    /** Size of a pixel in the patient; empty when nothing may be measured. */
    public Optional<Presentation.PixelMm> pixelMm() {
        return geometry()
                .map(g -> new Presentation.PixelMm(g.columnSpacingMm(), g.rowSpacingMm()))
                .or(() -> stack().flatMap(s -> presentation.pixel()));
    }

    /** Place of the slice along the axis it is stacked on; empty without geometry. */
    public Optional<AxisPosition> slicePosition() {
        return geometry().map(g -> {
            Vec3 at = g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, slice);
            return AxisPosition.along(g.columnStep().cross(g.rowStep()), at);
        });
    }

    /** What lies under a point of the viewport: empty outside the image or while its slice is not loaded. */
    public Optional<Reading> readingAt(double x, double y) {
        ImageStack shown = stack;
        if (shown == null) {
            return Optional.empty();
        }
        var at = place().toImage(x, y);
        return Reading.of(shown, slice, at.columnIndex(), at.rowIndex());
    }
}
