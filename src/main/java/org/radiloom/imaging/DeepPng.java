package org.radiloom.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.radiloom.problem.Problem;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Grey PNG of 16 bits with words beside the pixels (PNG, Third Edition, 11.3.3.2 tEXt): numbers on a scale that the file itself
 * states. {@link PictureFile} reads the pixels.
 */
public final class DeepPng {
    private static final String METADATA = "javax_imageio_png_1.0";
    private static final int LARGEST = 65535;

    private DeepPng() {}

    /**
     * Writes values as the nearest multiples of {@code step}, from 0 to 65535 times it; larger ones and what is no number
     * become the nearest of these, and 0.
     *
     * @param values row by row, at least 0
     * @param words Latin-1 by keyword of at most 79 letters
     */
    public static void write(Path file, float[] values, int columns, int rows, double step, Map<String, String> words)
            throws Problem {
        if (values.length != columns * rows || !(step > 0)) {
            throw new IllegalArgumentException(
                    values.length + " values for " + columns + "x" + rows + " in steps of " + step);
        }
        BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_USHORT_GRAY);
        short[] pixels = ((DataBufferUShort) picture.getRaster().getDataBuffer()).getData();
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (short) Math.clamp(Math.round(values[at] / step), 0, LARGEST);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (OutputStream raw = Files.newOutputStream(file);
                ImageOutputStream out = new MemoryCacheImageOutputStream(raw)) {
            writer.setOutput(out);
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
            metadata.mergeTree(METADATA, tree(words));
            writer.write(new IIOImage(picture, null, metadata));
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadataNode tree(Map<String, String> words) {
        IIOMetadataNode text = new IIOMetadataNode("tEXt");
        words.forEach((keyword, value) -> {
            IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
            entry.setAttribute("keyword", keyword);
            entry.setAttribute("value", value);
            text.appendChild(entry);
        });
        IIOMetadataNode root = new IIOMetadataNode(METADATA);
        root.appendChild(text);
        return root;
    }

    /** The words beside the pixels of a PNG, by keyword. */
    public static Map<String, String> words(Path file) throws Problem {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, false);
                Map<String, String> words = new LinkedHashMap<>();
                NodeList entries = ((IIOMetadataNode) reader.getImageMetadata(0).getAsTree(METADATA))
                        .getElementsByTagName("tEXtEntry");
                for (int n = 0; n < entries.getLength(); n++) {
                    Node entry = entries.item(n);
                    words.put(attribute(entry, "keyword"), attribute(entry, "value"));
                }
                return words;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw Problem.input("picture.damaged", file + " cannot be read.", "Write it again.", e);
        }
    }

    private static String attribute(Node node, String name) {
        return ((IIOMetadataNode) node).getAttribute(name);
    }
}
