package org.radiloom.dicom;

import java.util.List;

/**
 * An attribute as people read it.
 *
 * @param tag as "(0010,0010)"; empty for an item of a sequence
 * @param name the standard's name for it, or what is known of it
 * @param keyword the standard's keyword, empty for private and unknown ones
 * @param vr two letters; empty for an item
 * @param value the values, shortened where there are many
 * @param identifying whether the value can tell who the patient is
 * @param children items of a sequence, attributes of an item
 */
public record AttributeRow(
        String tag,
        String name,
        String keyword,
        String vr,
        String value,
        boolean identifying,
        List<AttributeRow> children) {
    public AttributeRow {
        children = List.copyOf(children);
    }

    /** The tag only: values must not reach a log. */
    @Override
    public String toString() {
        return "AttributeRow" + tag;
    }
}
