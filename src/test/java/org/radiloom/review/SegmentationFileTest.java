package org.radiloom.review;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.annotate.file.DicomSegFile;
import org.radiloom.annotate.file.Imported;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.dicom.seg.SegmentAlgorithm;
import org.radiloom.dicom.seg.SegmentationEncoding;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.fixtures.DicomSeriesFixture;
import org.radiloom.fixtures.MarkerPhantom;
import org.radiloom.fixtures.SharedData;
import org.radiloom.fixtures.UltrasoundMulti;
import org.radiloom.imaging.Geometry;
import org.radiloom.job.Progress;
import org.radiloom.problem.Problem;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;

/** Segmentations of series as they are opened, written to DICOM and read back. */
class SegmentationFileTest {
    private static final List<Segment> SEGMENTS = List.of(new Segment(
            1, "Lesion", 0x00FF00, new CodedConcept("52988006", "SCT", "Lesion"), true, false, Segment.State.STARTED));

    @TempDir
    private Path folder;

    @Test
    void aCtIsReadBackWhateverTheOrderOfItsFiles() throws Exception {
        Geometry grid = Geometry.axial(21, 13, 6, 0.8, 0.9, 1.5);
        Path ct = folder.resolve("ct");
        DicomSeriesFixture.ct(MarkerPhantom.on(grid)).shuffled(5).writeTo(ct);
        Series series = open(ct);
        assertIdentity(series, series.geometry().orElseThrow());
    }

    @Test
    void anUltrasoundFilmIsReadBackFrameByFrame() throws Exception {
        Series series = open(UltrasoundMulti.writeTo(folder.resolve("us.dcm")));
        Geometry frames = Geometry.axial(series.columns(), series.rows(), series.slices(), 1, 1, 1);
        assertIdentity(series, frames);
    }

    private void assertIdentity(Series series, Geometry grid) throws Problem {
        byte[][] slices = new byte[grid.slices()][grid.columns() * grid.rows()];
        for (int k = 0; k < slices.length; k += 2) {
            for (int at = 0; at < slices[k].length; at++) {
                slices[k][at] = (byte) ((at * 7 + k) % 11 < 3 ? 1 : 0);
            }
        }
        SourceSeries source = SegmentationFile.source(series, grid);
        Path file = folder.resolve("seg.dcm");
        DicomSegFile.write(
                file,
                new Segmentation(LabelMap.of(grid, slices), SEGMENTS),
                source,
                SegmentationEncoding.BINARY,
                SegmentAlgorithm.BY_HAND,
                SegmentationFile.corrected("Corrected"));
        Imported read = DicomSegFile.read(file, source);
        assertEquals(List.of(), read.warnings());
        assertEquals(SEGMENTS, read.segmentation().segments());
        byte[] slice = new byte[slices[0].length];
        for (int k = 0; k < slices.length; k++) {
            read.segmentation().map().copySlice(k, slice);
            assertArrayEquals(slices[k], slice, "slice " + k);
        }
    }

    @Test
    @Tag("realdata")
    void segmentationsOfOthersLieOnTheirImages() throws Exception {
        Path root = SharedData.find("dicom-conformance").resolve("dcmqi/segmentations");
        Imported liver = onto(root.resolve("23x38x3/seg/label.seg"), root.resolve("23x38x3/image"));
        assertEquals(List.of(4L, 314L, 4L), counts(liver, 1));
        assertEquals(
                List.of(4L, 314L, 4L),
                counts(onto(root.resolve("23x38x3/seg/label.seg"), root.resolve("23x38x3/multiframe")), 1));
        // what numpy counts when it puts the segments one over the other
        Imported parts = onto(root.resolve("partial_overlaps.dcm"), root.resolve("ct-3slice"));
        assertEquals(
                List.of(
                        List.of(0L, 6518L, 0L),
                        List.of(0L, 11838L, 0L),
                        List.of(117L, 117L, 10509L),
                        List.of(6693L, 0L, 0L),
                        List.of(4713L, 0L, 0L)),
                IntStream.rangeClosed(1, 5).mapToObj(n -> counts(parts, n)).toList());
        assertEquals(
                List.of(
                        "Only in a later segment that they also belong to: 3084 voxels of segment 1 (GREEN).",
                        "Only in a later segment that they also belong to: 50 voxels of segment 2 (ORANGE)."),
                parts.warnings());
        Problem other = assertThrows(
                Problem.class, () -> onto(root.resolve("partial_overlaps.dcm"), root.resolve("23x38x3/image")));
        assertEquals("seg.space", other.code());
    }

    private static Imported onto(Path file, Path images) throws Problem {
        Series series = open(images);
        return DicomSegFile.read(
                file, SegmentationFile.source(series, series.geometry().orElseThrow()));
    }

    private static Series open(Path images) throws Problem {
        return new Importer()
                .read(List.of(images), Progress.NONE)
                .studies()
                .getFirst()
                .series()
                .getFirst();
    }

    /** Voxels of a label in each slice. */
    private static List<Long> counts(Imported read, int label) {
        LabelMap map = read.segmentation().map();
        byte[] slice = new byte[map.sliceSize()];
        return LongStream.range(0, map.geometry().slices())
                .map(k -> {
                    map.copySlice((int) k, slice);
                    return IntStream.range(0, slice.length)
                            .filter(at -> slice[at] == label)
                            .count();
                })
                .boxed()
                .toList();
    }
}
