package org.radiloom.imaging;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.radiloom.problem.Problem;

/**
 * Volumes in NRRD files with attached data, raw or gzip: three dimensions (and, on request, several values a voxel), whole
 * numbers of up to 32 bits or floats.
 *
 * <p>Source: the format's definition at teem.sourceforge.net/nrrd/format.html. Voxels keep the file's order; the axes are
 * turned to LPS.
 */
public final class Nrrd {
    /** Deflate cannot compress better than this. */
    private static final long BEST_RATIO = 1032;

    private Nrrd() {}

    /**
     * Reads a volume.
     *
     * @param unit what the values mean; an NRRD file does not say
     * @throws Problem if the file is missing, damaged, cut short, of a kind that is not read, or too large for memory
     */
    public static VolumeStack read(Path file, ValueUnit unit) throws Problem {
        Layers read = read(file, unit, 1);
        return read.stacks().get(0);
    }

    /**
     * What a file with several values a voxel holds.
     *
     * @param stacks one for each of the values, all on one grid
     * @param keys what the program that wrote it added, by its own keys
     */
    public record Layers(List<VolumeStack> stacks, Map<String, String> keys) {}

    /**
     * Reads a volume with one or more values a voxel, and what stands beside them.
     *
     * @throws Problem as {@link #read}
     */
    public static Layers readLayers(Path file) throws Problem {
        return read(file, ValueUnit.RAW, Integer.MAX_VALUE);
    }

    private static Layers read(Path file, ValueUnit unit, int mostLayers) throws Problem {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            NrrdHeader header = NrrdHeader.read(in, name);
            if (header.layers() > mostLayers) {
                throw NrrdHeader.volumes(name);
            }
            double plane = (double) header.columns() * header.rows() * header.layers() * header.voxel().bytes;
            double needed = plane * header.slices();
            if (needed > (double) Files.size(file) * BEST_RATIO) {
                throw NrrdHeader.damaged(name, "it is far too short for the size that it states");
            }
            if (needed > 0.4 * Runtime.getRuntime().maxMemory() || plane > Integer.MAX_VALUE - 8) {
                throw Problem.input(
                        "nrrd.memory",
                        name + " is larger than the memory of this program.",
                        "Crop the volume and try again.");
            }
            List<VolumeStack> stacks = new ArrayList<>();
            for (List<GreySlice> layer : layers(header, header.gzip() ? new GZIPInputStream(in, 1 << 16) : in)) {
                stacks.add(VolumeStack.of(layer, header.geometry(), unit));
            }
            return new Layers(stacks, header.keys());
        } catch (EOFException | ZipException e) {
            throw Problem.input(
                    "nrrd.truncated", name + " is cut short or damaged.", "Get the file again from its source.", e);
        } catch (IOException e) {
            throw Problem.input("file.unreadable", name + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    /**
     * Reads the size and place of a volume without its voxels.
     *
     * @return a stack's size and, if known, place, after {@link VolumeStack#patientAligned}
     * @throws Problem if the header is missing, damaged, or of a kind that is not read
     */
    public static VolumeOutline outline(Path file) throws Problem {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 12)) {
            NrrdHeader header = NrrdHeader.read(in, name);
            if (header.layers() > 1) {
                throw NrrdHeader.volumes(name);
            }
            double needed = (double) header.columns() * header.rows() * header.slices() * header.voxel().bytes;
            // what a stream says to have left ends at 2^31 - 1
            double left = in.available() == Integer.MAX_VALUE ? Files.size(file) : in.available();
            if (needed > left * (header.gzip() ? BEST_RATIO : 1)) {
                throw NrrdHeader.damaged(name, "it is far too short for the size that it states");
            }
            return VolumeOutline.of(
                    header.columns(), header.rows(), header.slices(), 8 * header.voxel().bytes, header.geometry());
        } catch (EOFException e) {
            throw Problem.input(
                    "nrrd.truncated", name + " is cut short or damaged.", "Get the file again from its source.", e);
        } catch (IOException e) {
            throw Problem.input("file.unreadable", name + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    private static List<List<GreySlice>> layers(NrrdHeader header, InputStream in) throws IOException {
        List<List<GreySlice>> layers = new ArrayList<>();
        for (int layer = 0; layer < header.layers(); layer++) {
            layers.add(new ArrayList<>());
        }
        int n = header.columns() * header.rows();
        int voxel = header.voxel().bytes;
        for (int k = 0; k < header.slices(); k++) {
            byte[] plane = in.readNBytes(n * voxel * header.layers());
            if (plane.length != n * voxel * header.layers()) {
                throw new EOFException("slice " + k);
            }
            for (int layer = 0; layer < header.layers(); layer++) {
                byte[] one = header.layers() == 1 ? plane : picked(plane, layer, header.layers(), voxel);
                layers.get(layer).add(decode(header, ByteBuffer.wrap(one).order(header.order()), n));
            }
        }
        // one byte more: only then does a compressed file compare its checksum
        in.skip(1);
        return layers;
    }

    private static byte[] picked(byte[] plane, int layer, int layers, int voxel) {
        byte[] one = new byte[plane.length / layers];
        for (int at = 0; at < one.length; at += voxel) {
            System.arraycopy(plane, at * layers + layer * voxel, one, at, voxel);
        }
        return one;
    }

    /**
     * Writes labels as unsigned 8-bit integers, compressed.
     *
     * @param keys put beside the voxels, in their order; no line ends in keys
     */
    public static void write(Path file, Geometry grid, Map<String, String> keys, LabelPlanes labels) throws Problem {
        NrrdWriter.write(file, grid, keys, labels);
    }

    private static GreySlice decode(NrrdHeader h, ByteBuffer b, int n) {
        short[] stored = new short[n];
        switch (h.voxel()) {
            case INT16, UINT16 -> b.asShortBuffer().get(stored);
            case INT8 -> {
                for (int at = 0; at < n; at++) {
                    stored[at] = b.get();
                }
            }
            case UINT8 -> {
                for (int at = 0; at < n; at++) {
                    stored[at] = (short) (b.get() & 0xFF);
                }
            }
            default -> {
                float[] values = new float[n];
                for (int at = 0; at < n; at++) {
                    values[at] = switch (h.voxel()) {
                        case INT32 -> b.getInt();
                        case UINT32 -> b.getInt() & 0xFFFFFFFFL;
                        case FLOAT64 -> (float) b.getDouble();
                        default -> b.getFloat();
                    };
                }
                return GreySlice.ofValues(values, h.columns(), h.rows());
            }
        }
        return GreySlice.ofStored(stored, h.voxel() != NrrdHeader.Voxel.UINT16, 1, 0, h.columns(), h.rows());
    }

    /**
     * Reads a mask: every voxel that is not 0 belongs to it.
     *
     * @throws Problem as {@link #read}, and if the file has no voxel sizes
     */
    public static Mask readMask(Path file) throws Problem {
        VolumeStack labels = read(file, ValueUnit.RAW);
        Optional<Geometry> geometry = labels.geometry();
        if (geometry.isEmpty()) {
            throw Problem.input(
                    "nrrd.place",
                    file.getFileName() + " has no voxel sizes, so the mask lies nowhere.",
                    "Write the mask again with space directions and a space origin.");
        }
        float[] values = labels.toFloats();
        byte[] voxels = new byte[values.length];
        for (int at = 0; at < voxels.length; at++) {
            voxels[at] = (byte) (values[at] != 0 ? 1 : 0);
        }
        return Mask.of(geometry.get(), voxels);
    }
}
