package org.radiloom.ui.measure;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.measure.Shape;
import org.radiloom.study.measure.ImageKey;
import org.radiloom.study.measure.Measurement;
import org.radiloom.ui.words.Words;

/** Where the words of a note are written, on the image itself: Enter keeps them, Esc leaves them as they were. */
final class NoteEditor {
    private static final double WIDTH = 220;
    private static final double HEIGHT = 28;

    private final MeasureModel model;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final StackPane box = new StackPane(field);
    private @Nullable String id;

    NoteEditor(MeasureModel model, Words words, Runnable leave) {
        this.model = model;
        this.leave = leave;
        field.setId("measure-note");
        field.setPromptText(words.of("measure.note.prompt"));
        field.setAccessibleText(words.of("measure.note.prompt"));
        box.setManaged(false);
        box.setVisible(false);
        field.setOnAction(e -> end(true));
        field.focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                end(true);
            }
        });
        // what is typed here means nothing to the viewport around it
        box.addEventHandler(KeyEvent.ANY, e -> {
            if (e.getEventType() == KeyEvent.KEY_PRESSED && e.getCode() == KeyCode.ESCAPE) {
                end(false);
            }
            e.consume();
        });
    }

    Node node() {
        return box;
    }

    /** Opens over the note that is being written, if it lies on this image. */
    void show(ViewTransform place, @Nullable ImageKey image) {
        Measurement note = model.editing().filter(m -> m.image().equals(image)).orElse(null);
        if (note == null) {
            if (id != null) {
                id = null;
                box.setVisible(false);
            }
            return;
        }
        Shape shape = note.shape();
        var at = place.toView(
                shape.points().getFirst().column(), shape.points().getFirst().row());
        box.resizeRelocate(Math.rint(at.x()), Math.rint(at.y() - HEIGHT / 2), WIDTH, HEIGHT);
        if (!note.id().equals(id)) {
            id = note.id();
            field.setText(note.name());
            box.setVisible(true);
            field.requestFocus();
            field.selectAll();
        }
    }

    private void end(boolean keep) {
        String done = id;
        if (done != null) {
            String before = model.editing().map(Measurement::name).orElse("");
            id = null;
            box.setVisible(false);
            model.rename(done, keep ? field.getText() : before);
            leave.run();
        }
    }
}
