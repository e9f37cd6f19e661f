package org.radiloom.dicom.sr;

import static org.radiloom.dicom.sr.Relationship.CONTAINS;
import static org.radiloom.dicom.sr.Relationship.HAS_ACQ_CONTEXT;
import static org.radiloom.dicom.sr.Relationship.HAS_CONCEPT_MOD;
import static org.radiloom.dicom.sr.Relationship.HAS_OBS_CONTEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the tree of a measurement report. Source: DICOM PS3.16, TID 1001 to 1004, 1204, 1500 and 1600. */
final class ReportTree {
    private final MeasurementReport report;

    ReportTree(MeasurementReport report) {
        this.report = report;
    }

    ContentItem root() {
        List<ContentItem> children = new ArrayList<>();
        children.add(language());
        report.observers().forEach(each -> observer(each, children));
        report.procedures().forEach(each -> children.add(coded(HAS_CONCEPT_MOD, Concepts.PROCEDURE, each)));
        if (!report.library().isEmpty()) {
            children.add(container(
                    Concepts.IMAGE_LIBRARY,
                    "1600",
                    report.library().stream().map(ReportTree::library).toList()));
        }
        children.add(container(
                Concepts.MEASUREMENTS,
                "",
                report.groups().stream().map(each -> new GroupTree(each).item()).toList()));
        report.notes().forEach(note -> children.add(text(CONTAINS, note.name(), note.text())));
        return new ContentItem(
                Relationship.ROOT,
                Optional.of(Concepts.MEASUREMENT_REPORT),
                new ContentValue.Container(false, "1500"),
                children);
    }

    private ContentItem language() {
        ContentItem language = coded(HAS_CONCEPT_MOD, Concepts.LANGUAGE, report.language());
        return report.country().isEmpty()
                ? language
                : language.with(List.of(coded(
                        HAS_CONCEPT_MOD, Concepts.COUNTRY, Code.of(report.country(), "ISO3166_1", report.country()))));
    }

    private static void observer(Observer observer, List<ContentItem> to) {
        switch (observer) {
            case Observer.Person person -> {
                to.add(coded(HAS_OBS_CONTEXT, Concepts.OBSERVER_TYPE, Concepts.PERSON));
                to.add(ContentItem.of(HAS_OBS_CONTEXT, Concepts.PERSON_NAME, new ContentValue.Person(person.name())));
                words(Concepts.PERSON_ORGANIZATION, person.organization(), to);
            }
            case Observer.Device device -> {
                to.add(coded(HAS_OBS_CONTEXT, Concepts.OBSERVER_TYPE, Concepts.DEVICE));
                to.add(ContentItem.of(HAS_OBS_CONTEXT, Concepts.DEVICE_UID, new ContentValue.Uid(device.uid())));
                words(Concepts.DEVICE_NAME, device.name(), to);
                words(Concepts.DEVICE_MANUFACTURER, device.manufacturer(), to);
                words(Concepts.DEVICE_MODEL, device.model(), to);
            }
        }
    }

    private static void words(Code name, String text, List<ContentItem> to) {
        if (!text.isEmpty()) {
            to.add(text(HAS_OBS_CONTEXT, name, text));
        }
    }

    private static ContentItem library(MeasurementReport.LibraryGroup group) {
        List<ContentItem> children = new ArrayList<>();
        children.add(coded(HAS_ACQ_CONTEXT, Concepts.MODALITY, group.modality()));
        group.images()
                .forEach(image -> children.add(
                        new ContentItem(CONTAINS, Optional.empty(), new ContentValue.Image(image), List.of())));
        return container(Concepts.IMAGE_LIBRARY_GROUP, "", children);
    }

    static ContentItem container(Code name, String template, List<ContentItem> children) {
        return new ContentItem(CONTAINS, Optional.of(name), new ContentValue.Container(false, template), children);
    }

    static ContentItem coded(Relationship relationship, Code name, Code value) {
        return ContentItem.of(relationship, name, new ContentValue.Coded(value));
    }

    static ContentItem text(Relationship relationship, Code name, String text) {
        return ContentItem.of(relationship, name, new ContentValue.Text(text));
    }
}
