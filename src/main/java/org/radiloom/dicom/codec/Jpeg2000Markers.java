package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * Coding parameters of a JPEG 2000 codestream as its markers set them: for all tiles by the main header, and for one tile
 * by the headers of its parts. Source: ISO/IEC 15444-1, annex A.
 */
final class Jpeg2000Markers {
    private static final String CODING = Jpeg2000Header.CODING;
    /** Real streams have a handful; each costs a walk over all precincts. */
    private static final int MOST_CHANGES = 256;

    /**
     * How the coefficients of a component are coded.
     *
     * @param levels wavelet decompositions, 0 to 32
     * @param blockWidth exponent of the code-block width
     * @param style code-block style, a set of the STYLE bits
     * @param reversible the 5/3 wavelet on whole numbers, otherwise 9/7 on real ones
     * @param precincts exponents by resolution, width in the lower and height in the upper 4 bits
     */
    record Style(int levels, int blockWidth, int blockHeight, int style, boolean reversible, int[] precincts) {}

    /**
     * How the coefficients of a component were quantised.
     *
     * @param kind 0 none, 1 derived from the first, 2 given for each band
     */
    record Quantisation(int kind, int guardBits, int[] exponents, int[] mantissas) {}

    /** A stretch of packets in one order of progression. */
    record Progression(int order, int firstLevel, int firstPart, int layers, int endLevel, int endPart) {}

    private final int parts;
    private int order;
    private int layers = 1;
    private boolean transform;
    private boolean eph;
    private @Nullable Style style;
    private @Nullable Quantisation quantisation;
    private final @Nullable Style[] styles;
    private final @Nullable Quantisation[] quantisations;
    private final int[] regionShift;
    private final List<Progression> changes;
    private boolean ownProgression;

    Jpeg2000Markers(int parts) {
        this.parts = parts;
        styles = new Style[parts];
        quantisations = new Quantisation[parts];
        regionShift = new int[parts];
        changes = new ArrayList<>();
    }

    /** A copy that a tile's own markers may change. */
    Jpeg2000Markers forTile() {
        Jpeg2000Markers copy = new Jpeg2000Markers(parts);
        copy.order = order;
        copy.layers = layers;
        copy.transform = transform;
        copy.eph = eph;
        copy.style = style;
        copy.quantisation = quantisation;
        System.arraycopy(styles, 0, copy.styles, 0, parts);
        System.arraycopy(quantisations, 0, copy.quantisations, 0, parts);
        System.arraycopy(regionShift, 0, copy.regionShift, 0, parts);
        copy.changes.addAll(changes);
        return copy;
    }

    int layers() {
        return layers;
    }

    boolean colourTransform() {
        return transform;
    }

    boolean packetHeadersEndMarked() {
        return eph;
    }

    int regionShift(int part) {
        return regionShift[part];
    }

    Style style(int part) throws Problem {
        Style own = styles[part] != null ? styles[part] : style;
        if (own == null) {
            throw CodecProblems.damaged(CODING, "the coding style is missing");
        }
        return own;
    }

    Quantisation quantisation(int part) throws Problem {
        Quantisation own = quantisations[part] != null ? quantisations[part] : quantisation;
        if (own == null) {
            throw CodecProblems.damaged(CODING, "the quantisation is missing");
        }
        return own;
    }

    /** The stretches of packets in order. */
    List<Progression> progressions() {
        return changes.isEmpty() ? List.of(new Progression(order, 0, 0, layers, 33, parts)) : changes;
    }

    /** Takes in one marker segment; {@code at} is its length field. In a tile's header, its values win over main ones. */
    void segment(int marker, byte[] b, int at, int end, boolean inTile) throws Problem {
        switch (marker) {
            case 0xFF52 -> codingDefault(b, at, end, inTile);
            case 0xFF53 -> styles[part(b, at + 2)] = style(b, at + 4, end, (b[at + 3] & 1) != 0);
            case 0xFF5C -> {
                quantisation = quantisation(b, at + 2, end);
                if (inTile) {
                    Arrays.fill(quantisations, null);
                }
            }
            case 0xFF5D -> quantisations[part(b, at + 2)] = quantisation(b, at + 3, end);
            case 0xFF5E -> regionShift[part(b, at + 2)] = b[at + 4] & 0xFF;
            case 0xFF5F -> progressionChange(b, at + 2, end, inTile);
            case 0xFF60, 0xFF61 -> throw CodecProblems.unsupported(CODING, "packed packet headers");
            default -> {} // comments, lengths and registration tell the decoder nothing it needs
        }
    }

    private int part(byte[] b, int at) throws Problem {
        int part = b[at] & 0xFF;
        if (part >= parts) {
            throw CodecProblems.damaged(CODING, "a marker names a component that does not exist");
        }
        return part;
    }

    private void codingDefault(byte[] b, int at, int end, boolean inTile) throws Problem {
        int flags = b[at + 2];
        eph = (flags & 4) != 0;
        order = b[at + 3] & 0xFF;
        layers = (b[at + 4] & 0xFF) << 8 | b[at + 5] & 0xFF;
        transform = b[at + 6] != 0;
        style = style(b, at + 7, end, (flags & 1) != 0);
        if (order > 4 || layers == 0) {
            throw CodecProblems.damaged(CODING, "the order of its packets is unknown");
        }
        if (inTile) {
            Arrays.fill(styles, null);
        }
    }

    private static Style style(byte[] b, int at, int end, boolean precinctsGiven) throws Problem {
        int levels = b[at] & 0xFF;
        int width = (b[at + 1] & 0xF) + 2;
        int height = (b[at + 2] & 0xF) + 2;
        int blockStyle = b[at + 3] & 0xFF;
        if (levels > 32 || width > 10 || height > 10 || width + height > 12 || b[at + 4] > 1 || b[at + 4] < 0) {
            throw CodecProblems.damaged(CODING, "its coding style cannot be");
        }
        if ((blockStyle & 0x40) != 0) {
            throw CodecProblems.unsupported(CODING, "High-Throughput JPEG 2000");
        }
        int[] precincts = new int[levels + 1];
        Arrays.fill(precincts, 0xFF);
        if (precinctsGiven) {
            if (at + 5 + levels + 1 > end) {
                throw CodecProblems.damaged(CODING, "its coding style is cut off");
            }
            for (int r = 0; r <= levels; r++) {
                precincts[r] = b[at + 5 + r] & 0xFF;
                if (r > 0 && ((precincts[r] & 0xF) == 0 || precincts[r] >> 4 == 0)) {
                    throw CodecProblems.damaged(CODING, "its precincts cannot be");
                }
            }
        }
        return new Style(levels, width, height, blockStyle, b[at + 4] == 1, precincts);
    }

    private static Quantisation quantisation(byte[] b, int at, int end) throws Problem {
        int kind = b[at] & 0x1F;
        int guard = b[at] >> 5 & 7;
        int each = kind == 0 ? 1 : 2;
        int count = (end - at - 1) / each;
        if (kind > 2 || count < 1) {
            throw CodecProblems.damaged(CODING, "its quantisation cannot be");
        }
        int[] exponents = new int[count];
        int[] mantissas = new int[count];
        for (int i = 0; i < count; i++) {
            int from = at + 1 + each * i;
            exponents[i] = b[from] >> 3 & 0x1F;
            mantissas[i] = kind == 0 ? 0 : (b[from] & 7) << 8 | b[from + 1] & 0xFF;
        }
        return new Quantisation(kind, guard, exponents, mantissas);
    }

    private void progressionChange(byte[] b, int at, int end, boolean inTile) throws Problem {
        if (inTile && !ownProgression) {
            changes.clear(); // those of the main header do not count in a tile with its own
            ownProgression = true;
        }
        for (int i = at; i + 7 <= end; i += 7) {
            int layersEnd = (b[i + 2] & 0xFF) << 8 | b[i + 3] & 0xFF;
            int orderHere = b[i + 6] & 0xFF;
            if (orderHere > 4 || changes.size() == MOST_CHANGES) {
                throw CodecProblems.damaged(CODING, "the order of its packets is unknown");
            }
            changes.add(new Progression(
                    orderHere, b[i] & 0xFF, b[i + 1] & 0xFF, layersEnd, b[i + 4] & 0xFF, b[i + 5] & 0xFF));
        }
    }
}
