package org.radiloom.ui.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.radiloom.ui.desk.DeskModels;
import org.radiloom.ui.view.Tool;
import org.radiloom.ui.view.ViewportModel;

/** The keys of the viewport; they work wherever the focus is, unless the control there uses the key itself. */
final class ViewKeys {
    private static final int PAGE = 10;

    private final DeskModels models;

    ViewKeys(DeskModels models) {
        this.models = models;
    }

    /** Does what the key stands for and consumes it. */
    void pressed(KeyEvent e) {
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown()) {
            return;
        }
        ViewportModel model = models.viewport();
        boolean used = true;
        switch (e.getCode()) {
            case DOWN, RIGHT -> model.scroll(1);
            case UP, LEFT -> model.scroll(-1);
            case PAGE_DOWN -> model.scroll(PAGE);
            case PAGE_UP -> model.scroll(-PAGE);
            case HOME -> model.goTo(0);
            case END -> model.goTo(Integer.MAX_VALUE);
            case O -> model.setOverlayShown(!model.overlayShown());
            case I -> model.setInverted(!model.inverted());
            case F -> model.fit();
            case X -> model.actualSize();
            case R -> {
                if (e.isShiftDown()) {
                    model.setTurn(model.turn().right());
                } else {
                    model.reset();
                }
            }
            case L -> {
                used = e.isShiftDown();
                if (used) {
                    model.setTurn(model.turn().left());
                }
            }
            case H -> model.setTurn(model.turn().flippedHorizontally());
            case V -> model.setTurn(model.turn().flippedVertically());
            case S, ESCAPE -> model.setTool(Tool.SCROLL);
            case W -> model.setTool(Tool.WINDOW);
            case Z -> model.setTool(Tool.ZOOM);
            case P -> model.setTool(Tool.PAN);
            default -> used = number(e.getCode());
        }
        if (used) {
            e.consume();
        }
    }

    private boolean number(KeyCode code) {
        if (code.isDigitKey()) {
            int key = code.getName().charAt(code.getName().length() - 1) - '0';
            models.viewport().preset(key);
            return true;
        }
        return false;
    }
}
