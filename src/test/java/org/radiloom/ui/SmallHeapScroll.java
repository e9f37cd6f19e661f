package org.radiloom.ui;

import static org.radiloom.ui.WindowUnderTest.fx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import org.radiloom.home.Home;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Window;
import org.radiloom.ui.view.Overlay;
import org.radiloom.ui.view.SliceAreas;
import org.radiloom.ui.view.SliceMask;

/**
 * A process of its own with little memory: shows a CT of 1,000 slices with a mask on each, goes through all of it and
 * back, takes most of the memory away, and prints what became of it. Run by {@link MemoryGuardTest}.
 */
final class SmallHeapScroll {
    private static final int MIB = 1 << 20;
    private static final int FORWARD = 3;
    private static final int BACK = 13;
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final WindowUnderTest window;
    private int blank;
    private int shown;

    private SmallHeapScroll(WindowUnderTest window) {
        this.window = window;
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[1]);
        var scroll = new SmallHeapScroll(
                WindowUnderTest.open(work.resolve("no-models"), work, Home.under(work.resolve("home"))));
        scroll.run(Path.of(args[0]));
        System.exit(0);
    }

    private long pixelMib() {
        return window.workplace.pixelBytes() / MIB;
    }

    private void run(Path ct) throws Exception {
        fx(() -> window.workplace.desk().open(List.of(ct)));
        window.untilPainted();
        window.until(() -> window.models().jobs().active().isEmpty());
        Geometry grid = fx(() -> window.view().geometry().orElseThrow());
        int last = grid.slices() - 1;
        byte[] voxels = new byte[Math.toIntExact(grid.voxels())];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (at % grid.columns() < 20 ? 1 : 0);
        }
        Mask mask = Mask.of(grid, voxels);
        var overlay = new Overlay(SliceMask.of(mask), SliceAreas.of(mask), Overlay.MANDIBLE, false);
        fx(() -> {
            window.view().over().setMask(overlay);
            // the value of a voxel is its slice; the lowest is not black, so that a blank image can be told
            window.view().setWindow(Window.between(-500, 1000));
        });
        long most = 0;
        for (int k = 0; k <= last; k += FORWARD) {
            show(k);
            most = Math.max(most, pixelMib());
        }
        for (int k = last; k >= 0; k -= BACK) {
            show(k);
        }
        System.out.println("slices=" + grid.slices());
        System.out.println("shown=" + shown);
        System.out.println("mostMiB=" + most);
        press(last / 2);
        System.out.println("blank=" + blank);
    }

    private void show(int k) throws Exception {
        fx(() -> window.view().goTo(k));
        long patience = System.nanoTime() + PATIENCE_NS;
        while (fx(() -> window.viewport().paintedSlice()) != k) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("slice " + k + " was never painted");
            }
            Thread.sleep(2);
        }
        shown++;
        if (shown % 10 == 0) {
            look();
        }
    }

    private void look() {
        double red = fx(() -> {
            PixelReader pixels =
                    window.viewport().snapshot(new SnapshotParameters(), null).getPixelReader();
            return pixels.getColor(
                            (int) window.viewport().getWidth() / 2,
                            (int) window.viewport().getHeight() / 2)
                    .getRed();
        });
        blank += red < 0.2 ? 1 : 0;
    }

    /** Takes memory until pixels are given up, and looks at the image meanwhile and afterwards. */
    private void press(int k) throws Exception {
        show(k);
        window.until(() -> pixelMib() > 300);
        long before = pixelMib();
        List<byte[]> taken = new ArrayList<>();
        while (pixelMib() >= before && taken.size() < 600) {
            taken.add(new byte[MIB]);
            Thread.sleep(5);
        }
        Thread.sleep(500);
        System.out.println("takenMiB=" + taken.size());
        System.out.println("beforeMiB=" + before);
        System.out.println("afterMiB=" + pixelMib());
        look();
        // painted anew, as slices that have gone would show now
        fx(() -> window.view().setWindow(Window.between(-600, 1000)));
        window.untilPainted();
        look();
        show(k + 40);
        look();
        System.out.println("stillTaken=" + taken.size());
    }
}
