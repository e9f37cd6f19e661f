package org.radiloom.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.radiloom.dicom.seg.SegmentDescription;
import org.radiloom.imaging.Geometry;
import org.radiloom.imaging.ImageStack;
import org.radiloom.imaging.LabelOverlay;
import org.radiloom.imaging.Mask;
import org.radiloom.imaging.PictureFile;
import org.radiloom.imaging.SliceRenderer;
import org.radiloom.imaging.SliceView;
import org.radiloom.imaging.ViewTransform;
import org.radiloom.imaging.Window;
import org.radiloom.problem.Problem;

/** Pictures of a mask over its series, drawn by the renderer of the window. */
public final class Overlays {
    private static final float OPACITY = 0.35f;
    /** Longest side of a picture of one slice. */
    private static final int SIDE = 512;

    private static final int TILE = 224;
    /** Of surroundings shown around the mask in the montage. */
    private static final double MARGIN_MM = 25;

    private static final int TILES = 20;
    private static final int TILES_PER_ROW = 5;

    private final ImageStack stack;
    private final Window window;
    private final Mask mask;

    public Overlays(ImageStack stack, Window window, Mask mask) {
        this.stack = stack;
        this.window = window;
        this.mask = mask;
    }

    /**
     * Writes one picture for every slice that holds part of the mask, named by the slice's number from 1.
     *
     * @return how many were written
     */
    public int writeSlices(Path folder) throws Problem {
        Geometry grid = mask.geometry();
        double width = grid.columns() * grid.columnSpacingMm();
        double height = grid.rows() * grid.rowSpacingMm();
        double scale = SIDE / Math.max(width, height);
        int columns = Math.max(1, (int) Math.round(width * scale));
        int rows = Math.max(1, (int) Math.round(height * scale));
        ViewTransform transform = ViewTransform.fit(
                grid.columns(), grid.rows(), grid.columnSpacingMm(), grid.rowSpacingMm(), columns, rows);
        List<Integer> slices = occupied();
        for (int k : slices) {
            Path file = folder.resolve(String.format(Locale.ROOT, "slice-%04d.png", k + 1));
            write(file, draw(k, transform, columns, rows), columns, rows);
        }
        return slices.size();
    }

    /** Writes one picture with up to twenty slices spread evenly over the mask; the middle slices if it is empty. */
    public void writeMontage(Path file) throws Problem {
        List<Integer> occupied = occupied();
        List<Integer> shown = spread(occupied);
        ViewTransform transform = aroundMask(occupied);
        int perRow = Math.min(TILES_PER_ROW, shown.size());
        int rows = (shown.size() + perRow - 1) / perRow;
        int width = perRow * TILE;
        int[] picture = new int[width * rows * TILE];
        for (int n = 0; n < shown.size(); n++) {
            int[] pixels = draw(shown.get(n), transform, TILE, TILE);
            int corner = n / perRow * TILE * width + n % perRow * TILE;
            for (int row = 0; row < TILE; row++) {
                System.arraycopy(pixels, row * TILE, picture, corner + row * width, TILE);
            }
        }
        write(file, picture, width, rows * TILE);
    }

    private List<Integer> occupied() {
        return IntStream.range(0, mask.geometry().slices())
                .filter(k -> mask.countInSlice(k) > 0)
                .boxed()
                .toList();
    }

    private List<Integer> spread(List<Integer> occupied) {
        List<Integer> from = occupied.isEmpty()
                ? IntStream.range(0, mask.geometry().slices()).boxed().toList()
                : occupied;
        int n = Math.min(TILES, from.size());
        var shown = new ArrayList<Integer>();
        for (int t = 0; t < n; t++) {
            shown.add(from.get((int) ((t + 0.5) * from.size() / n)));
        }
        return shown;
    }

    private int[] draw(int k, ViewTransform transform, int columns, int rows) throws Problem {
        int[] pixels = new int[columns * rows];
        var view = new SliceView(
                stack.slice(k),
                window,
                false,
                Optional.of(LabelOverlay.of(mask, k, SegmentDescription.MANDIBLE_RGB, OPACITY, true)),
                transform,
                columns,
                rows);
        new SliceRenderer(view).render(pixels);
        return pixels;
    }

    /** A square around the mask of all slices with a margin, so that tiles can be compared; the whole slice if empty. */
    private ViewTransform aroundMask(List<Integer> occupied) {
        Geometry grid = mask.geometry();
        double columnMm = grid.columnSpacingMm();
        double rowMm = grid.rowSpacingMm();
        if (occupied.isEmpty()) {
            return ViewTransform.fit(grid.columns(), grid.rows(), columnMm, rowMm, TILE, TILE);
        }
        int left = grid.columns();
        int right = 0;
        int top = grid.rows();
        int bottom = 0;
        byte[] plane = new byte[grid.columns() * grid.rows()];
        for (int k : occupied) {
            mask.copySlice(k, plane);
            for (int at = 0; at < plane.length; at++) {
                if (plane[at] != 0) {
                    left = Math.min(left, at % grid.columns());
                    right = Math.max(right, at % grid.columns());
                    top = Math.min(top, at / grid.columns());
                    bottom = Math.max(bottom, at / grid.columns());
                }
            }
        }
        double side = 2 * MARGIN_MM + Math.max((right - left + 1) * columnMm, (bottom - top + 1) * rowMm);
        double scaleX = TILE / side * columnMm;
        double scaleY = TILE / side * rowMm;
        return new ViewTransform(
                scaleX, scaleY, TILE / 2.0 - scaleX * (left + right) / 2.0, TILE / 2.0 - scaleY * (top + bottom) / 2.0);
    }

    private static void write(Path file, int[] pixels, int columns, int rows) throws Problem {
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw Problem.input("file.unwritable", file + " cannot be written.", "Choose another folder.", e);
        }
        PictureFile.writePng(file, pixels, columns, rows);
    }
}
