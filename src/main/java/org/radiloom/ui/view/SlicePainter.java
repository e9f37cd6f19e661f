package org.radiloom.ui.view;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Optional;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ColourMap;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.Slice;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.VoiTransform;

/** Resamples a slice into one buffer of the viewport's size, which the screen shows pixel by pixel. */
final class SlicePainter {
    /** Smaller pictures take a few milliseconds alone, and alone they never wait for cores that an import keeps busy. */
    private static final int SHARED_FROM = 3_000_000;

    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;
    private final int width;
    private final int height;
    private @Nullable SliceView painted;

    SlicePainter(int width, int height) {
        this.width = width;
        this.height = height;
        buffer = new PixelBuffer<>(
                width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(buffer);
    }

    WritableImage image() {
        return image;
    }

    boolean hasSize(int w, int h) {
        return w == width && h == height;
    }

    void clear() {
        painted = null;
        Arrays.fill(buffer.getBuffer().array(), 0xFF000000);
        buffer.updateBuffer(b -> null);
    }

    /**
     * Paints a slice. What we found in it is not drawn here: as a path it has a dashed line and is smooth at any zoom.
     *
     * @param graphics whether what the file draws over the slice is to be seen
     */
    void paint(
            Slice slice, VoiTransform voi, ColourMap colours, boolean inverted, boolean graphics, ViewTransform place) {
        Optional<LabelOverlay> over = graphics ? slice.graphics() : Optional.empty();
        var view = new SliceView(slice, voi, colours, inverted, over, place, width, height);
        if (view.equals(painted)) {
            return;
        }
        painted = view;
        var renderer = new SliceRenderer(view);
        int[] argb = buffer.getBuffer().array();
        if (argb.length > SHARED_FROM) {
            renderer.renderParallel(argb);
        } else {
            renderer.render(argb);
        }
        buffer.updateBuffer(b -> null);
    }
}
