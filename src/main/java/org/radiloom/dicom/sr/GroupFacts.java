package org.radiloom.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what the part of a tree says that speaks of one thing. */
final class GroupFacts {
    private static final List<Code> KNOWN = List.of(Concepts.FINDING, Concepts.FINDING_CATEGORY);

    private final ContentItem group;

    GroupFacts(ContentItem group) {
        this.group = group;
    }

    MeasurementGroup group() {
        List<Region> regions = regions();
        return new MeasurementGroup(
                template(regions),
                text(Concepts.TRACKING_IDENTIFIER),
                text(Concepts.TRACKING_UID),
                group.first(Concepts.FINDING_CATEGORY).flatMap(ContentItem::code),
                group.first(Concepts.FINDING).flatMap(ContentItem::code),
                sites(),
                algorithm(),
                regions,
                group.children().stream()
                        .filter(each -> each.relationship() == Relationship.CONTAINS)
                        .flatMap(each -> number(each).stream())
                        .toList(),
                group.children().stream()
                        .flatMap(each -> evaluation(each).stream())
                        .toList());
    }

    private String text(Code name) {
        return group.first(name).flatMap(ContentItem::text).orElse("");
    }

    private MeasurementGroup.Template template(List<Region> regions) {
        String stated = group.value() instanceof ContentValue.Container c ? c.template() : "";
        for (MeasurementGroup.Template each : MeasurementGroup.Template.values()) {
            if (each.identifier().equals(stated)) {
                return each;
            }
        }
        // many writers do not state it
        if (group.first(Concepts.REFERENCED_SEGMENT).isPresent()
                || group.first(Concepts.VOLUME_SURFACE).isPresent()) {
            return MeasurementGroup.Template.VOLUMETRIC;
        }
        return regions.stream().allMatch(each -> each instanceof Region.WholeImage)
                ? MeasurementGroup.Template.GENERAL
                : MeasurementGroup.Template.PLANAR;
    }

    private List<MeasurementGroup.Site> sites() {
        return group.find(Concepts.FINDING_SITE).stream()
                .flatMap(each -> each
                        .code()
                        .map(site -> new MeasurementGroup.Site(
                                site, each.first(Concepts.LATERALITY).flatMap(ContentItem::code)))
                        .stream())
                .toList();
    }

    private Optional<Algorithm> algorithm() {
        return group.first(Concepts.ALGORITHM_NAME)
                .flatMap(ContentItem::text)
                .map(name -> new Algorithm(
                        name,
                        text(Concepts.ALGORITHM_VERSION),
                        group.find(Concepts.ALGORITHM_PARAMETERS).stream()
                                .flatMap(each -> each.text().stream())
                                .toList()));
    }

    private List<Region> regions() {
        List<SopReference> segmented = group.find(Concepts.SEGMENTED_IMAGE).stream()
                .flatMap(each -> each.reference().stream())
                .toList();
        String series = text(Concepts.SOURCE_SERIES);
        List<Region> regions = new ArrayList<>();
        for (ContentItem item : group.children()) {
            if (item.named(Concepts.REFERENCED_SEGMENT) || item.named(Concepts.SEGMENTATION_FRAME)) {
                item.reference().ifPresent(segment -> regions.add(new Region.Segment(segment, segmented, series)));
            } else if (!item.named(Concepts.SEGMENTED_IMAGE)) {
                region(item).ifPresent(regions::add);
            }
        }
        return regions;
    }

    private static Optional<Region> region(ContentItem item) {
        if (item.value() instanceof ContentValue.Area area) {
            return item.children().stream()
                    .flatMap(each -> each.reference().stream())
                    .findFirst()
                    .map(image -> new Region.OnImage(area, image));
        } else if (item.value() instanceof ContentValue.Space space) {
            return Optional.of(new Region.InPatient(space));
        } else if (item.value() instanceof ContentValue.Image image) {
            return Optional.of(
                    image.reference().segments().isEmpty()
                            ? new Region.WholeImage(image.reference())
                            : new Region.Segment(image.reference(), List.of(), ""));
        }
        return Optional.empty();
    }

    private static Optional<NumericMeasurement> number(ContentItem item) {
        if (!(item.value() instanceof ContentValue.Numeric numeric)
                || item.name().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NumericMeasurement(
                item.name().get(),
                numeric.value(),
                numeric.unit(),
                numeric.qualifier(),
                item.first(Concepts.DERIVATION).flatMap(ContentItem::code),
                item.first(Concepts.METHOD).flatMap(ContentItem::code),
                item.children().stream()
                        .filter(each -> each.relationship() == Relationship.INFERRED_FROM)
                        .flatMap(each -> region(each).stream())
                        .toList(),
                properties(item)));
    }

    private static List<NumericMeasurement> properties(ContentItem item) {
        return item.children().stream()
                .filter(each -> each.relationship() == Relationship.HAS_PROPERTIES)
                .flatMap(each -> number(each).stream())
                .toList();
    }

    private static Optional<Evaluation> evaluation(ContentItem item) {
        if (item.relationship() != Relationship.CONTAINS
                || item.name().isEmpty()
                || KNOWN.stream().anyMatch(item::named)) {
            return Optional.empty();
        }
        Code name = item.name().get();
        if (item.value() instanceof ContentValue.Coded coded) {
            return Optional.of(new Evaluation(name, Optional.of(coded.code()), "", properties(item)));
        }
        return item.value() instanceof ContentValue.Text text && !text.text().isEmpty()
                ? Optional.of(new Evaluation(name, Optional.empty(), text.text(), properties(item)))
                : Optional.empty();
    }
}
