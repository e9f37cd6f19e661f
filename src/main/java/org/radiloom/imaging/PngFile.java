package org.radiloom.imaging;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.radiloom.problem.Problem;

/**
 * Writes pictures as PNG without a graphics toolkit: 8-bit red, green and blue, or 8-bit grey.
 *
 * <p>Source: W3C Portable Network Graphics Specification, second edition.
 */
public final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int TRUE_COLOUR = 2;

    private PngFile() {}

    /**
     * Writes opaque pixels; the top byte of each is ignored.
     *
     * @param pixels 0xAARRGGBB or 0xRRGGBB, row by row
     */
    public static void write(Path file, int[] pixels, int width, int height) throws Problem {
        save(file, width, height, pixels.length, TRUE_COLOUR, (row, line) -> {
            for (int x = 0; x < width; x++) {
                int p = pixels[row * width + x];
                line[3 * x] = (byte) (p >> 16);
                line[3 * x + 1] = (byte) (p >> 8);
                line[3 * x + 2] = (byte) p;
            }
        });
    }

    /** Writes grey pixels, 0 (black) to 255 (white), row by row. */
    public static void writeGrey(Path file, byte[] pixels, int width, int height) throws Problem {
        save(
                file,
                width,
                height,
                pixels.length,
                GREY,
                (row, line) -> System.arraycopy(pixels, row * width, line, 0, width));
    }

    private interface Lines {
        void fill(int row, byte[] line);
    }

    private static void save(Path file, int width, int height, int pixels, int colourType, Lines lines) throws Problem {
        if (width < 1 || height < 1 || pixels != (long) width * height) {
            throw new IllegalArgumentException(pixels + " pixels for " + width + "x" + height);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream data = new DataOutputStream(header);
            data.writeInt(width);
            data.writeInt(height);
            data.write(new byte[] {8, (byte) colourType, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", pack(width, height, colourType == TRUE_COLOUR ? 3 : 1, lines));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw Problem.input(
                    "file.unwritable", file.getFileName() + " cannot be written.", "Choose another folder.", e);
        }
    }

    /** Each line is stored as the difference to its left neighbour (filter 1): small and quick. */
    private static byte[] pack(int width, int height, int channels, Lines lines) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        byte[] line = new byte[width * channels];
        byte[] filtered = new byte[line.length + 1];
        filtered[0] = 1;
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            for (int row = 0; row < height; row++) {
                lines.fill(row, line);
                for (int at = 0; at < line.length; at++) {
                    filtered[at + 1] = (byte) (line[at] - (at < channels ? 0 : line[at - channels]));
                }
                out.write(filtered);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(body);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(body.length);
        data.write(name);
        data.write(body);
        data.writeInt((int) crc.getValue());
        data.flush();
    }
}
