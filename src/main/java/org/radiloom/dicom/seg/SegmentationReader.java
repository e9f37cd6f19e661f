package org.radiloom.dicom.seg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.dicom.codec.RawFrame;
import org.radiloom.problem.Problem;

/**
 * Reads segmentation objects onto the grid of a series.
 *
 * <p>Frames are placed by their position and orientation in the patient, never by their order; on series without a place in the
 * patient, by the image and frame that they were drawn on. They go to voxels as they are where their pixels lie on voxels, also
 * turned by right angles or mirrored. One voxel has one label: where segments overlap, the one with the higher number wins, and a
 * warning says what that cost.
 */
public final class SegmentationReader {
    private final SegmentationObject object;
    private final SourceSeries target;
    private final List<String> warnings = new ArrayList<>();

    private SegmentationReader(SegmentationObject object, SourceSeries target) {
        this.object = object;
        this.target = target;
    }

    /**
     * Reads all segments; fractional ones count from one half on.
     *
     * @throws Problem {@code seg.grid} if the pixels do not lie on voxels of the series, {@code seg.space} if the object and the series
     *     name different frames of reference, {@code seg.elsewhere} if they have no voxel in common, {@code seg.place} or
     *     {@code seg.size} if a frame fits no image of the series, {@code seg.many} if there are more than 255 segments,
     *     {@code seg.tiled} if they are of a slide
     */
    public static SegmentVolume read(SegmentationObject object, SourceSeries target) throws Problem {
        var reader = new SegmentationReader(object, target);
        return reader.placed(reader.paths().orElseThrow(() -> SegProblems.notOnGrid(object.name())));
    }

    /**
     * The same, but where the pixels do not lie on voxels of the series, all segments on the grid that their frames lie on: it is for
     * the caller to bring them over.
     */
    public static SegmentVolume readAsItFits(SegmentationObject object, SourceSeries target) throws Problem {
        var reader = new SegmentationReader(object, target);
        Optional<List<PixelPath>> paths = reader.paths();
        if (paths.isPresent()) {
            return reader.placed(paths.get());
        }
        SegmentVolume own = read(object);
        reader.warnings.addAll(own.warnings());
        return new SegmentVolume(own.grid(), own.slices(), own.segments(), reader.warnings);
    }

    private Optional<List<PixelPath>> paths() throws Problem {
        return FramePlaces.of(object, target, warnings);
    }

    /**
     * Reads all segments on the grid that their frames lie on.
     *
     * @throws Problem {@code seg.grid} if that is none, and as {@link #read(SegmentationObject, SourceSeries)}
     */
    public static SegmentVolume read(SegmentationObject object) throws Problem {
        if (object.tiled()) {
            throw SegProblems.tiled(object.name());
        }
        return read(object, OwnGrid.of(object));
    }

    /**
     * Reads the values of one segment of a fractional object; of a binary one, 0 and 1.
     *
     * @param number of the segment
     * @throws Problem {@code seg.segment} if there is none with this number, {@code seg.grid} if the pixels do not lie on voxels, and
     *     as {@link #read(SegmentationObject, SourceSeries)}
     */
    public static SegmentFractions fractions(SegmentationObject object, int number, SourceSeries target)
            throws Problem {
        boolean known = object.encoding() != SegmentationEncoding.LABELMAP
                && object.segments().containsKey(number);
        if (!known) {
            throw SegProblems.noSegment(object.name(), number);
        }
        List<PixelPath> paths = FramePlaces.of(object, target, new ArrayList<>())
                .orElseThrow(() -> SegProblems.notOnGrid(object.name()));
        int maximum = object.encoding().fractional() ? object.maximum() : 1;
        int scale = Math.min(255, maximum);
        var voxels = new VoxelLabels(target.grid());
        for (SegmentFrame frame : object.frames()) {
            if (frame.segment() == number) {
                RawFrame raw = object.pixels(frame.frame());
                byte[] values = new byte[object.columns() * object.rows()];
                for (int at = 0; at < values.length; at++) {
                    values[at] = (byte) (Math.clamp((long) raw.sample(at), 0, maximum) * scale / maximum);
                }
                voxels.put(values, VoxelLabels.AS_IT_IS, object.columns(), paths.get(frame.frame()));
            }
        }
        return new SegmentFractions(target.grid(), voxels.slices(), scale);
    }

    private SegmentVolume placed(List<PixelPath> paths) throws Problem {
        var labels = new SegmentLabels(object);
        var voxels = new VoxelLabels(target.grid());
        List<SegmentFrame> bySegment = object.frames().stream()
                .sorted(Comparator.comparingInt(SegmentFrame::segment))
                .toList();
        for (SegmentFrame frame : bySegment) {
            put(frame, labels, paths.get(frame.frame()), voxels);
        }
        if (voxels.allOutside()) {
            throw SegProblems.elsewhere(object.name());
        }
        warnings.addAll(labels.warnings());
        warn(labels, voxels);
        return new SegmentVolume(target.grid(), voxels.slices(), labels.segments(), warnings);
    }

    private void put(SegmentFrame frame, SegmentLabels labels, PixelPath path, VoxelLabels voxels) throws Problem {
        RawFrame raw = object.pixels(frame.frame());
        int pixels = object.columns() * object.rows();
        switch (object.encoding()) {
            case BINARY -> {
                // samples of one bit come as bytes, 0 and 1, which are ours
                byte[] bits = raw.bitsStored() == 1 && raw.data() instanceof byte[] bytes ? bytes : narrow(raw);
                voxels.put(bits, labels.label(frame.segment()), object.columns(), path);
            }
            case PROBABILITY, OCCUPANCY -> {
                byte[] out = new byte[pixels];
                int maximum = object.maximum();
                for (int at = 0; at < pixels; at++) {
                    int value = raw.sample(at);
                    out[at] = (byte) (2 * value >= maximum ? 1 : 0);
                    inPart |= value > 0 && value < maximum;
                }
                voxels.put(out, labels.label(frame.segment()), object.columns(), path);
            }
            case LABELMAP -> {
                byte[] out = new byte[pixels];
                for (int at = 0; at < pixels; at++) {
                    out[at] = (byte) labels.label(raw.sample(at));
                }
                voxels.put(out, VoxelLabels.AS_IT_IS, object.columns(), path);
            }
        }
    }

    private static byte[] narrow(RawFrame raw) {
        byte[] bits = new byte[raw.columns() * raw.rows()];
        for (int at = 0; at < bits.length; at++) {
            bits[at] = (byte) (raw.sample(at) == 0 ? 0 : 1);
        }
        return bits;
    }

    /** Whether voxels belong to a segment in part. */
    private boolean inPart;

    private void warn(SegmentLabels labels, VoxelLabels voxels) {
        if (inPart) {
            warnings.add("The file says how much voxels belong to their segment; here they do from one half on.");
        }
        for (Map.Entry<Integer, SegmentDescription> each : labels.segments().entrySet()) {
            String of = " of segment " + each.getKey() + " (" + each.getValue().label() + ").";
            long covered = voxels.covered(each.getKey());
            if (covered > 0) {
                warnings.add("Only in a later segment that they also belong to: " + count(covered) + of);
            }
            long outside = voxels.outside(each.getKey());
            if (outside > 0) {
                warnings.add("Left out, since they lie outside the series: " + count(outside) + of);
            }
        }
    }

    private static String count(long voxels) {
        return voxels == 1 ? "1 voxel" : voxels + " voxels";
    }
}
