package org.radiloom.dicom.sr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An item of a report's tree. Immutable.
 *
 * @param relationship what it is to the item above it
 * @param name what is spoken of; many containers and references to images have none
 * @param value what is said
 * @param children in order
 */
public record ContentItem(
        Relationship relationship, Optional<Code> name, ContentValue value, List<ContentItem> children) {
    public ContentItem {
        children = List.copyOf(children);
    }

    /** A named item. */
    public static ContentItem of(Relationship relationship, Code name, ContentValue value, ContentItem... children) {
        return new ContentItem(relationship, Optional.of(name), value, List.of(children));
    }

    /** The same with more items at the end. */
    ContentItem with(List<ContentItem> more) {
        List<ContentItem> all = new ArrayList<>(children);
        all.addAll(more);
        return new ContentItem(relationship, name, value, all);
    }

    public boolean named(Code concept) {
        return name.isPresent() && name.get().same(concept);
    }

    /** The items reached by going down from this one by these names; in order. */
    public List<ContentItem> find(Code... path) {
        if (path.length == 0) {
            return List.of(this);
        }
        Code[] rest = Arrays.copyOfRange(path, 1, path.length);
        return children.stream()
                .filter(child -> child.named(path[0]))
                .flatMap(child -> child.find(rest).stream())
                .toList();
    }

    /** The first of {@link #find}. */
    public Optional<ContentItem> first(Code... path) {
        return find(path).stream().findFirst();
    }

    /** This item and all below it, each before those below it. */
    public void walk(Consumer<ContentItem> visitor) {
        visitor.accept(this);
        children.forEach(child -> child.walk(visitor));
    }

    /** Its term, if it has one. */
    public Optional<Code> code() {
        return value instanceof ContentValue.Coded coded ? Optional.of(coded.code()) : Optional.empty();
    }

    /** Its words, name of a person or identifier, if it has any. */
    public Optional<String> text() {
        if (value instanceof ContentValue.Text text) {
            return Optional.of(text.text());
        } else if (value instanceof ContentValue.Person person) {
            return Optional.of(person.name());
        }
        return value instanceof ContentValue.Uid uid ? Optional.of(uid.uid()) : Optional.empty();
    }

    /** The image or other instance that it speaks of. */
    public Optional<SopReference> reference() {
        if (value instanceof ContentValue.Image image) {
            return Optional.of(image.reference());
        }
        return value instanceof ContentValue.Composite composite
                ? Optional.of(composite.reference())
                : Optional.empty();
    }

    /** The kind only: what readers write must not reach a log. */
    @Override
    public String toString() {
        return "ContentItem[" + relationship + " " + value.getClass().getSimpleName() + ", " + children.size() + "]";
    }
}
