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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.radiloom.problem.Problem;

/**
 * Volumes in NIfTI-1 files, plain (.nii) or compressed (.nii.gz); which of the two is seen from the first bytes when
 * reading and from the name when writing.
 *
 * <p>Voxels keep the file's order; only the axes are turned from RAS to LPS. Integers of up to 16 bits stay as they are
 * with slope and intercept beside them, everything else becomes float. No size in a header is believed before it is
 * compared with the file and with the memory there is.
 */
public final class Nifti {
    /** Deflate cannot compress better than this. */
    private static final long BEST_RATIO = 1032;

    private Nifti() {}

    /** Reads a volume whose values are claimed to mean nothing in particular. */
    public static VolumeStack read(Path file) throws Problem {
        return read(file, ValueUnit.RAW);
    }

    /**
     * Reads a volume.
     *
     * @param unit what the values mean; a NIfTI file does not say
     * @throws Problem if the file is missing, damaged, cut short, of a kind that is not read, or too large for memory
     */
    public static VolumeStack read(Path file, ValueUnit unit) throws Problem {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = open(file)) {
            NiftiHeader header = NiftiHeader.parse(exactly(in, NiftiHeader.SIZE), name);
            checkSize(header, file, name);
            in.skipNBytes(header.dataOffset() - NiftiHeader.SIZE);
            List<GreySlice> slices = new ArrayList<>();
            for (int k = 0; k < header.slices(); k++) {
                byte[] plane = exactly(in, header.columns() * header.rows() * header.voxel().bytes);
                slices.add(decode(header, ByteBuffer.wrap(plane).order(header.order())));
            }
            // one byte more: only then does a compressed file compare its checksum
            in.skip(1);
            return VolumeStack.of(slices, header.geometry(), unit);
        } catch (EOFException | ZipException e) {
            throw Problem.input(
                    "nifti.truncated", name + " is cut short or damaged.", "Get the file again from its source.", e);
        } catch (IOException e) {
            throw Problem.input("file.unreadable", name + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    /**
     * Reads the size and place of a volume without its voxels.
     *
     * @return a stack's size and, if known, place, after {@link VolumeStack#patientAligned}
     */
    public static VolumeOutline outline(Path file) throws Problem {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = open(file)) {
            NiftiHeader header = NiftiHeader.parse(exactly(in, NiftiHeader.SIZE), name);
            checkSize(header, file, name);
            return VolumeOutline.of(
                    header.columns(), header.rows(), header.slices(), 8 * header.voxel().bytes, header.geometry());
        } catch (EOFException | ZipException e) {
            throw Problem.input(
                    "nifti.truncated", name + " is cut short or damaged.", "Get the file again from its source.", e);
        } catch (IOException e) {
            throw Problem.input("file.unreadable", name + " cannot be read.", "Check the path and its rights.", e);
        }
    }

    /**
     * Reads a mask: every voxel that is not 0 belongs to it.
     *
     * @throws Problem as {@link #read}, and if the file has no voxel sizes
     */
    public static Mask readMask(Path file) throws Problem {
        VolumeStack labels = read(file);
        Geometry geometry = labels.geometry()
                .orElseThrow(() -> Problem.input(
                        "nifti.place",
                        file.getFileName() + " has no voxel sizes, so the mask lies nowhere.",
                        "Write the mask again with an sform or qform."));
        if (geometry.voxels() > Integer.MAX_VALUE - 8) {
            throw tooLarge(String.valueOf(file.getFileName()));
        }
        byte[] voxels = new byte[(int) geometry.voxels()];
        int at = 0;
        for (int k = 0; k < labels.slices(); k++) {
            GreySlice slice = labels.slice(k);
            for (int j = 0; j < slice.rows(); j++) {
                for (int i = 0; i < slice.columns(); i++) {
                    voxels[at++] = (byte) (slice.valueAt(i, j) != 0 ? 1 : 0);
                }
            }
        }
        return Mask.of(geometry, voxels);
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length != count) {
            throw new EOFException(bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private static void checkSize(NiftiHeader h, Path file, String name) throws IOException, Problem {
        long plane = (long) h.columns() * h.rows();
        double needed = (double) plane * h.slices() * h.voxel().bytes;
        if (needed + h.dataOffset() > (double) Files.size(file) * BEST_RATIO) {
            throw NiftiHeader.damaged(name, "it is far too short for the size that it states");
        }
        double kept = (double) plane * h.slices() * (keepsShort(h.voxel()) ? 2 : 4);
        if (plane * h.voxel().bytes > Integer.MAX_VALUE - 8
                || kept > 0.8 * Runtime.getRuntime().maxMemory()) {
            throw tooLarge(name);
        }
    }

    private static Problem tooLarge(String name) {
        return Problem.input(
                "nifti.memory", name + " is larger than the memory of this program.", "Crop the volume and try again.");
    }

    private static boolean keepsShort(NiftiHeader.Voxel v) {
        return switch (v) {
            case UINT8, INT8, INT16, UINT16 -> true;
            case INT32, UINT32, INT64, UINT64, FLOAT32, FLOAT64 -> false;
        };
    }

    private static GreySlice decode(NiftiHeader h, ByteBuffer b) {
        int n = h.columns() * h.rows();
        NiftiHeader.Voxel type = h.voxel();
        if (keepsShort(type)) {
            short[] stored = new short[n];
            switch (type) {
                case INT16, UINT16 -> b.asShortBuffer().get(stored);
                case INT8 -> fill(stored, b, true);
                default -> fill(stored, b, false);
            }
            boolean signed = type != NiftiHeader.Voxel.UINT16;
            return GreySlice.ofStored(stored, signed, (float) h.slope(), (float) h.intercept(), h.columns(), h.rows());
        }
        float[] values = new float[n];
        for (int at = 0; at < n; at++) {
            double v =
                    switch (type) {
                        case INT32 -> b.getInt();
                        case UINT32 -> b.getInt() & 0xFFFFFFFFL;
                        case INT64 -> b.getLong();
                        case UINT64 -> unsigned(b.getLong());
                        case FLOAT32 -> b.getFloat();
                        default -> b.getDouble();
                    };
            values[at] = (float) (h.slope() * v + h.intercept());
        }
        return GreySlice.ofValues(values, h.columns(), h.rows());
    }

    private static void fill(short[] into, ByteBuffer from, boolean signed) {
        for (int at = 0; at < into.length; at++) {
            byte v = from.get();
            into[at] = signed ? v : (short) (v & 0xFF);
        }
    }

    private static double unsigned(long v) {
        return v >= 0 ? v : (v >>> 1) * 2.0;
    }

    /**
     * Writes a grey stack as 16-bit integers when all its slices share one transform, else as floats.
     *
     * @throws Problem if the stack is in colour, a slice cannot be read, or the file cannot be written
     */
    public static void write(Path file, ImageStack stack) throws Problem {
        NiftiWriter.write(file, stack);
    }

    /** Writes a mask as 8-bit integers, 0 and 1. */
    public static void write(Path file, Mask mask) throws Problem {
        NiftiWriter.write(file, mask.geometry(), mask::copySlice);
    }

    /** Writes labels as unsigned 8-bit integers. */
    public static void write(Path file, Geometry grid, LabelPlanes labels) throws Problem {
        NiftiWriter.write(file, grid, labels);
    }
}
