package org.radiloom.imaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.radiloom.problem.Problem;

/** Writes NIfTI-1 files, little endian, one slice after the other; see {@link Nifti}. */
final class NiftiWriter {
    private NiftiWriter() {}

    static void write(Path file, ImageStack stack) throws Problem {
        if (!(stack.slice(0) instanceof GreySlice first)) {
            throw Problem.usage("nifti.colour", "A colour image cannot be written as NIfTI.", "Save it as PNG.");
        }
        boolean shorts = first.stored != null;
        for (int k = 1; k < stack.slices() && shorts; k++) {
            shorts = stack.slice(k) instanceof GreySlice s && s.sharesTransform(first);
        }
        NiftiHeader.Voxel type =
                !shorts ? NiftiHeader.Voxel.FLOAT32 : first.signed ? NiftiHeader.Voxel.INT16 : NiftiHeader.Voxel.UINT16;
        ByteBuffer header = header(stack.columns(), stack.rows(), stack.slices(), type);
        header.putFloat(112, shorts ? first.slope : 1).putFloat(116, shorts ? first.intercept : 0);
        stack.geometry().ifPresent(g -> NiftiPlace.put(header, g));
        int n = stack.columns() * stack.rows();
        save(file, header, stack.slices(), k -> {
            GreySlice slice = (GreySlice) stack.slice(k);
            ByteBuffer plane = ByteBuffer.allocate(n * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (slice.stored != null && type != NiftiHeader.Voxel.FLOAT32) {
                plane.asShortBuffer().put(slice.stored);
            } else {
                float[] values = new float[n];
                slice.copyTo(values, 0);
                plane.asFloatBuffer().put(values);
            }
            return plane.array();
        });
    }

    static void write(Path file, Geometry g, LabelPlanes labels) throws Problem {
        ByteBuffer header = header(g.columns(), g.rows(), g.slices(), NiftiHeader.Voxel.UINT8);
        NiftiPlace.put(header, g);
        save(file, header, g.slices(), k -> {
            byte[] plane = new byte[g.columns() * g.rows()];
            labels.copy(k, plane);
            return plane;
        });
    }

    private interface Planes {
        byte[] plane(int k) throws Problem;
    }

    private static ByteBuffer header(int columns, int rows, int slices, NiftiHeader.Voxel type) throws Problem {
        if (columns > Short.MAX_VALUE || rows > Short.MAX_VALUE || slices > Short.MAX_VALUE) {
            throw Problem.usage(
                    "nifti.dimensions",
                    "NIfTI-1 has no room for " + columns + "x" + rows + "x" + slices + " voxels.",
                    "Crop the volume to at most 32767 voxels along each axis.");
        }
        ByteBuffer b = ByteBuffer.allocate(NiftiHeader.SIZE + 4).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, NiftiHeader.SIZE);
        b.putShort(40, (short) 3).putShort(42, (short) columns).putShort(44, (short) rows);
        b.putShort(46, (short) slices);
        for (int d = 4; d < 8; d++) {
            b.putShort(40 + 2 * d, (short) 1);
        }
        b.putShort(70, (short) type.code).putShort(72, (short) (8 * type.bytes));
        b.putFloat(76, 1);
        b.putFloat(108, NiftiHeader.SIZE + 4).putFloat(112, 1).putFloat(116, 0);
        b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        return b;
    }

    /** Writes beside the target first, so that a failure leaves no half file under its name. */
    private static void save(Path file, ByteBuffer header, int slices, Planes planes) throws Problem {
        String name = String.valueOf(file.getFileName());
        Path part = file.resolveSibling(name + ".part");
        try {
            try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
                    OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw) {
                out.write(header.array());
                for (int k = 0; k < slices; k++) {
                    out.write(planes.plane(k));
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", name + " cannot be written.", "Choose another folder.", e);
        } finally {
            deleteIfLeft(part);
        }
    }

    private static void deleteIfLeft(Path part) throws Problem {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw Problem.input("file.unwritable", part.getFileName() + " cannot be removed.", "Remove it by hand.", e);
        }
    }
}
