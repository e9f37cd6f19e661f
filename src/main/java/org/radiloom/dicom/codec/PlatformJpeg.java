package org.radiloom.dicom.codec;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.radiloom.problem.Problem;

/**
 * 8-bit lossy JPEG through the reader of the Java platform, as raw components without colour conversion.
 *
 * <p>The reader is picked by its class: plug-ins on the class path may register themselves for the same format. It is
 * told its input's colour space is what it should give, which switches every conversion off.
 */
final class PlatformJpeg {
    private static final String READER = "com.sun.imageio.plugins.jpeg.JPEGImageReader";

    private PlatformJpeg() {}

    static byte[] decode(byte[] bytes, JpegHeader header) throws Problem {
        ImageReader reader = reader();
        boolean[] warned = new boolean[1];
        // Words of the native decoder, which are not translated. Other warnings (a missing end marker, stray bytes
        // between
        // segments) leave the picture whole.
        reader.addIIOReadWarningListener(
                (source, warning) -> warned[0] |= warning.contains("premature") || warning.contains("bad Huffman"));
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            Raster raster = reader.readRaster(0, null);
            if (!(raster.getDataBuffer() instanceof DataBufferByte buffer)
                    || raster.getWidth() != header.columns()
                    || raster.getHeight() != header.rows()
                    || raster.getNumBands() != header.components()) {
                throw CodecProblems.damaged(JpegHeader.CODING, "its header contradicts itself");
            }
            byte[] samples = buffer.getData();
            if (samples.length != header.columns() * header.rows() * header.components()) {
                throw CodecProblems.damaged(JpegHeader.CODING, "its header contradicts itself");
            }
            if (warned[0]) {
                throw CodecProblems.damaged(JpegHeader.CODING, "its coded data ends too early or is disturbed");
            }
            return samples;
        } catch (IOException | RuntimeException e) {
            throw CodecProblems.damaged(JpegHeader.CODING, "it cannot be read", e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader() {
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg"); all.hasNext(); ) {
            ImageReader reader = all.next();
            if (reader.getClass().getName().equals(READER)) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java runtime has no " + READER);
    }
}
