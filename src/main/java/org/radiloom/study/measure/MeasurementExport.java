package org.radiloom.study.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.radiloom.imaging.measure.Measured;
import org.radiloom.imaging.measure.Reading;
import org.radiloom.imaging.measure.Unit;

/** Measurements with their readings, for other programs. Source of identifiers: the files of the series. */
public final class MeasurementExport {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One measurement and what it gives.
     *
     * @param slice from 1, in the order in which the series is shown
     */
    public record Row(Measurement measurement, int slice, Measured measured) {}

    private MeasurementExport() {}

    /** As JSON: what is kept of each measurement, its slice, and {@code readings} with a value and unit or a reason. */
    public static String json(String seriesUid, List<Row> rows) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", MeasurementFile.FORMAT);
        root.put("seriesInstanceUid", seriesUid);
        root.put("notice", "Research use only, not for diagnosis");
        ArrayNode all = root.putArray("measurements");
        for (Row row : rows) {
            ObjectNode one = all.addObject();
            MeasurementFile.put(row.measurement, one);
            one.put("slice", row.slice);
            one.put("atDetector", row.measured.atDetector());
            ObjectNode readings = one.putObject("readings");
            row.measured.readings().forEach((quantity, reading) -> {
                ObjectNode r = readings.putObject(quantity.name());
                switch (reading) {
                    case Reading.Value value -> r.put("value", value.value()).put("unit", unit(value.unit()));
                    case Reading.None none -> r.put("reason", none.cause().name());
                }
            });
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can be written", e);
        }
    }

    /** As CSV (RFC 4180), one line a reading; numbers with a point. */
    public static String csv(String seriesUid, List<Row> rows) {
        var out = new StringBuilder("series,sop_instance,frame,slice,id,kind,name,quantity,value,unit,reason\r\n");
        for (Row row : rows) {
            Measurement m = row.measurement;
            String start = String.join(
                    ",",
                    cell(seriesUid),
                    cell(m.image().sopInstanceUid()),
                    String.valueOf(m.image().frame() + 1),
                    String.valueOf(row.slice),
                    cell(m.id()),
                    m.shape().kind().name(),
                    cell(m.name()));
            if (row.measured.readings().isEmpty()) {
                out.append(start).append(",,,,\r\n");
            }
            row.measured.readings().forEach((quantity, reading) -> {
                out.append(start).append(',').append(quantity.name()).append(',');
                switch (reading) {
                    case Reading.Value v ->
                        out.append(v.value())
                                .append(',')
                                .append(cell(unit(v.unit())))
                                .append(',');
                    case Reading.None none ->
                        out.append(",,").append(none.cause().name());
                }
                out.append("\r\n");
            });
        }
        return out.toString();
    }

    private static String unit(Unit unit) {
        return unit == Unit.LUMINANCE ? "luminance" : unit.symbol();
    }

    /** Quoted where needed; what a spreadsheet would take for a formula begins with an apostrophe. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
