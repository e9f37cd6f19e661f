package org.radiloom.dicom.parametric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.DicomImage;
import org.radiloom.dicom.FunctionalGroups;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.dicom.sr.Algorithm;
import org.radiloom.dicom.sr.Code;
import org.radiloom.dicom.sr.SopReference;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

/** Reads parametric maps of any maker: float, double and whole numbers, as real-world values. */
public final class ParametricMapReader {
    private ParametricMapReader() {}

    /** Whether a file holds a parametric map. */
    public static boolean isMap(DicomDataset dataset) {
        return dataset.string(Tag.SOP_CLASS_UID).orElse("").equals(ParametricMap.SOP_CLASS);
    }

    /**
     * Reads a map.
     *
     * @throws Problem {@code map.none} if the file holds none, {@code map.samples} if it is in colour; if its pixels cannot be read
     */
    public static ParametricMap read(DicomFile file) throws Problem {
        if (!isMap(file.dataset())) {
            throw Problem.input("map.none", file.path() + " holds no parametric map.", "Open a DICOM parametric map.");
        }
        DicomImage image = file.image();
        if (image.descriptor().samples() != 1) {
            throw Problem.input(
                    "map.samples",
                    file.path() + " has " + image.descriptor().samples() + " values a pixel, and a map has one.",
                    "Export the map again.");
        }
        FunctionalGroups groups = image.functionalGroups();
        List<ParametricMap.Frame> frames = new ArrayList<>();
        for (int n = 0; n < image.frames(); n++) {
            frames.add(new ParametricMap.Frame(values(image, groups, n), plane(groups, n), sources(groups, n)));
        }
        Optional<DicomDataset> mapping = groups.group(0, MapTags.REAL_WORLD_VALUE_MAPPING_SEQUENCE);
        return new ParametricMap(
                image.descriptor().columns(),
                image.descriptor().rows(),
                mapping.flatMap(m -> m.item(MapTags.QUANTITY_DEFINITION_SEQUENCE))
                        .flatMap(q -> Code.read(q, MapTags.CONCEPT_CODE)),
                mapping.flatMap(m -> Code.read(m, MapTags.MEASUREMENT_UNITS)),
                mapping.flatMap(m -> m.string(Tag.LUT_EXPLANATION)).orElse(""),
                image.window(0),
                frames);
    }

    /** What has computed a map, if its file names a device that processed it. */
    public static Optional<Algorithm> algorithm(DicomDataset dataset) {
        return dataset.items(MapTags.CONTRIBUTING_EQUIPMENT_SEQUENCE).stream()
                .filter(each -> each.contains(Tag.MANUFACTURER_MODEL_NAME))
                .map(each -> new Algorithm(
                        each.string(Tag.MANUFACTURER_MODEL_NAME).orElse(""),
                        each.string(Tag.SOFTWARE_VERSIONS).orElse(""),
                        each.string(MapTags.CONTRIBUTION_DESCRIPTION)
                                .map(text -> List.of(text.split("; ", -1)))
                                .orElse(List.of())))
                .findFirst();
    }

    private static double[] values(DicomImage image, FunctionalGroups groups, int frame) throws Problem {
        double[] values;
        if (image.real()) {
            values = image.realFrame(frame);
        } else {
            RawFrame raw = image.rawFrame(frame);
            values = IntStream.range(
                            0, image.descriptor().columns() * image.descriptor().rows())
                    .mapToDouble(raw::sample)
                    .toArray();
        }
        Optional<DicomDataset> mapping = groups.group(frame, MapTags.REAL_WORLD_VALUE_MAPPING_SEQUENCE);
        double slope = mapping.map(m -> m.decimal(MapTags.SLOPE).orElse(1)).orElse(1.0);
        double intercept =
                mapping.map(m -> m.decimal(MapTags.INTERCEPT).orElse(0)).orElse(0.0);
        if (slope != 1 || intercept != 0) {
            for (int at = 0; at < values.length; at++) {
                values[at] = values[at] * slope + intercept;
            }
        }
        return values;
    }

    private static Optional<ParametricMap.Plane> plane(FunctionalGroups groups, int frame) {
        double[] at = numbers(groups, frame, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT);
        double[] way = numbers(groups, frame, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT);
        double[] size = numbers(groups, frame, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING);
        if (at.length != 3 || way.length != 6 || size.length != 2) {
            return Optional.empty();
        }
        return Optional.of(new ParametricMap.Plane(
                new Vec3(at[0], at[1], at[2]),
                new Vec3(way[0], way[1], way[2]).times(size[1]),
                new Vec3(way[3], way[4], way[5]).times(size[0])));
    }

    private static double[] numbers(FunctionalGroups groups, int frame, int group, int tag) {
        return groups.group(frame, group).flatMap(item -> item.decimals(tag)).orElse(new double[0]);
    }

    private static List<SopReference> sources(FunctionalGroups groups, int frame) {
        return groups.group(frame, Tag.DERIVATION_IMAGE_SEQUENCE)
                .map(derivation -> derivation.items(Tag.SOURCE_IMAGE_SEQUENCE).stream()
                        .map(source -> new SopReference(
                                source.string(Tag.REFERENCED_SOP_CLASS_UID).orElse(""),
                                source.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse(""),
                                source.integers(MapTags.REFERENCED_FRAME_NUMBER)
                                        .map(all -> IntStream.of(all).boxed().toList())
                                        .orElse(List.of()),
                                List.of()))
                        .toList())
                .orElse(List.of());
    }
}
