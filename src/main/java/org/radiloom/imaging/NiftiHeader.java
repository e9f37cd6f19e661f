package org.radiloom.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * The fields of a NIfTI-1 header that we use, checked.
 *
 * <p>Source: nifti1.h of the NIfTI Data Format Working Group; offsets in bytes are those of that file.
 */
record NiftiHeader(
        ByteOrder order,
        int columns,
        int rows,
        int slices,
        Voxel voxel,
        long dataOffset,
        double slope,
        double intercept,
        Optional<Geometry> geometry) {
    static final int SIZE = 348;
    private static final int MAX_OFFSET = 1 << 24;

    /** The sample types we read: NIfTI code and bytes. */
    enum Voxel {
        UINT8(2, 1),
        INT16(4, 2),
        INT32(8, 4),
        FLOAT32(16, 4),
        FLOAT64(64, 8),
        INT8(256, 1),
        UINT16(512, 2),
        UINT32(768, 4),
        INT64(1024, 8),
        UINT64(1280, 8);

        final int code;
        final int bytes;

        Voxel(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    /** Reads 348 bytes. {@code name} is the file's name for messages. */
    static NiftiHeader parse(byte[] bytes, String name) throws Problem {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) != SIZE) {
            b.order(ByteOrder.BIG_ENDIAN);
        }
        if (b.getInt(0) != SIZE || bytes[344] != 'n' || bytes[346] != '1') {
            throw Problem.input(
                    "nifti.header",
                    name + " does not start with a NIfTI-1 header.",
                    "Choose a .nii or .nii.gz file in NIfTI-1 format.");
        }
        if (bytes[345] != '+') {
            throw Problem.input(
                    "nifti.pair",
                    name + " keeps its voxels in a second file.",
                    "Convert the .hdr/.img pair to one .nii file.");
        }
        int dimensions = b.getShort(40);
        int[] dim = new int[8];
        for (int d = 1; d < 8; d++) {
            dim[d] = d <= dimensions ? b.getShort(40 + 2 * d) : 1;
        }
        boolean sane = dimensions >= 2 && dimensions <= 7;
        for (int d = 1; d < 8; d++) {
            sane &= dim[d] >= 1;
        }
        if (!sane) {
            throw damaged(name, "its size makes no sense");
        }
        if (dim[4] * (long) dim[5] * dim[6] * dim[7] != 1) {
            throw Problem.input(
                    "nifti.dimensions",
                    name + " holds more than one volume.",
                    "Save the volume to be read in a file of its own.");
        }
        float offset = b.getFloat(108);
        if (!(offset >= SIZE && offset <= MAX_OFFSET) || offset != Math.rint(offset)) {
            throw damaged(name, "its voxels start nowhere (offset " + offset + ")");
        }
        double slope = b.getFloat(112);
        double intercept = b.getFloat(116);
        // slope 0 means "not scaled" (nifti1.h, scl_slope); a NaN is written by some programs to say the same
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            slope = 1;
            intercept = 0;
        }
        return new NiftiHeader(
                b.order(),
                dim[1],
                dim[2],
                dim[3],
                voxel(b.getShort(70), name),
                (long) offset,
                slope,
                intercept,
                NiftiPlace.geometry(b, dim[1], dim[2], dim[3]));
    }

    private static Voxel voxel(int code, String name) throws Problem {
        for (Voxel v : Voxel.values()) {
            if (v.code == code) {
                return v;
            }
        }
        throw Problem.input(
                "nifti.type",
                name + " holds voxels of type " + code + ", which cannot be shown as grey values.",
                "Convert it to 16-bit integers or 32-bit floats.");
    }

    static Problem damaged(String name, String why) {
        return Problem.input(
                "nifti.damaged", name + " is damaged: " + why + ".", "Get the file again from its source.");
    }
}
