package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Geometry;
import org.radiloom.problem.Problem;

/** Where the frames of an object go on the grid of a series. */
final class FramePlaces {
    /** How far the distance of slices may be from that of the grid, as a part. */
    private static final double SPACING_TOLERANCE = 0.02;

    private final SegmentationObject object;
    private final SourceSeries target;
    private final SourceIndex index;

    private FramePlaces(SegmentationObject object, SourceSeries target) {
        this.object = object;
        this.target = target;
        this.index = new SourceIndex(target.slices());
    }

    /**
     * The path of each frame.
     *
     * @param warnings gets what could not be checked
     * @return empty if there is a frame in the patient whose pixels do not lie on voxels
     */
    static Optional<List<PixelPath>> of(SegmentationObject object, SourceSeries target, List<String> warnings)
            throws Problem {
        if (object.tiled()) {
            throw SegProblems.tiled(object.name());
        }
        var places = new FramePlaces(object, target);
        places.checkSpace(warnings);
        return places.paths();
    }

    private void checkSpace(List<String> warnings) throws Problem {
        if (!target.placed() || object.frameOfReferenceUid().isEmpty()) {
            return;
        }
        Optional<String> space = target.frameOfReferenceUid();
        if (space.isPresent() && !space.equals(object.frameOfReferenceUid())) {
            throw SegProblems.otherSpace(object.name());
        }
        boolean drawnOn =
                object.frames().stream().anyMatch(f -> index.slice(f.sources()).isPresent());
        if (space.isEmpty() && !drawnOn) {
            warnings.add(
                    "The open series does not name its space (frame of reference): whether the file lies in the same one"
                            + " could not be checked.");
        }
    }

    private Optional<List<PixelPath>> paths() throws Problem {
        List<PixelPath> paths = new ArrayList<>();
        for (SegmentFrame frame : object.frames()) {
            if (target.placed() && frame.plane().isPresent()) {
                Optional<PixelPath> path =
                        PixelPath.of(frame.plane().get(), object.columns(), object.rows(), target.grid());
                if (path.isEmpty() || !spacingAgrees(path.get())) {
                    return Optional.empty();
                }
                paths.add(path.get());
            } else {
                paths.add(byImage(frame));
            }
        }
        return Optional.of(paths);
    }

    /** Whether frames are as far apart as voxels are in that direction; where the object does not say, they are. */
    private boolean spacingAgrees(PixelPath path) {
        Geometry grid = target.grid();
        double apart =
                switch (path.normalAxis()) {
                    case 0 -> grid.columnSpacingMm();
                    case 1 -> grid.rowSpacingMm();
                    default -> grid.sliceSpacingMm();
                };
        double said = object.spacingBetweenSlicesMm().orElse(apart);
        return Math.abs(said - apart) <= SPACING_TOLERANCE * apart;
    }

    private PixelPath byImage(SegmentFrame frame) throws Problem {
        int k = index.slice(frame.sources()).orElseThrow(() -> SegProblems.placeless(object.name(), frame.frame()));
        Geometry grid = target.grid();
        if (object.columns() != grid.columns() || object.rows() != grid.rows()) {
            throw SegProblems.otherSize(
                    object.name(), object.columns() + "x" + object.rows(), grid.columns() + "x" + grid.rows());
        }
        return PixelPath.slice(k);
    }
}
