package org.radiloom.dicom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.radiloom.dicom.TransferSyntax.Order;
import org.radiloom.problem.Problem;

/**
 * Reads elements from a window. Source: DICOM PS3.5, section 7.
 *
 * <p>Every length is held against the end of what encloses it before it is used. In lenient mode a value that claims more
 * ends where its enclosure ends; in strict mode that is a {@code Problem}.
 */
final class DatasetParser {
    static final long UNDEFINED = 0xFFFFFFFFL;

    /** Opaque values longer than this stay in the file. */
    private static final int INLINE_BULK = 1 << 10;

    /** Texts and numbers longer than this stay in the file. */
    private static final int INLINE_VALUE = 16 << 20;

    private final ByteWindow window;
    private final ByteSource ranges;
    private final ReadOptions options;
    private Order order;
    private long position;
    private int count;
    private boolean signedPixels;
    private boolean cutShort;

    /** @param ranges where values that are not loaded are read from later */
    DatasetParser(ByteWindow window, ByteSource ranges, ReadOptions options, Order order, long position) {
        this.window = window;
        this.ranges = ranges;
        this.options = options;
        this.position = position;
        this.order = order;
        switchTo(order);
    }

    private void switchTo(Order order) {
        this.order = order;
        window.order(order.bigEndian());
    }

    long position() {
        return position;
    }

    /** Whether something reached beyond the end of the source. */
    boolean cutShort() {
        return cutShort;
    }

    /** Reads elements while {@code group} is theirs; for the meta header. */
    DicomDataset group(int group) throws Problem {
        var elements = new ElementList(16);
        long end = window.size();
        while (end - position >= 8 && Tag.group(window.tag(window.require(position, 8))) == group) {
            DicomElement element = element(end, 0, SpecificCharacterSet.DEFAULT);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements.toDataset(SpecificCharacterSet.DEFAULT);
    }

    /** Reads the top level up to the end of the source, or to the tag where the options stop. */
    DicomDataset topLevel() throws Problem {
        return dataset(window.size(), 0, SpecificCharacterSet.DEFAULT, 64);
    }

    private DicomDataset dataset(long end, int depth, SpecificCharacterSet inherited, int expected) throws Problem {
        if (depth > options.maxDepth()) {
            throw DicomProblems.tooLarge(window.name(), "sequences nested deeper than " + options.maxDepth());
        }
        var elements = new ElementList(expected);
        SpecificCharacterSet characterSet = inherited;
        while (end - position >= 8) {
            int tag = window.tag(window.require(position, 8));
            if (tag == Tag.ITEM_DELIMITATION) {
                position += 8;
                if (depth > 0) {
                    break;
                }
                continue;
            }
            if (tag == Tag.SEQUENCE_DELIMITATION && depth > 0) {
                break;
            }
            if (depth == 0 && Integer.compareUnsigned(tag, options.stopBefore()) >= 0) {
                cutShort |= tag == Tag.PIXEL_DATA && reachesBeyond(end);
                return elements.toDataset(characterSet);
            }
            DicomElement element = element(end, depth, characterSet);
            if (element == null) {
                continue;
            }
            elements.add(element);
            if (tag == Tag.SPECIFIC_CHARACTER_SET && element instanceof DicomElement.Value value) {
                characterSet = SpecificCharacterSet.of(Values.texts(value, SpecificCharacterSet.DEFAULT));
            } else if (tag == Tag.PIXEL_REPRESENTATION && element instanceof DicomElement.Value value) {
                signedPixels = Values.integers(value).map(v -> v[0] == 1).orElse(false);
            }
        }
        if (depth == 0 && position < end) {
            tail(end);
        }
        return elements.toDataset(characterSet);
    }

    /** Whether the value at the position, which is not read, is longer than what is left. */
    private boolean reachesBeyond(long end) throws Problem {
        if (end - position < 12) {
            return true;
        }
        int index = window.requireOnly(position, 12);
        long length = window.unsigned32(index + (order.explicit() ? 8 : 4));
        return length != UNDEFINED && length > end - position - (order.explicit() ? 12 : 8);
    }

    /** Fewer bytes than an element header are left. */
    private void tail(long end) throws Problem {
        if (!options.lenient()) {
            throw DicomProblems.truncated(window.name(), position + 8, end);
        }
        cutShort = true;
        position = end;
    }

    /** Reads one element and moves behind it; null for a delimiter that stands where none belongs. */
    private @Nullable DicomElement element(long end, int depth, SpecificCharacterSet characterSet) throws Problem {
        if (++count > options.maxElements()) {
            throw DicomProblems.tooLarge(window.name(), "more than " + options.maxElements() + " elements");
        }
        int index = window.require(position, (int) Math.min(12, end - position));
        int tag = window.tag(index);
        long length;
        Vr vr;
        int header = 8;
        if (Tag.group(tag) == 0xFFFE) {
            return strayDelimiter(tag, end);
        }
        if (!order.explicit()) {
            vr = assumed(tag);
            length = window.unsigned32(index + 4);
        } else {
            Vr written = Vr.of(window.bytes()[index + 4], window.bytes()[index + 5]);
            if (written == null) {
                return withoutRepresentation(tag, index, end, depth, characterSet);
            }
            vr = written;
            if (!vr.longForm()) {
                length = window.unsigned16(index + 6);
            } else if (end - position >= 12) {
                header = 12;
                length = window.unsigned32(index + 8);
            } else {
                tail(end);
                return null;
            }
        }
        position += header;
        return value(tag, vr, length, end, depth, characterSet);
    }

    private @Nullable DicomElement strayDelimiter(int tag, long end) throws Problem {
        if (!options.lenient()) {
            throw DicomProblems.damaged(window.name(), "a delimiter " + Tag.format(tag) + " without a sequence");
        }
        position = Math.min(end, position + 8);
        return null;
    }

    /**
     * An explicit header whose representation is none: two letters of a later edition take the long form (PS3.5
     * 7.1.2); anything else is read as an implicit header if its length makes sense.
     */
    private @Nullable DicomElement withoutRepresentation(
            int tag, int index, long end, int depth, SpecificCharacterSet characterSet) throws Problem {
        if (!options.lenient()) {
            throw DicomProblems.damaged(window.name(), "no value representation at " + Tag.format(tag));
        }
        long implicit = window.unsigned32(index + 4);
        if (implicit <= end - position - 8) {
            position += 8;
            return value(tag, assumed(tag), implicit, end, depth, characterSet);
        }
        long shortForm = window.unsigned16(index + 6);
        long longForm = end - position >= 12 ? window.unsigned32(index + 8) : UNDEFINED;
        boolean reserved = shortForm == 0 && longForm <= end - position - 12;
        position += reserved ? 12 : 8;
        return value(tag, Vr.UN, reserved ? longForm : shortForm, end, depth, characterSet);
    }

    private Vr assumed(int tag) {
        Vr vr = Dictionary.vr(tag);
        return vr == Vr.US && signedPixels && Dictionary.signDependent(tag) ? Vr.SS : vr;
    }

    /** Reads the value that begins at the position. */
    private DicomElement value(int tag, Vr written, long length, long end, int depth, SpecificCharacterSet characterSet)
            throws Problem {
        if (length == UNDEFINED) {
            if (tag == Tag.PIXEL_DATA) {
                var fragments = new FragmentParser(window, ranges, options, position, end);
                DicomElement pixels = fragments.parse(tag, written == Vr.OW ? Vr.OW : Vr.OB);
                position = fragments.position();
                return pixels;
            }
            boolean unknown = written == Vr.UN && order.explicit();
            return new DicomElement.Sequence(tag, items(tag, end, true, unknown, depth, characterSet));
        }
        long available = within(tag, length, end);
        if (written == Vr.SQ) {
            return new DicomElement.Sequence(tag, items(tag, position + available, false, false, depth, characterSet));
        }
        Vr vr = written;
        if (written == Vr.UN && order.explicit() && !order.bigEndian()) {
            vr = assumed(tag);
            if (vr == Vr.SQ) {
                return new DicomElement.Sequence(
                        tag, items(tag, position + available, false, true, depth, characterSet));
            }
        }
        return plain(tag, vr, available);
    }

    private DicomElement plain(int tag, Vr vr, long length) throws Problem {
        long start = position;
        position += length;
        boolean inline = length <= (vr.kind() == Vr.Kind.BULK ? INLINE_BULK : INLINE_VALUE);
        if (!inline) {
            return new DicomElement.Bulk(tag, vr, order.bigEndian(), new ByteRange(ranges, start, length));
        }
        int index = length == 0 ? 0 : window.require(start, (int) length);
        return new DicomElement.Value(tag, vr, order.bigEndian(), window.bytes(), index, (int) length);
    }

    private long within(int tag, long length, long end) throws Problem {
        long available = end - position;
        if (length > available && !options.lenient()) {
            throw end == window.size()
                    ? DicomProblems.truncated(window.name(), position + length, end)
                    : DicomProblems.damaged(window.name(), Tag.format(tag) + " reaches beyond its item");
        }
        cutShort |= length > available && end == window.size();
        return Math.min(length, available);
    }

    /**
     * Reads the items of a sequence and moves behind it.
     *
     * @param open whether the sequence ends with a delimiter instead of at {@code end}
     * @param unknown whether the items are implicit little endian whatever surrounds them (PS3.5 6.2.2)
     */
    private List<DicomDataset> items(
            int tag, long end, boolean open, boolean unknown, int depth, SpecificCharacterSet characterSet)
            throws Problem {
        Order outer = order;
        List<DicomDataset> items = new ArrayList<>();
        while (end - position >= 8) {
            int index = window.require(position, 8);
            int itemTag = window.tag(index);
            long length = window.unsigned32(index + 4);
            if (itemTag == Tag.SEQUENCE_DELIMITATION) {
                position += 8;
                if (open) {
                    return items;
                }
                continue;
            }
            if (itemTag != Tag.ITEM) {
                return noItem(tag, end, open, items);
            }
            if (++count > options.maxElements()) {
                throw DicomProblems.tooLarge(window.name(), "more than " + options.maxElements() + " elements");
            }
            position += 8;
            long itemEnd = length == UNDEFINED ? end : position + within(tag, length, end);
            if (unknown) {
                switchTo(orderOfUnknown(itemEnd));
            }
            items.add(dataset(itemEnd, depth + 1, characterSet, 8));
            switchTo(outer);
            if (length != UNDEFINED) {
                position = itemEnd;
            }
        }
        if (open && !options.lenient()) {
            throw DicomProblems.truncated(window.name(), position + 8, end);
        }
        position = open ? position : end;
        return items;
    }

    private Order orderOfUnknown(long end) throws Problem {
        Order guess = SyntaxGuess.of(window, position, end);
        return guess == Order.EXPLICIT_LITTLE ? guess : Order.IMPLICIT_LITTLE;
    }

    /** Something else stands where an item should begin. */
    private List<DicomDataset> noItem(int tag, long end, boolean open, List<DicomDataset> items) throws Problem {
        if (!options.lenient() || (open && items.isEmpty())) {
            throw DicomProblems.damaged(window.name(), "the sequence " + Tag.format(tag) + " holds no items");
        }
        if (!open) {
            position = end;
        }
        return items;
    }
}
