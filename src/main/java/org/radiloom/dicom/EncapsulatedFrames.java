package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.radiloom.problem.Problem;

/**
 * Which fragments make which frame. Source: DICOM PS3.5, A.4.
 *
 * <p>Asked in this order, and only believed if they fit the fragments: extended offset table, basic offset table, one
 * fragment a frame, and last the marks at which a JPEG, JPEG-LS or JPEG 2000 stream begins or ends.
 */
final class EncapsulatedFrames {
    private final String name;
    private final List<List<ByteRange>> frames;

    private EncapsulatedFrames(String name, List<List<ByteRange>> frames) {
        this.name = name;
        this.frames = frames;
    }

    static EncapsulatedFrames of(String name, DicomDataset dataset, DicomElement.Fragments pixels, int count)
            throws Problem {
        List<ByteRange> fragments = pixels.fragments();
        if (count == 1) {
            return new EncapsulatedFrames(name, fragments.isEmpty() ? List.of() : List.of(fragments));
        }
        Optional<byte[]> extended = dataset.bytes(Tag.EXTENDED_OFFSET_TABLE);
        if (extended.isPresent()) {
            Optional<List<List<ByteRange>>> split = atOffsets(longs(extended.get()), fragments, count);
            if (split.isPresent()) {
                return new EncapsulatedFrames(name, split.get());
            }
        }
        if (pixels.offsetTable().length() == 4L * count) {
            Optional<List<List<ByteRange>>> split =
                    atOffsets(unsignedInts(pixels.offsetTable().read()), fragments, count);
            if (split.isPresent()) {
                return new EncapsulatedFrames(name, split.get());
            }
        }
        if (fragments.size() <= count) {
            return new EncapsulatedFrames(name, fragments.stream().map(List::of).toList());
        }
        return new EncapsulatedFrames(name, atMarks(fragments, count));
    }

    /** Number of frames that have fragments. */
    int count() {
        return frames.size();
    }

    /** The coded bytes of a frame. */
    byte[] read(int frame) throws Problem {
        if (frame >= frames.size()) {
            throw DicomProblems.badPixels(name, "frame " + (frame + 1) + " is missing");
        }
        List<ByteRange> parts = frames.get(frame);
        if (parts.size() == 1) {
            return parts.getFirst().read();
        }
        long length = 0;
        for (ByteRange part : parts) {
            length += part.length();
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw DicomProblems.tooLarge(name, "a frame of " + length + " coded bytes");
        }
        ByteBuffer all = ByteBuffer.allocate((int) length);
        for (ByteRange part : parts) {
            all.limit(all.position() + (int) part.length());
            part.read(0, all);
        }
        return all.array();
    }

    /** Splits where the table says a frame begins; empty if an offset is not the beginning of a fragment. */
    private static Optional<List<List<ByteRange>>> atOffsets(long[] offsets, List<ByteRange> fragments, int count) {
        if (offsets.length != count) {
            return Optional.empty();
        }
        List<List<ByteRange>> frames = new ArrayList<>();
        long at = 0;
        int next = 0;
        for (ByteRange fragment : fragments) {
            if (next < count && offsets[next] == at) {
                frames.add(new ArrayList<>());
                next++;
            }
            if (frames.isEmpty()) {
                return Optional.empty();
            }
            frames.getLast().add(fragment);
            at += 8 + fragment.length();
        }
        return next == count ? Optional.of(frames) : Optional.empty();
    }

    /** Without a table: a new frame begins with a start mark, or after an end mark. */
    private static List<List<ByteRange>> atMarks(List<ByteRange> fragments, int count) throws Problem {
        List<List<ByteRange>> byStart = new ArrayList<>();
        List<List<ByteRange>> byEnd = new ArrayList<>();
        boolean ended = true;
        for (ByteRange fragment : fragments) {
            if (startsStream(fragment) || byStart.isEmpty()) {
                byStart.add(new ArrayList<>());
            }
            byStart.getLast().add(fragment);
            if (ended) {
                byEnd.add(new ArrayList<>());
            }
            byEnd.getLast().add(fragment);
            ended = endsStream(fragment);
        }
        if (byStart.size() == count || byEnd.size() != count) {
            return byStart;
        }
        return byEnd;
    }

    /** SOI of JPEG and JPEG-LS, SOC + SIZ of JPEG 2000, or the box that begins a JP2 file. */
    private static boolean startsStream(ByteRange fragment) throws Problem {
        if (fragment.length() < 4) {
            return false;
        }
        ByteBuffer head = ByteBuffer.allocate(4);
        fragment.read(0, head);
        int first = head.getInt(0);
        return first >>> 8 == 0xFFD8FF || first == 0xFF4FFF51 || first == 0x0000000C;
    }

    /** EOI of JPEG and JPEG-LS and EOC of JPEG 2000 are the same, perhaps followed by padding. */
    private static boolean endsStream(ByteRange fragment) throws Problem {
        if (fragment.length() < 4) {
            return false;
        }
        ByteBuffer tail = ByteBuffer.allocate(4);
        fragment.read(fragment.length() - 4, tail);
        int last = tail.getInt(0);
        return (last & 0xFFFF) == 0xFFD9 || (last >>> 8 & 0xFFFF) == 0xFFD9;
    }

    private static long[] longs(byte[] table) {
        long[] offsets = new long[table.length / 8];
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(offsets);
        return offsets;
    }

    private static long[] unsignedInts(byte[] table) {
        long[] offsets = new long[table.length / 4];
        ByteBuffer view = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < offsets.length; at++) {
            offsets[at] = view.getInt() & 0xFFFFFFFFL;
        }
        return offsets;
    }
}
