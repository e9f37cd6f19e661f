package org.radiloom.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeStackTest {
    /** Values that say where a voxel lies in the patient: turning the axes must not part the two. */
    private static VolumeStack placed(Geometry g) {
        short[] v = new short[(int) g.voxels()];
        int at = 0;
        for (int k = 0; k < g.slices(); k++) {
            for (int j = 0; j < g.rows(); j++) {
                for (int i = 0; i < g.columns(); i++) {
                    v[at++] = code(g.toPatient(i, j, k));
                }
            }
        }
        return VolumeStack.ofShorts(g, v, ValueUnit.RAW);
    }

    private static short code(Vec3 p) {
        return (short) Math.round(p.x() + 20 * p.y() + 400 * p.z());
    }

    @Test
    void inAllFortyEightOrientationsAVoxelKeepsItsPlaceInThePatient() {
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int signs = 0; signs < 8; signs++) {
                Vec3[] step = new Vec3[3];
                for (int a = 0; a < 3; a++) {
                    double s = (signs >> a & 1) == 0 ? 1 : -1;
                    step[a] = new Vec3(order[a] == 0 ? s : 0, order[a] == 1 ? s : 0, order[a] == 2 ? s : 0);
                }
                VolumeStack turned = placed(new Geometry(2, 3, 4, new Vec3(5, 5, 5), step[0], step[1], step[2]))
                        .patientAligned();
                Geometry g = turned.geometry().orElseThrow();
                assertEquals(1, g.columnStep().x());
                assertEquals(1, g.rowStep().y());
                assertEquals(1, g.sliceStep().z());
                for (int k = 0; k < g.slices(); k++) {
                    for (int j = 0; j < g.rows(); j++) {
                        for (int i = 0; i < g.columns(); i++) {
                            assertEquals(code(g.toPatient(i, j, k)), turned.valueAt(i, j, k));
                        }
                    }
                }
            }
        }
    }

    @Test
    void anAlignedStackIsLeftAsItIs() {
        VolumeStack stack = placed(Geometry.axial(2, 2, 2, 1, 1, 1));
        assertSame(stack, stack.patientAligned());
    }

    @Test
    void theFittedWindowLeavesOutTheExtremes() {
        Random random = new Random(3);
        float[] v = new float[100 * 100];
        for (int at = 0; at < v.length; at++) {
            v[at] = random.nextFloat() * 100;
        }
        v[17] = 1e9f;
        v[18] = Float.NaN;
        Window w = VolumeStack.ofFloats(Geometry.axial(100, 100, 1, 1, 1, 1), v, ValueUnit.RAW)
                .defaultWindow();
        assertEquals(50, w.centre(), 2);
        assertEquals(98, w.width(), 2);
    }

    @Test
    void aFlatVolumeStillHasAWindow() {
        Window w = VolumeStack.ofFloats(Geometry.axial(2, 2, 1, 1, 1, 1), new float[4], ValueUnit.RAW)
                .defaultWindow();
        assertTrue(w.width() > 0);
    }
}
