package org.radiloom.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.dicom.AttributeRow;
import org.radiloom.ui.words.PatientData;

/** The attributes of the image on screen and what is searched in them. Knows no JavaFX; used on one thread. */
public final class TagsModel {
    /** What stands in place of a value that must not be seen. */
    public static final String HIDDEN = "•••";

    private final List<Runnable> listeners = new ArrayList<>();
    private final PatientData patients;
    private List<AttributeRow> all = List.of();
    private String text = "";
    private boolean loaded;

    public TagsModel(PatientData patients) {
        this.patients = patients;
    }

    /** Tells {@code listener} about every change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Takes the attributes of an image; none for a file that is not DICOM. */
    public void show(List<AttributeRow> rows) {
        all = List.copyOf(rows);
        loaded = true;
        changed();
    }

    /** Whether the attributes of an image have come. */
    public boolean loaded() {
        return loaded;
    }

    public String text() {
        return text;
    }

    /** Searches tag, keyword, name and value for a text. */
    public void search(String wanted) {
        text = wanted.trim();
        changed();
    }

    /** What is found, each with what it lies in; everything for no text. Hidden values are neither shown nor searched. */
    public List<AttributeRow> rows() {
        String wanted = text.toLowerCase(Locale.ROOT);
        return all.stream().flatMap(row -> found(row, wanted).stream()).toList();
    }

    private List<AttributeRow> found(AttributeRow row, String wanted) {
        AttributeRow seen = seen(row);
        if (wanted.isEmpty() || matches(seen, wanted)) {
            return List.of(with(
                    seen,
                    row.children().stream()
                            .flatMap(child -> found(child, "").stream())
                            .toList()));
        }
        List<AttributeRow> inside = row.children().stream()
                .flatMap(child -> found(child, wanted).stream())
                .toList();
        return inside.isEmpty() ? List.of() : List.of(with(seen, inside));
    }

    private AttributeRow seen(AttributeRow row) {
        boolean hide = patients.hidden()
                && row.identifying()
                && !row.value().isEmpty()
                && !row.vr().equals("SQ");
        return hide
                ? new AttributeRow(row.tag(), row.name(), row.keyword(), row.vr(), HIDDEN, true, row.children())
                : row;
    }

    private static AttributeRow with(AttributeRow row, List<AttributeRow> children) {
        return new AttributeRow(
                row.tag(), row.name(), row.keyword(), row.vr(), row.value(), row.identifying(), children);
    }

    private static boolean matches(AttributeRow row, String wanted) {
        String digits = row.tag().replaceAll("[(),]", "");
        String typed = wanted.replaceAll("[(), ]", "");
        boolean tag = !typed.isEmpty()
                && !digits.isEmpty()
                && digits.toLowerCase(Locale.ROOT).startsWith(typed);
        return tag
                || row.keyword().toLowerCase(Locale.ROOT).contains(wanted)
                || row.name().toLowerCase(Locale.ROOT).contains(wanted)
                || row.value().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** How many attributes {@link #rows} holds, those in sequences included. */
    public static int count(List<AttributeRow> rows) {
        return rows.stream()
                .mapToInt(row -> (row.tag().isEmpty() ? 0 : 1) + count(row.children()))
                .sum();
    }

    /** Rows as lines of text, what lies in sequences indented. */
    public static String lines(List<AttributeRow> rows) {
        var lines = new StringBuilder();
        rows.forEach(row -> line(row, 0, lines));
        return lines.toString();
    }

    private static void line(AttributeRow row, int depth, StringBuilder into) {
        into.append("  ".repeat(depth));
        if (row.tag().isEmpty()) {
            into.append(row.name());
        } else {
            into.append(row.tag())
                    .append('\t')
                    .append(row.vr())
                    .append('\t')
                    .append(row.name())
                    .append('\t')
                    .append(row.value());
        }
        into.append('\n');
        row.children().forEach(child -> line(child, depth + 1, into));
    }
}
