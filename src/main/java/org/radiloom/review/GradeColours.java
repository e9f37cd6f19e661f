package org.radiloom.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The colours of grades: fixed, so that one colour means one grade in every picture; never shown without the word. */
public final class GradeColours {
    /** Of a set of grades too large to be called a grade. */
    public static final int UNCERTAIN = 0x8E99A8;

    private static final Map<String, Integer> KNOWN = Map.of(
            "normal", 0x4FB68C,
            "mild", 0xD8C24A,
            "moderate", 0xE5893C,
            "severe", 0xD9534F);
    /** For classes with other names: told apart also by readers with colour vision deficiency (Okabe and Ito 2008). */
    private static final List<Integer> OTHERS = List.of(0x56B4E9, 0xE69F00, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00);

    private GradeColours() {}

    /**
     * The colour of a class.
     *
     * @param index of it among its classes, for one without a colour of its own
     * @return 0xRRGGBB
     */
    public static int of(String name, int index) {
        return KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), OTHERS.get(index % OTHERS.size()));
    }
}
