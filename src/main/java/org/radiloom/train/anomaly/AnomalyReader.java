package org.radiloom.train.anomaly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.imaging.Window;
import org.radiloom.infer.AnomalyView;
import org.radiloom.infer.Frame;
import org.radiloom.problem.Problem;
import org.radiloom.train.Manifest;
import org.radiloom.train.ManifestEntry;
import org.radiloom.train.SampleFiles;

/**
 * Reads samples for anomaly detectors: pictures, frames, and volumes slice by slice.
 *
 * <p>Of a volume with a region only the slices in which that organ is seen count. Values in Hounsfield units are windowed by
 * organ, those of pictures go from 0 to white. Slices of a volume are turned as a reader sees them.
 */
public final class AnomalyReader {
    private final Manifest manifest;
    private final int side;
    private final Map<String, Double> margins;

    /**
     * @param side of a network input, pixels
     * @param margins modalities of which only the bounds of the sample's region are shown, where it has one, with what is added
     *     to each side as a share of the longer one
     */
    public AnomalyReader(Manifest manifest, int side, Map<String, Double> margins) {
        this.manifest = manifest;
        this.side = side;
        this.margins = Map.copyOf(margins);
    }

    /** For training. */
    public AnomalyReader(Manifest manifest, AnomalySettings settings) {
        this(
                manifest,
                settings.side(),
                settings.cropped().stream()
                        .distinct()
                        .collect(Collectors.toMap(modality -> modality, modality -> settings.regionMargin())));
    }

    /**
     * Reads a sample.
     *
     * @return its pictures: one, or one for each slice of a volume
     * @throws Problem if a file cannot be read, organ or modality is missing, or a region is empty where it is needed
     */
    public List<AnomalyPicture> read(ManifestEntry entry) throws Problem {
        Path file = manifest.resolve(entry.path());
        if (SampleFiles.isPicture(file)) {
            return List.of(picture(entry, file));
        }
        VolumeStack image = SampleFiles.image(file, entry);
        if (image.unit() != ValueUnit.HOUNSFIELD && image.slices() == 1) {
            return List.of(picture(entry, file));
        }
        return slices(entry, image);
    }

    private AnomalyPicture picture(ManifestEntry entry, Path file) throws Problem {
        Frame frame = SampleFiles.frame(file, entry);
        VolumeStack image = VolumeStack.of(
                List.of(GreySlice.ofValues(frame.greys(), frame.columns(), frame.rows())),
                Optional.empty(),
                ValueUnit.RAW);
        byte[] region = mask(entry.regionPath(), entry, image);
        if (entry.regionPath() != null && region.length == 0) {
            throw Problem.input(
                    "data.region.empty",
                    "The region of sample " + entry.sampleId() + " is empty.",
                    "Correct it, or leave the sample out.");
        }
        return picture(
                entry,
                entry.sampleId(),
                frame.greys(),
                frame.columns(),
                frame.rows(),
                Window.between(0, frame.white()),
                region,
                mask(entry.maskPath(), entry, image));
    }

    private List<AnomalyPicture> slices(ManifestEntry entry, VolumeStack image) throws Problem {
        Window window = image.unit() == ValueUnit.HOUNSFIELD
                ? AnomalyView.hounsfield(DomainTable.name(entry).organ())
                : image.defaultWindow();
        VolumeStack turned = image.patientAligned();
        byte[] regions = mask(entry.regionPath(), entry, image);
        byte[] lesions = mask(entry.maskPath(), entry, image);
        int plane = turned.columns() * turned.rows();
        List<AnomalyPicture> pictures = new ArrayList<>();
        for (int k = 0; k < turned.slices(); k++) {
            byte[] region = part(regions, k, plane);
            if (regions.length > 0 && region.length == 0) {
                continue;
            }
            float[] values = new float[plane];
            turned.slice(k).copyTo(values, 0);
            pictures.add(picture(
                    entry,
                    turned.slices() == 1 ? entry.sampleId() : entry.sampleId() + "#" + k,
                    values,
                    turned.columns(),
                    turned.rows(),
                    window,
                    region,
                    part(lesions, k, plane)));
        }
        return pictures;
    }

    private AnomalyPicture picture(
            ManifestEntry entry,
            String id,
            float[] values,
            int columns,
            int rows,
            Window window,
            byte[] region,
            byte[] lesion)
            throws Problem {
        DomainTable.Name domain = DomainTable.name(entry);
        Double margin = margins.get(domain.modality());
        boolean inRegion = region.length > 0 && margin != null;
        AnomalyView view = region.length > 0 && margin != null
                ? AnomalyView.around(region, columns, rows, margin, side)
                : AnomalyView.whole(columns, rows, side);
        return new AnomalyPicture(
                id,
                entry.patientId(),
                Objects.requireNonNullElse(entry.site(), ""),
                domain,
                entry.abnormal(),
                view,
                values,
                window,
                region,
                inRegion,
                lesion);
    }

    /** A mask of the sample, turned as its slices are; empty if there is none, or nothing in it. */
    private byte[] mask(@Nullable String path, ManifestEntry entry, VolumeStack image) throws Problem {
        if (path == null) {
            return new byte[0];
        }
        Mask mask = SampleFiles.mask(manifest.resolve(path), entry, image);
        byte[] voxels = mask.toArray();
        if (image.geometry().isEmpty()) {
            return some(voxels);
        }
        float[] values = new float[voxels.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = voxels[at];
        }
        float[] turned = VolumeStack.ofFloats(mask.geometry(), values, ValueUnit.RAW)
                .patientAligned()
                .toFloats();
        byte[] inside = new byte[turned.length];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) turned[at];
        }
        return some(inside);
    }

    private static byte[] part(byte[] all, int slice, int plane) {
        return all.length == 0 ? all : some(java.util.Arrays.copyOfRange(all, slice * plane, (slice + 1) * plane));
    }

    private static byte[] some(byte[] mask) {
        for (byte one : mask) {
            if (one != 0) {
                return mask;
            }
        }
        return new byte[0];
    }
}
