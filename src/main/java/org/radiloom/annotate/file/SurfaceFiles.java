package org.radiloom.annotate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.surface.MarchingCubes;
import org.radiloom.imaging.surface.ObjFile;
import org.radiloom.imaging.surface.StlFile;
import org.radiloom.imaging.surface.SurfaceMesh;
import org.radiloom.imaging.surface.VolumeMatch;
import org.radiloom.problem.Problem;

/** Surfaces of segments as files, written only: closed, with the volume of the segment's voxels, mm LPS. */
final class SurfaceFiles {
    /** Part of a voxel by which points are moved at most to give the surface the volume of its voxels. */
    private static final double MOST_MOVED = 0.25;

    private SurfaceFiles() {}

    /** The surface of a segment. */
    static SurfaceMesh surface(Segmentation segmentation, int label) {
        Mask mask = segmentation.map().mask(label);
        Geometry g = mask.geometry();
        double most = MOST_MOVED * Math.min(g.columnSpacingMm(), Math.min(g.rowSpacingMm(), g.sliceSpacingMm()));
        SurfaceMesh cubes = MarchingCubes.of(mask);
        return cubes.isEmpty() ? cubes : VolumeMatch.of(cubes, mask.count() * g.voxelVolumeMm3(), most);
    }

    /** The surface of one segment. */
    static void writeStl(Path file, Segmentation segmentation, int label) throws Problem {
        SurfaceMesh mesh = surface(segmentation, label);
        if (mesh.isEmpty()) {
            throw empty();
        }
        StlFile.write(file, mesh);
    }

    /** The surfaces of all segments that have voxels. */
    static void writeObj(Path file, Segmentation segmentation) throws Problem {
        List<ObjFile.Named> surfaces = new ArrayList<>();
        for (Segment segment : segmentation.segments()) {
            SurfaceMesh mesh = surface(segmentation, segment.label());
            if (!mesh.isEmpty()) {
                surfaces.add(new ObjFile.Named(segment.name(), segment.rgb(), mesh));
            }
        }
        if (surfaces.isEmpty()) {
            throw empty();
        }
        ObjFile.write(file, surfaces);
    }

    private static Problem empty() {
        return Problem.input("segmentation.empty", "No segment has a voxel.", "There is nothing to write.");
    }
}
