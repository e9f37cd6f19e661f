package org.radiloom.train.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.imaging.Components;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.Neighbours;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.infer.Frame;
import org.radiloom.infer.PatchGrid;
import org.radiloom.infer.PictureCut;
import org.radiloom.model.PatchRule;
import org.radiloom.model.PictureView;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.SampleFiles;

/** Reads samples of a classification set: crops, scales, finds the places of patches, moves boxes along. */
public final class PictureReader {
    private static final float WHITE = 65535f;
    /** Training draws its patches this many times denser than they lie when a region is covered. */
    private static final int DENSER = 8;

    private final Manifest manifest;
    private final PictureSettings settings;
    private final int classes;

    /** @param classes labels are below it */
    public PictureReader(Manifest manifest, PictureSettings settings, int classes) {
        this.manifest = manifest;
        this.settings = settings;
        this.classes = classes;
    }

    /**
     * Reads one sample.
     *
     * @param learning whether it is for training, where patches may lie anywhere in the region
     * @throws Problem if a file cannot be read, or class, region or a declared number is missing
     */
    public PictureSample read(ManifestEntry entry, boolean learning) throws Problem {
        return read(entry, learning, learning);
    }

    /**
     * Reads one sample as it is judged, with the boxes of its lesions: those of the manifest, or around its mask.
     *
     * @throws Problem as for {@link #read}
     */
    public PictureSample readWithBoxes(ManifestEntry entry) throws Problem {
        return read(entry, false, true);
    }

    private PictureSample read(ManifestEntry entry, boolean learning, boolean withBoxes) throws Problem {
        Integer label = entry.label();
        if (label == null || label < 0 || label >= classes) {
            throw Problem.input(
                    "data.label",
                    "The sample " + entry.sampleId() + " has "
                            + (label == null
                                    ? "no label."
                                    : "the label " + label + ", but there are " + classes + " classes, from 0."),
                    "Correct its label, or set classifier.classes.");
        }
        Frame frame = SampleFiles.frame(manifest.resolve(entry.path()), entry);
        byte[] region = region(entry, frame);
        List<ManifestEntry.Box> boxes = withBoxes ? boxes(entry, frame) : List.of();
        return settings.inPatches()
                ? inPatches(entry, label, frame, region, boxes, learning)
                : whole(entry, label, frame, region, boxes);
    }

    private List<Float> declared(ManifestEntry entry) throws Problem {
        List<Float> numbers = new ArrayList<>();
        for (String name : settings.declared()) {
            Double value = entry.declared().get(name);
            if (value == null) {
                throw Problem.input(
                        "data.declared",
                        "The sample " + entry.sampleId() + " does not declare " + name + ".",
                        "Add it under declared, or take it from picture.declared.");
            }
            numbers.add(value.floatValue());
        }
        return numbers;
    }

    /** The region, 1 inside; empty for a sample of which the whole picture is looked at. */
    private byte[] region(ManifestEntry entry, Frame frame) throws Problem {
        String path = entry.regionPath();
        boolean needed = settings.view().needsRegion();
        if (path == null || !needed && settings.outside().equals("keep")) {
            if (needed) {
                throw Problem.input(
                        "data.region.missing",
                        "The sample " + entry.sampleId() + " has no region_path.",
                        "Add it, or set picture.crop to whole.");
            }
            return new byte[0];
        }
        byte[] inside = mask(path, entry, frame).toArray();
        for (byte one : inside) {
            if (one != 0) {
                return inside;
            }
        }
        throw Problem.input(
                "data.region.empty",
                "The region of sample " + entry.sampleId() + " is empty.",
                "Correct it, or leave the sample out.");
    }

    private Mask mask(String path, ManifestEntry entry, Frame frame) throws Problem {
        VolumeStack image = VolumeStack.of(
                List.of(GreySlice.ofValues(frame.greys(), frame.columns(), frame.rows())),
                Optional.empty(),
                ValueUnit.RAW);
        return SampleFiles.mask(manifest.resolve(path), entry, image);
    }

    /** The manifest's boxes, else one around each part of the lesion's mask, in pixels of the frame. */
    private List<ManifestEntry.Box> boxes(ManifestEntry entry, Frame frame) throws Problem {
        String path = entry.maskPath();
        if (!entry.boxes().isEmpty() || path == null) {
            return entry.boxes();
        }
        Components parts = Components.of(mask(path, entry, frame), Neighbours.EIGHTEEN);
        List<ManifestEntry.Box> boxes = new ArrayList<>();
        for (int n = 0; n < parts.count(); n++) {
            PictureCut bounds = PictureCut.around(parts.part(n).toArray(), frame.columns(), frame.rows(), 0);
            boxes.add(new ManifestEntry.Box(
                    bounds.column(), bounds.row(), bounds.column() + bounds.width(), bounds.row() + bounds.height()));
        }
        return boxes;
    }

    private PictureSample whole(
            ManifestEntry entry, int label, Frame frame, byte[] region, List<ManifestEntry.Box> boxes) throws Problem {
        PictureCut cut = cut(entry, frame, region);
        int side = settings.side();
        double middle = (side - 1) / 2.0;
        return new PictureSample(
                entry.sampleId(),
                entry.patientId(),
                label,
                declared(entry),
                settings.planes(),
                side,
                side,
                stored(cut.input(frame, unprepared(side), region.length == 0 ? null : region)),
                1,
                Scaling.of(cut, side).boxes(boxes, side, side),
                List.of(new PictureSample.Place(middle, middle)));
    }

    private PictureCut cut(ManifestEntry entry, Frame frame, byte[] region) throws Problem {
        return switch (settings.view().crop()) {
            case REGION -> PictureCut.around(region, frame.columns(), frame.rows(), settings.regionMargin());
            case SECTOR -> SampleFiles.sector(manifest.resolve(entry.path())).orElse(PictureCut.whole(frame));
            case WHOLE, PATCH -> PictureCut.whole(frame);
        };
    }

    private PictureSample inPatches(
            ManifestEntry entry, int label, Frame frame, byte[] region, List<ManifestEntry.Box> boxes, boolean learning)
            throws Problem {
        List<PictureCut> patches = patches(entry, frame, region, learning);
        double step = (double) patches.getFirst().width() / settings.side();
        int longer = Math.max(frame.columns(), frame.rows());
        // a frame that is finer than the network sees is averaged first, in a square
        boolean fine = step > 1;
        int square = (int) Math.round(longer / step);
        PictureCut all = PictureCut.whole(frame);
        Scaling scaling = fine ? Scaling.of(all, square) : Scaling.NONE;
        int rows = fine ? square : frame.rows();
        int columns = fine ? square : frame.columns();
        return new PictureSample(
                entry.sampleId(),
                entry.patientId(),
                label,
                declared(entry),
                settings.planes(),
                rows,
                columns,
                stored(fine ? all.input(frame, unprepared(square), null) : greys(frame)),
                fine ? 1 : step,
                scaling.boxes(boxes, columns, rows),
                patches.stream().map(scaling::middle).toList());
    }

    private List<PictureCut> patches(ManifestEntry entry, Frame frame, byte[] region, boolean learning) throws Problem {
        PatchRule rule = settings.rule();
        PatchRule wanted = new PatchRule(
                rule.side(),
                rule.mmPerPixel(),
                rule.stride() / (learning ? DENSER : 1),
                rule.minInside(),
                rule.maxClipped(),
                rule.maxDark(),
                rule.maxColour(),
                rule.least(),
                learning ? Integer.MAX_VALUE : rule.most());
        ManifestEntry.Spacing spacing = entry.pixelSpacing();
        double mm = spacing == null ? 0 : spacing.columnMm();
        List<PictureCut> patches = PatchGrid.of(frame, region, wanted, mm).patches();
        if (patches.isEmpty()) {
            throw Problem.input(
                    "data.region.small",
                    "The region of sample " + entry.sampleId() + " holds no usable patch of " + rule.side()
                            + " pixels.",
                    "Leave the sample out, or make picture.patch.side or picture.patch.inside smaller.");
        }
        return patches;
    }

    private PictureView unprepared(int side) {
        PictureView view = settings.view();
        return new PictureView(
                side, view.channels(), view.crop(), view.regionMargin(), view.outside(), PictureView.Prepare.NONE);
    }

    private float[] greys(Frame frame) {
        int plane = frame.columns() * frame.rows();
        float[] values = new float[settings.planes() * plane];
        for (int c = 0; c < settings.planes(); c++) {
            float[] one = frame.plane(c, settings.planes());
            for (int at = 0; at < plane; at++) {
                values[c * plane + at] = Math.clamp(one[at] / frame.white(), 0f, 1f);
            }
        }
        return values;
    }

    private static short[] stored(float[] values) {
        short[] stored = new short[values.length];
        for (int at = 0; at < stored.length; at++) {
            stored[at] = (short) Math.round(WHITE * values[at]);
        }
        return stored;
    }
}
