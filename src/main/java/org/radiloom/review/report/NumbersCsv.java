package org.radiloom.review.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.radiloom.dicom.sr.Code;

/**
 * Numbers of reports as CSV (RFC 4180), one a line, numbers with a point; what is written comes back bit by bit. A cell that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class NumbersCsv {
    private static final String HEAD =
            "tracking_uid,thing,slice,scheme,code,code_version,quantity,derivation,value,unit,reason";
    private static final int COLUMNS = 11;
    private static final String DANGEROUS = "=+-@\t\r'";

    private NumbersCsv() {}

    public static String of(List<ReportNumber> numbers) {
        StringBuilder out = new StringBuilder(HEAD).append("\r\n");
        for (ReportNumber number : numbers) {
            out.append(String.join(
                            ",",
                            cell(number.trackingUid()),
                            cell(number.thing()),
                            String.valueOf(number.slice()),
                            cell(number.quantity().scheme()),
                            cell(number.quantity().value()),
                            cell(number.quantity().version()),
                            cell(number.quantity().meaning()),
                            cell(number.derivation()),
                            number.value().isPresent()
                                    ? String.valueOf(number.value().getAsDouble())
                                    : "",
                            cell(number.unit()),
                            cell(number.reason())))
                    .append("\r\n");
        }
        return out.toString();
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    /**
     * Reads what {@link #of} has written.
     *
     * @throws IOException if it is anything else
     */
    public static List<ReportNumber> parse(String csv) throws IOException {
        List<List<String>> rows = rows(csv);
        if (rows.isEmpty() || !String.join(",", rows.getFirst()).equals(HEAD)) {
            throw new IOException("no numbers of a report");
        }
        List<ReportNumber> all = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.size() != COLUMNS) {
                throw new IOException("a line with " + row.size() + " cells");
            }
            try {
                all.add(new ReportNumber(
                        row.get(0),
                        row.get(1),
                        Integer.parseInt(row.get(2)),
                        new Code(row.get(4), row.get(3), row.get(5), row.get(6)),
                        row.get(7),
                        row.get(8).isEmpty()
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(Double.parseDouble(row.get(8))),
                        row.get(9),
                        row.get(10)));
            } catch (IllegalArgumentException e) {
                throw new IOException("a line that is no number", e);
            }
        }
        return all;
    }

    private static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
                cell.append(c);
            } else if (c != '\r') {
                row.add(plain(cell.toString()));
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }

    private static String plain(String cell) {
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && DANGEROUS.indexOf(cell.charAt(1)) >= 0;
        return guarded ? cell.substring(1) : cell;
    }
}
