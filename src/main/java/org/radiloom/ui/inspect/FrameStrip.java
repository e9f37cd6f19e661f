package org.radiloom.ui.inspect;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.util.Duration;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.GradeColours;
import org.radiloom.ui.evidence.GradeNames;
import org.radiloom.ui.words.Words;

/**
 * All frames side by side, a row for each grade: the likelier a grade of a frame, the brighter its cell, and the
 * likeliest is full. A frame without a grade is crossed out. A click, or the arrow keys, go to a frame.
 */
final class FrameStrip extends Region {
    private static final double ROW = 14;
    private static final double NAMES = 76;
    private static final double HEAD = 4;
    private static final Color HERE = Color.web("#DCE3EC");
    private static final Color MUTED = Color.web("#8E99A8");
    private static final Color GROUND = Color.web("#161A20");

    private final Canvas canvas = new Canvas();
    private final GradeFinding finding;
    private final List<FrameGrade> frames;
    private final Words words;
    private final GradeWords say;
    private final Tooltip tooltip = new Tooltip();
    private int here = -1;

    FrameStrip(GradeFinding finding, Words words, IntConsumer goTo) {
        this.finding = finding;
        this.frames = finding.perFrame();
        this.words = words;
        this.say = new GradeWords(words);
        setId("frame-strip");
        getStyleClass().add("frame-strip");
        double height = HEAD + ROW * finding.classes().size() + 2;
        getStyleClass().add("dark-island");
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
        setCursor(Cursor.HAND);
        setFocusTraversable(true);
        setAccessibleText(words.of("grade.frames"));
        getChildren().add(canvas);
        tooltip.setShowDelay(Duration.millis(200));
        Tooltip.install(this, tooltip);
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                e -> goTo.accept(frames.get(at(e.getX())).frame()));
        addEventHandler(
                MouseEvent.MOUSE_DRAGGED,
                e -> goTo.accept(frames.get(at(e.getX())).frame()));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> tooltip.setText(say.frame(finding, frames.get(at(e.getX())))));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            int by =
                    switch (e.getCode()) {
                        case LEFT -> -1;
                        case RIGHT -> 1;
                        default -> 0;
                    };
            if (by != 0) {
                goTo.accept(frames.get(Math.clamp(place(here) + by, 0, frames.size() - 1))
                        .frame());
                e.consume();
            }
        });
        focusedProperty().addListener(o -> requestLayout());
    }

    private int place(int frame) {
        for (int n = 0; n < frames.size(); n++) {
            if (frames.get(n).frame() >= frame) {
                return n;
            }
        }
        return frames.size() - 1;
    }

    private int at(double x) {
        return Math.clamp((int) ((x - NAMES) / (getWidth() - NAMES) * frames.size()), 0, frames.size() - 1);
    }

    void setFrame(int frame) {
        here = frame;
        frames.stream()
                .filter(f -> f.frame() == frame)
                .findFirst()
                .ifPresent(f -> setAccessibleHelp(say.frame(finding, f)));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        canvas.setWidth(w);
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, w, getHeight());
        int rows = finding.classes().size();
        g.setFont(Font.font(11));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(MUTED);
        for (int c = 0; c < rows; c++) {
            g.fillText(GradeNames.upper(words, finding.classes().get(c)), 0, HEAD + (c + 0.5) * ROW);
        }
        double cell = (w - NAMES) / frames.size();
        for (int n = 0; n < frames.size(); n++) {
            paint(g, frames.get(n), NAMES + n * cell, cell >= 4 ? cell - 1 : cell, rows);
        }
        int now = place(here);
        if (!frames.isEmpty() && frames.get(now).frame() == here) {
            double width = Math.max(3, cell - 1);
            double x = Math.floor(Math.min(NAMES + now * cell, w - width)) + 0.5;
            g.setStroke(HERE);
            g.setLineWidth(isFocused() ? 2 : 1);
            g.strokeRect(x, HEAD - 1.5, width - 1, ROW * rows + 2);
        }
    }

    private void paint(GraphicsContext g, FrameGrade frame, double x, double width, int rows) {
        g.setFill(GROUND);
        g.fillRect(x, HEAD, width, ROW * rows - 1);
        if (!frame.graded()) {
            g.setStroke(MUTED);
            g.setLineWidth(1);
            g.strokeLine(x + 1, HEAD + ROW * rows - 2, x + width - 1, HEAD + 1);
            return;
        }
        int best = GradeWords.best(frame.probabilities());
        for (int c = 0; c < rows; c++) {
            int rgb = GradeColours.rgb(finding.classes(), c);
            double strength = c == best ? 1 : 0.7 * frame.probabilities().get(c);
            g.setFill(Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, strength));
            g.fillRect(x, HEAD + c * ROW, width, ROW - 1);
        }
    }
}
