package org.radiloom.ui.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.radiloom.ui.words.Language;
import org.radiloom.ui.words.Words;

/** What is typed into the palette, what fits it, and which of that is chosen. Knows no JavaFX; used on one thread. */
public final class PaletteModel {
    private final List<Runnable> listeners = new ArrayList<>();
    private final Commands commands;
    private final List<Words> languages = new ArrayList<>();
    private String text = "";
    private List<Command> hits = List.of();
    private int chosen;

    /** @param words the language of the window; names in the others are found, too */
    public PaletteModel(Commands commands, Words words) {
        this.commands = commands;
        languages.add(words);
        for (Language other : Language.values()) {
            if (other != words.language()) {
                languages.add(Words.in(other));
            }
        }
        type("");
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes what is typed now; the best hit is chosen. What can be used now comes before what cannot, if nothing is typed. */
    public void type(String now) {
        text = now;
        hits = commands.search(now, languages);
        if (now.isBlank()) {
            hits = hits.stream()
                    .sorted(Comparator.comparing((Command c) -> !c.enabled()).thenComparing(Command::category))
                    .toList();
        }
        chosen = 0;
        listeners.forEach(Runnable::run);
    }

    public String text() {
        return text;
    }

    public List<Command> hits() {
        return hits;
    }

    /** Place of the chosen command among the hits, -1 when there is none. */
    public int chosen() {
        return hits.isEmpty() ? -1 : chosen;
    }

    /** Chooses the next hit, or the one before with -1; goes round at the ends. */
    public void step(int by) {
        if (!hits.isEmpty()) {
            choose(Math.floorMod(chosen + by, hits.size()));
        }
    }

    public void choose(int wanted) {
        chosen = Math.clamp(wanted, 0, Math.max(0, hits.size() - 1));
        listeners.forEach(Runnable::run);
    }

    /** The chosen command, if it can be used now. */
    public Optional<Command> usable() {
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.get(chosen)).filter(Command::enabled);
    }
}
