package org.radiloom.ui.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.radiloom.imaging.HeatColours;
import org.radiloom.infer.FrameGrade;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.words.Words;

/** What the colours over the image mean. */
final class EvidenceLegend extends VBox {
    private static final int BAR_WIDTH = 168;
    private static final int BAR_HEIGHT = 12;
    private static final double WIDTH = 192;

    private final EvidenceModel model;
    private final Words words;
    private List<Object> shown = List.of();

    EvidenceLegend(EvidenceModel model, Words words) {
        this.model = model;
        this.words = words;
        setId("evidence-legend");
        getStyleClass().add("legend");
        setManaged(false);
        setMouseTransparent(true);
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    void update() {
        Choice choice = model.choice().orElse(null);
        if (choice == null) {
            return;
        }
        Optional<Evidence> evidence = model.evidence();
        List<Object> now = List.of(
                choice,
                evidence.map(Object::getClass).<Object>map(c -> c).orElse(""),
                model.runnerUp().orElse(""),
                evidence.isPresent() ? "" : missing());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        var title = new Label(title(choice));
        title.getStyleClass().add("strong");
        getChildren().setAll(wrapped(title));
        origin(choice).ifPresent(this::small);
        if (evidence.isEmpty()) {
            small(missing());
            return;
        }
        switch (evidence.get()) {
            case Evidence.Grades grades -> getChildren().addAll(swatches(grades.classes()));
            case Evidence.Heat heat -> {
                getChildren().addAll(bar(true), ends());
                small(words.of("evidence.threshold", words.number(HeatColours.THRESHOLD, 2)));
            }
            case Evidence.Grey grey -> getChildren().addAll(bar(false), ends());
        }
        setAccessibleText(title.getText());
    }

    private String missing() {
        Optional<FrameGrade> grade = model.grade();
        if (grade.filter(FrameGrade::graded).isEmpty()) {
            return grade.flatMap(FrameGrade::refused).orElse(words.of("evidence.none"));
        }
        return words.of(model.unexplainable() ? "evidence.impossible" : "evidence.loading");
    }

    private String title(Choice choice) {
        return switch (choice.kind()) {
            case GRADES -> words.of("evidence.grades.title");
            case ACTIVATION -> words.of("evidence.activation.title", grade(choice.grade()));
            case DISTRACTOR ->
                model.runnerUp()
                        .map(g -> words.of("evidence.distractor.title", grade(g)))
                        .orElse(words.of("evidence.distractor.untitled"));
            case SPECIFIC -> words.of("evidence.specific.title");
            case COMMON -> words.of("evidence.common.title");
            case RECONSTRUCTION -> words.of("evidence.reconstruction.title");
        };
    }

    private Optional<String> origin(Choice choice) {
        return switch (choice.kind()) {
            case GRADES -> Optional.empty();
            case ACTIVATION -> Optional.of(words.of("evidence.activation.origin"));
            case DISTRACTOR -> Optional.of(words.of("evidence.distractor.origin"));
            case SPECIFIC, COMMON, RECONSTRUCTION -> Optional.of(words.of("evidence.icfd.origin"));
        };
    }

    private String grade(String name) {
        return GradeNames.lower(words, name);
    }

    private void small(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("small", "muted");
        getChildren().add(wrapped(label));
    }

    private static Label wrapped(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private List<Node> swatches(List<String> classes) {
        return IntStream.range(0, classes.size())
                .<Node>mapToObj(n -> {
                    int rgb = GradeColours.rgb(classes, n);
                    var square = new Rectangle(14, 14, Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
                    var label = new Label(n + "  " + GradeNames.upper(words, classes.get(n)));
                    label.getStyleClass().add("small");
                    var row = new HBox(8, square, label);
                    row.setAlignment(Pos.CENTER_LEFT);
                    return row;
                })
                .toList();
    }

    private static Node bar(boolean heat) {
        var image = new WritableImage(BAR_WIDTH, BAR_HEIGHT);
        PixelWriter pixels = image.getPixelWriter();
        int mark = (int) Math.round(HeatColours.THRESHOLD * BAR_WIDTH);
        for (int x = 0; x < BAR_WIDTH; x++) {
            double value = (x + 0.5) / BAR_WIDTH;
            int grey = (int) Math.round(255 * value);
            int argb = 0xFF000000 | (heat ? HeatColours.rgb(value) : 0x010101 * grey);
            for (int y = 0; y < BAR_HEIGHT; y++) {
                // what is not drawn over the image is only a thin line here
                boolean clear = heat && x < mark && y < BAR_HEIGHT - 3;
                boolean line = heat && x == mark;
                pixels.setArgb(x, y, line ? 0xFFDCE3EC : clear ? 0xFF161A20 : argb);
            }
        }
        return new ImageView(image);
    }

    /** Of the model's scale, which is the same for every image. */
    private static Node ends() {
        var low = new Label("0");
        var high = new Label("1");
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        for (Label end : List.of(low, high)) {
            end.getStyleClass().addAll("small", "muted");
        }
        var row = new HBox(low, space, high);
        row.setMaxWidth(BAR_WIDTH);
        return row;
    }
}
