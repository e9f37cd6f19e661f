package org.radiloom.review;

import java.nio.file.Path;
import org.radiloom.imaging.ColourSlice;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.GreySlice;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.Slice;
import org.radiloom.problem.Problem;

/** Masks of single pictures as PNG: white inside, black outside. */
public final class PictureMask {
    private static final int INSIDE = 0xFFFFFF;
    private static final int HALF = 128;

    private PictureMask() {}

    /** Writes the first slice of a mask. */
    public static void write(Path file, Mask mask) throws Problem {
        int columns = mask.geometry().columns();
        int rows = mask.geometry().rows();
        byte[] inside = new byte[columns * rows];
        mask.copySlice(0, inside);
        int[] pixels = new int[inside.length];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = inside[at] == 0 ? 0 : INSIDE;
        }
        PictureFile.writePng(file, pixels, columns, rows);
    }

    /** Reads what {@link #write} wrote; pixels of 1 mm. */
    public static Mask read(Path file) throws Problem {
        Slice slice = PictureFile.read(file, 0);
        GreySlice grey =
                switch (slice) {
                    case GreySlice g -> g;
                    case ColourSlice c -> c.luminance();
                };
        byte[] inside = new byte[grey.columns() * grey.rows()];
        for (int at = 0; at < inside.length; at++) {
            inside[at] = (byte) (grey.valueAt(at % grey.columns(), at / grey.columns()) >= HALF ? 1 : 0);
        }
        return Mask.of(Geometry.axial(grey.columns(), grey.rows(), 1, 1, 1, 1), inside);
    }
}
