package org.radiloom.imaging.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.radiloom.fixtures.SharedData;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Nifti;
import org.radiloom.imaging.Vec3;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.job.Progress;
import org.radiloom.study.Importer;
import org.radiloom.study.Series;
import org.radiloom.study.SeriesLoader;
import org.radiloom.study.VolumeGrade;

/** The DICOM series of a real CT, cut; and a real NIfTI volume with axes of its own. */
@Tag("realdata")
class RealVolumeTest {
    @Test
    void planesOfARealSeriesShowTheVoxelsThatLieThere() throws Exception {
        Path folder = SharedData.find("abdomen-ct-totalsegmentator/example_ct_dicom");
        Series series = new Importer()
                .read(List.of(folder), Progress.NONE)
                .studies()
                .get(0)
                .series()
                .get(0);
        var even = assertInstanceOf(VolumeGrade.Even.class, VolumeGrade.of(series));
        try (var stack = new SeriesLoader(1 << 30, Runnable::run).openOnDemand(series)) {
            var volume = PlaneVolume.onGrid(stack, even.geometry());
            for (Plane plane : Plane.values()) {
                PlaneStack planes = volume.planes(plane, Slab.NONE);
                Geometry g = planes.geometry().orElseThrow();
                int k = g.slices() / 3;
                GreySlice slice = (GreySlice) planes.slice(k);
                for (int n = 0; n < 200; n++) {
                    int i = n * 31 % g.columns();
                    int j = n * 17 % g.rows();
                    Vec3 at = even.geometry().toIndex(g.toPatient(i, j, k));
                    var source = (GreySlice) stack.slice((int) Math.rint(at.z()));
                    assertEquals(source.valueAt((int) Math.rint(at.x()), (int) Math.rint(at.y())), slice.valueAt(i, j));
                }
            }
        }
    }

    @Test
    void axialPlanesOfARealNiftiVolumeAreItsTurnedSlices() throws Exception {
        VolumeStack stack = Nifti.read(SharedData.find("abdomen-ct-totalsegmentator/example_ct_sm.nii.gz"));
        VolumeStack turned = stack.patientAligned();
        PlaneStack axial =
                PlaneVolume.onGrid(stack, stack.geometry().orElseThrow()).planes(Plane.AXIAL, Slab.NONE);
        assertEquals(turned.geometry(), axial.geometry());
        for (int k = 0; k < turned.slices(); k += 9) {
            GreySlice slice = (GreySlice) axial.slice(k);
            for (int j = 0; j < turned.rows(); j += 5) {
                for (int i = 0; i < turned.columns(); i += 5) {
                    assertEquals(turned.valueAt(i, j, k), slice.valueAt(i, j));
                }
            }
        }
    }
}
