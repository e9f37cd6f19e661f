package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What the right panel shows. Knows no JavaFX; used on one thread. */
public final class InspectorModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private SequencedMap<Target, Analysis> analyses =
            new LinkedHashMap<>(Map.of(Target.MANDIBLE, new Analysis.NoSeries()));
    private List<FindingSummary> findings = List.of();
    private List<Fact> facts = List.of();

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Where the usual analysis of the series stands. */
    public Analysis analysis() {
        return analyses.firstEntry().getValue();
    }

    /** Where each analysis that the series is offered stands, the usual one first. */
    public SequencedMap<Target, Analysis> analyses() {
        return Collections.unmodifiableSequencedMap(analyses);
    }

    /** Takes the analyses of another series, at least one. */
    public void setAnalyses(SequencedMap<Target, Analysis> now) {
        analyses = new LinkedHashMap<>(now);
        changed();
    }

    /** What the usual analysis looks for. */
    public Target target() {
        return analyses.firstEntry().getKey();
    }

    public List<FindingSummary> findings() {
        return findings;
    }

    public void setFindings(List<FindingSummary> now) {
        findings = List.copyOf(now);
        changed();
    }

    public List<Fact> facts() {
        return facts;
    }

    public void setFacts(List<Fact> now) {
        facts = List.copyOf(now);
        changed();
    }
}
