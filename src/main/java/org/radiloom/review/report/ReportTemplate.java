package org.radiloom.review.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A form.
 *
 * @param id stable name such as liver-ultrasound
 * @param title in the words of its language
 * @param modalities that it is meant for; empty for all
 */
public record ReportTemplate(String id, String title, List<String> modalities, List<Section> sections) {
    /** What a section shows below its fields. */
    public enum Holds {
        TEXT,
        MEASUREMENTS,
        FINDINGS,
        IMAGES,
        IMPRESSION
    }

    /**
     * A part with a heading.
     *
     * @param id unique in the form
     */
    public record Section(String id, String title, Holds holds, List<Field> fields) {
        public Section {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A question.
     *
     * @param id unique in its section
     * @param choices answers to choose from; empty where any words will do
     * @param text what stands there at first
     * @param lines how tall it is in the window
     */
    public record Field(String id, String label, List<String> choices, String text, int lines) {
        public Field {
            choices = List.copyOf(choices);
        }
    }

    public ReportTemplate {
        modalities = List.copyOf(modalities);
        sections = List.copyOf(sections);
    }

    /** Under which a text is kept. */
    public static String key(String section, String field) {
        return section + "." + field;
    }

    /** What stands in the fields at first. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        sections.forEach(
                section -> section.fields().forEach(field -> texts.put(key(section.id(), field.id()), field.text())));
        return Collections.unmodifiableMap(texts);
    }
}
