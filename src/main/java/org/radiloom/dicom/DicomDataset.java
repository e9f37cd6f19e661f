package org.radiloom.dicom;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.radiloom.problem.Problem;

/**
 * A set of attributes in ascending order of tag: the top level of a file, its meta header, or an item of a sequence.
 *
 * <p>Immutable. The typed getters give what is there and makes sense: an absent, empty or unreadable value is empty, and
 * never an exception, so that one odd attribute does not cost the file. Values that were left in the file
 * ({@link DicomElement.Bulk}) are reached by {@link #bytes} only.
 */
public final class DicomDataset {
    private static final DicomDataset EMPTY =
            new DicomDataset(new int[0], new DicomElement[0], SpecificCharacterSet.DEFAULT);

    private final int[] tags;
    private final DicomElement[] elements;
    private final SpecificCharacterSet characterSet;

    /** Takes ownership of both arrays: of one length, strictly ascending as unsigned tags. */
    DicomDataset(int[] tags, DicomElement[] elements, SpecificCharacterSet characterSet) {
        this.tags = tags;
        this.elements = elements;
        this.characterSet = characterSet;
    }

    public static DicomDataset empty() {
        return EMPTY;
    }

    /** A builder of a new data set. */
    public static DicomDatasetBuilder builder() {
        return new DicomDatasetBuilder();
    }

    /** A builder that starts with these elements. */
    public DicomDatasetBuilder toBuilder() {
        return new DicomDatasetBuilder(this);
    }

    /** All elements in ascending order of tag. */
    public List<DicomElement> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    public int size() {
        return tags.length;
    }

    public boolean contains(int tag) {
        return find(tag) != null;
    }

    public Optional<DicomElement> element(int tag) {
        return Optional.ofNullable(find(tag));
    }

    private @Nullable DicomElement find(int tag) {
        int low = 0;
        int high = tags.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(tags[middle], tag);
            if (order == 0) {
                return elements[middle];
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The first value as text without its padding; empty if there is none or it is blank. */
    public Optional<String> string(int tag) {
        return find(tag) instanceof DicomElement.Value value ? Values.firstText(value, characterSet) : Optional.empty();
    }

    /** All values as text without their padding, inner empty ones kept; an empty list if there is none. */
    public List<String> strings(int tag) {
        return find(tag) instanceof DicomElement.Value value ? Values.texts(value, characterSet) : List.of();
    }

    /** The first value as a name of a person. */
    public Optional<PersonName> personName(int tag) {
        return string(tag).map(PersonName::parse);
    }

    /** The first value as a whole number; unsigned 32-bit values above 2^31 - 1 are not whole numbers here. */
    public OptionalInt integer(int tag) {
        int[] all = integers(tag).orElse(Values.NO_INTEGERS);
        return all.length == 0 ? OptionalInt.empty() : OptionalInt.of(all[0]);
    }

    /** All values as whole numbers; empty if one of them is not. */
    public Optional<int[]> integers(int tag) {
        return find(tag) instanceof DicomElement.Value value ? Values.integers(value) : Optional.empty();
    }

    /** The first value as a number, always finite. */
    public OptionalDouble decimal(int tag) {
        double[] all = decimals(tag).orElse(Values.NO_DECIMALS);
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /** All values as finite numbers; empty if one of them is not. */
    public Optional<double[]> decimals(int tag) {
        return find(tag) instanceof DicomElement.Value value ? Values.decimals(value) : Optional.empty();
    }

    /** The items of a sequence; an empty list if there is no such sequence. */
    public List<DicomDataset> items(int tag) {
        return find(tag) instanceof DicomElement.Sequence sequence ? sequence.items() : List.of();
    }

    /** The first item of a sequence. */
    public Optional<DicomDataset> item(int tag) {
        List<DicomDataset> items = items(tag);
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getFirst());
    }

    /**
     * The value's bytes in little endian order, read from the file if they were left there; the caller owns them.
     *
     * @return empty if the attribute is absent, a sequence or encapsulated
     * @throws Problem if the file has changed or cannot be read
     */
    public Optional<byte[]> bytes(int tag) throws Problem {
        return switch (find(tag)) {
            case DicomElement.Value value -> Optional.of(value.littleEndian());
            case DicomElement.Bulk bulk -> {
                byte[] bytes = bulk.range().read();
                if (bulk.bigEndian()) {
                    ByteSwap.inPlace(bytes, bulk.vr().unit());
                }
                yield Optional.of(bytes);
            }
            case DicomElement.Sequence sequence -> Optional.empty();
            case DicomElement.Fragments fragments -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /** How the texts of this data set are coded. */
    SpecificCharacterSet characterSet() {
        return characterSet;
    }

    /** The number of elements only: a data set may hold what must not reach a log. */
    @Override
    public String toString() {
        return "DicomDataset[" + tags.length + " elements]";
    }
}
