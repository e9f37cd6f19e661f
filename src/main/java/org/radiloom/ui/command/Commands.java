package org.radiloom.ui.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.radiloom.ui.words.Words;

/** All commands of the window and the keys they have now: no key belongs to two. Knows no JavaFX; used on one thread. */
public final class Commands {
    private final Map<String, Command> all = new LinkedHashMap<>();
    private final Map<Keys, Command> byKeys = new HashMap<>();
    /** What the reader changed, by command; an empty list takes all keys away. */
    private final SequencedMap<String, List<Keys>> own = new LinkedHashMap<>();

    private final List<Runnable> listeners = new ArrayList<>();

    /** Tells {@code listener} about every change of keys. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Takes a command in.
     *
     * @throws IllegalArgumentException if its id or one of its keys is taken already; names the other
     */
    public void register(Command command) {
        if (all.containsKey(command.id())) {
            throw new IllegalArgumentException("two commands called " + command.id());
        }
        for (Command other : all.values()) {
            if (!Collections.disjoint(other.keys(), command.keys())) {
                throw new IllegalArgumentException(
                        command.id() + " wants a key of " + other.id() + ": " + command.keys());
            }
        }
        all.put(command.id(), command);
        assignAll();
    }

    /** The keys that the reader chose come first; a default that one of them took is lost. */
    private void assignAll() {
        byKeys.clear();
        own.forEach((id, keys) -> {
            Command command = all.get(id);
            if (command != null) {
                keys.forEach(k -> byKeys.putIfAbsent(k, command));
            }
        });
        for (Command command : all.values()) {
            if (!own.containsKey(command.id())) {
                command.keys().forEach(k -> byKeys.putIfAbsent(k, command));
            }
        }
    }

    private void changed() {
        assignAll();
        listeners.forEach(Runnable::run);
    }

    /** All commands, in the order they came. */
    public List<Command> all() {
        return List.copyOf(all.values());
    }

    public Optional<Command> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The command that has a key now. */
    public Optional<Command> find(Keys keys) {
        return Optional.ofNullable(byKeys.get(keys));
    }

    /** The keys of a command now, the first is the one to teach. */
    public List<Keys> keys(Command command) {
        return own.getOrDefault(command.id(), command.keys()).stream()
                .filter(k -> command.equals(byKeys.get(k)))
                .toList();
    }

    /** Runs a command unless it cannot be used now; says whether it ran. */
    public boolean run(String id) {
        Optional<Command> usable = find(id).filter(Command::enabled);
        usable.ifPresent(c -> c.action().run());
        return usable.isPresent();
    }

    /** What a button or a menu entry that runs the command says: its name, and its key where it has one. */
    public String tooltip(String id, Words words) {
        Command command = find(id).orElseThrow(() -> new IllegalArgumentException("no command " + id));
        String key = firstKey(id);
        return key.isEmpty() ? command.title(words) : words.of("command.with.keys", command.title(words), key);
    }

    /** The key to teach for a command, empty where it has none. */
    public String firstKey(String id) {
        return find(id).flatMap(c -> keys(c).stream().findFirst())
                .map(Keys::toString)
                .orElse("");
    }

    // ---- what the reader changes ----

    /** Gives a command one key in place of those it has. Empty when done, else the command that has that key, and nothing is changed. */
    public Optional<Command> assign(Command command, Keys keys) {
        Optional<Command> other = find(keys).filter(c -> !c.id().equals(command.id()));
        if (other.isEmpty()) {
            own.put(command.id(), List.of(keys));
            changed();
        }
        return other;
    }

    /** Takes all keys from a command. */
    public void unassign(Command command) {
        own.put(command.id(), List.of());
        changed();
    }

    /** Gives a command its first keys back. Empty when done, else the command that has one of them now, and nothing is changed. */
    public Optional<Command> reset(Command command) {
        Optional<Command> other = command.keys().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .filter(c -> !c.id().equals(command.id()))
                .findFirst();
        if (other.isEmpty() && own.remove(command.id()) != null) {
            changed();
        }
        return other;
    }

    /** Gives all commands their first keys back. */
    public void resetAll() {
        own.clear();
        changed();
    }

    /** Whether the reader gave a command other keys. */
    public boolean changed(Command command) {
        return own.containsKey(command.id());
    }

    /** What the reader changed, by id; commands that this program does not know are kept. */
    public SequencedMap<String, List<Keys>> changes() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(own));
    }

    /** Takes over what was changed before. */
    public void restore(Map<String, List<Keys>> changes) {
        own.clear();
        own.putAll(changes);
        changed();
    }

    // ---- search ----

    /** Commands whose name, category, key or id hold the letters of {@code text} in this order, the best first; all for no text. */
    public List<Command> search(String text, List<Words> languages) {
        record Hit(Command command, double score) {}
        return all.values().stream()
                .map(c -> new Hit(
                        c,
                        languages.stream()
                                .mapToDouble(w -> score(c, text, w))
                                .max()
                                .orElse(0)))
                .filter(h -> h.score > 0)
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .map(Hit::command)
                .toList();
    }

    private double score(Command command, String text, Words words) {
        String keys =
                String.join(" ", keys(command).stream().map(Keys::toString).toList());
        double best = FuzzyMatch.score(text, command.title(words));
        best = Math.max(
                best, 0.7 * FuzzyMatch.score(text, words.of(command.category().words()) + " " + command.title(words)));
        best = Math.max(best, 0.6 * FuzzyMatch.score(text, keys));
        return Math.max(best, 0.5 * FuzzyMatch.score(text, command.id()));
    }
}
