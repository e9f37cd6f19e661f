package org.radiloom.ui.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.radiloom.ui.inspect.InspectorModel;
import org.radiloom.ui.inspect.ReaderTools;
import org.radiloom.ui.view.ViewportModel;

/**
 * One cell of the grid of images: how its series is shown, what was found in it, and what lies over it. Knows no JavaFX;
 * used on one thread.
 */
public final class Pane {
    private final ViewportModel viewport = new ViewportModel();
    private final InspectorModel inspector = new InspectorModel();
    private final ReaderTools tools;
    private @Nullable OpenSeries series;
    private @Nullable OpenSeries asked;

    Pane(ReaderTools tools) {
        this.tools = tools;
    }

    public ViewportModel viewport() {
        return viewport;
    }

    public InspectorModel inspector() {
        return inspector;
    }

    /** Its pictures over the image are its own; the regions that a reader draws are those of the whole window. */
    public ReaderTools tools() {
        return tools;
    }

    /** The series on screen. */
    public Optional<OpenSeries> series() {
        return Optional.ofNullable(series);
    }

    /** The series whose images these are, where they are images of files: planes that are cut through a series are none. */
    public Optional<OpenSeries> files() {
        return series().filter(OpenSeries::ownSlices).map(OpenSeries::source);
    }

    /** The series that is to be shown: it is on screen, or its first image is being read. */
    public Optional<OpenSeries> asked() {
        return Optional.ofNullable(asked);
    }

    /** Whether this series is on screen here. */
    public boolean shows(OpenSeries one) {
        return one.equals(series);
    }

    /** Whether this series is on screen here, or planes that are cut through it. */
    public boolean showsImagesOf(OpenSeries source) {
        return series != null && series.source().equals(source);
    }

    /** Whether this series is on screen here or will be. */
    public boolean awaits(OpenSeries one) {
        return one.equals(asked);
    }

    void ask(@Nullable OpenSeries wanted) {
        asked = wanted;
    }

    void put(@Nullable OpenSeries now) {
        series = now;
    }
}
