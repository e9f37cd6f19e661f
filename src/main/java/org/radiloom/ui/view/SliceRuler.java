package org.radiloom.ui.view;

import java.util.function.IntConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.radiloom.imaging.ImageStack;

/** The right edge of the viewport: where in the stack we are, what is loaded, and in which slices something was found. */
final class SliceRuler extends Region {
    static final double WIDTH = 16;
    private static final double TRACK_WIDTH = 6;
    private static final Color TRACK = Color.web("#1E242C");
    private static final Color LOADED = Color.web("#465160");
    private static final Color KEY = Color.web("#E8B339");
    private static final Color HERE = Color.web("#58A6FF");

    private final ViewportModel model;
    private final Canvas canvas = new Canvas();

    SliceRuler(ViewportModel model, IntConsumer goTo) {
        this.model = model;
        setManaged(false);
        getChildren().add(canvas);
        addEventHandler(MouseEvent.ANY, e -> {
            boolean jump = e.getEventType() == MouseEvent.MOUSE_PRESSED || e.getEventType() == MouseEvent.MOUSE_DRAGGED;
            if (jump && e.getButton() == MouseButton.PRIMARY && model.slices() > 0) {
                goTo.accept((int) Math.floor(e.getY() / getHeight() * model.slices()));
            }
            if (e.getEventType() == MouseEvent.MOUSE_CLICKED && e.getClickCount() == 2) {
                model.motion().ask(true);
            }
            e.consume();
        });
    }

    void paint() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        int slices = model.slices();
        if (slices < 2) {
            return;
        }
        double height = getHeight();
        double left = 5;
        g.setFill(TRACK);
        g.fillRect(left, 0, TRACK_WIDTH, height);
        ImageStack stack = model.stack().orElseThrow();
        Overlay overlay = model.over().shown() ? model.over().mask().orElse(null) : null;
        int rgb = model.over().marks().rgb();
        Color mark = Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
        int lines = (int) height;
        for (int y = 0; y < lines; y++) {
            int from = (int) ((long) y * slices / lines);
            int to = Math.max(from + 1, (int) ((long) (y + 1) * slices / lines));
            boolean loaded = true;
            boolean found = false;
            boolean marked = false;
            for (int k = from; k < to; k++) {
                loaded &= stack.isLoaded(k);
                marked |= model.over().shown() && model.over().marks().slices().get(k);
                found |= overlay != null && overlay.areas().voxelsIn(k) > 0;
            }
            if (loaded) {
                g.setFill(LOADED);
                g.fillRect(left, y, TRACK_WIDTH, 1);
            }
            if (found && overlay != null) {
                int argb = overlay.argb();
                g.setFill(Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255));
                g.fillRect(left, y, TRACK_WIDTH, 1);
            }
            if (marked) {
                g.setFill(mark);
                g.fillRect(left + TRACK_WIDTH / 2, y, TRACK_WIDTH / 2 + 3, 1);
            }
        }
        g.setFill(KEY);
        model.over().keys().stream()
                .filter(k -> k < slices)
                .forEach(k -> g.fillRect(0, Math.rint((k + 0.5) / slices * height) - 1, left, 3));
        double here = (model.slice() + 0.5) / slices * height;
        double top = Math.clamp(Math.rint(here) - 2, 0, Math.max(0, height - 4));
        g.setFill(Color.BLACK);
        g.fillRect(0, top - 1, WIDTH, 6);
        g.setFill(HERE);
        g.fillRect(0, top, WIDTH, 4);
    }
}
