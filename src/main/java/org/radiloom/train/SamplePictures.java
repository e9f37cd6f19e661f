package org.radiloom.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.radiloom.imaging.PictureFile;
import org.radiloom.nn.Segmenter;
import org.radiloom.problem.Problem;
import org.radiloom.train.run.DiskProblems;

/**
 * Pictures of a few validation slices, always the same ones, as the network sees them now: the image in grey, the outline
 * of the reference in green and of what the network finds in magenta.
 *
 * <p>They show pixels of the working grid and nothing else; no name, no id, no path.
 */
final class SamplePictures {
    private static final int COUNT = 3;
    private static final int LEAST_SIDE = 384;
    private static final int REFERENCE = 0x00E676;
    private static final int FOUND = 0xFF40C0;

    private final Segmenter network;
    private final Path run;
    private final List<Place> places = new ArrayList<>();

    private record Place(LabelledSlices volume, int slice) {}

    /** @param volumes to choose from; without any there are no pictures */
    SamplePictures(Segmenter network, List<LabelledSlices> volumes, Path run) {
        this.network = network;
        this.run = run;
        int each = volumes.isEmpty() ? 0 : (COUNT + volumes.size() - 1) / volumes.size();
        for (int n = 0; n < COUNT && !volumes.isEmpty(); n++) {
            LabelledSlices volume = volumes.get(n % volumes.size());
            List<Integer> shown = new ArrayList<>();
            for (int slice = 0; slice < volume.slices(); slice++) {
                if (volume.shows(slice)) {
                    shown.add(slice);
                }
            }
            if (!shown.isEmpty()) {
                int at = (n / volumes.size() + 1) * shown.size() / (each + 1);
                places.add(new Place(volume, shown.get(at)));
            }
        }
    }

    /**
     * Writes a picture of every place; gradient recording must be off on this thread.
     *
     * @param epoch from 1
     * @return the files, relative to the run folder, with forward slashes
     */
    List<String> draw(int epoch) throws Problem {
        List<String> files = new ArrayList<>();
        Path folder = run.resolve("samples");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DiskProblems.unwritable("A picture of the validation", folder, e);
        }
        for (int n = 0; n < places.size(); n++) {
            String name = String.format(Locale.ROOT, "epoch-%03d-%d.png", epoch, n + 1);
            draw(places.get(n), folder.resolve(name));
            files.add("samples/" + name);
        }
        return files;
    }

    private void draw(Place place, Path file) throws Problem {
        LabelledSlices volume = place.volume;
        int rows = volume.rows();
        int columns = volume.columns();
        float[] planes = new float[volume.channels() * rows * columns];
        volume.copyInput(place.slice, planes, 0);
        float[] shares = new float[rows * columns];
        volume.copyTarget(place.slice, shares, 0);
        byte[] reference = new byte[rows * columns];
        for (int at = 0; at < shares.length; at++) {
            reference[at] = (byte) (shares[at] >= 0.5f ? 1 : 0);
        }
        byte[] found = found(place, rows, columns);
        int middle = volume.channels() / 2 * rows * columns;
        int scale = Math.max(1, (LEAST_SIDE + columns - 1) / columns);
        int[] pixels = new int[rows * scale * columns * scale];
        for (int y = 0; y < rows * scale; y++) {
            for (int x = 0; x < columns * scale; x++) {
                int grey = Math.round(255 * planes[middle + y / scale * columns + x / scale]);
                int colour = grey * 0x010101;
                if (edge(reference, columns, rows, scale, x, y)) {
                    colour = REFERENCE;
                }
                if (edge(found, columns, rows, scale, x, y)) {
                    // where both agree the two colours alternate
                    colour = colour == REFERENCE && (x + y) % 4 < 2 ? REFERENCE : FOUND;
                }
                pixels[y * columns * scale + x] = colour;
            }
        }
        PictureFile.writePng(file, pixels, columns * scale, rows * scale);
    }

    /** Whether a magnified pixel is inside and a neighbour of it is not. */
    private static boolean edge(byte[] mask, int columns, int rows, int scale, int x, int y) {
        return inside(mask, columns, rows, scale, x, y)
                && !(inside(mask, columns, rows, scale, x - 1, y)
                        && inside(mask, columns, rows, scale, x + 1, y)
                        && inside(mask, columns, rows, scale, x, y - 1)
                        && inside(mask, columns, rows, scale, x, y + 1));
    }

    private static boolean inside(byte[] mask, int columns, int rows, int scale, int x, int y) {
        return x >= 0
                && y >= 0
                && x < columns * scale
                && y < rows * scale
                && mask[y / scale * columns + x / scale] != 0;
    }

    private byte[] found(Place place, int rows, int columns) {
        LabelledSlices volume = place.volume;
        float[] input = new float[volume.channels() * rows * columns];
        volume.copyNormalisedInput(place.slice, input, 0);
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray x = manager.create(input, new Shape(1, volume.channels(), rows, columns));
            NDArray logits = network.logits(x, false);
            float[] difference = logits.get(":, 1").sub(logits.get(":, 0")).toFloatArray();
            byte[] mask = new byte[difference.length];
            for (int at = 0; at < mask.length; at++) {
                mask[at] = (byte) (difference[at] > 0 ? 1 : 0);
            }
            return mask;
        }
    }
}
