package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.ReadOptions;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.dicom.seg.SegmentVolume;
import org.radiloom.dicom.seg.SegmentationContent;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SegmentationHeader;
import org.radiloom.dicom.seg.SegmentationObject;
import org.radiloom.dicom.seg.SegmentationReader;
import org.radiloom.dicom.seg.SegmentationWriter;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.problem.Problem;

/** DICOM segmentation objects (SEG): binary, fractional and label maps. */
public final class DicomSegFile {
    private static final CodedConcept ALTERED =
            new CodedConcept("49755003", "SCT", "Morphologically Altered Structure");
    private static final CodedConcept TISSUE = new CodedConcept("85756007", "SCT", "Tissue");
    /** Neoplasm, mass, lesion, cyst, calcification, thrombus, haematoma, oedema, necrosis: no anatomy. */
    private static final Set<String> ALTERATIONS = Set.of(
            "108369006",
            "4147007",
            "52988006",
            "441457006",
            "54222006",
            "396339007",
            "385494008",
            "79654002",
            "6574001");

    private DicomSegFile() {}

    /**
     * Reads a file onto the grid of the series that is being corrected: as it is where its pixels lie on voxels of the series, also
     * turned or mirrored; otherwise each voxel takes the nearest one, with a warning.
     *
     * @throws Problem if the file is no segmentation, or one of other images; see {@link SegmentationReader#read}
     */
    public static Imported read(Path file, SourceSeries target) throws Problem {
        SegmentVolume volume = SegmentationReader.readAsItFits(open(file), target);
        Imported read = imported(volume);
        return volume.grid().equals(target.grid())
                ? read
                : OntoGrid.bring(read, target.grid(), String.valueOf(file.getFileName()));
    }

    /**
     * Reads a file onto the grid that its own frames lie on.
     *
     * @throws Problem if the file is no segmentation, or its frames lie on no even grid
     */
    public static Imported readOnOwnGrid(Path file) throws Problem {
        return imported(SegmentationReader.read(open(file)));
    }

    private static SegmentationObject open(Path file) throws Problem {
        return SegmentationObject.of(DicomFile.read(file, ReadOptions.LENIENT));
    }

    private static Imported imported(SegmentVolume volume) {
        List<Segment> segments = new ArrayList<>();
        volume.segments()
                .forEach((label, said) -> segments.add(
                        new Segment(label, said.label(), said.rgb(), said.type(), true, false, Segment.State.STARTED)));
        var map = LabelMap.of(volume.grid(), volume.slices());
        return new Imported(new Segmentation(map, segments), volume.warnings());
    }

    /**
     * Writes a file. Only label maps keep the labels; other kinds number the segments from 1 on, in the order of the labels. Locks,
     * visibility and states are not written.
     *
     * @param source the series that was drawn on
     * @param algorithm how the segments were found
     * @throws Problem if no segment has a voxel, if the series is not DICOM, or if the file cannot be written
     */
    public static void write(
            Path file,
            Segmentation segmentation,
            SourceSeries source,
            SegmentationEncoding encoding,
            SegmentAlgorithm algorithm,
            SegmentationHeader header)
            throws Problem {
        LabelMap map = segmentation.map();
        SortedMap<Integer, SegmentDescription> segments = new TreeMap<>();
        for (Segment segment : segmentation.segments()) {
            segments.put(
                    segment.label(),
                    new SegmentDescription(
                            segment.name(), category(segment.code()), segment.code(), algorithm, segment.rgb()));
        }
        var content = new SegmentationContent(map.geometry(), segments, map::copySlice, Map.of());
        SegmentationWriter.write(file, content, source, encoding, header);
    }

    /** The broad kind that goes with a code (CID 7150). */
    private static CodedConcept category(CodedConcept type) {
        if (!type.scheme().equals("SCT")) {
            return SegmentDescription.ANATOMY;
        }
        return type.value().equals(TISSUE.value())
                ? TISSUE
                : ALTERATIONS.contains(type.value()) ? ALTERED : SegmentDescription.ANATOMY;
    }
}
