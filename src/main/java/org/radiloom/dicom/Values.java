package org.radiloom.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads texts and numbers from the bytes of a value. */
final class Values {
    static final int[] NO_INTEGERS = {};
    static final double[] NO_DECIMALS = {};

    private Values() {}

    static Optional<String> firstText(DicomElement.Value value, SpecificCharacterSet characterSet) {
        List<String> all = texts(value, characterSet);
        return all.isEmpty() || all.getFirst().isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    static List<String> texts(DicomElement.Value value, SpecificCharacterSet characterSet) {
        return switch (value.vr().kind()) {
            case ASCII -> split(ascii(value), value.vr());
            case TEXT -> split(characterSet.decode(value, true), value.vr());
            case PARAGRAPH -> {
                String text = trimEnd(characterSet.decode(value, false));
                yield text.isEmpty() ? List.of() : List.of(text);
            }
            case BULK -> looksLikeText(value) ? split(ascii(value), value.vr()) : List.of();
            case SIGNED, UNSIGNED, REAL, TAG -> numbersAsText(value);
            case SEQUENCE -> List.of();
        };
    }

    private static String ascii(DicomElement.Value value) {
        return new String(value.buffer(), value.offset(), value.length(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** A private attribute without a known representation is often plain text. */
    private static boolean looksLikeText(DicomElement.Value value) {
        if (value.vr() != Vr.UN || value.length() == 0) {
            return false;
        }
        for (int at = 0; at < value.length(); at++) {
            byte b = value.at(at);
            boolean padding = b == 0 && at == value.length() - 1;
            if ((b < ' ' || b == 127) && !padding) {
                return false;
            }
        }
        return true;
    }

    private static List<String> numbersAsText(DicomElement.Value value) {
        if (value.vr().kind() == Vr.Kind.TAG) {
            return integers(value).stream()
                    .flatMapToInt(java.util.Arrays::stream)
                    .mapToObj(Tag::format)
                    .toList();
        }
        if (value.vr().kind() == Vr.Kind.REAL) {
            return decimals(value).stream()
                    .flatMapToDouble(java.util.Arrays::stream)
                    .mapToObj(Double::toString)
                    .toList();
        }
        ByteBuffer view = value.view();
        List<String> texts = new ArrayList<>();
        while (view.remaining() >= value.vr().unit()) {
            long n = whole(view, value.vr());
            texts.add(value.vr() == Vr.UV ? Long.toUnsignedString(n) : Long.toString(n));
        }
        return List.copyOf(texts);
    }

    private static List<String> split(String text, Vr vr) {
        String whole = trimEnd(text);
        if (whole.isEmpty()) {
            return List.of();
        }
        if (whole.indexOf('\\') < 0) {
            return List.of(vr == Vr.UC ? whole : trim(whole));
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = whole.indexOf('\\'); to >= 0; to = whole.indexOf('\\', from)) {
            parts.add(trim(whole.substring(from, to)));
            from = to + 1;
        }
        parts.add(trim(whole.substring(from)));
        return List.copyOf(parts);
    }

    /** Without trailing spaces and NULs; NUL pads UIDs, and by mistake other texts too. */
    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Without the spaces around it; other blank characters belong to the text. */
    private static String trim(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        return trimEnd(text.substring(from));
    }

    static Optional<int[]> integers(DicomElement.Value value) {
        return switch (value.vr().kind()) {
            case SIGNED, UNSIGNED, TAG, BULK -> binaryIntegers(value);
            case ASCII -> decimals(value).flatMap(Values::allWhole);
            case REAL -> decimals(value).flatMap(Values::allWhole);
            case TEXT, PARAGRAPH, SEQUENCE -> Optional.empty();
        };
    }

    private static Optional<int[]> allWhole(double[] numbers) {
        int[] whole = new int[numbers.length];
        for (int at = 0; at < whole.length; at++) {
            whole[at] = (int) numbers[at];
            if (whole[at] != numbers[at]) {
                return Optional.empty();
            }
        }
        return Optional.of(whole);
    }

    private static Optional<int[]> binaryIntegers(DicomElement.Value value) {
        Vr vr = value.vr();
        ByteBuffer view = value.view();
        int count = vr.kind() == Vr.Kind.TAG ? view.remaining() / 4 : view.remaining() / vr.unit();
        if (count == 0) {
            return Optional.empty();
        }
        int[] all = new int[count];
        for (int at = 0; at < count; at++) {
            if (vr.kind() == Vr.Kind.TAG) {
                all[at] = (view.getShort() & 0xFFFF) << 16 | (view.getShort() & 0xFFFF);
                continue;
            }
            long n = whole(view, vr);
            if (n != (int) n) {
                return Optional.empty();
            }
            all[at] = (int) n;
        }
        return Optional.of(all);
    }

    private static long whole(ByteBuffer view, Vr vr) {
        return switch (vr) {
            case SS -> view.getShort();
            case US, OW -> view.getShort() & 0xFFFF;
            case SL -> view.getInt();
            case UL, OL, OF -> view.getInt() & 0xFFFFFFFFL;
            case SV, UV, OV, OD -> view.getLong();
            default -> view.get() & 0xFF;
        };
    }

    static Optional<double[]> decimals(DicomElement.Value value) {
        return switch (value.vr().kind()) {
            case REAL -> binaryReals(value);
            case SIGNED, UNSIGNED -> binaryIntegersAsReals(value);
            case ASCII -> parsed(ascii(value));
            case TEXT, PARAGRAPH, TAG, BULK, SEQUENCE -> Optional.empty();
        };
    }

    private static Optional<double[]> binaryIntegersAsReals(DicomElement.Value value) {
        ByteBuffer view = value.view();
        double[] all = new double[view.remaining() / value.vr().unit()];
        for (int at = 0; at < all.length; at++) {
            all[at] = whole(view, value.vr());
        }
        return all.length == 0 ? Optional.empty() : Optional.of(all);
    }

    private static Optional<double[]> binaryReals(DicomElement.Value value) {
        ByteBuffer view = value.view();
        double[] all = new double[view.remaining() / value.vr().unit()];
        for (int at = 0; at < all.length; at++) {
            all[at] = value.vr() == Vr.FL ? view.getFloat() : view.getDouble();
            if (!Double.isFinite(all[at])) {
                return Optional.empty();
            }
        }
        return all.length == 0 ? Optional.empty() : Optional.of(all);
    }

    private static Optional<double[]> parsed(String text) {
        List<String> parts = split(text, Vr.DS);
        double[] all = new double[parts.size()];
        for (int at = 0; at < all.length; at++) {
            all[at] = DecimalText.parse(parts.get(at));
            if (!Double.isFinite(all[at])) {
                return Optional.empty();
            }
        }
        return all.length == 0 ? Optional.empty() : Optional.of(all);
    }
}
