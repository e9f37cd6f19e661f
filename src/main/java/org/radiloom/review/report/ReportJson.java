package org.radiloom.review.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.study.measure.ImageKey;

/** The content of a report as JSON. Pictures are named by their digests and lie beside it. */
final class ReportJson {
    static final JsonMapper JSON = new JsonMapper();

    private ReportJson() {}

    /** Finds a picture by its digest. */
    @FunctionalInterface
    interface Pictures {
        Png of(String sha256) throws IOException;
    }

    static ObjectNode tree(ReportContent content) {
        ObjectNode tree = JSON.createObjectNode()
                .put("studyUid", content.studyUid())
                .put("language", content.language().id());
        tree.set("template", tree(content.template()));
        Subject subject = content.subject();
        tree.putObject("subject")
                .put("patientName", subject.patientName())
                .put("patientId", subject.patientId())
                .put("accessionNumber", subject.accessionNumber())
                .put("studyDate", subject.studyDate())
                .put("studyDescription", subject.studyDescription())
                .put("modality", subject.modality())
                .put("hidden", subject.hidden());
        ObjectNode fields = tree.putObject("fields");
        content.fields().forEach(fields::put);
        NumbersJson.put(content.numbers(), tree.putArray("numbers"));
        ArrayNode findings = tree.putArray("findings");
        content.findings().forEach(each -> put(each, findings.addObject()));
        ArrayNode images = tree.putArray("images");
        for (KeyImage each : content.images()) {
            images.addObject()
                    .put("sha256", each.picture().sha256())
                    .put("caption", each.caption())
                    .put("sopInstanceUid", each.image().sopInstanceUid())
                    .put("frame", each.image().frame() + 1);
        }
        tree.put("impression", content.impression());
        ArrayNode addenda = tree.putArray("addenda");
        for (Addendum each : content.addenda()) {
            ObjectNode one = addenda.addObject()
                    .put("text", each.text())
                    .put("at", each.at().toString());
            one.set("by", tree(each.by()));
        }
        return tree;
    }

    /**
     * Reads what {@link #tree(ReportContent)} has written.
     *
     * @throws IOException if it is anything else, or if a picture is gone
     */
    static ReportContent content(JsonNode tree, Pictures pictures) throws IOException {
        try {
            JsonNode subject = tree.required("subject");
            Map<String, String> fields = new LinkedHashMap<>();
            tree.required("fields")
                    .properties()
                    .forEach(e -> fields.put(e.getKey(), e.getValue().asText()));
            List<ReviewedFinding> findings = new ArrayList<>();
            for (JsonNode each : tree.required("findings")) {
                findings.add(finding(each));
            }
            List<KeyImage> images = new ArrayList<>();
            for (JsonNode each : tree.required("images")) {
                images.add(new KeyImage(
                        pictures.of(text(each, "sha256")),
                        text(each, "caption"),
                        new ImageKey(
                                text(each, "sopInstanceUid"),
                                each.required("frame").asInt() - 1)));
            }
            List<Addendum> addenda = new ArrayList<>();
            for (JsonNode each : tree.required("addenda")) {
                addenda.add(
                        new Addendum(text(each, "text"), reader(each.required("by")), Instant.parse(text(each, "at"))));
            }
            return new ReportContent(
                    text(tree, "studyUid"),
                    Templates.parse(tree.required("template")),
                    ReportLanguage.of(text(tree, "language")),
                    new Subject(
                            text(subject, "patientName"),
                            text(subject, "patientId"),
                            text(subject, "accessionNumber"),
                            text(subject, "studyDate"),
                            text(subject, "studyDescription"),
                            text(subject, "modality"),
                            subject.required("hidden").asBoolean()),
                    fields,
                    NumbersJson.read(tree.required("numbers")),
                    findings,
                    images,
                    text(tree, "impression"),
                    addenda);
        } catch (RuntimeException e) {
            throw new IOException("no report", e);
        }
    }

    static ObjectNode tree(Reader reader) {
        return JSON.createObjectNode().put("name", reader.name()).put("role", reader.role());
    }

    static Reader reader(JsonNode tree) {
        return new Reader(text(tree, "name"), text(tree, "role"));
    }

    static String text(JsonNode tree, String name) {
        return tree.required(name).asText();
    }

    private static ObjectNode tree(ReportTemplate template) {
        ObjectNode tree = JSON.createObjectNode().put("id", template.id()).put("title", template.title());
        ArrayNode modalities = tree.putArray("modalities");
        template.modalities().forEach(modalities::add);
        ArrayNode sections = tree.putArray("sections");
        for (ReportTemplate.Section section : template.sections()) {
            ObjectNode one = sections.addObject()
                    .put("id", section.id())
                    .put("title", section.title())
                    .put("holds", section.holds().name());
            ArrayNode fields = one.putArray("fields");
            for (ReportTemplate.Field field : section.fields()) {
                ArrayNode choices = fields.addObject()
                        .put("id", field.id())
                        .put("label", field.label())
                        .put("text", field.text())
                        .put("lines", field.lines())
                        .putArray("choices");
                field.choices().forEach(choices::add);
            }
        }
        return tree;
    }

    private static void put(ReviewedFinding finding, ObjectNode into) {
        ModelUsed model = finding.model();
        into.put("id", finding.id()).put("label", finding.label());
        into.putObject("model")
                .put("id", model.id())
                .put("version", model.version())
                .put("sha256", model.sha256())
                .put("engine", model.engine())
                .put("device", model.device())
                .put("startedAt", model.startedAt());
        put(finding.original(), into.putObject("original"));
        ArrayNode decisions = into.putArray("decisions");
        for (Decision each : finding.decisions()) {
            ObjectNode one = decisions
                    .addObject()
                    .put("act", each.act().name())
                    .put("who", each.who())
                    .put("at", each.at().toString())
                    .put("reason", each.reason());
            each.statement().ifPresent(said -> put(said, one.putObject("statement")));
        }
    }

    private static ReviewedFinding finding(JsonNode tree) {
        JsonNode model = tree.required("model");
        List<Decision> decisions = new ArrayList<>();
        for (JsonNode each : tree.required("decisions")) {
            decisions.add(new Decision(
                    FindingState.Act.valueOf(text(each, "act")),
                    text(each, "who"),
                    Instant.parse(text(each, "at")),
                    text(each, "reason"),
                    each.has("statement") ? Optional.of(statement(each.path("statement"))) : Optional.empty()));
        }
        return new ReviewedFinding(
                text(tree, "id"),
                text(tree, "label"),
                statement(tree.required("original")),
                new ModelUsed(
                        text(model, "id"),
                        text(model, "version"),
                        text(model, "sha256"),
                        text(model, "engine"),
                        text(model, "device"),
                        text(model, "startedAt")),
                decisions);
    }

    private static void put(Statement statement, ObjectNode into) {
        into.put("headline", statement.headline());
        NumbersJson.put(statement.numbers(), into.putArray("numbers"));
        ArrayNode remarks = into.putArray("remarks");
        statement.remarks().forEach(remarks::add);
    }

    private static Statement statement(JsonNode tree) {
        List<String> remarks = new ArrayList<>();
        tree.required("remarks").forEach(each -> remarks.add(each.asText()));
        return new Statement(text(tree, "headline"), NumbersJson.read(tree.required("numbers")), remarks);
    }
}
