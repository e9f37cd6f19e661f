package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * What a JPEG stream says before its first scan: process, size, precision and the Adobe colour mark.
 *
 * @param process second byte of the start-of-frame marker, 0xC0 (baseline) to 0xCF, or 0xF7 (JPEG-LS)
 * @param adobe colour transform of the Adobe segment, 0 none, 1 YCbCr, 2 YCCK; -1 without that segment
 * @param jfif whether there is a JFIF segment, which says that three components are YCbCr
 */
record JpegHeader(int process, int precision, int rows, int columns, List<Component> parts, int adobe, boolean jfif) {
    static final String CODING = "JPEG";

    /**
     * One colour component.
     *
     * @param across horizontal sampling factor, 1 to 4
     * @param down vertical sampling factor, 1 to 4
     * @param quantisation index of its quantisation table, 0 to 3
     */
    record Component(int id, int across, int down, int quantisation) {}

    static JpegHeader read(byte[] b) throws Problem {
        int at = start(b);
        int adobe = -1;
        boolean jfif = false;
        while (true) {
            int marker = marker(b, at);
            at += 2;
            if (marker == 0xFF) {
                at--; // fill byte before a marker
                continue;
            }
            if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
                continue; // stands alone
            }
            if (marker == 0xDA || marker == 0xD9) {
                throw CodecProblems.damaged(CODING, "there is no frame header before the first scan");
            }
            int length = length(b, at);
            if (isFrame(marker)) {
                if (length < 8) {
                    throw CodecProblems.damaged(CODING, "the frame header is cut off");
                }
                return new JpegHeader(
                        marker, b[at + 2] & 0xFF, word(b, at + 3), word(b, at + 5), parts(b, at, length), adobe, jfif);
            }
            if (marker == 0xEE && length >= 14 && b[at + 2] == 'A' && b[at + 3] == 'd' && b[at + 4] == 'o') {
                adobe = b[at + 13] & 0xFF;
            }
            jfif |= marker == 0xE0 && length >= 6 && b[at + 2] == 'J' && b[at + 3] == 'F' && b[at + 4] == 'I';
            at += length;
        }
    }

    int components() {
        return parts.size();
    }

    private static List<Component> parts(byte[] b, int at, int length) throws Problem {
        int count = b[at + 7] & 0xFF;
        if (count < 1 || count > 4 || length != 8 + 3 * count) {
            throw CodecProblems.damaged(CODING, "the frame header has a wrong length");
        }
        List<Component> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int p = at + 8 + 3 * i;
            Component part = new Component(b[p] & 0xFF, b[p + 1] >> 4 & 0xF, b[p + 1] & 0xF, b[p + 2] & 0xFF);
            if (part.across < 1 || part.across > 4 || part.down < 1 || part.down > 4) {
                throw CodecProblems.damaged(CODING, "a sampling factor is outside 1 to 4");
            }
            parts.add(part);
        }
        return List.copyOf(parts);
    }

    /** Index behind the start-of-image marker. */
    static int start(byte[] b) throws Problem {
        if (b.length < 4 || (b[0] & 0xFF) != 0xFF || (b[1] & 0xFF) != 0xD8) {
            throw CodecProblems.damaged(CODING, "it does not start with the JPEG marker");
        }
        return 2;
    }

    /** Second byte of the marker at {@code at}. */
    static int marker(byte[] b, int at) throws Problem {
        if (at + 2 > b.length) {
            throw CodecProblems.damaged(CODING, "it ends within its header");
        }
        if ((b[at] & 0xFF) != 0xFF) {
            throw CodecProblems.damaged(CODING, "a marker is missing at byte " + at);
        }
        return b[at + 1] & 0xFF;
    }

    /** Length of the segment whose length field is at {@code at}; the whole segment lies within {@code b}. */
    static int length(byte[] b, int at) throws Problem {
        if (at + 2 > b.length) {
            throw CodecProblems.damaged(CODING, "it ends within its header");
        }
        int length = word(b, at);
        if (length < 2 || at + length > b.length) {
            throw CodecProblems.damaged(CODING, "a segment of its header is longer than the data");
        }
        return length;
    }

    static int word(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
    }

    private static boolean isFrame(int marker) {
        return marker == 0xF7 || marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Refuses a stream whose image differs in size from the announced frame. */
    void requireSize(FrameDescriptor frame) throws Problem {
        if (rows != frame.rows() || columns != frame.columns() || components() != frame.samples()) {
            throw CodecProblems.mismatch(CODING, rows, columns, components(), frame);
        }
    }

    /**
     * The photometric interpretation of the decoded samples. The Adobe mark wins over the data set; lossy streams without it are
     * YCbCr where a JFIF mark or smaller planes of chroma say so, whatever the data set says: writers forget to change it.
     */
    String photometric(String announced) {
        if (components() != 3) {
            return announced;
        }
        if (adobe == 0) {
            return "RGB";
        }
        boolean lossy = process >= 0xC0 && process <= 0xC2;
        boolean chroma = adobe == 1 || announced.startsWith("YBR_FULL") || lossy && (jfif || subsampled());
        return chroma && !announced.startsWith("YBR_PARTIAL") ? "YBR_FULL" : announced;
    }

    private boolean subsampled() {
        Component first = parts.getFirst();
        return parts.stream().anyMatch(p -> p.across < first.across || p.down < first.down);
    }

    String processName() {
        return switch (process) {
            case 0xC0 -> "the baseline process";
            case 0xC1 -> "the extended process";
            case 0xC2 -> "the progressive process";
            case 0xC3 -> "the lossless process";
            case 0xF7 -> "the JPEG-LS process";
            default -> "process " + Integer.toHexString(process);
        };
    }
}
