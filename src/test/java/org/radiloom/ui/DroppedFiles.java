package org.radiloom.ui;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;
import org.jspecify.annotations.Nullable;

/** Files that the desktop lets fall on the window: the headless platform has no desktop, and loses drags on their way. */
final class DroppedFiles implements TKClipboard {
    private final Map<DataFormat, Object> content;

    private DroppedFiles(Path... paths) {
        content = Map.of(DataFormat.FILES, Stream.of(paths).map(Path::toFile).toList());
    }

    /** Moves files over a node and lets them go; call on the FX thread. */
    static void on(Node target, Path... paths) {
        Dragboard board = DragboardHelper.createDragboard(new DroppedFiles(paths));
        fire(DragEvent.DRAG_OVER, board, target);
        fire(DragEvent.DRAG_DROPPED, board, target);
    }

    private static void fire(EventType<DragEvent> type, Dragboard board, Node target) {
        Event.fireEvent(target, new DragEvent(type, board, 9, 9, 9, 9, TransferMode.COPY, null, null, null));
    }

    @Override
    public Set<DataFormat> getContentTypes() {
        return content.keySet();
    }

    @Override
    @SafeVarargs
    public final boolean putContent(Pair<DataFormat, Object>... pairs) {
        throw new IllegalStateException(Arrays.toString(pairs));
    }

    @Override
    public @Nullable Object getContent(DataFormat format) {
        return content.get(format);
    }

    @Override
    public boolean hasContent(DataFormat format) {
        return content.containsKey(format);
    }

    @Override
    public Set<TransferMode> getTransferModes() {
        return Set.of(TransferMode.COPY);
    }

    @Override
    public void setDragView(@Nullable Image image) {}

    @Override
    public void setDragViewOffsetX(double offset) {}

    @Override
    public void setDragViewOffsetY(double offset) {}

    @Override
    public @Nullable Image getDragView() {
        return null;
    }

    @Override
    public double getDragViewOffsetX() {
        return 0;
    }

    @Override
    public double getDragViewOffsetY() {
        return 0;
    }
}
