package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.dicom.seg.SourceSeries;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Nrrd;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/** Files as other programs write them. */
class ForeignFilesTest {
    private static final Geometry GRID = Geometry.axial(8, 6, 2, 1, 1, 1);

    @TempDir
    private Path folder;

    private static List<String> names(Imported read) {
        return read.segmentation().segments().stream()
                .map(s -> s.label() + " " + s.name())
                .toList();
    }

    /** A slice as text, one digit a voxel. */
    private static String text(LabelMap map, int k) {
        var text = new StringBuilder();
        for (int j = 0; j < map.geometry().rows(); j++) {
            for (int i = 0; i < map.geometry().columns(); i++) {
                text.append(map.label(i, j, k));
            }
            text.append('\n');
        }
        return text.toString();
    }

    // ---- 3D Slicer

    private Path slicer(int layers, byte[] voxels, String... keys) throws Exception {
        Path file = folder.resolve("Segmentation.seg.nrrd");
        String header = "NRRD0004\n# Complete NRRD file format specification at:\n"
                + "# http://teem.sourceforge.net/nrrd/format.html\ntype: unsigned char\n"
                + (layers > 1 ? "dimension: 4\n" : "dimension: 3\n")
                + "space: left-posterior-superior\n"
                + (layers > 1 ? "sizes: " + layers + " 2 2 1\n" : "sizes: 2 2 1\n")
                + (layers > 1
                        ? "space directions: none (1,0,0) (0,1,0) (0,0,1)\n"
                        : "space directions: (1,0,0) (0,1,0) (0,0,1)\n")
                + (layers > 1 ? "kinds: list domain domain domain\n" : "kinds: domain domain domain\n")
                + "encoding: raw\nspace origin: (2,3,1)\n" + String.join("\n", keys) + "\n\n";
        try (var out = Files.newOutputStream(file)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            out.write(voxels);
        }
        return file;
    }

    @Test
    void slicersSegmentsKeepNameColourCodeAndStateAlsoWhereTheFileIsCutToThem() throws Exception {
        Path file = slicer(
                1,
                new byte[] {1, 0, 3, 1},
                "Segment0_Color:=0.501961 0.682353 0.501961",
                "Segment0_ID:=Segment_1",
                "Segment0_LabelValue:=1",
                "Segment0_Layer:=0",
                "Segment0_Name:=Jaw: left",
                "Segment0_Tags:=Segmentation.Status:completed|TerminologyEntry:Segmentation category and type~"
                        + "SCT^123037004^Anatomical Structure~SCT^91609006^Mandible~^^~Anatomic codes~^^~^^|",
                "Segment1_Color:=0 0.5 1",
                "Segment1_ID:=Segment_2",
                "Segment1_LabelValue:=3",
                "Segment1_Layer:=0",
                "Segment1_Name:=Segment_2",
                "Segment1_Tags:=Segmentation.Status:flagged|");
        Imported read = NrrdLabels.read(file, GRID);
        assertEquals(List.of(), read.warnings());
        Segment jaw = read.segmentation().segment(1).orElseThrow();
        assertEquals("Jaw: left", jaw.name());
        assertEquals(0x80AE80, jaw.rgb());
        assertEquals(
                "91609006 SCT Mandible",
                jaw.code().value() + " " + jaw.code().scheme() + " "
                        + jaw.code().meaning());
        assertEquals(Segment.State.DONE, jaw.state());
        assertEquals(
                Segment.State.FLAGGED,
                read.segmentation().segment(3).orElseThrow().state());
        assertEquals(0x0080FF, read.segmentation().segment(3).orElseThrow().rgb());
        // two by two voxels that begin at (2, 3, 1)
        assertEquals(
                "00000000\n".repeat(3) + "00100000\n00310000\n00000000\n",
                text(read.segmentation().map(), 1));
        assertEquals(0, read.segmentation().map().count(2));
    }

    @Test
    void slicersLayersBecomeOneLabelAVoxelAndWhatOverlapsIsCounted() throws Exception {
        // voxels side by side: layer 0, layer 1
        Path file = slicer(
                2,
                new byte[] {1, 0, 1, 1, 2, 1, 0, 0},
                "Segment0_ID:=a",
                "Segment0_LabelValue:=1",
                "Segment0_Layer:=0",
                "Segment0_Name:=first",
                "Segment1_ID:=b",
                "Segment1_LabelValue:=2",
                "Segment1_Layer:=0",
                "Segment1_Name:=second",
                "Segment2_ID:=c",
                "Segment2_LabelValue:=1",
                "Segment2_Layer:=1",
                "Segment2_Name:=third");
        Imported read = NrrdLabels.read(file, GRID);
        // label 1 is taken by the first, 2 by the second
        assertEquals(List.of("1 first", "2 second", "3 third"), names(read));
        assertEquals(
                List.of(
                        "Segments of Segmentation.seg.nrrd overlap: 1 voxels of first went to segments that come after it.",
                        "Segments of Segmentation.seg.nrrd overlap: 1 voxels of second went to segments that come after it."),
                read.warnings());
        assertEquals(
                "00000000\n".repeat(3) + "00130000\n00300000\n00000000\n",
                text(read.segmentation().map(), 1));
    }

    @Test
    void keysWithLineEndsAndColonsComeBack() throws Exception {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("a", "one\ntwo \\n three");
        keys.put("b c", "x: y := z");
        Path file = folder.resolve("a.nrrd");
        Nrrd.write(file, GRID, keys, (k, into) -> {});
        assertEquals(keys, Nrrd.readLayers(file).keys());
    }

    // ---- volumes without words

    @Test
    void numbersBeyondTheRangeOfLabelsGetNewOnesAndKeepTheOldAsNames() throws Exception {
        short[] values = new short[96];
        values[0] = 1;
        values[1] = 14175;
        values[2] = -3;
        Path file = folder.resolve("aseg.nii.gz");
        Nifti.write(file, VolumeStack.ofShorts(GRID, values, ValueUnit.RAW));
        Imported read = NiftiLabels.read(file, GRID);
        assertEquals(List.of("1 Label 1", "2 Label -3", "3 Label 14175"), names(read));
        assertEquals("13200000", text(read.segmentation().map(), 0).substring(0, 8));
        assertEquals(
                List.of(
                        "aseg.nii.gz holds labels below 0 or above 255; they have new numbers and keep the old ones as names."),
                read.warnings());
    }

    @Test
    void aFileOfOneStructureGivesItsNameToIt() throws Exception {
        short[] values = new short[96];
        values[5] = 1;
        Path file = folder.resolve("liver.nii.gz");
        Nifti.write(file, VolumeStack.ofShorts(GRID, values, ValueUnit.RAW));
        assertEquals(List.of("1 liver"), names(SegmentationFiles.readNamed(file, SourceSeries.of(GRID))));
        Path nrrd = folder.resolve("Mandible.nrrd");
        Nrrd.write(nrrd, GRID, Map.of(), (k, into) -> into[3] = 1);
        assertEquals(List.of("1 Mandible"), names(SegmentationFiles.readNamed(nrrd, SourceSeries.of(GRID))));
    }

    @Test
    void aProbabilityIsCutAtAHalfAndSaysSo() throws Exception {
        float[] values = new float[96];
        values[3] = 0.49F;
        values[4] = 0.5F;
        values[5] = 1;
        Path file = folder.resolve("p.nii");
        Nifti.write(file, VolumeStack.ofFloats(GRID, values, ValueUnit.RAW));
        Imported read = NiftiLabels.read(file, GRID);
        assertEquals("00001100", text(read.segmentation().map(), 0).substring(0, 8));
        assertEquals(List.of("p.nii holds fractions: voxels of 0.5 and more were taken."), read.warnings());
    }

    @Test
    void anImageIsNotTakenForLabels() throws Exception {
        short[] ct = new short[8 * 6 * 8];
        for (int at = 0; at < ct.length; at++) {
            ct[at] = (short) (3 * at);
        }
        Path file = folder.resolve("ct.nii");
        Nifti.write(file, VolumeStack.ofShorts(Geometry.axial(8, 6, 8, 1, 1, 1), ct, ValueUnit.RAW));
        Problem problem = assertThrows(Problem.class, () -> NiftiLabels.read(file, GRID));
        assertEquals("segmentation.values", problem.code());
        float[] floats = {1.5F, 2, 3, 4};
        Path other = folder.resolve("f.nii");
        Nifti.write(other, VolumeStack.ofFloats(Geometry.axial(2, 2, 1, 1, 1, 1), floats, ValueUnit.RAW));
        assertEquals(
                "f.nii holds fractions: an image rather than labels.",
                assertThrows(Problem.class, () -> NiftiLabels.read(other, GRID)).getMessage());
    }

    @Test
    void picturesInBlackAndWhiteAreOneLabelAndTheirNumberMustFit() throws Exception {
        byte[] mask = new byte[48];
        mask[10] = (byte) 255;
        Files.write(folder.resolve("m2.png"), LabelPng.encode(mask, 8, 6));
        assertEquals(
                folder.getFileName() + " holds 1 PNG for 2 slices.",
                assertThrows(Problem.class, () -> PngStack.read(folder, GRID)).getMessage());
        Files.write(folder.resolve("m10.png"), LabelPng.encode(new byte[48], 8, 6));
        Imported read = PngStack.read(folder, GRID);
        assertEquals(1, read.segmentation().map().label(2, 1, 0));
        assertEquals(List.of("1 Label 1"), names(read));
        Files.write(folder.resolve("m10.png"), LabelPng.encode(new byte[42], 7, 6));
        assertEquals(
                "png.size",
                assertThrows(Problem.class, () -> PngStack.read(folder, GRID)).code());
    }

    // ---- labelme

    private void labelme(String name, String shapes) throws Exception {
        Files.writeString(
                folder.resolve(name),
                "{\"version\": \"4.5.6\", \"flags\": {}, \"shapes\": [" + shapes + "], \"imagePath\": \"a.jpg\","
                        + " \"imageData\": \"aGVsbG8=\", \"imageHeight\": 6, \"imageWidth\": 8}");
    }

    private static String shape(String label, String type, String points) {
        return "{\"label\": \"" + label + "\", \"points\": " + points + ", \"group_id\": null, \"shape_type\": \""
                + type + "\", \"flags\": {}}";
    }

    @Test
    void shapesOfLabelmeOfAllKindsAreFilledAndGroupedByTheirLabel() throws Exception {
        labelme(
                "img_0001.json",
                // a frame of two polygons, the second being the hole; a part of the same label beside it
                shape("bone", "polygon", "[[0,0],[5,0],[5,5],[0,5]]")
                        + "," + shape("_background_", "polygon", "[[1,1],[4,1],[4,4],[1,4]]")
                        + "," + shape("bone", "rectangle", "[[8,1],[6,0]]")
                        + "," + shape("nerve", "point", "[[2,2]]")
                        + "," + shape("nerve", "line", "[[2,2],[3,3]]")
                        + "," + shape("tooth", "circle", "[[2.5,2.5],[2.5,3.1]]"));
        labelme("img_0002.json", "");
        Imported read = LabelmeFolder.read(folder, GRID);
        assertEquals("""
                11111011
                10001000
                10201000
                10001000
                11111000
                00000000
                """, text(read.segmentation().map(), 0));
        assertEquals(List.of("1 bone", "2 tooth"), names(read));
        assertEquals(
                List.of("2 shapes of " + folder.getFileName() + " enclose nothing and were left out (line, point)."),
                read.warnings());
    }

    @Test
    void shapesThatOverlapAreCountedAndTheLaterOneWins() throws Exception {
        labelme(
                "a1.json",
                shape("bone", "polygon", "[[0,0],[3,0],[3,2],[0,2]]") + ","
                        + shape("tooth", "rectangle", "[[2,1],[5,3]]"));
        labelme("a2.json", "");
        Imported read = LabelmeFolder.read(folder, GRID);
        assertEquals(
                "11100000\n11222000\n00222000\n",
                text(read.segmentation().map(), 0).substring(0, 27));
        assertEquals(
                List.of("Shapes of " + folder.getFileName() + " overlap: 1 voxels went to the shape that comes later."),
                read.warnings());
    }

    @Test
    void filesForSomeSlicesGoWhereTheirNumbersSay() throws Exception {
        labelme("scan-002.json", shape("bone", "rectangle", "[[0,0],[1,1]]"));
        Imported read = LabelmeFolder.read(folder, GRID);
        assertEquals(1, read.segmentation().map().label(0, 0, 1));
        assertEquals(
                List.of(folder.getFileName()
                        + " has 1 files for 2 slices: the numbers in their names were taken for those of"
                        + " the slices."),
                read.warnings());
        Files.move(folder.resolve("scan-002.json"), folder.resolve("scan-003.json"));
        assertEquals(
                "labelme.slices",
                assertThrows(Problem.class, () -> LabelmeFolder.read(folder, GRID))
                        .code());
    }

    // ---- ImageJ

    private Path zip(Map<String, Roi> regions) throws Exception {
        Path file = folder.resolve("RoiSet.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var region : regions.entrySet()) {
                var bytes = new ByteArrayOutputStream();
                new RoiEncoder(bytes).write(region.getValue());
                out.putNextEntry(new ZipEntry(region.getKey()));
                out.write(bytes.toByteArray());
            }
        }
        return file;
    }

    @Test
    void regionsOfImageJAreSegmentsByNameOrGroupOnTheSliceOfTheirPosition() throws Exception {
        Roi box = new Roi(1, 1, 3, 2);
        box.setPosition(1);
        Roi oval = new OvalRoi(4, 1, 4, 4);
        oval.setPosition(2);
        Roi frame = new ShapeRoi(new Roi(0, 0, 4, 4)).xor(new ShapeRoi(new Roi(1, 1, 2, 2)));
        frame.setPosition(2);
        Roi traced = new PolygonRoi(new int[] {6, 8, 8, 6}, new int[] {4, 4, 6, 6}, 4, Roi.TRACED_ROI);
        traced.setGroup(3);
        Roi line = new Line(0, 0, 5, 5);
        Map<String, Roi> all = new LinkedHashMap<>();
        all.put("bone-1.roi", box);
        all.put("tooth.roi", oval);
        all.put("bone 0002.roi", frame);
        all.put("0001-0005-0007.roi", traced);
        all.put("line.roi", line);
        Imported read = RoiZip.read(zip(all), GRID);
        assertEquals(List.of("1 bone", "2 tooth", "3 Label 3"), names(read));
        assertEquals(
                "00000000\n01110000\n01110000\n00000000\n00000033\n00000033\n",
                text(read.segmentation().map(), 0));
        assertEquals(
                "11110000\n10010220\n10012222\n11112222\n00000220\n00000000\n",
                text(read.segmentation().map(), 1));
        assertEquals(
                List.of("1 regions of RoiSet.zip enclose nothing (lines, points) and were left out."), read.warnings());
    }

    @Test
    void aRegionWithoutASliceOrOnOneThatIsNotThereIsAProblem() throws Exception {
        Roi box = new Roi(1, 1, 3, 2);
        Problem nowhere = assertThrows(Problem.class, () -> RoiZip.read(zip(Map.of("a.roi", box)), GRID));
        assertEquals("RoiSet.zip does not say on which slice a lies.", nowhere.getMessage());
        box.setPosition(3);
        Problem beyond = assertThrows(Problem.class, () -> RoiZip.read(zip(Map.of("a.roi", box)), GRID));
        assertEquals("RoiSet.zip has a region on slice 3; the images have 2 slices.", beyond.getMessage());
    }

    // ---- real files

    @Test
    @Tag("realdata")
    void theMandibleOfAReaderIsRead() throws Exception {
        Path file =
                SharedData.find("mandible-masks-deepmind/nrrds/test/oncologist/0522c0251/segmentations/Mandible.nrrd");
        Mask mask = Nrrd.readMask(file);
        Imported read = NrrdLabels.read(file, mask.geometry());
        assertEquals(List.of(), read.warnings());
        assertEquals(mask.count(), read.segmentation().map().count(1));
        assertTrue(mask.count() > 1000);
    }

    @Test
    @Tag("realdata")
    void niftiMasksOfTwoDataSetsLieOnTheirScans() throws Exception {
        for (String name : List.of(
                "mandible-ct-openkbp/pt_106/Mandible.nii.gz,mandible-ct-openkbp/pt_106/ct.nii.gz",
                "abdomen-ct-totalsegmentator/example_seg_fast/liver.nii.gz,abdomen-ct-totalsegmentator/example_ct_sm.nii.gz")) {
            Path mask = SharedData.find(name.substring(0, name.indexOf(',')));
            Path scan = SharedData.find(name.substring(name.indexOf(',') + 1));
            Geometry grid = Nifti.read(scan).patientAligned().geometry().orElseThrow();
            Imported read = NiftiLabels.read(mask, grid);
            assertEquals(List.of(), read.warnings());
            assertEquals(Nifti.readMask(mask).count(), read.segmentation().map().count(1));
        }
    }
}
