package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.Window;

/**
 * A window with a name and a number key.
 *
 * @param key number key, 1 to 9
 * @param name key of its name in the words
 */
public record WindowPreset(int key, String name, Window window) {
    /** Number key of the window for bone. */
    public static final int BONE = 3;

    private static final List<WindowPreset> CT = List.of(
            new WindowPreset(2, "window.soft", new Window(40, 400)),
            new WindowPreset(BONE, "window.bone", new Window(500, 2000)),
            new WindowPreset(4, "window.brain", new Window(40, 80)),
            new WindowPreset(5, "window.lung", new Window(-600, 1500)),
            new WindowPreset(6, "window.mediastinum", new Window(50, 350)),
            new WindowPreset(7, "window.angio", new Window(300, 600)),
            new WindowPreset(8, "window.teeth", new Window(1200, 3600)),
            new WindowPreset(9, "window.full", Window.between(-1024, 3071)));

    /** The presets that make sense for a stack: its own window first, and the CT windows where values are in HU; none for colour. */
    public static List<WindowPreset> of(ImageStack stack) {
        if (stack.unit() == ValueUnit.COLOUR) {
            return List.of();
        }
        var own = new WindowPreset(1, "window.own", stack.defaultWindow());
        if (stack.unit() != ValueUnit.HOUNSFIELD) {
            return List.of(own);
        }
        var all = new ArrayList<WindowPreset>();
        all.add(own);
        all.addAll(CT);
        return List.copyOf(all);
    }

    /** The preset of a number key, if the stack has one there. */
    public static Optional<WindowPreset> of(ImageStack stack, int key) {
        return of(stack).stream().filter(p -> p.key == key).findFirst();
    }
}
