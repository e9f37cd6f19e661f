package org.radiloom.dicom.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.radiloom.problem.Problem;

/**
 * Reads the packets of a tile: which code-blocks grow by how many passes and bytes. Source: ISO/IEC 15444-1, B.9 to B.12.
 *
 * <p>A tile whose data end before its last packet is decoded with what is there: encoders cut streams to a size.
 */
final class Jpeg2000Packets {
    private static final String CODING = Jpeg2000Header.CODING;
    private static final int BYPASS = 1;
    private static final int TERMINATE_ALL = 4;

    private final byte[] bytes;
    private final Jpeg2000Markers markers;
    private final List<Jpeg2000Part> parts;
    private int at;

    Jpeg2000Packets(byte[] bytes, Jpeg2000Markers markers, List<Jpeg2000Part> parts) {
        this.bytes = bytes;
        this.markers = markers;
        this.parts = parts;
    }

    void read() throws Problem {
        List<Jpeg2000Precinct> all = new ArrayList<>();
        parts.forEach(p -> all.addAll(p.precincts));
        for (Jpeg2000Markers.Progression p : markers.progressions()) {
            if (at >= bytes.length) {
                return;
            }
            List<Jpeg2000Precinct> chosen = new ArrayList<>();
            for (Jpeg2000Precinct precinct : all) {
                if (precinct.level() >= p.firstLevel()
                        && precinct.level() < p.endLevel()
                        && precinct.part() >= p.firstPart()
                        && precinct.part() < (p.endPart() == 0 ? 256 : p.endPart())) {
                    chosen.add(precinct);
                }
            }
            stretch(p.order(), Math.min(p.layers(), markers.layers()), chosen);
        }
    }

    private void stretch(int order, int layers, List<Jpeg2000Precinct> chosen) throws Problem {
        Comparator<Jpeg2000Precinct> place =
                Comparator.comparingInt(Jpeg2000Precinct::top).thenComparingInt(Jpeg2000Precinct::left);
        Comparator<Jpeg2000Precinct> level = Comparator.comparingInt(Jpeg2000Precinct::level);
        Comparator<Jpeg2000Precinct> part = Comparator.comparingInt(Jpeg2000Precinct::part);
        Comparator<Jpeg2000Precinct> within = Comparator.comparingInt(Jpeg2000Precinct::order);
        switch (order) {
            case 0 -> {
                chosen.sort(level.thenComparing(part).thenComparing(within));
                byLayer(layers, chosen);
            }
            case 1 -> {
                chosen.sort(level.thenComparing(part).thenComparing(within));
                int deepest = chosen.isEmpty() ? -1 : chosen.getLast().level();
                for (int r = 0; r <= deepest; r++) {
                    int only = r;
                    byLayer(
                            layers,
                            chosen.stream().filter(p -> p.level() == only).toList());
                }
            }
            case 2 -> byPrecinct(layers, chosen, level.thenComparing(place).thenComparing(part));
            case 3 -> byPrecinct(layers, chosen, place.thenComparing(part).thenComparing(level));
            default -> byPrecinct(layers, chosen, part.thenComparing(place).thenComparing(level));
        }
    }

    private void byLayer(int layers, List<Jpeg2000Precinct> chosen) throws Problem {
        for (int layer = 0; layer < layers && at < bytes.length; layer++) {
            for (Jpeg2000Precinct precinct : chosen) {
                if (precinct.nextLayer()[0] == layer) {
                    packet(precinct);
                }
            }
        }
    }

    private void byPrecinct(int layers, List<Jpeg2000Precinct> chosen, Comparator<Jpeg2000Precinct> order)
            throws Problem {
        chosen.sort(order.thenComparingInt(Jpeg2000Precinct::order));
        for (Jpeg2000Precinct precinct : chosen) {
            while (precinct.nextLayer()[0] < layers && at < bytes.length) {
                packet(precinct);
            }
        }
    }

    private void packet(Jpeg2000Precinct precinct) throws Problem {
        int layer = precinct.nextLayer()[0]++;
        if (at >= bytes.length) {
            return;
        }
        if (marked(0x91)) {
            at += 6; // start of packet
        }
        Jpeg2000HeaderBits bits = new Jpeg2000HeaderBits(bytes, at);
        List<Jpeg2000Block> grown = new ArrayList<>();
        List<int[]> lengths = new ArrayList<>();
        if (bits.bit() != 0) {
            for (Jpeg2000Precinct.Band band : precinct.bands()) {
                for (int i = 0; i < band.blocks().length; i++) {
                    block(precinct, band, i, layer, bits, grown, lengths);
                }
            }
        }
        at = bits.end();
        if (markers.packetHeadersEndMarked() && marked(0x92)) {
            at += 2;
        }
        for (int i = 0; i < grown.size(); i++) {
            int[] pairs = lengths.get(i);
            for (int j = 0; j < pairs.length; j += 2) {
                int here = Math.min(pairs[j + 1], bytes.length - at);
                grown.get(i).add(at, here, pairs[j]);
                at += here;
            }
        }
    }

    private boolean marked(int second) {
        return at + 1 < bytes.length && bytes[at] == -1 && (bytes[at + 1] & 0xFF) == second;
    }

    private void block(
            Jpeg2000Precinct precinct,
            Jpeg2000Precinct.Band band,
            int index,
            int layer,
            Jpeg2000HeaderBits bits,
            List<Jpeg2000Block> grown,
            List<int[]> lengths)
            throws Problem {
        Jpeg2000Block block = band.blocks()[index];
        int x = index % band.across();
        int y = index / band.across();
        if (block.included ? bits.bit() == 0 : !band.inclusion().below(x, y, layer + 1, bits)) {
            return;
        }
        if (!block.included) {
            int missing = 0;
            while (!band.zeroPlanes().below(x, y, missing + 1, bits)) {
                if (++missing > band.planes()) {
                    throw CodecProblems.damaged(CODING, "a code-block has more empty bit planes than there are");
                }
            }
            block.planes = band.planes() - missing;
            block.included = true;
        }
        int passes = passes(bits);
        if (block.passes + passes > 3 * Math.max(1, block.planes) + 1) {
            throw CodecProblems.damaged(CODING, "a code-block has more passes than bit planes");
        }
        while (bits.bit() != 0) {
            if (++block.lengthBits > 30) {
                throw CodecProblems.damaged(CODING, "a code-block is too long");
            }
        }
        List<Integer> pairs = new ArrayList<>();
        int style = parts.get(precinct.part()).style.style();
        while (passes > 0) {
            int room = block.segments == 0 ? 0 : capacity(block, style) - block.segmentPasses[block.segments - 1];
            if (room == 0) {
                block.openSegment();
                room = capacity(block, style);
            }
            int here = Math.min(room, passes);
            int length = bits.bits(block.lengthBits + 31 - Integer.numberOfLeadingZeros(here));
            if (length < 0 || length > bytes.length) {
                throw CodecProblems.damaged(CODING, "a code-block is longer than the data");
            }
            pairs.add(block.segments - 1);
            pairs.add(length);
            block.segmentPasses[block.segments - 1] += here;
            block.passes += here;
            passes -= here;
        }
        grown.add(block);
        lengths.add(pairs.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Passes that the open codeword segment may hold. */
    private static int capacity(Jpeg2000Block block, int style) {
        if ((style & TERMINATE_ALL) != 0) {
            return 1;
        }
        if ((style & BYPASS) == 0) {
            return Integer.MAX_VALUE;
        }
        if (block.segments == 1) {
            return 10; // the first four bit planes are never bypassed
        }
        return block.segments % 2 == 0 ? 2 : 1; // two raw passes, one arithmetic
    }

    /** Number of new passes (table B.4). */
    private static int passes(Jpeg2000HeaderBits bits) {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int more = bits.bits(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }
}
