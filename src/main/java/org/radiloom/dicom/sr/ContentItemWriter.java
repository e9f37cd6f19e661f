package org.radiloom.dicom.sr;

import java.util.List;
import java.util.stream.Stream;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomDatasetBuilder;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;

/** Writes the items of a report's tree. */
final class ContentItemWriter {
    private static final String MAPPING_RESOURCE = "DCMR";

    private ContentItemWriter() {}

    static DicomDataset item(ContentItem item) {
        DicomDatasetBuilder out = DicomDataset.builder();
        if (item.relationship() == Relationship.ROOT) {
            throw new IllegalArgumentException("a root below another item");
        }
        out.string(SrTags.RELATIONSHIP_TYPE, item.relationship().term());
        put(item, out);
        return SrTags.item(out);
    }

    /** Puts an item into a data set, without what it is to another. */
    static void put(ContentItem item, DicomDatasetBuilder out) {
        item.name().ifPresent(name -> out.items(SrTags.CONCEPT_NAME, name.item()));
        value(item.value(), out);
        if (!item.children().isEmpty()) {
            out.items(
                    SrTags.CONTENT,
                    item.children().stream().map(ContentItemWriter::item).toList());
        }
    }

    private static void value(ContentValue value, DicomDatasetBuilder out) {
        switch (value) {
            case ContentValue.Container container -> {
                type(out, "CONTAINER").string(SrTags.CONTINUITY, container.continuous() ? "CONTINUOUS" : "SEPARATE");
                if (!container.template().isEmpty()) {
                    out.items(
                            SrTags.CONTENT_TEMPLATE,
                            DicomDataset.builder()
                                    .string(SrTags.MAPPING_RESOURCE, MAPPING_RESOURCE)
                                    .string(SrTags.TEMPLATE_IDENTIFIER, container.template())
                                    .build());
                }
            }
            case ContentValue.Text text -> type(out, "TEXT").string(SrTags.TEXT_VALUE, text.text());
            case ContentValue.Coded coded ->
                type(out, "CODE").items(SrTags.CONCEPT_CODE, coded.code().item());
            case ContentValue.Numeric numeric -> numeric(numeric, type(out, "NUM"));
            case ContentValue.Uid uid -> type(out, "UIDREF").string(SrTags.UID, uid.uid());
            case ContentValue.Person person ->
                type(out, "PNAME").string(SrTags.PERSON_NAME, SrTags.text(person.name(), 64));
            case ContentValue.Moment moment -> type(out, "DATETIME").string(SrTags.DATE_TIME, moment.dateTime());
            case ContentValue.Day day -> type(out, "DATE").string(SrTags.DATE, day.date());
            case ContentValue.Hour hour -> type(out, "TIME").string(SrTags.TIME, hour.time());
            case ContentValue.Image image ->
                type(out, "IMAGE").items(SrTags.REFERENCED_SOP_SEQUENCE, reference(image.reference()));
            case ContentValue.Composite composite ->
                type(out, "COMPOSITE").items(SrTags.REFERENCED_SOP_SEQUENCE, reference(composite.reference()));
            case ContentValue.Area area ->
                type(out, "SCOORD")
                        .string(SrTags.GRAPHIC_TYPE, area.graphic().name())
                        .decimal(
                                SrTags.GRAPHIC_DATA,
                                area.points().stream()
                                        .flatMap(p -> Stream.of(p.column(), p.row()))
                                        .mapToDouble(Double::doubleValue)
                                        .toArray());
            case ContentValue.Space space ->
                type(out, "SCOORD3D")
                        .string(SrTags.GRAPHIC_TYPE, space.graphic().name())
                        .decimal(
                                SrTags.GRAPHIC_DATA,
                                space.points().stream()
                                        .flatMap(p -> Stream.of(p.x(), p.y(), p.z()))
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                        .string(SrTags.REFERENCED_FRAME_OF_REFERENCE, space.frameOfReferenceUid());
            case ContentValue.Elsewhere elsewhere -> out.integer(SrTags.REFERENCED_ITEM, numbers(elsewhere.path()));
            case ContentValue.Unknown unknown ->
                throw new IllegalArgumentException("an item of type " + unknown.type() + " cannot be written");
        }
    }

    private static DicomDatasetBuilder type(DicomDatasetBuilder out, String type) {
        return out.string(SrTags.VALUE_TYPE, type);
    }

    private static void numeric(ContentValue.Numeric numeric, DicomDatasetBuilder out) {
        if (numeric.value().isEmpty()) {
            out.items(SrTags.MEASURED_VALUE, List.of());
        } else {
            double value = numeric.value().getAsDouble();
            DicomDatasetBuilder measured = DicomDataset.builder().decimal(SrTags.NUMERIC_VALUE, Vr.DS, value);
            // 16 letters do not hold every number
            if (measured.build().decimal(SrTags.NUMERIC_VALUE).orElse(Double.NaN) != value) {
                measured.decimal(SrTags.FLOATING_POINT_VALUE, value);
            }
            numeric.unit().ifPresent(unit -> measured.items(SrTags.MEASUREMENT_UNITS, unit.item()));
            out.items(SrTags.MEASURED_VALUE, SrTags.item(measured));
        }
        numeric.qualifier().ifPresent(code -> out.items(SrTags.VALUE_QUALIFIER, code.item()));
    }

    private static DicomDataset reference(SopReference reference) {
        DicomDatasetBuilder item = DicomDataset.builder()
                .string(Tag.REFERENCED_SOP_CLASS_UID, reference.sopClassUid())
                .string(Tag.REFERENCED_SOP_INSTANCE_UID, reference.sopInstanceUid());
        if (!reference.frames().isEmpty()) {
            item.integer(SrTags.REFERENCED_FRAME_NUMBER, numbers(reference.frames()));
        }
        if (!reference.segments().isEmpty()) {
            item.integer(Tag.REFERENCED_SEGMENT_NUMBER, numbers(reference.segments()));
        }
        return item.build();
    }

    private static int[] numbers(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).toArray();
    }
}
