package org.radiloom.annotate.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segmentation;
import org.radiloom.fixtures.LabelPhantom;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

class OntoGridTest {
    private static final Geometry GRID = LabelPhantom.grid(0);

    @Test
    void allTwentyFourOrdersOfTheAxesAreBroughtOntoEachOtherExactly() throws Exception {
        Set<Geometry> different = new HashSet<>();
        for (int from = 0; from < LabelPhantom.ORIENTATIONS; from++) {
            Geometry g = LabelPhantom.grid(from);
            different.add(g);
            assertEquals(1, Math.signum(g.columnStep().cross(g.rowStep()).dot(g.sliceStep())), "right-handed");
            for (int to = 0; to < LabelPhantom.ORIENTATIONS; to++) {
                Segmentation expected = LabelPhantom.on(LabelPhantom.grid(to));
                Imported got = OntoGrid.bring(LabelPhantom.on(g), LabelPhantom.grid(to), "a.nii");
                assertEquals(List.of(), got.warnings(), from + " onto " + to);
                assertEquals(
                        List.of(),
                        LabelPhantom.differences(
                                expected.map(), got.segmentation().map()),
                        from + " onto " + to);
                assertEquals(LabelPhantom.SEGMENTS, got.segmentation().segments());
            }
        }
        assertEquals(24, different.size());
    }

    @Test
    void thePhantomIsNoMirrorImageOfItself() {
        long original = LabelPhantom.on(GRID).map().fingerprint();
        for (int order = 1; order < LabelPhantom.ORIENTATIONS; order++) {
            Geometry other = LabelPhantom.grid(order);
            if (other.columns() == GRID.columns() && other.rows() == GRID.rows()) {
                assertEquals(false, LabelPhantom.on(other).map().fingerprint() == original, "order " + order);
            }
        }
    }

    @Test
    void aGridCutOutOfTheOtherIsExactAndWhatLiesOutsideIsCounted() throws Exception {
        Segmentation whole = LabelPhantom.on(GRID);
        Geometry part = GRID.crop(2, 1, 0, 11, 9, 7);
        // outside of the part: of the block column 1 (rows 1 to 8, slices 1 to 5), of the small part row 0 (3 × 2
        // voxels)
        Imported cut = OntoGrid.bring(whole, part, "a.nrrd");
        assertEquals(
                List.of("46 labelled voxels of a.nrrd lie outside of the images and were left out."), cut.warnings());
        assertEquals(
                List.of(),
                LabelPhantom.differences(
                        LabelPhantom.on(part).map(), cut.segmentation().map()));
        Imported back = OntoGrid.bring(cut.segmentation(), GRID, "a.nrrd");
        assertEquals(List.of(), back.warnings());
        assertEquals(whole.map().count(1) - 40, back.segmentation().map().count(1));
        assertEquals(0, back.segmentation().map().label(1, 1, 1));
        assertEquals(1, back.segmentation().map().label(2, 1, 1));
    }

    @Test
    void anotherGridTakesTheNearestLabelAndSaysSo() throws Exception {
        // twice as fine along the columns, its voxel centres a quarter of a voxel beside those of the file
        Geometry fine = new Geometry(
                26, 10, 7, GRID.toPatient(-0.25, 0, 0), GRID.columnStep().times(0.5), GRID.rowStep(), GRID.sliceStep());
        Imported got = OntoGrid.bring(LabelPhantom.on(GRID), fine, "a.nii");
        assertEquals(
                List.of(
                        "a.nii has another grid (13 × 10 × 7 voxels of 0.700 × 0.900 × 2.50 mm) than the images"
                                + " (26 × 10 × 7 voxels of 0.350 × 0.900 × 2.50 mm): each voxel took the label of the nearest one."),
                got.warnings());
        LabelMap map = got.segmentation().map();
        for (int i = 0; i < 26; i++) {
            assertEquals(LabelPhantom.on(GRID).map().label(i / 2, 4, 3), map.label(i, 4, 3), "column " + i);
        }
    }

    @Test
    void aStructureThatFallsBetweenCoarseVoxelsIsNamed() throws Exception {
        Geometry coarse = new Geometry(
                5, 10, 7, GRID.toPatient(1, 0, 0), GRID.columnStep().times(3), GRID.rowStep(), GRID.sliceStep());
        // columns 1, 4, 7, 10, 13: the island at column 3 and the corner at column 12 lie on none
        Imported got = OntoGrid.bring(LabelPhantom.on(GRID), coarse, "a.nii");
        assertEquals("Nothing is left of 下颌 7.", got.warnings().getLast());
        assertEquals(0, got.segmentation().map().count(7));
        assertEquals(true, got.segmentation().map().count(1) > 0);
    }

    @Test
    void aFileFromElsewhereIsAProblem() {
        Geometry away = new Geometry(
                13,
                10,
                7,
                GRID.origin().plus(new Vec3(200, 0, 0)),
                GRID.columnStep(),
                GRID.rowStep(),
                GRID.sliceStep());
        Problem problem = assertThrows(Problem.class, () -> OntoGrid.bring(LabelPhantom.on(GRID), away, "a.nii"));
        assertEquals("segmentation.elsewhere", problem.code());
        assertEquals("Nothing in a.nii lies where the images are.", problem.getMessage());
        // the grids meet, the labels do not
        Geometry empty = GRID.crop(0, 0, 0, 1, 10, 7);
        assertThrows(Problem.class, () -> OntoGrid.bring(LabelPhantom.on(GRID), empty, "a.nii"));
    }

    @Test
    void slicesThatGoTheOtherWayFromTheSameFirstOneAreNotTheSameGrid() throws Exception {
        Geometry down = new Geometry(
                13,
                10,
                7,
                GRID.origin(),
                GRID.columnStep(),
                GRID.rowStep(),
                GRID.sliceStep().times(-1));
        Imported got = OntoGrid.bring(LabelPhantom.on(GRID), down, "a.nii");
        // one slice in common, the first: 3 × 3 voxels of the small part and one of the island
        assertEquals(9, got.segmentation().map().count(2));
        assertEquals(1, got.segmentation().map().count(7));
        assertEquals(0, got.segmentation().map().count(1));
        assertEquals(2, got.warnings().size(), got.warnings().toString());
    }

    @Test
    void numbersRoundedToFloatsAreTheSameGrid() throws Exception {
        Geometry g = LabelPhantom.grid(9);
        Geometry rounded = new Geometry(
                g.columns(),
                g.rows(),
                g.slices(),
                rounded(g.origin()),
                rounded(g.columnStep()),
                rounded(g.rowStep()),
                rounded(g.sliceStep()));
        assertEquals(
                List.of(),
                OntoGrid.bring(LabelPhantom.on(rounded), GRID, "a.nii").warnings());
        // a tenth of a voxel is another place
        Geometry shifted = new Geometry(
                g.columns(), g.rows(), g.slices(), g.toPatient(0.1, 0, 0), g.columnStep(), g.rowStep(), g.sliceStep());
        assertEquals(
                1,
                OntoGrid.bring(LabelPhantom.on(GRID), shifted, "a.nii")
                        .warnings()
                        .size());
    }

    private static Vec3 rounded(Vec3 v) {
        return new Vec3((float) v.x(), (float) v.y(), (float) v.z());
    }
}
