package org.radiloom.annotate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.radiloom.annotate.LabelMap;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.dicom.seg.CodedConcept;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Vec3;
import org.radiloom.problem.Problem;

class SegmentationComparisonTest {
    private static final Geometry GRID = Geometry.axial(6, 4, 3, 1, 1, 1);

    /** A label in each column of the first row of slice 1. */
    private static Segmentation of(Geometry grid, int... labels) {
        byte[] slice = new byte[grid.columns() * grid.rows()];
        for (int i = 0; i < labels.length; i++) {
            slice[i] = (byte) labels[i];
        }
        List<Segment> segments = IntStream.of(labels)
                .filter(label -> label > 0)
                .distinct()
                .mapToObj(label -> new Segment(
                        label,
                        "structure " + label,
                        0xFFFFFF,
                        new CodedConcept("85756007", "SCT", "Tissue"),
                        true,
                        false,
                        Segment.State.STARTED))
                .toList();
        return new Segmentation(LabelMap.of(grid, new byte[][] {null, slice, null}), segments);
    }

    private static double dice(SegmentationComparison.Structure structure) {
        return structure.comparison().dice().orElse(-1);
    }

    @Test
    void theOnlySegmentsOfBothAreComparedWhateverTheirLabels() throws Problem {
        var found = SegmentationComparison.of(of(GRID, 1, 1, 0), of(GRID, 0, 7, 7), Optional.empty(), "b.nii");
        assertEquals(1, found.structures().size());
        assertEquals(
                new SegmentPair(1, 7, "structure 1"),
                found.structures().getFirst().pair());
        assertEquals(0.5, dice(found.structures().getFirst()));
    }

    @Test
    void severalArePairedByLabelAndOneThatIsMissingIsSaidToBe() throws Problem {
        var found = SegmentationComparison.of(of(GRID, 1, 2, 2), of(GRID, 1, 2, 3), Optional.empty(), "b.nii");
        assertEquals(
                List.of(1, 2, 3),
                found.structures().stream().map(each -> each.pair().labelB()).toList());
        assertEquals(1, dice(found.structures().get(0)));
        assertEquals(2 / 3.0, dice(found.structures().get(1)), 1e-9);
        assertEquals(Presence.ONLY_B, found.structures().get(2).comparison().presence());
    }

    @Test
    void oneLabelIsPickedAndAnUnknownOneRefused() throws Problem {
        var only = SegmentationComparison.of(of(GRID, 1, 2), of(GRID, 1, 2), Optional.of(2), "b.nii");
        assertEquals(2, only.structures().getFirst().pair().labelA());
        assertEquals(1, only.structures().size());
        Problem refused = assertThrows(
                Problem.class,
                () -> SegmentationComparison.of(of(GRID, 1, 2), of(GRID, 1, 2), Optional.of(9), "b.nii"));
        assertEquals("compare.label", refused.code());
    }

    @Test
    void theSecondIsBroughtOntoTheGridOfTheFirstExactlyOrWithAWarning() throws Problem {
        // the same voxels counted from the other end
        Geometry mirrored = new Geometry(
                6, 4, 3, GRID.toPatient(5, 0, 0), GRID.columnStep().times(-1), GRID.rowStep(), GRID.sliceStep());
        var exact =
                SegmentationComparison.of(of(GRID, 1, 1), of(mirrored, 0, 0, 0, 0, 1, 1), Optional.empty(), "b.nii");
        assertEquals(1, dice(exact.structures().getFirst()));
        assertEquals(List.of(), exact.warnings());

        Geometry finer =
                new Geometry(12, 8, 3, GRID.origin(), new Vec3(0.5, 0, 0), new Vec3(0, 0.5, 0), GRID.sliceStep());
        var near = SegmentationComparison.of(of(GRID, 1, 1), of(finer, 1, 1, 1, 1), Optional.empty(), "b.nii");
        assertEquals(1, near.warnings().size());

        Geometry elsewhere =
                new Geometry(6, 4, 3, new Vec3(100, 0, 0), GRID.columnStep(), GRID.rowStep(), GRID.sliceStep());
        Problem refused = assertThrows(
                Problem.class,
                () -> SegmentationComparison.of(of(GRID, 1), of(elsewhere, 1), Optional.empty(), "b.nii"));
        assertEquals("segmentation.elsewhere", refused.code());
    }
}
