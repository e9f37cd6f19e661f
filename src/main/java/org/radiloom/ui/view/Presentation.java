package org.radiloom.ui.view;

import java.util.Optional;
import org.radiloom.imaging.FrameTimes;
import org.radiloom.imaging.LossyCoding;

/**
 * How the files of a stack want to be shown.
 *
 * @param turned whether to mirror slices so that front is up and the patient's right is on the left: for files that keep
 *     voxels in an order of their own, not in the order of the screen
 * @param inverted whether the lowest value is meant to be white
 * @param pixel size of a pixel, for images that have one but no place in the patient
 * @param film whether the images are pictures or frames of a film, rather than slices of a body
 * @param frameOfReference the space that places in the patient refer to: those of two series can be compared only if they
 *     share it
 * @param times when the frames of a film are due
 * @param lossy what the images have lost by compression; empty when nothing
 */
public record Presentation(
        boolean turned,
        boolean inverted,
        Optional<PixelMm> pixel,
        boolean film,
        Optional<String> frameOfReference,
        Optional<FrameTimes> times,
        Optional<LossyCoding> lossy) {
    /** Distance of neighbouring columns and rows, mm. */
    public record PixelMm(double column, double row) {}

    /** As the pixels lie in the file, the lowest value black. */
    public static final Presentation PLAIN = new Presentation(false, false, Optional.empty(), false);

    /** A series whose space is not known. */
    public Presentation(boolean turned, boolean inverted, Optional<PixelMm> pixel, boolean film) {
        this(turned, inverted, pixel, film, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same for slices that lie the way readers look. */
    public Presentation upright() {
        return new Presentation(false, inverted, pixel, film, frameOfReference, times, lossy);
    }

    /** The same in a space. */
    public Presentation in(Optional<String> space) {
        return new Presentation(turned, inverted, pixel, film, space, times, lossy);
    }

    /** The same with the clock of a film. */
    public Presentation timed(Optional<FrameTimes> clock) {
        return new Presentation(turned, inverted, pixel, film, frameOfReference, clock, lossy);
    }

    /** The same of images that have lost something. */
    public Presentation compressed(Optional<LossyCoding> how) {
        return new Presentation(turned, inverted, pixel, film, frameOfReference, times, how);
    }

    /** The clock, one with the default rate where the files have none. */
    FrameTimes timesOf(int images) {
        return times.filter(t -> t.frames() == images).orElseGet(() -> FrameTimes.unknown(Math.max(1, images)));
    }
}
