package org.radiloom.ui.compare;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.radiloom.annotate.compare.BlindReading;
import org.radiloom.annotate.compare.BlindReading.Better;
import org.radiloom.ui.command.CommandButtons;
import org.radiloom.ui.words.Words;

/** Hides which of the two is which, asks which is better, and says on request who was who. */
final class CompareBlind extends VBox {
    private final CompareModel model;
    private final Words words;
    private final Button hide;
    private final Button reveal;
    private final Label said = new Label();
    private final CheckBox shuffled;
    private final HBox better;
    private final Map<Better, ToggleButton> answers;

    CompareBlind(CompareModel model, CompareActions actions, Words words, CommandButtons buttons) {
        super(8);
        this.model = model;
        this.words = words;
        hide = buttons.words("masks-hide", "masks.hide", MaterialDesignE.EYE_OFF_OUTLINE, words.of("masks.hide"));
        reveal = buttons.words("masks-reveal", "masks.reveal", MaterialDesignE.EYE_OUTLINE, words.of("masks.reveal"));
        said.setId("masks-blind");
        said.getStyleClass().addAll("small", "muted");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        shuffled = new CheckBox(words.of("masks.shuffled"));
        shuffled.setId("masks-shuffled");
        shuffled.selectedProperty().addListener((o, was, now) -> model.setShuffled(now));
        var group = new ToggleGroup();
        answers = Map.of(
                Better.A, answer(Better.A, group, actions),
                Better.ALIKE, answer(Better.ALIKE, group, actions),
                Better.B, answer(Better.B, group, actions));
        var question = new Label(words.of("masks.better"));
        question.getStyleClass().add("muted");
        question.setMinWidth(Region.USE_PREF_SIZE);
        better = new HBox(4, question);
        for (Better each : new Better[] {Better.A, Better.ALIKE, Better.B}) {
            answers.forEach((what, button) -> {
                if (what == each) {
                    better.getChildren().add(button);
                }
            });
        }
        better.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(hide, said, shuffled, better, reveal);
    }

    private ToggleButton answer(Better what, ToggleGroup group, CompareActions actions) {
        String key =
                switch (what) {
                    case A -> "masks.better.a";
                    case ALIKE -> "masks.better.alike";
                    case B -> "masks.better.b";
                };
        var button = new ToggleButton(words.of(key));
        button.setId("masks-better-" + what.name().toLowerCase(Locale.ROOT));
        button.setAccessibleText(words.of("masks.better") + " " + words.of(key));
        button.setToggleGroup(group);
        button.setOnAction(e -> actions.prefer(what));
        return button;
    }

    void update() {
        boolean hidden = model.hidden();
        Optional<BlindReading> reading = model.reading();
        show(hide, !hidden);
        show(reveal, hidden);
        show(shuffled, hidden);
        show(better, hidden);
        shuffled.setSelected(model.shuffled());
        Optional<Better> last = reading.flatMap(
                each -> each.preferred().reversed().stream().findFirst().map(BlindReading.Preference::better));
        answers.forEach(
                (what, button) -> button.setSelected(last.filter(what::equals).isPresent()));
        String text = reading.isEmpty()
                ? ""
                : hidden
                        ? words.of("masks.hidden")
                        : words.of(
                                "masks.revealed",
                                reading.get().a(0),
                                reading.get().b(0));
        said.setText(text);
        show(said, !text.isEmpty());
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
