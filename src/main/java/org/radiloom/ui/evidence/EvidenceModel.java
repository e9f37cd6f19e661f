package org.radiloom.ui.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.radiloom.infer.FrameGrade;
import org.radiloom.infer.GradeExplanation;
import org.radiloom.infer.GradeFinding;
import org.radiloom.ui.evidence.Evidence.Choice;
import org.radiloom.ui.evidence.Evidence.Kind;

/**
 * Which evidence of a grading is shown, and the pictures it is made of, as far as they are there. Knows no JavaFX; used
 * on one thread.
 */
public final class EvidenceModel {
    private static final int MOST_KEPT = 40;

    private final List<Runnable> listeners = new ArrayList<>();
    private final Map<Integer, GradeExplanation> explanations = new TreeMap<>();
    private final Set<Integer> failed = new HashSet<>();
    private @Nullable GradeFinding finding;
    private @Nullable Choice choice;
    private int frame;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Offers the evidence of a finding; what the reader has chosen to see stays chosen. */
    public void show(GradeFinding now) {
        if (finding == null || !finding.id().equals(now.id())) {
            explanations.clear();
            failed.clear();
        }
        finding = now;
        changed();
    }

    /** There is no grading on screen. */
    public void clear() {
        if (finding == null) {
            return;
        }
        finding = null;
        explanations.clear();
        failed.clear();
        changed();
    }

    public Optional<GradeFinding> finding() {
        return Optional.ofNullable(finding);
    }

    /** Goes to another frame. */
    public void goTo(int k) {
        if (k != frame) {
            frame = k;
            changed();
        }
    }

    public int frame() {
        return frame;
    }

    // ---- choice ----

    public Optional<Choice> choice() {
        return finding == null ? Optional.empty() : Optional.ofNullable(choice);
    }

    /** Shows something. */
    public void choose(Choice wanted) {
        choice = wanted;
        changed();
    }

    /** Shows the image alone. */
    public void hide() {
        choice = null;
        changed();
    }

    /** What there is to choose from: what the grading itself holds, and what the pictures loaded so far hold. */
    public Set<Kind> offered() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        GradeFinding of = finding;
        if (of == null) {
            return kinds;
        }
        if (of.perFrame().stream().anyMatch(f -> f.patches().size() > 1)) {
            kinds.add(Kind.GRADES);
        }
        explanations.values().stream().findFirst().ifPresent(e -> {
            kinds.add(Kind.ACTIVATION);
            e.distractor().ifPresent(d -> kinds.add(Kind.DISTRACTOR));
            e.icfd().ifPresent(i -> kinds.addAll(EnumSet.of(Kind.SPECIFIC, Kind.COMMON, Kind.RECONSTRUCTION)));
        });
        return kinds;
    }

    // ---- pictures ----

    /** The frame on screen, if its pictures are to be made now: they are needed, or none tell yet what there is. */
    public Optional<Integer> wanted() {
        Choice chosen = choice;
        boolean needed = explanations.isEmpty() || chosen != null && chosen.kind() != Kind.GRADES;
        return needed && grade().filter(FrameGrade::graded).isPresent() && !knows(frame)
                ? Optional.of(frame)
                : Optional.empty();
    }

    private boolean knows(int k) {
        return explanations.containsKey(k) || failed.contains(k);
    }

    /** Takes the pictures of a frame. */
    public void explained(String findingId, GradeExplanation explanation) {
        if (finding != null && finding.id().equals(findingId)) {
            if (explanations.size() >= MOST_KEPT) {
                explanations.keySet().stream()
                        .filter(k -> k != frame)
                        .findFirst()
                        .ifPresent(explanations::remove);
            }
            explanations.put(explanation.frame(), explanation);
            changed();
        }
    }

    /** The pictures of a frame cannot be made. */
    public void unexplained(String findingId, int k) {
        if (finding != null && finding.id().equals(findingId)) {
            failed.add(k);
            changed();
        }
    }

    /** Whether the frame on screen has no pictures, and will have none. */
    public boolean unexplainable() {
        return failed.contains(frame);
    }

    /** What the grading says of the frame on screen. */
    public Optional<FrameGrade> grade() {
        return finding()
                .flatMap(f ->
                        f.perFrame().stream().filter(g -> g.frame() == frame).findFirst());
    }

    /** The grade that the frame on screen could be mistaken for: its second likeliest; empty where it has none. */
    public Optional<String> runnerUp() {
        return Optional.ofNullable(explanations.get(frame))
                .map(GradeExplanation::runnerUp)
                .or(() -> grade().filter(FrameGrade::graded).map(this::second));
    }

    private String second(FrameGrade graded) {
        List<String> classes = finding().orElseThrow().classes();
        return IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.comparing(graded.probabilities()::get).reversed())
                .skip(1)
                .findFirst()
                .map(classes::get)
                .orElse("");
    }

    /** What to draw over the frame on screen; empty when nothing is chosen, or while its pictures are not there. */
    public Optional<Evidence> evidence() {
        Choice chosen = choice().orElse(null);
        if (chosen == null) {
            return Optional.empty();
        }
        if (chosen.kind() == Kind.GRADES) {
            List<String> classes = finding().map(GradeFinding::classes).orElse(List.of());
            return grade().filter(FrameGrade::graded).map(g -> new Evidence.Grades(g.patches(), classes));
        }
        return Optional.ofNullable(explanations.get(frame)).flatMap(e -> switch (chosen.kind()) {
            case GRADES -> Optional.empty();
            case ACTIVATION ->
                Optional.ofNullable(e.activation().get(chosen.grade())).map(Evidence.Heat::new);
            case DISTRACTOR -> e.distractor().map(Evidence.Heat::new);
            case SPECIFIC -> e.icfd().map(i -> new Evidence.Grey(i.specific()));
            case COMMON -> e.icfd().map(i -> new Evidence.Grey(i.common()));
            case RECONSTRUCTION -> e.icfd().map(i -> new Evidence.Grey(i.reconstruction()));
        });
    }
}
