package org.radiloom.annotate.file;

import java.nio.file.Path;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.LabelPng;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/** The images that were drawn on, for programs that open a file of labels only together with its picture. */
@FunctionalInterface
public interface SlicePictures {
    /** No pictures. */
    SlicePictures NONE = (file, k) -> {};

    /** Writes slice {@code k} as PNG, pixel by pixel. */
    void write(Path file, int k) throws Problem;

    /** The images of a stack: grey ones through a window, in 8 bits; colours as they are. */
    static SlicePictures of(ImageStack stack, Window window) {
        return (file, k) -> {
            switch (stack.slice(k)) {
                case GreySlice grey -> {
                    byte[] shades = new byte[grey.columns() * grey.rows()];
                    for (int j = 0; j < grey.rows(); j++) {
                        for (int i = 0; i < grey.columns(); i++) {
                            double brightness = window.brightness(grey.valueAt(i, j));
                            shades[i + grey.columns() * j] = (byte) Math.round(255 * brightness);
                        }
                    }
                    FolderFiles.write(file, LabelPng.encode(shades, grey.columns(), grey.rows()));
                }
                case ColourSlice colours -> {
                    int[] rgb = new int[colours.columns() * colours.rows()];
                    for (int j = 0; j < colours.rows(); j++) {
                        for (int i = 0; i < colours.columns(); i++) {
                            rgb[i + colours.columns() * j] = colours.rgbAt(i, j);
                        }
                    }
                    PictureFile.writePng(file, rgb, colours.columns(), colours.rows());
                }
            }
        };
    }
}
