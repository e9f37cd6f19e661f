package org.radiloom.ui.browse;

import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A line of the list of series: a heading, or a series with its thumbnail. */
final class SeriesCell extends ListCell<BrowserRow> {
    private final BrowserModel model;
    private final Label patient = new Label();
    private final Label study = new Label();
    private final VBox heading = new VBox(patient, study);
    private final ImageView picture = new ImageView();
    private final Label title = new Label();
    private final Label detail = new Label();
    private final HBox series;
    private final Tooltip tooltip = new Tooltip();
    private @Nullable Thumbnail shown;

    SeriesCell(BrowserModel model) {
        this.model = model;
        setPrefWidth(0);
        patient.getStyleClass().add("strong");
        study.getStyleClass().addAll("muted", "small");
        heading.getStyleClass().add("study-row");
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        detail.getStyleClass().addAll("muted", "small");
        var frame = new StackPane(picture);
        frame.getStyleClass().add("thumbnail");
        int side = Thumbnail.SIDE + 2;
        frame.setMinSize(side, side);
        frame.setMaxSize(side, side);
        var text = new VBox(4, title, detail);
        text.setAlignment(Pos.CENTER_LEFT);
        series = new HBox(frame, text);
        series.setOnDragDetected(e -> {
            if (getItem() instanceof BrowserRow.Entry entry) {
                Dragboard board = series.startDragAndDrop(TransferMode.COPY);
                board.setContent(SeriesDrag.of(entry.item()));
                e.consume();
            }
        });
        series.getStyleClass().add("series-row");
    }

    @Override
    protected void updateItem(@Nullable BrowserRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setTooltip(null);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        switch (row) {
            case BrowserRow.Heading h -> {
                patient.setText(h.patient());
                study.setText(h.study());
                setGraphic(heading);
                setMouseTransparent(true);
            }
            case BrowserRow.Entry e -> {
                title.setText(e.item().title());
                detail.setText(e.item().detail());
                tooltip.setText(e.item().title());
                setTooltip(tooltip);
                showPicture(model.thumbnail(e.item().id()).orElse(null));
                setGraphic(series);
                setMouseTransparent(false);
            }
        }
    }

    private void showPicture(@Nullable Thumbnail thumbnail) {
        if (thumbnail == shown) {
            return;
        }
        shown = thumbnail;
        if (thumbnail == null) {
            picture.setImage(null);
            return;
        }
        int side = Thumbnail.SIDE;
        int[] argb = Arrays.copyOf(thumbnail.argb(), side * side);
        var image = new WritableImage(side, side);
        image.getPixelWriter().setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
        picture.setImage(image);
    }
}
