package org.radiloom.dicom.sr;

import static org.radiloom.dicom.sr.Relationship.CONTAINS;
import static org.radiloom.dicom.sr.Relationship.HAS_CONCEPT_MOD;
import static org.radiloom.dicom.sr.Relationship.HAS_OBS_CONTEXT;
import static org.radiloom.dicom.sr.Relationship.HAS_PROPERTIES;
import static org.radiloom.dicom.sr.Relationship.INFERRED_FROM;
import static org.radiloom.dicom.sr.Relationship.SELECTED_FROM;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the part of a tree that speaks of one thing. Source: DICOM PS3.16, TID 300, 1410, 1411, 1501 and 4019. */
final class GroupTree {
    private final MeasurementGroup group;

    GroupTree(MeasurementGroup group) {
        this.group = group;
    }

    ContentItem item() {
        List<ContentItem> children = new ArrayList<>();
        children.add(ReportTree.text(HAS_OBS_CONTEXT, Concepts.TRACKING_IDENTIFIER, group.trackingIdentifier()));
        children.add(ContentItem.of(HAS_OBS_CONTEXT, Concepts.TRACKING_UID, new ContentValue.Uid(group.trackingUid())));
        group.category().ifPresent(c -> children.add(ReportTree.coded(CONTAINS, Concepts.FINDING_CATEGORY, c)));
        group.finding().ifPresent(f -> children.add(ReportTree.coded(CONTAINS, Concepts.FINDING, f)));
        group.regions().forEach(region -> children.addAll(region(region)));
        group.sites()
                .forEach(site -> children.add(ReportTree.coded(HAS_CONCEPT_MOD, Concepts.FINDING_SITE, site.site())
                        .with(site.laterality().stream()
                                .map(side -> ReportTree.coded(HAS_CONCEPT_MOD, Concepts.LATERALITY, side))
                                .toList())));
        group.algorithm().ifPresent(algorithm -> algorithm(algorithm, children));
        group.measurements().forEach(each -> children.add(number(CONTAINS, each)));
        group.evaluations().forEach(each -> children.add(evaluation(each)));
        return ReportTree.container(Concepts.MEASUREMENT_GROUP, group.template().identifier(), children);
    }

    private static void algorithm(Algorithm algorithm, List<ContentItem> to) {
        to.add(ReportTree.text(HAS_CONCEPT_MOD, Concepts.ALGORITHM_NAME, algorithm.name()));
        to.add(ReportTree.text(HAS_CONCEPT_MOD, Concepts.ALGORITHM_VERSION, algorithm.version()));
        algorithm
                .parameters()
                .forEach(each -> to.add(ReportTree.text(HAS_CONCEPT_MOD, Concepts.ALGORITHM_PARAMETERS, each)));
    }

    private List<ContentItem> region(Region region) {
        boolean volume = group.template() == MeasurementGroup.Template.VOLUMETRIC;
        return switch (region) {
            case Region.OnImage drawn -> List.of(area(CONTAINS, Concepts.IMAGE_REGION, drawn));
            case Region.InPatient space ->
                List.of(ContentItem.of(
                        CONTAINS, volume ? Concepts.VOLUME_SURFACE : Concepts.IMAGE_REGION, space.space()));
            case Region.Segment segment -> {
                List<ContentItem> items = new ArrayList<>();
                items.add(image(
                        CONTAINS,
                        volume ? Concepts.REFERENCED_SEGMENT : Concepts.SEGMENTATION_FRAME,
                        segment.segment()));
                segment.images().forEach(each -> items.add(image(CONTAINS, Concepts.SEGMENTED_IMAGE, each)));
                if (!segment.seriesInstanceUid().isEmpty()) {
                    items.add(ContentItem.of(
                            CONTAINS, Concepts.SOURCE_SERIES, new ContentValue.Uid(segment.seriesInstanceUid())));
                }
                yield items;
            }
            case Region.WholeImage whole -> List.of(image(CONTAINS, Concepts.SOURCE, whole.image()));
        };
    }

    private static ContentItem image(Relationship relationship, Code name, SopReference reference) {
        return ContentItem.of(relationship, name, new ContentValue.Image(reference));
    }

    private static ContentItem area(Relationship relationship, Code name, Region.OnImage drawn) {
        return ContentItem.of(
                relationship, name, drawn.area(), image(SELECTED_FROM, Concepts.SOURCE_IMAGE, drawn.image()));
    }

    private static ContentItem number(Relationship relationship, NumericMeasurement number) {
        List<ContentItem> children = new ArrayList<>();
        number.method().ifPresent(m -> children.add(ReportTree.coded(HAS_CONCEPT_MOD, Concepts.METHOD, m)));
        number.derivation().ifPresent(d -> children.add(ReportTree.coded(HAS_CONCEPT_MOD, Concepts.DERIVATION, d)));
        number.sources().forEach(each -> children.add(source(each)));
        number.properties().forEach(each -> children.add(number(HAS_PROPERTIES, each)));
        return new ContentItem(
                relationship,
                Optional.of(number.name()),
                new ContentValue.Numeric(number.value(), number.unit(), number.qualifier()),
                children);
    }

    private static ContentItem source(Region region) {
        return switch (region) {
            case Region.OnImage drawn -> area(INFERRED_FROM, Concepts.MEASURED_FROM, drawn);
            case Region.InPatient space -> ContentItem.of(INFERRED_FROM, Concepts.MEASURED_FROM, space.space());
            case Region.Segment segment -> image(INFERRED_FROM, Concepts.MEASURED_FROM, segment.segment());
            case Region.WholeImage whole -> image(INFERRED_FROM, Concepts.MEASURED_FROM, whole.image());
        };
    }

    private static ContentItem evaluation(Evaluation evaluation) {
        ContentValue value = evaluation
                .code()
                .<ContentValue>map(ContentValue.Coded::new)
                .orElseGet(() -> new ContentValue.Text(evaluation.text()));
        return new ContentItem(
                CONTAINS,
                Optional.of(evaluation.name()),
                value,
                evaluation.properties().stream()
                        .map(each -> number(HAS_PROPERTIES, each))
                        .toList());
    }
}
