package org.radiloom.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.Tag;
import org.radiloom.imaging.Polygon.Point;
import org.radiloom.imaging.Vec3;

/** Reads the items of a report's tree. */
final class ContentItems {
    private ContentItems() {}

    /** The item that a data set holds, with all below it. */
    static ContentItem read(DicomDataset d, Relationship relationship) {
        return new ContentItem(
                relationship,
                Code.read(d, SrTags.CONCEPT_NAME),
                value(d),
                d.items(SrTags.CONTENT).stream()
                        .map(child -> read(
                                child,
                                child.string(SrTags.RELATIONSHIP_TYPE)
                                        .flatMap(Relationship::of)
                                        .orElse(Relationship.CONTAINS)))
                        .toList());
    }

    private static ContentValue value(DicomDataset d) {
        if (d.contains(SrTags.REFERENCED_ITEM)) {
            return new ContentValue.Elsewhere(
                    IntStream.of(d.integers(SrTags.REFERENCED_ITEM).orElse(new int[0]))
                            .boxed()
                            .toList());
        }
        String type = d.string(SrTags.VALUE_TYPE).orElse("");
        ContentValue unknown = new ContentValue.Unknown(type);
        return switch (type) {
            case "CONTAINER" ->
                new ContentValue.Container(
                        d.string(SrTags.CONTINUITY).orElse("").equals("CONTINUOUS"),
                        d.item(SrTags.CONTENT_TEMPLATE)
                                .flatMap(t -> t.string(SrTags.TEMPLATE_IDENTIFIER))
                                .orElse(""));
            case "TEXT" -> new ContentValue.Text(d.string(SrTags.TEXT_VALUE).orElse(""));
            case "CODE" ->
                Code.read(d, SrTags.CONCEPT_CODE)
                        .<ContentValue>map(ContentValue.Coded::new)
                        .orElse(unknown);
            case "NUM" -> numeric(d);
            case "UIDREF" -> new ContentValue.Uid(d.string(SrTags.UID).orElse(""));
            case "PNAME" -> new ContentValue.Person(d.string(SrTags.PERSON_NAME).orElse(""));
            case "DATETIME" ->
                new ContentValue.Moment(d.string(SrTags.DATE_TIME).orElse(""));
            case "DATE" -> new ContentValue.Day(d.string(SrTags.DATE).orElse(""));
            case "TIME" -> new ContentValue.Hour(d.string(SrTags.TIME).orElse(""));
            case "IMAGE" ->
                reference(d).<ContentValue>map(ContentValue.Image::new).orElse(unknown);
            case "COMPOSITE" ->
                reference(d).<ContentValue>map(ContentValue.Composite::new).orElse(unknown);
            case "SCOORD" -> area(d).orElse(unknown);
            case "SCOORD3D" -> space(d).orElse(unknown);
            default -> unknown;
        };
    }

    private static ContentValue.Numeric numeric(DicomDataset d) {
        Optional<DicomDataset> measured = d.item(SrTags.MEASURED_VALUE);
        OptionalDouble exact =
                measured.map(m -> m.decimal(SrTags.FLOATING_POINT_VALUE)).orElse(OptionalDouble.empty());
        OptionalDouble text = measured.map(m -> m.decimal(SrTags.NUMERIC_VALUE)).orElse(OptionalDouble.empty());
        return new ContentValue.Numeric(
                exact.isPresent() ? exact : text,
                measured.flatMap(m -> Code.read(m, SrTags.MEASUREMENT_UNITS)),
                Code.read(d, SrTags.VALUE_QUALIFIER));
    }

    private static Optional<SopReference> reference(DicomDataset d) {
        return d.item(SrTags.REFERENCED_SOP_SEQUENCE)
                .map(item -> new SopReference(
                        item.string(Tag.REFERENCED_SOP_CLASS_UID).orElse(""),
                        item.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse(""),
                        numbers(item, SrTags.REFERENCED_FRAME_NUMBER),
                        numbers(item, Tag.REFERENCED_SEGMENT_NUMBER)));
    }

    private static List<Integer> numbers(DicomDataset d, int tag) {
        return d.integers(tag).map(all -> IntStream.of(all).boxed().toList()).orElse(List.of());
    }

    private static Optional<ContentValue.Graphic> graphic(DicomDataset d) {
        String type = d.string(SrTags.GRAPHIC_TYPE).orElse("");
        for (ContentValue.Graphic each : ContentValue.Graphic.values()) {
            if (each.name().equals(type)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Optional<ContentValue> area(DicomDataset d) {
        double[] all = d.decimals(SrTags.GRAPHIC_DATA).orElse(new double[0]);
        List<Point> points = new ArrayList<>();
        for (int at = 0; at + 1 < all.length; at += 2) {
            points.add(new Point(all[at], all[at + 1]));
        }
        return graphic(d).map(type -> new ContentValue.Area(type, points));
    }

    private static Optional<ContentValue> space(DicomDataset d) {
        double[] all = d.decimals(SrTags.GRAPHIC_DATA).orElse(new double[0]);
        List<Vec3> points = new ArrayList<>();
        for (int at = 0; at + 2 < all.length; at += 3) {
            points.add(new Vec3(all[at], all[at + 1], all[at + 2]));
        }
        return graphic(d)
                .map(type -> new ContentValue.Space(
                        type,
                        points,
                        d.string(SrTags.REFERENCED_FRAME_OF_REFERENCE).orElse("")));
    }
}
