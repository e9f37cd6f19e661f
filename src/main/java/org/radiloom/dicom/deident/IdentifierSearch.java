package org.radiloom.dicom.deident;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.radiloom.dicom.ByteRange;
import org.radiloom.dicom.DicomDataset;
import org.radiloom.dicom.DicomElement;
import org.radiloom.dicom.DicomFile;
import org.radiloom.dicom.Tag;
import org.radiloom.dicom.Vr;
import org.radiloom.problem.Problem;

/** Looks for identifiers in a finished file: in every text, in everything that is bytes, pixels included, and in its name. */
final class IdentifierSearch {
    /** An identifier of this length or more is found within longer words, and in bytes. */
    private static final int CERTAIN = 6;

    private static final int LONG_CODE_VALUE = 0x00080119;
    private static final int URN_CODE_VALUE = 0x00080120;

    /**
     * A find.
     *
     * @param source attribute whose value it is
     * @param place attribute where it still is; 0 for the name of the file
     */
    record Residual(int source, int place) {}

    private final Map<String, Identifiers.Source> identifiers;
    private final ByteSearch bytes;

    IdentifierSearch(Identifiers identifiers) {
        this.identifiers = identifiers.found();
        List<byte[]> patterns = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        this.identifiers.forEach((text, source) -> {
            if (text.length() < CERTAIN || !source.whole()) {
                return;
            }
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
                patterns.add(text.getBytes(charset));
                sources.add(source.tag());
            }
        });
        bytes = new ByteSearch(patterns, sources);
    }

    /**
     * The first identifier that is still there.
     *
     * @param relativeName the file's name and those of its folders
     * @throws Problem if the file cannot be read
     */
    Optional<Residual> find(DicomFile file, String relativeName) throws Problem {
        Optional<Integer> named = within(relativeName, 0, false);
        if (named.isPresent()) {
            return Optional.of(new Residual(named.get(), 0));
        }
        Optional<Residual> inMeta = find(file.meta());
        return inMeta.isPresent() ? inMeta : find(file.dataset());
    }

    private Optional<Residual> find(DicomDataset dataset) throws Problem {
        for (DicomElement element : dataset.elements()) {
            if (element instanceof DicomElement.Sequence sequence) {
                for (DicomDataset item : sequence.items()) {
                    Optional<Residual> inside = find(item);
                    if (inside.isPresent()) {
                        return inside;
                    }
                }
                continue;
            }
            Optional<Integer> source = inTexts(dataset, element);
            if (source.isEmpty()) {
                source = inBytes(dataset, element);
            }
            if (source.isPresent()) {
                return Optional.of(new Residual(source.get(), element.tag()));
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> inTexts(DicomDataset dataset, DicomElement element) {
        boolean terms = element.vr() == Vr.CS || coded(dataset);
        for (String text : dataset.strings(element.tag())) {
            if (element.vr() == Vr.DA || element.vr() == Vr.DT || element.vr() == Vr.TM) {
                // who is born today is examined on the date of birth
                continue;
            }
            Optional<Integer> source = within(text, least(element.vr()), terms);
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    /** Short numbers are found by chance among measurements and in UIDs. */
    private static int least(Vr vr) {
        return switch (vr) {
            case DS, IS -> Integer.MAX_VALUE;
            case UI -> CERTAIN;
            default -> 0;
        };
    }

    /** Whether the values are terms of a vocabulary, in which a word of a name is a word and no name. */
    static boolean coded(DicomDataset dataset) {
        return dataset.contains(Tag.CODE_VALUE)
                || dataset.contains(LONG_CODE_VALUE)
                || dataset.contains(URN_CODE_VALUE);
    }

    /** Whether a free text holds an identifier or a word of one. */
    boolean in(String text) {
        return within(text, 0, false).isPresent();
    }

    private Optional<Integer> within(String text, int least, boolean wholeOnly) {
        String comparable = Identifiers.comparable(text);
        for (Map.Entry<String, Identifiers.Source> identifier : identifiers.entrySet()) {
            boolean asked = identifier.getKey().length() >= least
                    && (identifier.getValue().whole() || !wholeOnly);
            if (asked && holds(comparable, identifier.getKey())) {
                return Optional.of(identifier.getValue().tag());
            }
        }
        return Optional.empty();
    }

    /** Short words count as words only, numbers as whole numbers, UIDs as whole UIDs. */
    static boolean holds(String text, String identifier) {
        boolean number = identifier.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
        boolean anywhere = !number && (identifier.length() >= CERTAIN || identifier.charAt(0) > 0x2E80);
        for (int at = text.indexOf(identifier); at >= 0; at = text.indexOf(identifier, at + 1)) {
            int end = at + identifier.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (number && identifier.indexOf('.') >= 0) {
                begins &= at == 0 || text.charAt(at - 1) != '.';
                ends &= end == text.length() || text.charAt(end) != '.';
            }
            if (anywhere || (begins && ends)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Integer> inBytes(DicomDataset dataset, DicomElement element) throws Problem {
        return switch (element) {
            case DicomElement.Value value ->
                value.vr().kind() == Vr.Kind.BULK
                        ? bytes.find(ByteRange.of(dataset.bytes(value.tag()).orElse(new byte[0])))
                        : Optional.empty();
            case DicomElement.Bulk bulk -> bytes.find(bulk.range());
            case DicomElement.Fragments fragments -> {
                Optional<Integer> source = Optional.empty();
                for (ByteRange fragment : fragments.fragments()) {
                    source = source.isPresent() ? source : bytes.find(fragment);
                }
                yield source;
            }
            case DicomElement.Sequence sequence -> Optional.empty();
        };
    }
}
