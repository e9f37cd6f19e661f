package org.radiloom.ui.view;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Pointer on the viewport: left is the active tool, middle pans, right windows; the wheel pages, by ten slices with Shift, zooms
 * with Ctrl, and makes the magnifier stronger while that is on.
 */
final class ViewportGestures {
    private static final double NOTCH = 40;
    private static final int SLICES_WITH_SHIFT = 10;

    private final Viewport viewport;
    private final ViewportModel model;
    private double startX;
    private double startY;
    private double lastX;
    private double lastY;
    private double wheelRest;

    ViewportGestures(Viewport viewport, ViewportModel model) {
        this.viewport = viewport;
        this.model = model;
        viewport.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        viewport.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        viewport.addEventHandler(MouseEvent.MOUSE_RELEASED, e -> model.lens().grab(false));
        viewport.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        viewport.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    }

    private void pressed(MouseEvent e) {
        viewport.requestFocus();
        startX = lastX = e.getX();
        startY = lastY = e.getY();
        viewport.pointerAt(lastX, lastY);
        model.lens().grab(e.getButton() == MouseButton.PRIMARY && model.tool() == Tool.MAGNIFY);
    }

    private void dragged(MouseEvent e) {
        Tool tool =
                switch (e.getButton()) {
                    case MIDDLE -> Tool.PAN;
                    case SECONDARY -> Tool.WINDOW;
                    default -> model.tool();
                };
        model.drag(tool, e.getX() - lastX, e.getY() - lastY, startX, startY);
        lastX = e.getX();
        lastY = e.getY();
        viewport.pointerAt(lastX, lastY);
    }

    private void clicked(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            model.fit();
        }
    }

    private void scrolled(ScrollEvent e) {
        if (e.isControlDown()) {
            model.zoomSteps(e.getDeltaY() / NOTCH, e.getX(), e.getY());
        } else {
            // Shift turns the wheel sideways on some systems
            wheelRest += e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
            int notches = (int) (wheelRest / NOTCH);
            wheelRest -= notches * NOTCH;
            if (model.lens().shown()) {
                model.lens().turn(notches);
            } else if (e.isShiftDown()) {
                model.goTo(model.slice() - SLICES_WITH_SHIFT * notches);
            } else {
                model.scroll(-notches);
            }
        }
        e.consume();
    }
}
