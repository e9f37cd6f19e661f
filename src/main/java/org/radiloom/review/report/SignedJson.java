package org.radiloom.review.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drafts and signed versions as JSON. A signed one is {@code {"signed":…,"digest":…}} on one line, where the digest is the
 * SHA-256 of the bytes between {@code "signed":} and {@code ,"digest"}: anybody can check it with a tool of their own.
 */
final class SignedJson {
    static final int FORMAT = 1;
    private static final String START = "{\"signed\":";
    private static final String MIDDLE = ",\"digest\":\"";
    private static final String END = "\"}\n";
    private static final int HEX = 64;

    private SignedJson() {}

    static byte[] draft(ReportDraft draft) {
        ObjectNode tree = ReportJson.JSON.createObjectNode().put("format", FORMAT);
        tree.put("kind", draft.kind().name());
        draft.parent().ifPresent(parent -> put(parent, tree));
        tree.set("content", ReportJson.tree(draft.content()));
        return write(tree).getBytes(StandardCharsets.UTF_8);
    }

    static ReportDraft draft(byte[] bytes, ReportJson.Pictures pictures) throws IOException {
        JsonNode tree = known(bytes);
        try {
            return new ReportDraft(
                    ReportJson.content(tree.required("content"), pictures),
                    ReportDraft.Kind.valueOf(ReportJson.text(tree, "kind")),
                    parent(tree));
        } catch (IllegalArgumentException e) {
            throw new IOException("no draft", e);
        }
    }

    /** The text that the digest is of. */
    static String text(SignedReport report) {
        ObjectNode tree = ReportJson.JSON
                .createObjectNode()
                .put("format", FORMAT)
                .put("version", report.version())
                .put("kind", report.kind().name())
                .put("at", report.at().toString());
        tree.set("by", ReportJson.tree(report.by()));
        report.parent().ifPresent(parent -> put(parent, tree));
        ArrayNode files = tree.putArray("files");
        for (SignedReport.SignedFile file : report.files()) {
            files.addObject().put("kind", file.kind()).put("name", file.name()).put("sha256", file.sha256());
        }
        tree.set("content", ReportJson.tree(report.content()));
        return write(tree);
    }

    static byte[] signed(SignedReport report) {
        return (START + text(report) + MIDDLE + report.digest() + END).getBytes(StandardCharsets.UTF_8);
    }

    /** The digest that a file of a version should have: that of its text. */
    static String computed(byte[] bytes) throws IOException {
        return Sha256.of(inner(bytes));
    }

    private static String inner(byte[] bytes) throws IOException {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int end = all.length() - END.length() - HEX - MIDDLE.length();
        if (!all.startsWith(START) || !all.endsWith(END) || end < START.length() || !all.startsWith(MIDDLE, end)) {
            throw new IOException("no signed report");
        }
        return all.substring(START.length(), end);
    }

    /** Reads a version; whether its digest is right is another question. */
    static SignedReport signed(byte[] bytes, ReportJson.Pictures pictures) throws IOException {
        String inner = inner(bytes);
        JsonNode tree = known(inner.getBytes(StandardCharsets.UTF_8));
        try {
            List<SignedReport.SignedFile> files = new ArrayList<>();
            for (JsonNode each : tree.required("files")) {
                files.add(new SignedReport.SignedFile(
                        ReportJson.text(each, "kind"), ReportJson.text(each, "name"), ReportJson.text(each, "sha256")));
            }
            return new SignedReport(
                    tree.required("version").asInt(),
                    ReportDraft.Kind.valueOf(ReportJson.text(tree, "kind")),
                    parent(tree),
                    ReportJson.reader(tree.required("by")),
                    Instant.parse(ReportJson.text(tree, "at")),
                    files,
                    ReportJson.content(tree.required("content"), pictures),
                    ReportJson.text(ReportJson.JSON.readTree(bytes), "digest"));
        } catch (RuntimeException e) {
            throw new IOException("no signed report", e);
        }
    }

    private static JsonNode known(byte[] bytes) throws IOException {
        JsonNode tree = ReportJson.JSON.readTree(bytes);
        if (tree.path("format").asInt() != FORMAT) {
            throw new IOException("format " + tree.path("format").asText());
        }
        return tree;
    }

    private static void put(ReportDraft.Parent parent, ObjectNode into) {
        into.putObject("parent").put("version", parent.version()).put("digest", parent.digest());
    }

    private static Optional<ReportDraft.Parent> parent(JsonNode tree) {
        JsonNode parent = tree.path("parent");
        return parent.isMissingNode()
                ? Optional.empty()
                : Optional.of(
                        new ReportDraft.Parent(parent.required("version").asInt(), ReportJson.text(parent, "digest")));
    }

    private static String write(ObjectNode tree) {
        try {
            return ReportJson.JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }
}
