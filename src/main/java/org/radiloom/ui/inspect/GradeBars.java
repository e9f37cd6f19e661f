package org.radiloom.ui.inspect;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.GradeColours;
import org.radiloom.ui.evidence.GradeNames;
import org.radiloom.ui.words.Words;

/** A bar for each grade with its probability, and a bracket around those that belong to the set of grades. */
final class GradeBars extends VBox {
    private static final double NAME = 76;
    private static final double VALUE = 44;
    private static final double BAR = 14;

    GradeBars(GradeFinding finding, Words words) {
        setId("grade-bars");
        var say = new GradeWords(words);
        List<String> classes = finding.classes();
        for (int c = 0; c < classes.size(); c++) {
            getChildren().add(row(finding, c, words, say));
        }
    }

    private static HBox row(GradeFinding finding, int c, Words words, GradeWords say) {
        String grade = finding.classes().get(c);
        double probability = finding.probabilities().get(c);
        boolean inSet = finding.predictionSet().contains(grade);
        var bracket = new Region();
        bracket.getStyleClass().add("grade-bracket");
        if (inSet) {
            bracket.getStyleClass().add(edge(finding, c));
        }
        var name = new Label(GradeNames.upper(words, grade));
        name.setMinWidth(NAME);
        name.setMaxWidth(NAME);
        name.getStyleClass().add(inSet ? "strong" : "muted");
        var value = new Label(say.percent(probability));
        value.setMinWidth(VALUE);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.getStyleClass().add(inSet ? "strong" : "muted");
        var row = new HBox(8, bracket, name, bar(finding, c, probability), value);
        row.setId("grade-bar-" + c);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("grade-row");
        String spoken = words.of("grade.bar.spoken", name.getText(), value.getText())
                + (inSet ? ", " + words.of("grade.bar.in.set", say.percent(finding.coverage())) : "");
        row.setAccessibleText(spoken);
        say.reliability(finding, grade).ifPresent(r -> {
            var tooltip = new Tooltip(r);
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(280);
            tooltip.setShowDelay(Duration.millis(200));
            Tooltip.install(row, tooltip);
            row.setAccessibleHelp(r);
        });
        return row;
    }

    /** The rows of a set lie together where grades are ordered; a gap simply closes the bracket and opens another. */
    private static String edge(GradeFinding finding, int c) {
        boolean above =
                c > 0 && finding.predictionSet().contains(finding.classes().get(c - 1));
        boolean below = c + 1 < finding.classes().size()
                && finding.predictionSet().contains(finding.classes().get(c + 1));
        return above ? below ? "middle" : "last" : below ? "first" : "only";
    }

    private static StackPane bar(GradeFinding finding, int c, double probability) {
        int rgb = GradeColours.rgb(finding.classes(), c);
        var fill = new Region();
        fill.setStyle(String.format("-fx-background-color: #%06X; -fx-background-radius: 2;", rgb));
        var track = new StackPane(fill);
        track.getStyleClass().add("grade-track");
        track.setMinHeight(BAR);
        track.setMaxHeight(BAR);
        StackPane.setAlignment(fill, Pos.CENTER_LEFT);
        fill.setMinWidth(0);
        fill.maxWidthProperty().bind(track.widthProperty().multiply(probability));
        fill.prefWidthProperty().bind(fill.maxWidthProperty());
        HBox.setHgrow(track, Priority.ALWAYS);
        track.setMaxWidth(Double.MAX_VALUE);
        track.setMinWidth(0);
        track.setPrefWidth(10);
        return track;
    }
}
