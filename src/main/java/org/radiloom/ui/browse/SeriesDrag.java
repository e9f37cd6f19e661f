package org.radiloom.ui.browse;

import java.util.Optional;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;

/** A series on its way from the list to a pane. */
public final class SeriesDrag {
    private static final DataFormat FORMAT = new DataFormat("application/x-radiloom-series");

    private SeriesDrag() {}

    static ClipboardContent of(SeriesItem item) {
        var content = new ClipboardContent();
        content.put(FORMAT, item.id());
        return content;
    }

    /** The id of the series that is dragged, if it is one. */
    public static Optional<String> series(Dragboard board) {
        return board.getContent(FORMAT) instanceof String id ? Optional.of(id) : Optional.empty();
    }
}
