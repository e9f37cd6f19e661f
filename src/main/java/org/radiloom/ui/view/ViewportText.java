package org.radiloom.ui.view;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.text.TextAlignment;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.OrientationLabels;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.ui.words.Words;

/** What is written over the image: corners, orientation letters, scale bar. */
public final class ViewportText {
    /** In panes that are narrower than this only the most needed words have room. */
    private static final double NARROW = 320;

    private static final double MARGIN = 12;
    private static final Color LIGHT = Color.web("#DCE3EC");
    private static final Color LETTER = Color.web("#D8C24A");
    private static final double LONGEST_SCALE_PX = 200;

    private final ViewportModel model;
    private final Words words;
    private final WindowWords windows;
    private final CornerMarks marks;
    private final HaloText topLeft = new HaloText(12, false, TextAlignment.LEFT, LIGHT);
    private final HaloText topRight = new HaloText(12, false, TextAlignment.RIGHT, LIGHT);
    private final HaloText bottomLeft = new HaloText(12, false, TextAlignment.LEFT, LIGHT);
    private final HaloText bottomRight = new HaloText(12, false, TextAlignment.RIGHT, LIGHT);
    private final HaloText left = new HaloText(14, true, TextAlignment.LEFT, LETTER);
    private final HaloText right = new HaloText(14, true, TextAlignment.RIGHT, LETTER);
    private final HaloText top = new HaloText(14, true, TextAlignment.CENTER, LETTER);
    private final HaloText bottom = new HaloText(14, true, TextAlignment.CENTER, LETTER);
    private final HaloText scaleWords = new HaloText(12, false, TextAlignment.CENTER, LIGHT);
    private final HaloText message = new HaloText(13, false, TextAlignment.CENTER, Color.web("#8E99A8"));
    private final Path scaleBar = new Path();
    private final Path scaleRim = new Path();
    private boolean narrow;

    ViewportText(ViewportModel model, Words words) {
        this.model = model;
        this.words = words;
        windows = new WindowWords(words);
        marks = new CornerMarks(words);
        scaleRim.setStroke(Color.BLACK);
        scaleRim.setStrokeWidth(3);
        scaleBar.setStroke(LIGHT);
        scaleBar.setStrokeWidth(1);
        for (Path path : List.of(scaleRim, scaleBar)) {
            path.setManaged(false);
            path.setMouseTransparent(true);
        }
    }

    List<Node> nodes() {
        return List.of(
                topLeft,
                topRight,
                bottomLeft,
                bottomRight,
                left,
                right,
                top,
                bottom,
                scaleRim,
                scaleBar,
                scaleWords,
                message);
    }

    /** The words of the lower left corner: window, zoom, slice. */
    public String viewWords() {
        return bottomLeft.words();
    }

    /** Where the words of the lower left corner begin, of a viewport of this height. */
    double viewTop(double h) {
        return h - MARGIN - bottomLeft.height();
    }

    /** The words of the lower right corner: position, and what is under the pointer. */
    public String positionWords() {
        return bottomRight.words();
    }

    /** The words in the middle: what to do next, or why there is no image. */
    public String message() {
        return message.words();
    }

    /** The letters on the left, right, upper and lower edge. */
    public String letters() {
        return left.words() + right.words() + top.words() + bottom.words();
    }

    void update(double w, double h, int painted, Optional<Reading> reading, Optional<String> trouble) {
        Optional<ImageStack> stack = model.stack();
        narrow = w < NARROW;
        topLeft.setWords(lines(model.caption().who()));
        topRight.setWords(
                narrow
                        ? lines(model.caption().what().reversed())
                        : lines(model.caption().what()));
        bottomLeft.setWords(stack.map(s -> view(s, painted)).orElse(""));
        bottomRight.setWords(stack.map(s -> position(reading)).orElse(""));
        message.wrapAt(Math.max(0, Math.min(w, h * 2) - 4 * MARGIN));
        message.setWords(message(stack.isPresent(), painted, trouble));
        topLeft.placeAt(MARGIN, MARGIN);
        topRight.placeAt(w - MARGIN - topRight.width(), MARGIN);
        bottomLeft.placeAt(MARGIN, h - MARGIN - bottomLeft.height());
        bottomRight.placeAt(w - MARGIN - bottomRight.width(), h - MARGIN - bottomRight.height());
        message.placeAt((w - message.width()) / 2, (h - message.height()) / 2);
        placeLetters(w, h);
        placeScale(w, h);
    }

    /** All lines, or in a narrow pane the most telling one: the name, the series. */
    private String lines(List<String> all) {
        return narrow ? all.stream().findFirst().orElse("") : String.join("\n", all);
    }

    private String message(boolean stack, int painted, Optional<String> trouble) {
        if (!stack) {
            return words.of("viewport.empty");
        }
        return trouble.orElseGet(() -> painted < 0 ? words.of("viewport.loading") : "");
    }

    private String view(ImageStack stack, int painted) {
        String window = windows.numbers(model.voi());
        String shades = stack.unit() == ValueUnit.COLOUR ? "" : window + "\n";
        String zoom = words.of("viewport.zoom", words.number(100 * model.place().zoom(), 0));
        String shown = words.number(Math.max(0, painted) + 1, 0);
        String all = words.number(stack.slices(), 0);
        String slice = painted >= 0 && painted != model.slice()
                ? words.of(
                        model.film() ? "viewport.frame.waiting" : "viewport.slice.waiting",
                        shown,
                        all,
                        words.number(model.slice() + 1, 0))
                : words.of(model.film() ? "viewport.frame" : "viewport.slice", words.number(model.slice() + 1, 0), all);
        int waiting = model.motion().waitingForLong();
        String queued = waiting > 0 ? words.of("viewport.queued", words.number(waiting, 0)) : "";
        String marked = marks.of(model);
        // of a single picture nobody needs to know which one it is
        if (narrow) {
            return marked + slice + queued + played();
        }
        return marked + shades + zoom + (model.film() && stack.slices() == 1 ? "" : "\n" + slice + queued) + played();
    }

    /** What the paging by itself was worth: whether each slice was on screen. */
    private String played() {
        Cine cine = model.motion().cine();
        if (!cine.ended()) {
            return "";
        }
        String shown = words.number(cine.presented(), 0);
        String all = words.number(cine.presented() + cine.skipped(), 0);
        return "\n"
                + (cine.skipped() == 0
                        ? words.of("viewport.played.all", shown, all)
                        : words.of("viewport.played.skipped", shown, all, words.number(cine.skipped(), 0)));
    }

    private String position(Optional<Reading> reading) {
        String place = model.slicePosition()
                .map(p -> words.of("viewport.position", p.letter(), words.number(p.mm(), 1)))
                .orElseGet(() -> model.pixelMm().isPresent() ? "" : words.of("viewport.unscaled"));
        String structure = reading.map(r -> model.over().nameAt(model.slice(), r.column(), r.row()))
                .filter(name -> !name.isEmpty())
                .map(name -> name + "\n")
                .orElse("");
        return structure
                + reading.map(r -> words.of("viewport.pointer", r.column(), r.row())
                                + r.value()
                                        .map(v -> "   " + words.number(v, v == Math.rint(v) ? 0 : 1) + unit(r))
                                        .orElse("")
                                + (place.isEmpty() ? "" : "\n"))
                        .orElse("")
                + place;
    }

    private static String unit(Reading r) {
        return r.unit().symbol().isEmpty() ? "" : " " + r.unit().symbol();
    }

    private void placeLetters(double w, double h) {
        OrientationLabels letters = model.geometry()
                .map(g -> OrientationLabels.of(g, model.place()))
                .orElse(OrientationLabels.NONE);
        left.setWords(letters.left());
        right.setWords(letters.right());
        top.setWords(letters.top());
        bottom.setWords(letters.bottom());
        left.placeAt(MARGIN, (h - left.height()) / 2);
        right.placeAt(w - MARGIN - right.width(), (h - right.height()) / 2);
        top.placeAt((w - top.width()) / 2, MARGIN);
        bottom.placeAt((w - bottom.width()) / 2, h - 44 - bottom.height());
    }

    private void placeScale(double w, double h) {
        Optional<ScaleBar> bar = ScaleBar.fitting(model.pixelsPerMm(), Math.min(LONGEST_SCALE_PX, w / 4));
        scaleBar.getElements().clear();
        scaleWords.setWords("");
        bar.ifPresent(b -> {
            double length = Math.round(b.pixels());
            double x = Math.round((w - length) / 2) + 0.5;
            double y = Math.round(h - MARGIN - 2) + 0.5;
            scaleBar.getElements()
                    .addAll(
                            new MoveTo(x, y - 5),
                            new LineTo(x, y),
                            new LineTo(x + length, y),
                            new LineTo(x + length, y - 5));
            scaleWords.setWords(
                    b.mm() >= 10
                            ? words.of("viewport.scale.cm", words.number(b.mm() / 10, 0))
                            : words.of("viewport.scale.mm", words.number(b.mm(), b.mm() < 1 ? 1 : 0)));
            scaleWords.placeAt((w - scaleWords.width()) / 2, y - 20);
        });
        scaleRim.getElements().setAll(scaleBar.getElements());
    }
}
