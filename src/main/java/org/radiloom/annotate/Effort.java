package org.radiloom.annotate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the work on a case took, so that "faster" is a number. It is counted from the journal, stays on this computer, and says
 * nothing of the patient.
 *
 * <p>Active time is the time from each thing done (a step, an undo, a redo) to the next, of which at most {@value #MOST_GAP_MS} ms
 * count: whoever looks at a slice for half a minute is working, whoever is away for lunch is not. The time before the first and
 * after the last is not known and not counted; a clock that was set back counts as no time.
 *
 * @param steps made, by the name of the tool; those undone later are among them
 * @param undone how often a step was taken back
 * @param redone how often it was made again
 * @param activeMs active time, ms
 * @param first when the first thing was done; empty before it
 * @param last when the last thing was done
 * @param annotators ids of those who worked on it, as far as they gave one
 */
public record Effort(
        NavigableMap<String, Integer> steps,
        int undone,
        int redone,
        long activeMs,
        Optional<Instant> first,
        Optional<Instant> last,
        NavigableSet<String> annotators) {
    /** Longest time between two things done that counts as work, ms. */
    public static final long MOST_GAP_MS = 30_000;

    /** Names of the columns of {@link #toCsv}. */
    public static final String CSV_HEAD = "first_day,last_day,active_seconds,steps,undone,redone,annotators,tools";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Effort {
        steps = Collections.unmodifiableNavigableMap(new TreeMap<>(steps));
        annotators = Collections.unmodifiableNavigableSet(new TreeSet<>(annotators));
    }

    /** Nothing done yet. */
    public static Effort none() {
        return new Effort(new TreeMap<>(), 0, 0, 0, Optional.empty(), Optional.empty(), new TreeSet<>());
    }

    /** Strokes and other steps together. */
    public int allSteps() {
        return steps.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Active time, seconds. */
    public double activeSeconds() {
        return activeMs / 1000.0;
    }

    /** The day of the first step, UTC. */
    public Optional<LocalDate> firstDay() {
        return first.map(Effort::day);
    }

    /** The day of the last step, UTC. */
    public Optional<LocalDate> lastDay() {
        return last.map(Effort::day);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** A row of a table, under {@link #CSV_HEAD}: days as 2026-01-31, seconds with one decimal, tools as {@code Brush=12;Fill=3}. */
    public String toCsv() {
        String tools = steps.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(";"));
        return String.join(
                ",",
                firstDay().map(LocalDate::toString).orElse(""),
                lastDay().map(LocalDate::toString).orElse(""),
                String.valueOf(Math.round(activeMs / 100.0) / 10.0),
                String.valueOf(allSteps()),
                String.valueOf(undone),
                String.valueOf(redone),
                quoted(String.join(";", annotators)),
                quoted(tools));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The same as one JSON object, with times in milliseconds since 1970. */
    public String toJson() {
        return json().toString();
    }

    ObjectNode json() {
        ObjectNode all = JSON.createObjectNode();
        ObjectNode tools = all.putObject("steps");
        steps.forEach(tools::put);
        all.put("undone", undone).put("redone", redone).put("activeMs", activeMs);
        first.ifPresent(at -> all.put("firstMs", at.toEpochMilli()));
        last.ifPresent(at -> all.put("lastMs", at.toEpochMilli()));
        annotators.forEach(all.putArray("annotators")::add);
        return all;
    }

    /** @throws IllegalArgumentException if something is missing */
    static Effort of(JsonNode json) {
        var steps = new TreeMap<String, Integer>();
        json.required("steps")
                .properties()
                .forEach(e -> steps.put(e.getKey(), e.getValue().asInt()));
        var annotators = new TreeSet<String>();
        json.required("annotators").forEach(a -> annotators.add(a.asText()));
        return new Effort(
                steps,
                json.required("undone").asInt(),
                json.required("redone").asInt(),
                json.required("activeMs").asLong(),
                Optional.ofNullable(json.get("firstMs")).map(at -> Instant.ofEpochMilli(at.asLong())),
                Optional.ofNullable(json.get("lastMs")).map(at -> Instant.ofEpochMilli(at.asLong())),
                annotators);
    }

    /** Counts along. */
    static final class Tally {
        private final TreeMap<String, Integer> steps = new TreeMap<>();
        private final TreeSet<String> annotators = new TreeSet<>();
        private int undone;
        private int redone;
        private long activeMs;
        private Optional<Instant> first = Optional.empty();
        private Optional<Instant> last = Optional.empty();

        void count(JournalRecord entry) {
            switch (entry) {
                case JournalRecord.Made made -> {
                    steps.merge(made.name(), 1, Integer::sum);
                    at(made.stamp());
                }
                case JournalRecord.Undone back -> {
                    undone++;
                    at(back.stamp());
                }
                case JournalRecord.Redone again -> {
                    redone++;
                    at(again.stamp());
                }
                case JournalRecord.Base base -> startFrom(base.effort());
                case JournalRecord.Kept kept -> {
                    // counted in the base
                }
            }
        }

        private void startFrom(Effort effort) {
            steps.putAll(effort.steps);
            annotators.addAll(effort.annotators);
            undone = effort.undone;
            redone = effort.redone;
            activeMs = effort.activeMs;
            first = effort.first;
            last = effort.last;
        }

        private void at(Stamp stamp) {
            if (!stamp.who().isEmpty()) {
                annotators.add(stamp.who());
            }
            Instant now = Instant.ofEpochMilli(stamp.atMs());
            last.ifPresent(l -> activeMs += Math.clamp(stamp.atMs() - l.toEpochMilli(), 0, MOST_GAP_MS));
            first = first.isPresent() ? first : Optional.of(now);
            last = Optional.of(now);
        }

        Effort effort() {
            return new Effort(steps, undone, redone, activeMs, first, last, annotators);
        }
    }
}
