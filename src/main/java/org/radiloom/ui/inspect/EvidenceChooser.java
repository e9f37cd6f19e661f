package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.evidence.Evidence.Kind;
import org.radiloom.ui.evidence.EvidenceModel;
import org.radiloom.ui.evidence.GradeNames;
import org.radiloom.ui.words.Buttons;
import org.radiloom.ui.words.Words;

/** Which evidence lies over the image: switches, of which one at most is on, and under them what is seen. */
final class EvidenceChooser extends VBox {
    private final EvidenceModel model;
    private final Words words;
    private final FlowPane kinds = new FlowPane(4, 4);
    private final FlowPane grades = new FlowPane(4, 4);
    private List<Object> shown = List.of();

    EvidenceChooser(EvidenceModel model, Words words) {
        super(8);
        this.model = model;
        this.words = words;
        setId("evidence");
        kinds.setPrefWrapLength(240);
        grades.setPrefWrapLength(240);
    }

    void update() {
        Set<Kind> offered = model.offered();
        Choice choice = model.choice().orElse(null);
        String runnerUp = model.runnerUp().orElse("");
        List<Object> now = new ArrayList<>();
        now.add(offered);
        now.add(Objects.requireNonNullElse(choice, ""));
        now.add(runnerUp);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        boolean focused = kinds.getChildren().stream().anyMatch(Node::isFocused)
                || grades.getChildren().stream().anyMatch(Node::isFocused);
        kinds.getChildren()
                .setAll(offered.stream().map(k -> kind(k, choice, runnerUp)).toList());
        List<Node> all = new ArrayList<>(List.of(CardParts.section(words.of("evidence.section")), kinds));
        if (choice != null && choice.kind() == Kind.ACTIVATION) {
            grades.getChildren().setAll(gradeSwitches(choice));
            all.add(grades);
        }
        if (choice != null) {
            all.add(CardParts.muted(words.of(meaning(choice.kind()))));
        }
        getChildren().setAll(offered.isEmpty() ? List.of() : all);
        if (focused) {
            kinds.getChildren().stream()
                    .filter(n -> n instanceof ToggleButton t && t.isSelected())
                    .findFirst()
                    .ifPresent(Node::requestFocus);
        }
    }

    private ToggleButton kind(Kind kind, @Nullable Choice choice, String runnerUp) {
        String text = kind == Kind.DISTRACTOR && !runnerUp.isEmpty()
                ? words.of("evidence.distractor.switch.for", GradeNames.lower(words, runnerUp))
                : words.of(name(kind));
        boolean on = choice != null && choice.kind() == kind;
        ToggleButton button = toggle("evidence-" + kind.name().toLowerCase(Locale.ROOT), text, on);
        Buttons.explain(button, words.of(meaning(kind)));
        button.setOnAction(e -> {
            if (on) {
                model.hide();
            } else {
                model.choose(kind == Kind.ACTIVATION ? new Choice(kind, likeliest()) : Choice.of(kind));
            }
        });
        return button;
    }

    private List<ToggleButton> gradeSwitches(Choice choice) {
        List<String> classes = model.finding().map(GradeFinding::classes).orElse(List.of());
        List<ToggleButton> all = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            String grade = classes.get(c);
            ToggleButton button =
                    toggle("evidence-grade-" + c, GradeNames.upper(words, grade), grade.equals(choice.grade()));
            button.setOnAction(e -> model.choose(new Choice(Kind.ACTIVATION, grade)));
            all.add(button);
        }
        return all;
    }

    /** The grade of the frame on screen, else that of the study. */
    private String likeliest() {
        GradeFinding finding = model.finding().orElseThrow();
        return model.grade()
                .filter(FrameGrade::graded)
                .map(g -> finding.classes().get(GradeWords.best(g.probabilities())))
                .orElse(finding.grade());
    }

    private static ToggleButton toggle(String id, String text, boolean on) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.setSelected(on);
        button.getStyleClass().add("choice");
        return button;
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case GRADES -> "evidence.grades.switch";
            case ACTIVATION -> "evidence.activation.switch";
            case DISTRACTOR -> "evidence.distractor.switch";
            case SPECIFIC -> "evidence.specific.switch";
            case COMMON -> "evidence.common.switch";
            case RECONSTRUCTION -> "evidence.reconstruction.switch";
        };
    }

    private static String meaning(Kind kind) {
        return switch (kind) {
            case GRADES -> "evidence.grades.meaning";
            case ACTIVATION -> "evidence.activation.meaning";
            case DISTRACTOR -> "evidence.distractor.meaning";
            case SPECIFIC -> "evidence.specific.meaning";
            case COMMON -> "evidence.common.meaning";
            case RECONSTRUCTION -> "evidence.reconstruction.meaning";
        };
    }
}
