package org.radiloom.imaging;

import ij.io.FileInfo;
import ij.io.ImageReader;
import ij.io.TiffDecoder;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The uncompressed pages of a TIFF file, read by ImageJ: it knows the stacks that it writes itself, of which other readers
 * see the first page only, and grey values of 16 bits with and without a sign and of 32 bits.
 */
final class TiffFile {
    /** A page: what ImageJ says about it, and where its first pixel lies. */
    private record Page(FileInfo info, long offset) {}

    private final Path file;
    private final List<Page> pages;

    private TiffFile(Path file, List<Page> pages) {
        this.file = file;
        this.pages = pages;
    }

    static boolean named(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }

    /**
     * Looks at a file; pages of another size or kind than the first are left out.
     *
     * @return empty for what ImageJ does not read as it is meant: compressed, tiled, in a palette
     * @throws EOFException if the file ends before the last pixel of its first page
     */
    static Optional<TiffFile> of(Path file) throws IOException {
        FileInfo[] found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            found = new TiffDecoder(in, String.valueOf(file.getFileName())).getTiffInfo();
        } catch (IOException | RuntimeException e) {
            // the platform's reader has the last word on whether the file is damaged
            return Optional.empty();
        }
        if (found == null || found.length == 0 || bytesPerPixel(found[0]) == 0 || !contiguous(found[0])) {
            return Optional.empty();
        }
        FileInfo first = found[0];
        long size = Files.size(file);
        long bytes = (long) first.width * first.height * bytesPerPixel(first);
        List<Page> pages = new ArrayList<>();
        if (found.length == 1 && first.nImages > 1) {
            for (int n = 0; n < first.nImages; n++) {
                pages.add(new Page(first, first.getOffset() + n * (bytes + first.getGap())));
            }
        } else {
            for (FileInfo page : found) {
                boolean alike = page.width == first.width
                        && page.height == first.height
                        && page.fileType == first.fileType
                        && page.compression == first.compression;
                if (alike && contiguous(page)) {
                    pages.add(new Page(page, page.getOffset()));
                }
            }
        }
        pages.removeIf(page -> page.offset() + bytes > size);
        if (pages.isEmpty()) {
            throw new EOFException("pixels");
        }
        return Optional.of(new TiffFile(file, pages));
    }

    private static int bytesPerPixel(FileInfo info) {
        if (info.compression != FileInfo.COMPRESSION_NONE || info.width < 1 || info.height < 1) {
            return 0;
        }
        return switch (info.fileType) {
            case FileInfo.GRAY8 -> 1;
            case FileInfo.GRAY16_SIGNED, FileInfo.GRAY16_UNSIGNED -> 2;
            case FileInfo.RGB -> 3;
            case FileInfo.GRAY32_INT, FileInfo.GRAY32_UNSIGNED, FileInfo.GRAY32_FLOAT -> 4;
            default -> 0;
        };
    }

    /** ImageJ reads uncompressed strips as if they followed each other. */
    private static boolean contiguous(FileInfo info) {
        if (info.stripOffsets == null || info.stripLengths == null) {
            return true;
        }
        for (int n = 1; n < Math.min(info.stripOffsets.length, info.stripLengths.length); n++) {
            if (info.stripOffsets[n - 1] + info.stripLengths[n - 1] != info.stripOffsets[n]) {
                return false;
            }
        }
        return true;
    }

    PictureFile.Outline outline() {
        FileInfo first = pages.get(0).info();
        boolean grey = first.fileType != FileInfo.RGB;
        int bits = grey ? 8 * bytesPerPixel(first) : 8;
        return new PictureFile.Outline(first.width, first.height, pages.size(), grey, bits);
    }

    /** @param n 0-based */
    Slice read(int n) throws IOException {
        if (n >= pages.size()) {
            throw new EOFException("page " + n);
        }
        Page page = pages.get(n);
        FileInfo info = (FileInfo) page.info().clone();
        info.longOffset = page.offset();
        info.stripOffsets = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Object pixels = new ImageReader(info).readPixels(in);
            if (pixels instanceof byte[] grey) {
                return ofBytes(grey, info);
            }
            if (pixels instanceof short[] grey) {
                return ofShorts(grey, info);
            }
            if (pixels instanceof float[] grey) {
                return GreySlice.ofValues(grey, info.width, info.height);
            }
            if (pixels instanceof int[] rgb) {
                return ofColours(rgb, info);
            }
            throw new IOException("no pixels");
        }
    }

    private static GreySlice ofBytes(byte[] grey, FileInfo info) {
        short[] stored = new short[grey.length];
        for (int at = 0; at < stored.length; at++) {
            int value = grey[at] & 0xFF;
            stored[at] = (short) (info.whiteIsZero ? 255 - value : value);
        }
        return GreySlice.ofStored(stored, false, 1, 0, info.width, info.height);
    }

    /** ImageJ moves values with a sign up by 32768. */
    private static GreySlice ofShorts(short[] grey, FileInfo info) {
        boolean signed = info.fileType == FileInfo.GRAY16_SIGNED;
        short[] stored = new short[grey.length];
        for (int at = 0; at < stored.length; at++) {
            int value = signed ? (grey[at] & 0xFFFF) - 32768 : grey[at] & 0xFFFF;
            stored[at] = (short) (info.whiteIsZero && !signed ? 65535 - value : value);
        }
        return GreySlice.ofStored(stored, signed, 1, 0, info.width, info.height);
    }

    private static ColourSlice ofColours(int[] rgb, FileInfo info) {
        for (int at = 0; at < rgb.length; at++) {
            rgb[at] &= 0xFFFFFF;
        }
        return ColourSlice.of(rgb, info.width, info.height);
    }
}
