package org.radiloom.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a measurement report says in its tree, by the names of items; whatever else is there is left out. */
final class ReportFacts {
    private final ContentItem root;

    ReportFacts(ContentItem root) {
        this.root = root;
    }

    MeasurementReport report() {
        Optional<ContentItem> language = root.first(Concepts.LANGUAGE);
        return new MeasurementReport(
                language.flatMap(ContentItem::code).orElse(MeasurementReport.language("und", "Undetermined")),
                language.flatMap(l -> l.first(Concepts.COUNTRY))
                        .flatMap(ContentItem::code)
                        .map(Code::value)
                        .orElse(""),
                observers(),
                root.find(Concepts.PROCEDURE).stream()
                        .flatMap(each -> each.code().stream())
                        .toList(),
                root.find(Concepts.IMAGE_LIBRARY, Concepts.IMAGE_LIBRARY_GROUP).stream()
                        .flatMap(each -> library(each).stream())
                        .toList(),
                root.find(Concepts.MEASUREMENTS, Concepts.MEASUREMENT_GROUP).stream()
                        .map(each -> new GroupFacts(each).group())
                        .toList(),
                root.children().stream()
                        .filter(each -> each.relationship() == Relationship.CONTAINS
                                && each.value() instanceof ContentValue.Text
                                && each.name().isPresent())
                        .map(each -> new MeasurementReport.Note(
                                each.name().orElseThrow(), each.text().orElse("")))
                        .toList());
    }

    /** Items after "Observer Type" are of that observer, until the next; without it, a name is that of a person. */
    private List<Observer> observers() {
        List<List<ContentItem>> parts = new ArrayList<>();
        for (ContentItem item : root.children()) {
            if (item.relationship() == Relationship.HAS_OBS_CONTEXT) {
                if (parts.isEmpty() || item.named(Concepts.OBSERVER_TYPE)) {
                    parts.add(new ArrayList<>());
                }
                parts.getLast().add(item);
            }
        }
        List<Observer> observers = new ArrayList<>();
        for (List<ContentItem> part : parts) {
            String uid = words(part, Concepts.DEVICE_UID);
            String name = words(part, Concepts.PERSON_NAME);
            if (!uid.isEmpty()) {
                observers.add(new Observer.Device(
                        uid,
                        words(part, Concepts.DEVICE_NAME),
                        words(part, Concepts.DEVICE_MANUFACTURER),
                        words(part, Concepts.DEVICE_MODEL)));
            } else if (!name.isEmpty()) {
                observers.add(new Observer.Person(name, words(part, Concepts.PERSON_ORGANIZATION)));
            }
        }
        return observers;
    }

    private static String words(List<ContentItem> items, Code name) {
        return items.stream()
                .filter(each -> each.named(name))
                .flatMap(each -> each.text().stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<MeasurementReport.LibraryGroup> library(ContentItem group) {
        return group.first(Concepts.MODALITY)
                .flatMap(ContentItem::code)
                .map(modality -> new MeasurementReport.LibraryGroup(
                        modality,
                        group.children().stream()
                                .flatMap(each -> each.reference().stream())
                                .toList()));
    }
}
