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
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.radiloom.ui.words.Words;

/** A line of the list: a heading, a series with its thumbnail, or a study that was opened before. */
final class SeriesCell extends ListCell<BrowserRow> {
    private final BrowserModel model;
    private final Words words;
    private final Label patient = new Label();
    private final Label study = new Label();
    private final VBox heading = new VBox(patient, study);
    private final Label section = new Label();
    private final ImageView picture = new ImageView();
    private final Label who = new Label();
    private final Label title = new Label();
    private final Label detail = new Label();
    private final FontIcon gone = new FontIcon(MaterialDesignA.ALERT_OUTLINE);
    private final FontIcon pencil = new FontIcon(MaterialDesignP.PENCIL_OUTLINE);
    private final HBox series;
    private final Tooltip tooltip = new Tooltip();
    private @Nullable String pictureId;
    private @Nullable Thumbnail shown;

    SeriesCell(BrowserModel model, Words words) {
        this.model = model;
        this.words = words;
        setPrefWidth(0);
        patient.getStyleClass().add("strong");
        study.getStyleClass().addAll("muted", "small");
        heading.getStyleClass().add("study-row");
        section.getStyleClass().addAll("muted", "small", "section-row");
        section.setMaxWidth(Double.MAX_VALUE);
        who.getStyleClass().add("strong");
        for (Label each : new Label[] {who, title, detail}) {
            each.setTextOverrun(OverrunStyle.ELLIPSIS);
        }
        detail.getStyleClass().addAll("muted", "small");
        gone.getStyleClass().add("warn");
        var frame = new StackPane(picture, gone);
        frame.getStyleClass().add("thumbnail");
        int side = Thumbnail.SIDE + 2;
        frame.setMinSize(side, side);
        frame.setMaxSize(side, side);
        var text = new VBox(4, who, title, detail);
        text.setAlignment(Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        pencil.getStyleClass().addAll("muted", "series-corrected");
        series = new HBox(frame, text, pencil);
        series.setOnDragDetected(e -> {
            if (getItem() instanceof BrowserRow.Entry entry) {
                Dragboard board = series.startDragAndDrop(TransferMode.COPY);
                board.setContent(SeriesDrag.of(entry.item()));
                e.consume();
            }
        });
        series.getStyleClass().add("series-row");
        model.onPicture(id -> {
            if (id.equals(pictureId)) {
                showPicture(id);
            }
        });
    }

    @Override
    protected void updateItem(@Nullable BrowserRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setTooltip(null);
        setAccessibleText(null);
        pictureId = null;
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        setMouseTransparent(row instanceof BrowserRow.Heading || row instanceof BrowserRow.Section);
        switch (row) {
            case BrowserRow.Heading h -> {
                patient.setText(h.patient());
                study.setText(h.study());
                setGraphic(heading);
                setAccessibleText(h.patient() + ", " + h.study());
            }
            case BrowserRow.Section s -> {
                section.setText(words.of("browser.earlier", s.studies()));
                setGraphic(section);
            }
            case BrowserRow.Entry e ->
                show(
                        "",
                        e.item().title(),
                        e.item().detail(),
                        e.item().title(),
                        e.item().id(),
                        true);
            case BrowserRow.Earlier e -> {
                EarlierStudy s = e.study();
                show(
                        s.patient(),
                        s.study(),
                        s.present() ? s.detail() : words.of("browser.gone"),
                        s.present()
                                ? words.of("browser.earlier.open", s.study())
                                : words.of("browser.gone.where", s.where()),
                        s.picture(),
                        s.present());
            }
        }
    }

    private void show(String name, String first, String second, String hint, String id, boolean present) {
        who.setText(name);
        who.setManaged(!name.isEmpty());
        who.setVisible(!name.isEmpty());
        title.setText(first);
        detail.setText(second);
        tooltip.setText(hint);
        setTooltip(tooltip);
        gone.setVisible(!present);
        picture.setOpacity(present ? 1 : 0.3);
        pictureId = id;
        setGraphic(series);
        setAccessibleText(name.isEmpty() ? first + ", " + second : name + ", " + first + ", " + second);
        showPicture(id);
    }

    private void showPicture(String id) {
        boolean corrected = model.corrected(id);
        pencil.setVisible(corrected);
        pencil.setManaged(corrected);
        if (corrected) {
            setAccessibleText(words.of("browser.corrected", title.getText(), detail.getText()));
        }
        Thumbnail thumbnail = model.thumbnail(id).orElse(null);
        if (thumbnail == null) {
            shown = null;
            picture.setImage(null);
            model.wantPicture(id);
            return;
        }
        if (thumbnail.equals(shown)) {
            return;
        }
        shown = thumbnail;
        int side = Thumbnail.SIDE;
        int[] argb = Arrays.copyOf(thumbnail.argb(), side * side);
        var image = new WritableImage(side, side);
        image.getPixelWriter().setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
        picture.setImage(image);
    }
}
