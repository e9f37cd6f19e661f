package org.radiloom.review.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of the record. It names things by their UIDs and digests; names of patients have no place in it.
 *
 * @param number counted from 0, without gaps
 * @param at when, UTC
 * @param who the reader, as they call themselves; empty where nobody said
 * @param about what it was done to and how, by name
 * @param previous digest of the entry before, hexadecimal; 64 zeros for the first
 * @param digest SHA-256 of all the others as they are written, hexadecimal
 */
public record AuditEntry(
        long number,
        Instant at,
        String who,
        AuditEvent event,
        SortedMap<String, String> about,
        String previous,
        String digest) {
    /** What the first entry follows. */
    static final String NOTHING = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();

    public AuditEntry {
        about = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(about));
    }

    /** The entry that follows another. */
    static AuditEntry after(
            long number, String previous, Instant at, String who, AuditEvent event, SortedMap<String, String> about) {
        var open = new AuditEntry(number, at, who, event, about, previous, "");
        return new AuditEntry(number, at, who, event, about, previous, open.computed());
    }

    /** The digest that it should have. */
    String computed() {
        try {
            byte[] text = tree().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private ObjectNode tree() {
        ObjectNode tree = JSON.createObjectNode()
                .put("n", number)
                .put("at", at.toString())
                .put("who", who)
                .put("event", event.id());
        ObjectNode details = tree.putObject("about");
        about.forEach(details::put);
        return tree.put("previous", previous);
    }

    /** As a line, without its end. */
    String line() {
        return tree().put("digest", digest).toString();
    }

    /** @throws IllegalArgumentException if this is no entry */
    static AuditEntry parse(String line) {
        try {
            JsonNode tree = JSON.readTree(line);
            var about = new TreeMap<String, String>();
            tree.required("about")
                    .properties()
                    .forEach(e -> about.put(e.getKey(), e.getValue().asText()));
            return new AuditEntry(
                    tree.required("n").asLong(-1),
                    Instant.parse(tree.required("at").asText()),
                    tree.required("who").asText(),
                    AuditEvent.of(tree.required("event").asText()),
                    about,
                    tree.required("previous").asText(),
                    tree.required("digest").asText());
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("no entry", e);
        }
    }
}
