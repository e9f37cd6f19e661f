package org.radiloom.dicom;

/**
 * The three writings of a name. Source: DICOM PS3.5, section 6.2.1.
 *
 * @param alphabetic in Latin letters (or the only writing)
 * @param ideographic for instance in Kanji or Hanzi, empty if not given
 * @param phonetic for instance in Hiragana or Hangul, empty if not given
 */
public record PersonName(String alphabetic, String ideographic, String phonetic) {
    /** Parses "family^given^middle^prefix^suffix=ideographic=phonetic". */
    static PersonName parse(String text) {
        String[] groups = text.split("=", -1);
        return new PersonName(group(groups, 0), group(groups, 1), group(groups, 2));
    }

    private static String group(String[] groups, int at) {
        return at < groups.length ? withoutEmptyTail(groups[at]) : "";
    }

    private static String withoutEmptyTail(String group) {
        int end = group.length();
        while (end > 0 && (group.charAt(end - 1) == '^' || group.charAt(end - 1) == ' ')) {
            end--;
        }
        return group.substring(0, end);
    }

    /** Family and given name as people write them: "Family, Given". */
    public String display() {
        String best = alphabetic.isEmpty() ? (ideographic.isEmpty() ? phonetic : ideographic) : alphabetic;
        String[] parts = best.split("\\^", -1);
        return parts.length > 1 && !parts[1].isEmpty() ? parts[0] + ", " + parts[1] : parts[0];
    }
}
