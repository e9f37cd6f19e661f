package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/** Indexes encapsulated pixel data without reading what is in the fragments. Source: DICOM PS3.5, A.4. */
final class FragmentParser {
    private final ByteWindow window;
    private final ByteSource ranges;
    private final ReadOptions options;
    private final long end;
    private long position;

    /**
     * @param position of the first item
     * @param end of what encloses the pixel data
     */
    FragmentParser(ByteWindow window, ByteSource ranges, ReadOptions options, long position, long end) {
        this.window = window;
        this.ranges = ranges;
        this.options = options;
        this.position = position;
        this.end = end;
    }

    /** Where the element ends, after {@link #parse}. */
    long position() {
        return position;
    }

    DicomElement.Fragments parse(int tag, Vr vr) throws Problem {
        @Nullable ByteRange table = null;
        List<ByteRange> fragments = new ArrayList<>();
        while (end - position >= 8) {
            int index = window.requireOnly(position, 8);
            if (window.tag(index) != Tag.ITEM) {
                break;
            }
            if (fragments.size() >= options.maxElements()) {
                throw DicomProblems.tooLarge(window.name(), "more than " + options.maxElements() + " fragments");
            }
            long length = window.unsigned32(index + 4);
            position += 8;
            var range = new ByteRange(ranges, position, available(length));
            position += range.length();
            if (table == null) {
                table = range;
            } else {
                fragments.add(range);
            }
        }
        close();
        return new DicomElement.Fragments(tag, vr, table == null ? new ByteRange(ranges, 0, 0) : table, fragments);
    }

    private long available(long length) throws Problem {
        if (length > end - position && !options.lenient()) {
            throw DicomProblems.truncated(window.name(), position + length, end);
        }
        return Math.min(length, end - position);
    }

    private void close() throws Problem {
        if (end - position >= 8 && window.tag(window.requireOnly(position, 8)) == Tag.SEQUENCE_DELIMITATION) {
            position += 8;
        } else if (options.lenient()) {
            position = end;
        } else {
            throw DicomProblems.damaged(window.name(), "the pixel data have no end");
        }
    }
}
