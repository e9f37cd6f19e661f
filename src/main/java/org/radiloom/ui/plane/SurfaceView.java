package org.radiloom.ui.plane;

import java.nio.IntBuffer;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.surface.SurfaceCamera;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.view.HaloText;
import org.radiloom.ui.words.Words;

/**
 * A surface that turns under the pointer: dragging turns, the wheel zooms, arrows and plus and minus do the same. Painted
 * into one picture; while it turns, with a quarter of the pixels.
 */
public final class SurfaceView extends Region {
    private static final double NOTCH = 40;
    private static final double KEY_TURN_PX = 20;
    private static final double MARK_PX = 34;
    private static final double MARGIN = 12;
    /** From this many triangles on, turning takes fewer pixels. */
    private static final int MANY = 150_000;

    private static final Vec3[] ENDS = {
        new Vec3(1, 0, 0),
        new Vec3(-1, 0, 0),
        new Vec3(0, 1, 0),
        new Vec3(0, -1, 0),
        new Vec3(0, 0, 1),
        new Vec3(0, 0, -1)
    };
    private static final String[] LETTERS = {"L", "R", "P", "A", "H", "F"};

    private final SurfaceModel model;
    private final ImageView pixels = new ImageView();
    private final HaloText title = new HaloText(12, false, TextAlignment.LEFT, Color.web("#DCE3EC"));
    private final Line[] axes = new Line[ENDS.length];
    private final HaloText[] letters = new HaloText[ENDS.length];
    private final Label message = new Label();
    private final Button ask;
    private final VBox empty;
    private final HBox tools;
    private final PauseTransition rest = new PauseTransition(Duration.millis(150));
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private boolean moving;
    private double lastX;
    private double lastY;

    /** @param analyse, {@code reset} and {@code export}: ids of commands */
    public SurfaceView(
            SurfaceModel model, Words words, CommandButtons buttons, String analyse, String reset, String export) {
        this.model = model;
        setId("surface");
        getStyleClass().add("surface");
        setFocusTraversable(true);
        setAccessibleText(words.of("surface.accessible"));
        pixels.setManaged(false);
        getChildren().add(pixels);
        for (int n = 0; n < ENDS.length; n++) {
            axes[n] = new Line();
            axes[n].setManaged(false);
            axes[n].setMouseTransparent(true);
            letters[n] = new HaloText(11, true, TextAlignment.CENTER, Color.web("#D8C24A"));
            letters[n].setWords(LETTERS[n]);
            getChildren().addAll(axes[n], letters[n]);
        }
        ask = buttons.words(
                "surface-analyse", analyse, MaterialDesignC.CHART_TIMELINE_VARIANT, words.of("surface.analyse"));
        message.setWrapText(true);
        message.setId("surface-message");
        message.getStyleClass().add("muted");
        message.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        empty = new VBox(12, message, ask);
        empty.getStyleClass().add("pane-place");
        tools = new HBox(
                4,
                buttons.icon("surface-reset", reset, MaterialDesignC.CUBE_SCAN),
                buttons.icon("surface-export", export, MaterialDesignE.EXPORT_VARIANT));
        getChildren().addAll(title, empty, tools);
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            requestFocus();
            lastX = e.getX();
            lastY = e.getY();
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
                model.reset();
            }
            e.consume();
        });
        addEventHandler(ScrollEvent.SCROLL, e -> {
            model.zoomSteps((e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY()) / NOTCH);
            e.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        rest.setOnFinished(e -> {
            moving = false;
            requestLayout();
        });
        model.onChange(this::requestLayout);
    }

    private void dragged(MouseEvent e) {
        turn(e.getX() - lastX, e.getY() - lastY);
        lastX = e.getX();
        lastY = e.getY();
        e.consume();
    }

    private void turn(double dx, double dy) {
        moving = model.shown().map(s -> s.painter().mesh().triangles() > MANY).orElse(false);
        rest.playFromStart();
        model.drag(dx, dy);
    }

    private void pressed(KeyEvent e) {
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
            return;
        }
        boolean used = true;
        switch (e.getCode()) {
            case LEFT -> turn(-KEY_TURN_PX, 0);
            case RIGHT -> turn(KEY_TURN_PX, 0);
            case UP -> turn(0, -KEY_TURN_PX);
            case DOWN -> turn(0, KEY_TURN_PX);
            case PLUS, EQUALS, ADD -> model.zoomSteps(1);
            case MINUS, SUBTRACT -> model.zoomSteps(-1);
            case HOME -> model.reset();
            default -> used = false;
        }
        if (used) {
            e.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        double w = Math.max(1, snapSizeX(getWidth()));
        double h = Math.max(1, snapSizeY(getHeight()));
        boolean there = model.shown().isPresent();
        pixels.setVisible(there);
        tools.setVisible(there);
        title.setVisible(there);
        empty.setVisible(!there);
        message.setText(model.message());
        ask.setVisible(model.askable());
        ask.setManaged(model.askable());
        empty.resizeRelocate(MARGIN, 0, w - 2 * MARGIN, h);
        double toolsWidth = tools.prefWidth(-1);
        tools.resizeRelocate(w - toolsWidth - 8, 8, toolsWidth, tools.prefHeight(-1));
        title.placeAt(MARGIN, MARGIN);
        for (int n = 0; n < ENDS.length; n++) {
            axes[n].setVisible(there);
            letters[n].setVisible(there);
        }
        model.shown().ifPresent(s -> {
            title.setWords(s.words());
            paint(s, w, h);
            placeAxes(h);
        });
    }

    private void paint(SurfaceModel.Shown surface, double w, double h) {
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        double fine = moving ? scale / 2 : scale;
        int width = (int) Math.max(1, Math.round(w * fine));
        int height = (int) Math.max(1, Math.round(h * fine));
        PixelBuffer<IntBuffer> into = buffer;
        if (into == null || into.getWidth() != width || into.getHeight() != height) {
            into = new PixelBuffer<>(
                    width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
            buffer = into;
            pixels.setImage(new WritableImage(into));
        }
        pixels.setFitWidth(w);
        pixels.setFitHeight(h);
        surface.painter().paint(model.camera(), into.getBuffer().array(), width, height);
        into.updateBuffer(b -> null);
    }

    /** The patient's axes as they lie now, at the lower left; what points away from the viewer is dim. */
    private void placeAxes(double h) {
        SurfaceCamera camera = model.camera();
        double x = MARGIN + MARK_PX + 10;
        double y = h - MARGIN - MARK_PX - 10;
        for (int n = 0; n < ENDS.length; n++) {
            double dx = ENDS[n].dot(camera.right());
            double dy = ENDS[n].dot(camera.down());
            double away = ENDS[n].dot(camera.away());
            double bright = away > 0.02 ? 0.35 : 1;
            axes[n].setStartX(x);
            axes[n].setStartY(y);
            axes[n].setEndX(x + 0.7 * MARK_PX * dx);
            axes[n].setEndY(y + 0.7 * MARK_PX * dy);
            axes[n].setStroke(Color.web("#8E99A8", bright));
            // looked at along an axis, its two letters would lie on each other
            letters[n].setVisible(Math.hypot(dx, dy) > 0.25 || away < 0);
            letters[n].setOpacity(bright);
            letters[n].placeAt(x + MARK_PX * dx - letters[n].width() / 2, y + MARK_PX * dy - letters[n].height() / 2);
        }
    }

    /** Letters of the axes that point towards the viewer, the nearest first; for tests and for reading aloud. */
    public List<String> facing() {
        SurfaceCamera camera = model.camera();
        return java.util.stream.IntStream.range(0, ENDS.length)
                .boxed()
                .filter(n -> ENDS[n].dot(camera.away()) < -0.1)
                .sorted(java.util.Comparator.comparingDouble(n -> ENDS[n].dot(camera.away())))
                .map(n -> LETTERS[n])
                .toList();
    }
}
