package org.radiloom.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VoiChoice;
import org.radiloom.imaging.VoiTransform;
import org.radiloom.imaging.Window;

/**
 * A way to show grey values that has a name: one that the file offers for the slice on screen, or one for CT.
 *
 * <p>Keys: 1 is the file's first choice. In CT, 2 to 9 are the windows for tissues, whatever the file offers, and the file's
 * further choices follow on 1 when it is pressed again; elsewhere the file's choices have the keys 1 to 9 in their order.
 *
 * @param key number key, 1 to 9; 0 for none of its own
 * @param name key of its name in the words
 * @param explanation what the file calls it, shown instead of the name; empty where there is no such text
 * @param choice which of the file's choices it is, from 0; empty for one of ours
 */
public record WindowPreset(int key, String name, String explanation, OptionalInt choice, VoiTransform voi) {
    /** Number key of the window for bone. */
    public static final int BONE = 3;

    private static final int KEYS = 9;
    private static final List<WindowPreset> CT = List.of(
            ct(2, "window.soft", new Window(40, 400)),
            ct(BONE, "window.bone", new Window(500, 2000)),
            ct(4, "window.brain", new Window(40, 80)),
            ct(5, "window.lung", new Window(-600, 1500)),
            ct(6, "window.mediastinum", new Window(50, 350)),
            ct(7, "window.angio", new Window(300, 600)),
            ct(8, "window.teeth", new Window(1200, 3600)),
            ct(9, "window.full", Window.between(-1024, 3071)));

    private static WindowPreset ct(int key, String name, Window window) {
        return new WindowPreset(key, name, "", OptionalInt.empty(), new VoiTransform.LinearExact(window));
    }

    /**
     * What makes sense for a slice: what its file offers first, and the CT windows where values are in HU; none for colour.
     * While the slice is not in memory, and where its file says nothing, the stack's window stands in for the file's.
     */
    public static List<WindowPreset> of(ImageStack stack, int slice) {
        if (stack.unit() == ValueUnit.COLOUR) {
            return List.of();
        }
        boolean ct = stack.unit() == ValueUnit.HOUNSFIELD;
        List<VoiChoice> offered = offered(stack, slice);
        var all = new ArrayList<WindowPreset>();
        for (int n = 0; n < offered.size(); n++) {
            boolean keyed = n == 0 || !ct && n < KEYS;
            VoiChoice choice = offered.get(n);
            String name = n == 0 ? "window.own" : "window.own.more";
            all.add(new WindowPreset(
                    keyed ? n + 1 : 0, name, choice.explanation().strip(), OptionalInt.of(n), choice.transform()));
        }
        if (ct) {
            all.addAll(CT);
        }
        return List.copyOf(all);
    }

    private static List<VoiChoice> offered(ImageStack stack, int slice) {
        List<VoiChoice> file = stack.ifLoaded(slice)
                .map(s -> s instanceof GreySlice grey ? grey.choices() : List.<VoiChoice>of())
                .orElse(List.of());
        return file.isEmpty() ? List.of(new VoiChoice(new VoiTransform.LinearExact(stack.defaultWindow()), "")) : file;
    }

    /** Centre and width as they are shown. */
    public Window window() {
        return voi.window();
    }
}
