package org.radiloom.ui.edit;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.radiloom.ui.view.ViewportLayer;
import org.radiloom.ui.view.ViewportModel;
import org.radiloom.ui.words.Words;

/** Says over the image that what has a dashed line is only a preview, and which keys take it or give it up. */
public final class PreviewHint implements ViewportLayer {
    private static final double TOP = 48;

    private final EditModel model;
    private final ViewportModel view;
    private final Words words;
    private final Label hint = new Label();

    public PreviewHint(EditModel model, ViewportModel view, Words words) {
        this.model = model;
        this.view = view;
        this.words = words;
        hint.setId("preview-hint");
        hint.getStyleClass().add("preview-hint");
        hint.setManaged(false);
        hint.setMouseTransparent(true);
        hint.setVisible(false);
    }

    @Override
    public List<Node> nodes() {
        return List.of(hint);
    }

    @Override
    public void place(Shown shown) {
        Optional<Preview> preview = model.on(view.stack()).flatMap(EditCase::preview);
        hint.setVisible(preview.isPresent());
        preview.ifPresent(p -> {
            hint.setText(words.of("correct.preview", StepWords.of(p.name(), words)));
            hint.autosize();
            hint.relocate(Math.rint((shown.width() - hint.getWidth()) / 2), TOP);
        });
    }
}
