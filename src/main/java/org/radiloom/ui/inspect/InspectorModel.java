package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;

/** What the right panel shows. Knows no JavaFX; used on one thread. */
public final class InspectorModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private Analysis analysis = new Analysis.NoSeries();
    private List<FindingSummary> findings = List.of();
    private List<Fact> facts = List.of();
    private Target target = Target.MANDIBLE;

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    public Analysis analysis() {
        return analysis;
    }

    public void setAnalysis(Analysis now) {
        analysis = now;
        changed();
    }

    /** What the analysis looks for. */
    public Target target() {
        return target;
    }

    public void setTarget(Target now) {
        target = now;
        changed();
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
