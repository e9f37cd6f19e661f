package org.radiloom.review.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.radiloom.dicom.sr.Code;

/** Numbers of reports as JSON, for other programs; what is written comes back bit by bit. */
public final class NumbersJson {
    private static final int FORMAT = 1;

    private NumbersJson() {}

    /** {@code format}, {@code notice} and {@code numbers}, each with its quantity as a code and a value or a reason. */
    public static String of(List<ReportNumber> numbers, ReportLanguage language) {
        ObjectNode root =
                ReportJson.JSON.createObjectNode().put("format", FORMAT).put("notice", language.notice());
        put(numbers, root.putArray("numbers"));
        try {
            return ReportJson.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }

    /**
     * Reads what {@link #of} has written.
     *
     * @throws IOException if it is anything else
     */
    public static List<ReportNumber> parse(String json) throws IOException {
        JsonNode root = ReportJson.JSON.readTree(json);
        if (root.path("format").asInt() != FORMAT) {
            throw new IOException("format " + root.path("format").asText());
        }
        try {
            return read(root.required("numbers"));
        } catch (IllegalArgumentException e) {
            throw new IOException("no numbers", e);
        }
    }

    static void put(List<ReportNumber> numbers, ArrayNode into) {
        for (ReportNumber number : numbers) {
            Code quantity = number.quantity();
            ObjectNode one = into.addObject()
                    .put("trackingUid", number.trackingUid())
                    .put("thing", number.thing())
                    .put("slice", number.slice());
            one.putObject("quantity")
                    .put("code", quantity.value())
                    .put("scheme", quantity.scheme())
                    .put("version", quantity.version())
                    .put("meaning", quantity.meaning());
            one.put("derivation", number.derivation());
            number.value().ifPresent(value -> one.put("value", value).put("unit", number.unit()));
            if (number.value().isEmpty()) {
                one.put("reason", number.reason());
            }
        }
    }

    /** @throws IllegalArgumentException if something is missing */
    static List<ReportNumber> read(JsonNode numbers) {
        List<ReportNumber> all = new ArrayList<>();
        for (JsonNode each : numbers) {
            JsonNode quantity = each.required("quantity");
            all.add(new ReportNumber(
                    ReportJson.text(each, "trackingUid"),
                    ReportJson.text(each, "thing"),
                    each.required("slice").asInt(),
                    new Code(
                            ReportJson.text(quantity, "code"),
                            ReportJson.text(quantity, "scheme"),
                            ReportJson.text(quantity, "version"),
                            ReportJson.text(quantity, "meaning")),
                    ReportJson.text(each, "derivation"),
                    each.has("value") ? OptionalDouble.of(each.path("value").doubleValue()) : OptionalDouble.empty(),
                    each.path("unit").asText(""),
                    each.path("reason").asText("")));
        }
        return all;
    }
}
