package org.radiloom.dicom.keyobject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.ContentItem;
import org.radiloom.dicom.sr.ContentValue;
import org.radiloom.dicom.sr.Relationship;
import org.radiloom.dicom.sr.SopReference;

/**
 * Which instances matter, and why. A document of it is written and read as an {@link org.radiloom.dicom.sr.SrDocument} of class
 * {@link org.radiloom.dicom.sr.SrDocument#KEY_OBJECTS}. Source: DICOM PS3.16, TID 2010; PS3.3, A.35.4.
 *
 * @param title why they matter (CID 7010), such as {@link #OF_INTEREST}
 * @param description the same in words; may be empty
 * @param objects the instances; those without frames are meant as wholes
 */
public record KeyObjectSelection(Code title, String description, List<SopReference> objects) {
    public static final Code OF_INTEREST = Code.of("113000", "DCM", "Of Interest");

    private static final Code DESCRIPTION = Code.of("113012", "DCM", "Key Object Description");
    /** Classes without pixels: they are no images. */
    private static final Set<String> DOCUMENTS = Set.of(
            "1.2.840.10008.5.1.4.1.1.88.11",
            "1.2.840.10008.5.1.4.1.1.88.22",
            "1.2.840.10008.5.1.4.1.1.88.33",
            "1.2.840.10008.5.1.4.1.1.88.34",
            "1.2.840.10008.5.1.4.1.1.104.1",
            "1.2.840.10008.5.1.4.1.1.481.3");

    public KeyObjectSelection {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a selection of nothing");
        }
    }

    /** The tree of a document that says this. */
    public ContentItem tree() {
        List<ContentItem> children = new ArrayList<>();
        if (!description.isEmpty()) {
            children.add(ContentItem.of(Relationship.CONTAINS, DESCRIPTION, new ContentValue.Text(description)));
        }
        for (SopReference object : objects) {
            ContentValue value = DOCUMENTS.contains(object.sopClassUid())
                    ? new ContentValue.Composite(object)
                    : new ContentValue.Image(object);
            children.add(new ContentItem(Relationship.CONTAINS, Optional.empty(), value, List.of()));
        }
        return new ContentItem(
                Relationship.ROOT, Optional.of(title), new ContentValue.Container(false, "2010"), children);
    }

    /** What a document says; empty if it names no instance or has no title. */
    public static Optional<KeyObjectSelection> of(ContentItem root) {
        List<SopReference> objects = root.children().stream()
                .filter(each -> each.relationship() == Relationship.CONTAINS)
                .flatMap(each -> each.reference().stream())
                .toList();
        return objects.isEmpty()
                ? Optional.empty()
                : root.name()
                        .map(title -> new KeyObjectSelection(
                                title,
                                root.first(DESCRIPTION)
                                        .flatMap(ContentItem::text)
                                        .orElse(""),
                                objects));
    }
}
