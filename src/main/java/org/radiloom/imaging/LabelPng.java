package org.radiloom.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.radiloom.problem.Problem;

/** PNG whose pixels are numbers rather than shades: written as grey values of 8 bits, read also from palettes, as indices. */
public final class LabelPng {
    private LabelPng() {}

    /** The bytes of a PNG of labels, unsigned, row by row. */
    public static byte[] encode(byte[] labels, int columns, int rows) {
        if (labels.length != columns * rows) {
            throw new IllegalArgumentException(labels.length + " pixels for " + columns + "x" + rows);
        }
        BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        System.arraycopy(labels, 0, ((DataBufferByte) picture.getRaster().getDataBuffer()).getData(), 0, labels.length);
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("every Java platform writes PNG");
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written", e);
        }
        return out.toByteArray();
    }

    /**
     * The numbers in a PNG: grey values or indices of a palette, as they are stored.
     *
     * @param name of the file, for messages
     * @param mostPixels larger ones are refused before anything is decoded
     * @return without a sign, of up to 16 bits
     * @throws Problem if it is damaged, too large, or has colours
     */
    public static GreySlice decode(byte[] png, String name, long mostPixels) throws Problem {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, false, true);
            int columns = reader.getWidth(0);
            int rows = reader.getHeight(0);
            if ((long) columns * rows > mostPixels) {
                throw Problem.input(
                        "png.size",
                        name + " has " + columns + " × " + rows + " pixels, more than its image.",
                        "Choose the file that belongs to these images.");
            }
            return numbers(reader.read(0).getRaster(), name);
        } catch (IOException | RuntimeException e) {
            // the reader answers damaged files with many kinds of unchecked exceptions
            throw Problem.input(
                    "png.damaged", name + " is damaged or no PNG.", "Get the file again from its source.", e);
        } finally {
            reader.dispose();
        }
    }

    private static GreySlice numbers(Raster raster, String name) throws Problem {
        int columns = raster.getWidth();
        int rows = raster.getHeight();
        short[] stored = new short[columns * rows];
        int[] first = new int[columns];
        int[] other = new int[columns];
        for (int y = 0; y < rows; y++) {
            raster.getSamples(0, y, columns, 1, 0, first);
            // three bands may be grey all the same; a second or fourth band is opacity
            for (int band = 1; band < 3 && raster.getNumBands() >= 3; band++) {
                raster.getSamples(0, y, columns, 1, band, other);
                if (!Arrays.equals(first, other)) {
                    throw Problem.input(
                            "png.colours",
                            name + " has colours, which stand for no labels.",
                            "Save it with grey values or a palette, one number for each label.");
                }
            }
            for (int x = 0; x < columns; x++) {
                stored[y * columns + x] = (short) first[x];
            }
        }
        return GreySlice.ofStored(stored, false, 1, 0, columns, rows);
    }
}
