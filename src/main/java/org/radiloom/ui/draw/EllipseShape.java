package org.radiloom.ui.draw;

import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeType;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.Ellipse;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.ui.draw.IndexModel.Organ;
import org.radiloom.ui.words.Words;

/** One region of the hepatorenal index: named by a word, dragged by its area, sized by two handles. */
final class EllipseShape {
    private static final double HANDLE = 5;
    private static final Color LIVER = Color.web("#58A6FF");
    private static final Color KIDNEY = Color.web("#F0A6CA");

    private final IndexModel model;
    private final Organ organ;
    private final javafx.scene.shape.Ellipse rim = new javafx.scene.shape.Ellipse();
    private final javafx.scene.shape.Ellipse line = new javafx.scene.shape.Ellipse();
    private final Circle right;
    private final Circle bottom;
    private final Text name;
    private final Text shade;
    private ViewTransform place = new ViewTransform(1, 1, 0, 0);
    private @Nullable Ellipse shown;
    private double grabColumn;
    private double grabRow;

    EllipseShape(IndexModel model, Organ organ, Words words) {
        this.model = model;
        this.organ = organ;
        boolean liver = organ == Organ.LIVER;
        Color colour = liver ? LIVER : KIDNEY;
        String id = liver ? "index-liver" : "index-kidney";
        String word = words.of(liver ? "index.liver" : "index.kidney");
        right = handle(id + "-width", colour, Cursor.H_RESIZE);
        bottom = handle(id + "-height", colour, Cursor.V_RESIZE);
        shade = label(word, Color.BLACK);
        shade.setStroke(Color.BLACK);
        shade.setStrokeWidth(3);
        name = label(word, colour);
        rim.setManaged(false);
        rim.setMouseTransparent(true);
        rim.setFill(null);
        rim.setStroke(Color.rgb(0, 0, 0, 0.7));
        rim.setStrokeType(StrokeType.CENTERED);
        line.setManaged(false);
        line.setId(id);
        line.setAccessibleText(words.of("index.region.spoken", word));
        line.setStroke(colour);
        line.setFill(Color.TRANSPARENT);
        line.setCursor(Cursor.MOVE);
        line.addEventHandler(MouseEvent.MOUSE_PRESSED, this::grabbed);
        line.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        line.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        right.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> resized(e, true));
        bottom.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> resized(e, false));
    }

    private Circle handle(String id, Color colour, Cursor cursor) {
        var handle = new Circle(HANDLE, colour);
        handle.setManaged(false);
        handle.setId(id);
        handle.setStroke(Color.BLACK);
        handle.setCursor(cursor);
        handle.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            model.select(organ);
            focusViewport();
            e.consume();
        });
        handle.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        return handle;
    }

    private static Text label(String word, Color colour) {
        var text = new Text(word);
        text.setManaged(false);
        text.setMouseTransparent(true);
        text.setFont(Font.font(null, FontWeight.BOLD, 12));
        text.setFill(colour);
        return text;
    }

    List<Node> nodes() {
        return List.of(rim, line, shade, name, right, bottom);
    }

    void show(boolean here, ViewTransform at) {
        Ellipse ellipse = here ? model.region(organ).orElse(null) : null;
        boolean selected = model.selected().filter(organ::equals).isPresent();
        shown = ellipse;
        place = at;
        nodes().forEach(n -> n.setVisible(ellipse != null));
        if (ellipse == null) {
            return;
        }
        var centre = at.toView(ellipse.column(), ellipse.row());
        double rx = at.across(ellipse.radiusColumns(), ellipse.radiusRows());
        double ry = at.down(ellipse.radiusColumns(), ellipse.radiusRows());
        var across = at.transposed() ? bottom : right;
        var down = at.transposed() ? right : bottom;
        for (var shape : List.of(rim, line)) {
            shape.setCenterX(centre.x());
            shape.setCenterY(centre.y());
            shape.setRadiusX(rx);
            shape.setRadiusY(ry);
        }
        line.setStrokeWidth(selected ? 2.5 : 1.5);
        rim.setStrokeWidth(line.getStrokeWidth() + 2);
        across.setCenterX(centre.x() + rx);
        across.setCenterY(centre.y());
        across.setCursor(Cursor.H_RESIZE);
        down.setCenterX(centre.x());
        down.setCenterY(centre.y() + ry);
        down.setCursor(Cursor.V_RESIZE);
        right.setVisible(selected);
        bottom.setVisible(selected);
        for (Text text : List.of(shade, name)) {
            text.setX(Math.round(centre.x() - name.getLayoutBounds().getWidth() / 2));
            text.setY(Math.round(centre.y() - ry - 8));
        }
    }

    private void grabbed(MouseEvent e) {
        Ellipse ellipse = shown;
        if (e.getButton() == MouseButton.PRIMARY && ellipse != null) {
            var at = place.toImage(e.getX(), e.getY());
            grabColumn = at.column() - ellipse.column();
            grabRow = at.row() - ellipse.row();
            model.select(organ);
            focusViewport();
            e.consume();
        }
    }

    private void moved(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY) {
            var at = place.toImage(e.getX(), e.getY());
            model.moveTo(organ, at.column() - grabColumn, at.row() - grabRow);
            e.consume();
        }
    }

    private void resized(MouseEvent e, boolean width) {
        Ellipse ellipse = shown;
        if (e.getButton() == MouseButton.PRIMARY && ellipse != null) {
            var at = place.toImage(e.getX(), e.getY());
            double columns = width ? Math.abs(at.column() - ellipse.column()) : ellipse.radiusColumns();
            double rows = width ? ellipse.radiusRows() : Math.abs(at.row() - ellipse.row());
            model.resize(organ, columns, rows);
        }
        e.consume();
    }

    private void focusViewport() {
        if (line.getParent() != null) {
            line.getParent().requestFocus();
        }
    }
}
