package org.radiloom.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.radiloom.problem.Problem;

/**
 * Reads plain pictures (PNG, JPEG, TIFF, BMP, GIF), grey ones as grey values of up to 16 bits, all others as colours, and
 * writes colours as PNG.
 */
public final class PictureFile {
    private static final long MOST_PIXELS = 1L << 27;

    /**
     * Size and kind of a picture, read from its header.
     *
     * @param pages pictures in the file; those of another size than the first are not counted
     * @param bits of a grey value, 8, 16 or 32; 8 for colours
     */
    public record Outline(int columns, int rows, int pages, boolean grey, int bits) {}

    private PictureFile() {}

    private interface Reading<T> {
        T read(ImageReader reader) throws IOException, Problem;
    }

    /**
     * Looks at a picture without decoding it.
     *
     * @throws Problem if it is none, or too large
     */
    public static Outline outline(Path file) throws Problem {
        Optional<TiffFile> tiff = tiff(file);
        if (tiff.isPresent()) {
            Outline found = tiff.get().outline();
            checkSize(file, found.columns(), found.rows());
            return found;
        }
        return with(file, reader -> {
            check(file, reader, 0);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            int pages = 1;
            int count = reader.getNumImages(true);
            while (pages < count && reader.getWidth(pages) == width && reader.getHeight(pages) == height) {
                pages++;
            }
            int bands = reader.getRawImageType(0) == null
                    ? 3
                    : reader.getRawImageType(0).getNumBands();
            boolean palette = reader.getRawImageType(0) != null
                    && reader.getRawImageType(0).getColorModel() instanceof java.awt.image.IndexColorModel;
            boolean grey = bands == 1 && !palette;
            boolean deep = grey && reader.getRawImageType(0).getSampleModel().getSampleSize(0) > 8;
            return new Outline(width, height, pages, grey, deep ? 16 : 8);
        });
    }

    /**
     * Decodes a page of a picture file.
     *
     * @param page 0-based
     */
    public static Slice read(Path file, int page) throws Problem {
        Optional<TiffFile> tiff = tiff(file);
        if (tiff.isPresent()) {
            Outline found = tiff.get().outline();
            checkSize(file, found.columns(), found.rows());
            try {
                return tiff.get().read(page);
            } catch (IOException | RuntimeException e) {
                throw damaged(file, e);
            }
        }
        return with(file, reader -> {
            check(file, reader, page);
            return slice(reader.read(page));
        });
    }

    /**
     * Writes opaque pixels as PNG; the top byte of each is ignored.
     *
     * @param pixels 0xAARRGGBB or 0xRRGGBB, row by row
     */
    public static void writePng(Path file, int[] pixels, int columns, int rows) throws Problem {
        if (columns < 1 || rows < 1 || pixels.length != (long) columns * rows) {
            throw new IllegalArgumentException(pixels.length + " pixels for " + columns + "x" + rows);
        }
        BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, columns, rows, pixels, 0, columns);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("every Java platform writes PNG");
            }
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        }
    }

    /** The file as ImageJ reads it; empty for what is left to the readers of the platform. */
    private static Optional<TiffFile> tiff(Path file) throws Problem {
        if (!TiffFile.named(file) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return TiffFile.of(file);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static void check(Path file, ImageReader reader, int page) throws IOException, Problem {
        checkSize(file, reader.getWidth(page), reader.getHeight(page));
    }

    private static void checkSize(Path file, int columns, int rows) throws Problem {
        if ((long) columns * rows > MOST_PIXELS) {
            throw Problem.input("picture.size", file.getFileName() + " is too large.", "Scale it down and try again.");
        }
    }

    private static <T> T with(Path file, Reading<T> reading) throws Problem {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw damaged(file, null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                return reading.read(reader);
            } finally {
                reader.dispose();
            }
        } catch (FileNotFoundException e) {
            throw Problem.input(
                    "file.unreadable", file.getFileName() + " cannot be read.", "Check the path and its rights.", e);
        } catch (IOException | RuntimeException e) {
            // the readers answer damaged files with many kinds of unchecked exceptions
            throw damaged(file, e);
        }
    }

    private static Problem damaged(Path file, @org.jspecify.annotations.Nullable Exception cause) {
        String what = file.getFileName() + " is damaged or no picture that can be read.";
        String remedy = "Open it in another program and save it as PNG.";
        return cause == null
                ? Problem.input("picture.damaged", what, remedy)
                : Problem.input("picture.damaged", what, remedy, cause);
    }

    private static Slice slice(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int type = image.getColorModel().getTransferType();
        boolean grey = image.getRaster().getNumBands() == 1
                && !(image.getColorModel() instanceof java.awt.image.IndexColorModel)
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_SHORT);
        if (grey) {
            return grey(image.getRaster(), width, height, type == DataBuffer.TYPE_SHORT);
        }
        int[] rgb = new int[width * height];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                rgb[y * width + x] = overBlack(line[x]);
            }
        }
        return ColourSlice.of(rgb, width, height);
    }

    private static GreySlice grey(Raster raster, int width, int height, boolean signed) {
        short[] stored = new short[width * height];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, line);
            for (int x = 0; x < width; x++) {
                stored[y * width + x] = (short) line[x];
            }
        }
        return GreySlice.ofStored(stored, signed, 1, 0, width, height);
    }

    private static int overBlack(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb & 0xFFFFFF;
        }
        int r = (argb >> 16 & 0xFF) * alpha / 255;
        int g = (argb >> 8 & 0xFF) * alpha / 255;
        int b = (argb & 0xFF) * alpha / 255;
        return r << 16 | g << 8 | b;
    }
}
