package org.radiloom.ui.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;

/**
 * How a viewport turns values into grey or colour: one of the ways that the file offers, followed from slice to slice, or
 * what the reader has set, which then holds for all slices.
 */
final class Greys {
    /** Wider or further away than any value; keeps numbers finite whatever the hand does. */
    static final double LARGEST = 1e9;

    private static final int DRAG_FOR_WHOLE_WINDOW_PX = 400;

    private VoiTransform own = new VoiTransform.LinearExact(new Window(0, 1));
    private OptionalInt followed = OptionalInt.empty();
    private ColourMap colours = ColourMap.GREY;

    /** Follows the file's first choice, in grey. */
    void begin(ImageStack stack) {
        own = new VoiTransform.LinearExact(stack.defaultWindow());
        followed = OptionalInt.of(0);
        colours = ColourMap.GREY;
    }

    /** The transform for the pixels of a slice. */
    VoiTransform of(Slice shown) {
        return shown instanceof GreySlice grey
                        && followed.isPresent()
                        && followed.getAsInt() < grey.choices().size()
                ? grey.choices().get(followed.getAsInt()).transform()
                : own;
    }

    /** The transform for slice {@code k}; the last one set while that is not in memory. */
    VoiTransform of(@Nullable ImageStack stack, int k) {
        return stack == null ? own : stack.ifLoaded(k).map(this::of).orElse(own);
    }

    void set(VoiTransform wanted) {
        own = wanted;
        followed = OptionalInt.empty();
    }

    void apply(WindowPreset preset) {
        own = preset.voi();
        followed = preset.choice();
    }

    /** The preset that is on screen, if it is one. */
    Optional<WindowPreset> current(List<WindowPreset> presets) {
        return presets.stream()
                .filter(p -> followed.isPresent()
                        ? p.choice().equals(followed)
                        : p.choice().isEmpty() && p.voi().equals(own))
                .findFirst();
    }

    /** The preset of a number key; on key 1 the file's choices come one after the other. */
    Optional<WindowPreset> onKey(int key, List<WindowPreset> presets) {
        int next = followed.orElse(-1) + 1;
        return presets.stream()
                .filter(p -> key == 1 && next > 0 && p.choice().orElse(-1) == next && p.key() == 0)
                .findFirst()
                .or(() ->
                        presets.stream().filter(p -> p.key() == key && key > 0).findFirst());
    }

    /**
     * Changes a window by a hand's way: to the right is wider, upwards raises the centre, each in parts of the width. What was
     * a sigmoid or a table stays one.
     *
     * @param right way to the right, pixels
     * @param down way downwards, pixels
     */
    void drag(VoiTransform from, ImageStack stack, double right, double down) {
        Window before = from.window();
        double step = before.width() / DRAG_FOR_WHOLE_WINDOW_PX;
        double width = Math.clamp(before.width() + 2 * right * step, narrowest(from, stack), LARGEST);
        set(from.with(new Window(Math.clamp(before.centre() - down * step, -LARGEST, LARGEST), width)));
    }

    /** The narrowest window that shows anything: one unit where values are whole, else a small part of the first one. */
    static double narrowest(VoiTransform voi, ImageStack stack) {
        boolean whole = stack.unit() == ValueUnit.HOUNSFIELD || voi instanceof VoiTransform.Linear;
        return whole ? 1 : Math.min(1e-3, stack.defaultWindow().width() / 1000);
    }

    ColourMap colours() {
        return colours;
    }

    void setColours(ColourMap wanted) {
        colours = wanted;
    }
}
