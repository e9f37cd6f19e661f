package org.radiloom.annotate.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.radiloom.home.Home;
import org.radiloom.home.OwnFile;
import org.radiloom.problem.Problem;

/**
 * The record of a comparison whose reader does not know who is who: what was compared under which seed, and when the names were
 * asked for. One JSON file.
 *
 * @param id name of the file without its ending
 * @param begun when the names were hidden
 * @param blinding who is A, and the order
 * @param cases two names each, in the order in which they were given
 * @param preferred which of the two the reader found better, for cases where that was said
 * @param revealed when the names were shown, if they were
 */
public record BlindReading(
        String id,
        Instant begun,
        Blinding blinding,
        List<Case> cases,
        List<Preference> preferred,
        Optional<Instant> revealed) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What a case is called, and its two, as they were given. */
    public record Case(String name, String first, String second) {}

    /** What the reader found better in a case: A, B, or neither. */
    public enum Better {
        A,
        B,
        ALIKE
    }

    /** What was said of a case, and when: before or after the names were known. */
    public record Preference(int number, Better better, Instant at) {}

    public BlindReading {
        cases = List.copyOf(cases);
        preferred = List.copyOf(preferred);
    }

    /** A reading that begins now. */
    public static BlindReading begin(Blinding blinding, List<Case> cases, Instant now) {
        // the name must not give the seed away
        int mark = Long.hashCode(blinding.seed() * 0x9E3779B97F4A7C15L) & 0xFFFF;
        String id = STAMP.format(now) + String.format("-%04x", mark);
        return new BlindReading(id, now, blinding, cases, List.of(), Optional.empty());
    }

    /** What A is in a case. */
    public String a(int number) {
        Case pair = cases.get(number);
        return blinding.swapped(number) ? pair.second : pair.first;
    }

    /** What B is in a case. */
    public String b(int number) {
        Case pair = cases.get(number);
        return blinding.swapped(number) ? pair.first : pair.second;
    }

    /** The same with a preference more. */
    public BlindReading preferring(int number, Better better, Instant now) {
        List<Preference> all = new ArrayList<>(preferred);
        all.add(new Preference(number, better, now));
        return new BlindReading(id, begun, blinding, cases, all, revealed);
    }

    /** The same with the names known; the first time counts. */
    public BlindReading revealed(Instant now) {
        return new BlindReading(id, begun, blinding, cases, preferred, revealed.or(() -> Optional.of(now)));
    }

    /** Where the records of a user lie. */
    public static Path folder(Home home) {
        return home.data().resolve("comparisons");
    }

    /** Puts the record into a folder. */
    public void write(Path folder) throws Problem {
        Path file = folder.resolve(id + ".json");
        try {
            OwnFile.write(file, JSON.writeValueAsString(tree()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Problem.input(
                    "compare.unkept",
                    "The record of this comparison cannot be written to " + file + ".",
                    "Check that the folder can be written and has room.",
                    e);
        }
    }

    private ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode()
                .put("id", id)
                .put("begun", begun.toString())
                .put("seed", blinding.seed());
        ArrayNode all = tree.putArray("cases");
        for (int number = 0; number < cases.size(); number++) {
            Case pair = cases.get(number);
            all.addObject()
                    .put("name", pair.name)
                    .put("first", pair.first)
                    .put("second", pair.second)
                    .put("a", a(number));
        }
        ArrayNode said = tree.putArray("preferred");
        preferred.forEach(each -> said.addObject()
                .put("case", each.number)
                .put("better", each.better.name())
                .put("at", each.at.toString()));
        tree.put("revealed", revealed.map(Instant::toString).orElse(null));
        return tree;
    }

    /**
     * Reads a record from a folder.
     *
     * @throws Problem if there is none with this id, or it is damaged
     */
    public static BlindReading read(Path folder, String id) throws Problem {
        if (!id.matches("[A-Za-z0-9-]+")) {
            throw unknown(folder, id);
        }
        Path file = folder.resolve(id + ".json");
        try {
            return of(JSON.readTree(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw unknown(folder, id);
        } catch (JsonProcessingException | RuntimeException e) {
            throw Problem.input(
                    "compare.damaged",
                    file + " is not the record of a comparison.",
                    "Restore it from a copy; without it nobody knows which was A.",
                    e);
        } catch (IOException e) {
            throw Problem.input("file.unreadable", file + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    private static Problem unknown(Path folder, String id) {
        return Problem.usage(
                "compare.unknown",
                "There is no blinded comparison " + id + ".",
                "Use the name that the comparison gave; the records lie in " + folder + ".");
    }

    private static BlindReading of(JsonNode tree) {
        List<Case> cases = new ArrayList<>();
        for (JsonNode each : tree.required("cases")) {
            cases.add(new Case(
                    each.required("name").asText(),
                    each.required("first").asText(),
                    each.required("second").asText()));
        }
        List<Preference> preferred = new ArrayList<>();
        for (JsonNode each : tree.required("preferred")) {
            preferred.add(new Preference(
                    each.required("case").asInt(),
                    Better.valueOf(each.required("better").asText()),
                    Instant.parse(each.required("at").asText())));
        }
        JsonNode revealed = tree.required("revealed");
        return new BlindReading(
                tree.required("id").asText(),
                Instant.parse(tree.required("begun").asText()),
                new Blinding(tree.required("seed").asLong()),
                cases,
                preferred,
                revealed.isNull() ? Optional.empty() : Optional.of(Instant.parse(revealed.asText())));
    }
}
