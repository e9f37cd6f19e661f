package org.radiloom.annotate.file;

import java.nio.ByteBuffer;

/** What the header of an ImageJ region claims, looked at before ImageJ believes it. Source: ij.io.RoiDecoder. */
final class RoiCheck {
    private static final int HEADER = 64;
    private static final int COORDINATES = 16;
    private static final int SIZE = 18;
    private static final int SHAPE_SIZE = 36;
    private static final int SUBTYPE = 48;
    private static final int TEXT = 1;
    private static final int PICTURE = 4;

    private static final int SECOND_HEADER = 60;
    private static final int GROUP = 30;

    private RoiCheck() {}

    /** Where the group stands; -1 in files without a second header. */
    private static int groupAt(byte[] bytes) {
        int second = ByteBuffer.wrap(bytes).getInt(SECOND_HEADER);
        return second >= HEADER && second <= bytes.length - GROUP - 1 ? second + GROUP : -1;
    }

    /** The group of a region, 0 for none. */
    static int group(byte[] bytes) {
        int at = groupAt(bytes);
        return at < 0 ? 0 : bytes[at] & 0xFF;
    }

    /**
     * The same region in another group. ImageJ itself looks for a file of colours in the current folder whenever it sets one, and
     * prints that there is none.
     */
    static byte[] withGroup(byte[] bytes, int group) {
        byte[] other = bytes.clone();
        int at = groupAt(bytes);
        if (at >= 0) {
            other[at] = (byte) group;
        }
        return other;
    }

    /** Whether the numbers of coordinates fit into the file. */
    static boolean plausible(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != 'I' || bytes[1] != 'o' || bytes[2] != 'u' || bytes[3] != 't') {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        long points = header.getShort(COORDINATES) & 0xFFFF;
        // more than 65535 coordinates are counted where other types keep a corner
        boolean many = points == 0 && hasPoints(bytes[6]);
        long shape = header.getInt(SHAPE_SIZE);
        long least = 4 * Math.max(many ? header.getInt(SIZE) & 0xFFFFFFFFL : points, shape);
        return shape >= 0 && least <= bytes.length;
    }

    /** Polygons, freehand and traced lines and what else has a list of points. */
    private static boolean hasPoints(byte type) {
        return type == 0 || (type >= 4 && type != 6);
    }

    static boolean textOrPicture(byte[] bytes) {
        int subtype = ByteBuffer.wrap(bytes).getShort(SUBTYPE);
        return subtype == TEXT || subtype == PICTURE;
    }
}
