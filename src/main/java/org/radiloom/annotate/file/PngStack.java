package org.radiloom.annotate.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.annotate.Segment;
import org.radiloom.annotate.Segmentation;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.ValueUnit;
import org.radiloom.imaging.VolumeStack;
import org.radiloom.problem.Problem;

/**
 * A folder with one PNG a slice, whose grey values (or indices of a palette) are the labels, and {@code labels.json} with the
 * grid and the segments. Without that file, number and size of the pictures must be those of the images.
 */
public final class PngStack {
    static final String BESIDE = "labels.json";

    private PngStack() {}

    /**
     * Reads a folder.
     *
     * @throws Problem if a picture is damaged or holds no labels, or the pictures do not fit
     */
    public static Imported read(Path folder, Geometry grid) throws Problem {
        String name = String.valueOf(folder.getFileName());
        List<Path> files = FolderFiles.list(folder, "png");
        if (files.isEmpty()) {
            throw Problem.input("png.none", name + " holds no PNG.", "Choose the folder that holds the slices.");
        }
        Path beside = folder.resolve(BESIDE);
        Optional<JsonNode> json =
                Files.exists(beside) ? Optional.of(GridJson.parse(FolderFiles.read(beside), BESIDE)) : Optional.empty();
        Geometry own = json.isPresent() ? GridJson.grid(json.get(), BESIDE) : grid;
        if (files.size() != own.slices()) {
            throw Problem.input(
                    "png.count",
                    name + " holds " + files.size() + " PNG for " + own.slices() + " slices.",
                    "Choose a folder with one PNG for each slice.");
        }
        List<GreySlice> slices = new ArrayList<>();
        for (Path file : files) {
            slices.add(slice(file, own));
        }
        if (json.isEmpty()) {
            VolumeStack stack = VolumeStack.of(whiteAsOne(slices), Optional.of(own), ValueUnit.RAW);
            return OntoGrid.bring(LabelValues.of(stack, own, name), grid, name);
        }
        VolumeStack stack = VolumeStack.of(slices, Optional.of(own), ValueUnit.RAW);
        Imported labels = LabelValues.of(stack, own, name);
        var map = labels.segmentation().map();
        List<Segment> segments = PlainSegments.completed(GridJson.segments(json.get(), BESIDE), map);
        return OntoGrid.bring(new Imported(new Segmentation(map, segments), labels.warnings()), grid, name);
    }

    private static GreySlice slice(Path file, Geometry own) throws Problem {
        String name = String.valueOf(file.getFileName());
        GreySlice slice = LabelPng.decode(FolderFiles.read(file), name, (long) own.columns() * own.rows());
        if (slice.columns() != own.columns() || slice.rows() != own.rows()) {
            throw Problem.input(
                    "png.size",
                    name + " has " + slice.columns() + " × " + slice.rows() + " pixels for images of " + own.columns()
                            + " × " + own.rows() + ".",
                    "Choose the folder that belongs to these images.");
        }
        return slice;
    }

    /** Masks in black and white: where white is all there is beside black, it is label 1. */
    private static List<GreySlice> whiteAsOne(List<GreySlice> slices) {
        List<GreySlice> ones = new ArrayList<>();
        for (GreySlice slice : slices) {
            short[] labels = new short[slice.columns() * slice.rows()];
            for (int at = 0; at < labels.length; at++) {
                float value = slice.valueAt(at % slice.columns(), at / slice.columns());
                if (value != 0 && value != 255) {
                    return slices;
                }
                labels[at] = (short) (value == 0 ? 0 : 1);
            }
            ones.add(GreySlice.ofStored(labels, false, 1, 0, slice.columns(), slice.rows()));
        }
        return ones;
    }

    /** Writes a folder; files of these names that are in it are replaced. */
    public static void write(Path folder, Segmentation segmentation) throws Problem {
        FolderFiles.create(folder);
        Geometry g = segmentation.map().geometry();
        byte[] labels = new byte[g.columns() * g.rows()];
        for (int k = 0; k < g.slices(); k++) {
            segmentation.map().copySlice(k, labels);
            FolderFiles.write(
                    folder.resolve(FolderFiles.name(k, "png")), LabelPng.encode(labels, g.columns(), g.rows()));
        }
        FolderFiles.write(folder.resolve(BESIDE), GridJson.bytes(GridJson.write(segmentation)));
    }
}
